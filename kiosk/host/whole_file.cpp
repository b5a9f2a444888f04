// Never holds more than one block above the limit.
#include "kiosk/host/whole_file.h"

#include "kiosk/host/descriptor.h"

#include <fcntl.h>
#include <unistd.h>

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

} // namespace

std::expected<std::string, FileFault> read_whole(const std::filesystem::path& file,
                                                 std::size_t most) {
    const auto unreadable = [&file] {
        return std::unexpected(
            FileFault{file, "cannot be read: " + std::string(std::strerror(errno))});
    };
    const Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY));
    if (opened.get() < 0) {
        return unreadable();
    }
    std::string bytes;
    std::array<char, 16 * 1024> block;
    ssize_t got = 1;
    while (got != 0 && bytes.size() <= most) {
        got = ::read(opened.get(), block.data(), block.size());
        if (got < 0 && errno != EINTR) {
            return unreadable();
        }
        bytes.append(block.data(), got > 0 ? static_cast<std::size_t>(got) : 0);
    }
    if (bytes.size() > most) {
        return std::unexpected(FileFault{file, "is larger than " + size(most)});
    }
    return bytes;
}

} // namespace host
