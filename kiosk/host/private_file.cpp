// Writes and syncs; a file that cannot be finished is taken away again.
#include "kiosk/host/private_file.h"

#include "kiosk/host/descriptor.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace host {

namespace {

/// The directory entry must be on disk too, or a power cut leaves a store without its key.
void sync_folder_of(const std::filesystem::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() >= 0) {
        ::fsync(opened.get());
    }
}

} // namespace

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

std::expected<void, FileFault> create_private_file(const std::filesystem::path& path,
                                                   std::span<const std::byte> bytes) {
    const Descriptor created(::open(
        path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, S_IRUSR | S_IWUSR));
    if (created.get() < 0) {
        return std::unexpected(FileFault{
            path, errno == EEXIST ? "exists already and is never overwritten"
                                  : "cannot be created: " + std::string(std::strerror(errno))});
    }
    if (!write_all(created.get(), bytes) || ::fsync(created.get()) != 0) {
        const std::string reason = std::strerror(errno);
        ::unlink(path.c_str());
        return std::unexpected(FileFault{path, "cannot be written: " + reason});
    }
    sync_folder_of(path);
    return {};
}

} // namespace host
