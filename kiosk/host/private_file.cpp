// Writes and syncs under another name, then renames: a file is whole or not there. One that cannot
// be finished is taken away again; if the program is killed, FILE.unfinished-XXXXXX is left.
#include "kiosk/host/private_file.h"

#include "kiosk/host/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace host {

namespace {

constexpr const char* kExists = "exists already and is never overwritten";

FileFault fault(const std::filesystem::path& path, const std::string& what) {
    const int reason = errno;
    return {path, reason == EEXIST ? kExists : what + ": " + std::strerror(reason)};
}

std::filesystem::path folder_of(const std::filesystem::path& file) {
    return file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
}

/// The directory entry must be on disk too, or a power cut leaves a store without its key.
void sync_folder_of(const std::filesystem::path& file) {
    const auto folder = folder_of(file);
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() >= 0) {
        ::fsync(opened.get());
    }
}

/// Never over what has that name by now; false, with errno set, when that fails.
bool rename_to_new(const std::string& from, const std::filesystem::path& to) {
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0) {
        return true;
    }
    if (errno != EINVAL && errno != ENOSYS) {
        return false;
    }
    // Not every file system knows that call (NFS does not); every one that has links knows this.
    if (::link(from.c_str(), to.c_str()) != 0) {
        return false;
    }
    ::unlink(from.c_str());
    return true;
}

/// Whole and on disk before it has its name.
std::expected<void, FileFault> finish(int fd, std::span<const std::byte> bytes,
                                      const std::string& unfinished,
                                      const std::filesystem::path& path) {
    if (!write_all(fd, bytes) || ::fsync(fd) != 0) {
        return std::unexpected(fault(path, "cannot be written"));
    }
    if (!rename_to_new(unfinished, path)) {
        return std::unexpected(fault(path, "cannot be created"));
    }
    return {};
}

} // namespace

std::string kind_fault(mode_t mode) {
    return S_ISDIR(mode)    ? "is a folder"
           : S_ISFIFO(mode) ? "is a pipe, no file"
                            : "is a device, no file";
}

std::string openness_fault(int fd) {
    struct stat about{};
    if (::fstat(fd, &about) != 0) {
        return std::strerror(errno);
    }
    if (!S_ISREG(about.st_mode)) {
        return kind_fault(about.st_mode);
    }
    const bool open = (about.st_mode & (S_IRWXG | S_IRWXO)) != 0;
    return open ? "others can read it (chmod 600)" : "";
}

bool write_all(int fd, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) {
            continue;
        }
        if (written <= 0) {
            return false;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

std::expected<void, FileFault> can_be_created(const std::filesystem::path& path) {
    struct stat there{};
    if (::lstat(path.c_str(), &there) == 0) {
        return std::unexpected(FileFault{path, kExists});
    }
    if (::access(folder_of(path).c_str(), W_OK | X_OK) != 0) {
        return std::unexpected(fault(path, "cannot be created"));
    }
    return {};
}

std::expected<void, FileFault> create_private_file(const std::filesystem::path& path,
                                                   std::span<const std::byte> bytes) {
    if (auto possible = can_be_created(path); !possible) {
        return possible;
    }
    std::string unfinished = path.string() + ".unfinished-XXXXXX";
    const Descriptor created(::mkostemp(unfinished.data(), O_CLOEXEC)); // mode 0600
    if (created.get() < 0) {
        return std::unexpected(fault(path, "cannot be created"));
    }
    auto done = finish(created.get(), bytes, unfinished, path);
    if (!done) {
        ::unlink(unfinished.c_str());
        return done;
    }
    sync_folder_of(path);
    return {};
}

std::expected<void, FileFault> replace_private_file(const std::filesystem::path& path,
                                                    std::span<const std::byte> bytes) {
    const std::filesystem::path next = path.string() + ".next";
    ::unlink(next.c_str()); // what a power cut left
    if (auto written = create_private_file(next, bytes); !written) {
        return written;
    }
    if (::rename(next.c_str(), path.c_str()) != 0) {
        auto failed = std::unexpected(fault(path, "cannot be written"));
        ::unlink(next.c_str());
        return failed;
    }
    sync_folder_of(path);
    return {};
}

} // namespace host
