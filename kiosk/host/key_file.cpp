// Reading and writing key files. See key_file.h.
#include "kiosk/host/key_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace host {
namespace {

constexpr std::size_t kKeyBytes = 32;

/// A file descriptor that closes itself.
class Descriptor {
public:
    explicit Descriptor(int fd) : fd_(fd) {}
    ~Descriptor() {
        if (fd_ >= 0) {
            ::close(fd_);
        }
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return fd_; }

private:
    int fd_;
};

KeyFault fault(const std::filesystem::path& file, std::string reason) {
    return KeyFault{file, std::move(reason)};
}

std::string system_reason() {
    return std::strerror(errno);
}

bool write_all(int fd, std::span<const std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written <= 0) {
            return false;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

bool read_all(int fd, std::span<std::byte> bytes) {
    while (!bytes.empty()) {
        const ssize_t got = ::read(fd, bytes.data(), bytes.size());
        if (got <= 0) {
            return false;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(got));
    }
    return true;
}

/// The directory entry must be on disk too, or a power cut leaves a store without its key.
void sync_folder_of(const std::filesystem::path& file) {
    const auto folder = file.has_parent_path() ? file.parent_path() : std::filesystem::path(".");
    const Descriptor opened(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (opened.get() >= 0) {
        ::fsync(opened.get());
    }
}

} // namespace

std::expected<crypto::SecretBytes, KeyFault> load_key(std::string_view name,
                                                      const std::filesystem::path& path) {
    // The service manager's credentials are already private (a ramfs of the unit's own user), so
    // their mode, which systemd sets, is not judged.
    const char* credentials = std::getenv("CREDENTIALS_DIRECTORY");
    const std::filesystem::path file =
        credentials != nullptr ? std::filesystem::path(credentials) / name : path;
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (opened.get() < 0) {
        return std::unexpected(fault(file, "cannot be opened: " + system_reason()));
    }
    struct stat info{};
    if (::fstat(opened.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
        return std::unexpected(fault(file, "is not a regular file"));
    }
    if (credentials == nullptr && (info.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return std::unexpected(
            fault(file, "can be read by others: a key file must have mode 0600"));
    }
    if (info.st_size != static_cast<off_t>(kKeyBytes)) {
        return std::unexpected(fault(file, "is damaged: a key file holds exactly 32 bytes"));
    }
    crypto::SecretBytes key(kKeyBytes);
    if (!read_all(opened.get(), key.span())) {
        return std::unexpected(fault(file, "cannot be read: " + system_reason()));
    }
    return key;
}

std::expected<void, KeyFault> create_key_file(const std::filesystem::path& path,
                                              std::span<const std::byte> key) {
    const Descriptor created(
        ::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, S_IRUSR | S_IWUSR));
    if (created.get() < 0) {
        return std::unexpected(fault(path, errno == EEXIST
                                               ? "exists already; a key is never overwritten"
                                               : "cannot be created: " + system_reason()));
    }
    if (!write_all(created.get(), key) || ::fsync(created.get()) != 0) {
        const std::string reason = system_reason();
        ::unlink(path.c_str());
        return std::unexpected(fault(path, "cannot be written: " + reason));
    }
    sync_folder_of(path);
    return {};
}

} // namespace host
