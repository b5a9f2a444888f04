// Makes and checks sealed memfds (memfd_create(2), fcntl(2) F_ADD_SEALS). Copies; never maps.
#include "kiosk/wire/sealed_file.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>

namespace wire {
namespace {

constexpr int kNeededSeals = F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW;

bool write_all(int fd, crypto::ByteView bytes) {
    while (!bytes.empty()) {
        const ssize_t written = ::write(fd, bytes.data(), bytes.size());
        if (written <= 0) {
            return false;
        }
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return true;
}

} // namespace

std::optional<Descriptor> make_sealed_file(crypto::ByteView bytes) {
    if (bytes.size() > kMaxSealedFile) {
        return std::nullopt;
    }
    Descriptor file(::memfd_create("sealed", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!file || !write_all(file.get(), bytes) ||
        ::fcntl(file.get(), F_ADD_SEALS, kNeededSeals | F_SEAL_SEAL) != 0) {
        return std::nullopt;
    }
    return file;
}

std::optional<crypto::Bytes> read_sealed_file(int fd, std::size_t length) {
    // Seals before size: only a sealed size stays what we saw.
    const int seals = ::fcntl(fd, F_GET_SEALS);
    if (seals < 0 || (seals & kNeededSeals) != kNeededSeals) {
        return std::nullopt;
    }
    struct stat status{};
    if (::fstat(fd, &status) != 0 || status.st_size < 0 ||
        static_cast<std::size_t>(status.st_size) != length || length > kMaxSealedFile) {
        return std::nullopt;
    }
    crypto::Bytes bytes(length);
    std::size_t done = 0;
    while (done < length) {
        const ssize_t got =
            ::pread(fd, bytes.data() + done, length - done, static_cast<off_t>(done));
        if (got <= 0) {
            return std::nullopt;
        }
        done += static_cast<std::size_t>(got);
    }
    return bytes;
}

} // namespace wire
