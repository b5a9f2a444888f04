// Never holds more than one block above the limit.
#include "kiosk/host/whole_file.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>

namespace host {

namespace {

std::string size(std::size_t bytes) {
    constexpr std::size_t kKiB = 1024;
    constexpr std::size_t kMiB = 1024 * kKiB;
    if (bytes >= kMiB && bytes % kMiB == 0) {
        return std::to_string(bytes / kMiB) + " MiB";
    }
    return bytes >= kKiB && bytes % kKiB == 0 ? std::to_string(bytes / kKiB) + " KiB"
                                              : std::to_string(bytes) + " bytes";
}

/// What the system says about its last call.
std::unexpected<FileFault> unreadable(const std::filesystem::path& file) {
    return std::unexpected(FileFault{file, "cannot be read: " + std::string(std::strerror(errno))});
}

std::unexpected<FileFault> too_large(const std::filesystem::path& file, std::size_t most) {
    return std::unexpected(FileFault{file, "is larger than " + size(most)});
}

} // namespace

std::expected<bool, FileFault> is_there(const std::filesystem::path& file) {
    struct stat about{};
    if (::lstat(file.c_str(), &about) == 0) {
        return true;
    }
    if (errno != ENOENT) {
        return unreadable(file);
    }
    // The system says the same of a name whose folder is not there, and nothing follows from that:
    // the disk with the folder may be what is missing.
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    if (::stat(folder.c_str(), &about) != 0) {
        return unreadable(folder);
    }
    return false;
}

std::expected<Descriptor, FileFault> open_file(const std::filesystem::path& file,
                                               std::size_t most) {
    // Not blocking: to open a pipe is to wait for whoever writes to it.
    Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY | O_NONBLOCK));
    struct stat about{};
    if (opened.get() < 0 || ::fstat(opened.get(), &about) != 0) {
        return unreadable(file);
    }
    if (S_ISDIR(about.st_mode)) {
        errno = EISDIR;
        return unreadable(file);
    }
    if (!S_ISREG(about.st_mode)) {
        return std::unexpected(FileFault{file, kind_fault(about.st_mode)});
    }
    if (std::cmp_greater(about.st_size, most)) {
        return too_large(file, most);
    }
    return opened;
}

std::expected<std::string, FileFault> read_whole(const std::filesystem::path& file,
                                                 std::size_t most) {
    const auto opened = open_file(file, most);
    if (!opened) {
        return std::unexpected(opened.error());
    }
    std::string bytes;
    std::array<char, 16 * 1024> block;
    ssize_t got = 1;
    while (got != 0 && bytes.size() <= most) {
        got = ::read(opened->get(), block.data(), block.size());
        if (got < 0 && errno != EINTR) {
            return unreadable(file);
        }
        bytes.append(block.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    }
    if (bytes.size() > most) { // it grew, or it is one of those whose size the system does not know
        return too_large(file, most);
    }
    return bytes;
}

std::expected<std::vector<NamedBytes>, FileFault>
read_folder(const std::filesystem::path& folder, std::string_view extension, std::size_t most) {
    std::error_code error;
    std::vector<NamedBytes> files;
    std::filesystem::directory_iterator entry(folder, error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        if (entry->path().extension() == extension) {
            files.emplace_back(entry->path(), "");
        }
    }
    if (error) {
        return std::unexpected(FileFault{folder, "cannot be read: " + error.message()});
    }
    std::ranges::sort(files, {}, &NamedBytes::first);
    for (auto& [file, bytes] : files) {
        auto read = read_whole(file, most);
        if (!read) {
            return std::unexpected(std::move(read.error()));
        }
        bytes = std::move(*read);
    }
    return files;
}

} // namespace host
