// Files are named by their hash, so that one which was changed or written by halves is none.
#include "central/lists/list_chain.h"

#include "kiosk/host/private_file.h"
#include "kiosk/host/whole_file.h"

namespace central {

namespace {

std::filesystem::path file_of(const std::filesystem::path& folder, const crypto::Hash& hash) {
    return folder / (crypto::hex(hash) + ".json");
}

} // namespace

bool in_chain(const crypto::Manifest& newest, const crypto::Hash& wanted,
              const OlderManifest& older) {
    if (newest.hash == wanted) {
        return true;
    }
    std::optional<crypto::Hash> before = newest.previous;
    for (std::size_t step = 0; before && step < kLongestChain; ++step) {
        if (*before == wanted) {
            return true;
        }
        const std::optional<crypto::Bytes> bytes = older(*before);
        if (!bytes || crypto::sha256(*bytes) != *before) {
            return false;
        }
        const auto manifest = crypto::parse_manifest(*bytes);
        before = manifest ? manifest->previous : std::nullopt;
    }
    return false;
}

bool keep_manifest(const std::filesystem::path& folder, crypto::ByteView manifest) {
    const crypto::Hash hash = crypto::sha256(manifest);
    if (kept_manifest(folder, hash)) {
        return true;
    }
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    const std::filesystem::path file = file_of(folder, hash);
    std::filesystem::remove(file, error); // what a power cut left, or somebody changed
    return host::create_private_file(file, manifest).has_value();
}

std::optional<crypto::Bytes> kept_manifest(const std::filesystem::path& folder,
                                           const crypto::Hash& hash) {
    constexpr std::size_t kLargestList = 4 * 1024 * 1024;
    const auto text = host::read_whole(file_of(folder, hash), kLargestList);
    if (!text) {
        return std::nullopt;
    }
    crypto::Bytes bytes;
    crypto::append(bytes, crypto::bytes_of(*text));
    return crypto::sha256(bytes) == hash ? std::optional(std::move(bytes)) : std::nullopt;
}

} // namespace central
