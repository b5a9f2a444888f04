// Reads keys straight into locked memory.
#include "kiosk/host/key_file.h"

#include "kiosk/host/whole_file.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <limits>

#include <sys/stat.h>
#include <unistd.h>

namespace host {
namespace {

constexpr std::size_t kKeyBytes = 32;

FileFault fault(const std::filesystem::path& file, std::string reason) {
    return FileFault{file, std::move(reason)};
}

std::string system_reason() {
    return std::strerror(errno);
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

} // namespace

std::filesystem::path key_place(std::string_view name, const std::filesystem::path& path) {
    const char* credentials = std::getenv("CREDENTIALS_DIRECTORY");
    return credentials != nullptr ? std::filesystem::path(credentials) / name : path;
}

FileFault no_credential(std::string_view name, const std::filesystem::path& path) {
    return fault(key_place(name, path), "is not there: while CREDENTIALS_DIRECTORY is set the key"
                                        " is read from there, never from " +
                                            path.string());
}

std::expected<crypto::SecretBytes, FileFault> load_key(std::string_view name,
                                                       const std::filesystem::path& path) {
    // The service manager's credentials are already private (a ramfs of the unit's own user), so
    // their mode, which systemd sets, is not judged.
    const char* credentials = std::getenv("CREDENTIALS_DIRECTORY");
    const std::filesystem::path file = key_place(name, path);
    constexpr auto kAnySize = std::numeric_limits<std::size_t>::max(); // told in words below
    const auto opened = open_file(file, kAnySize);
    if (!opened) {
        return std::unexpected(opened.error());
    }
    struct stat info{};
    if (::fstat(opened->get(), &info) != 0) {
        return std::unexpected(fault(file, "cannot be read: " + system_reason()));
    }
    if (credentials == nullptr && (info.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
        return std::unexpected(
            fault(file, "can be read by others: a key file must have mode 0600"));
    }
    if (info.st_size != static_cast<off_t>(kKeyBytes)) {
        return std::unexpected(fault(file, "is damaged: a key file holds exactly 32 bytes"));
    }
    crypto::SecretBytes key(kKeyBytes);
    if (!read_all(opened->get(), key.span())) {
        return std::unexpected(fault(file, "cannot be read: " + system_reason()));
    }
    return key;
}

} // namespace host
