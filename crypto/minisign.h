// Detached signatures in minisign's format, and how many of them a signed list needs. Only
// verifies: lists are signed offline, with minisign itself.
#pragma once

#include "crypto/signing.h"

namespace crypto {

/// One minisign public key as configured: the base64 line of a `.pub` file.
struct MinisignKey {
    PublicKey key;
    ByteArray<8> key_id{}; ///< never compared for trust, only the key is
};
/// BadKey.
Result<MinisignKey> parse_minisign_key(std::string_view base64_line);

/// BadSignature unless `signature_file` (a whole .minisig) is an `ED` signature over `message` by
/// `key`; its trusted comment must be signed too, and is used for nothing.
Result<void> verify_minisign(const MinisignKey& key, ByteView message,
                             std::string_view signature_file);

/// The keys that may sign a list and how many distinct ones must.
struct Roots {
    std::vector<MinisignKey> keys;
    std::size_t threshold = 2;
};
/// TooFewSignatures unless at least `threshold` distinct configured keys signed. A threshold of 0
/// accepts nothing. TooLarge, before any is looked at, for more than 32 signature files: whoever
/// sends a list must not choose how long it is verified.
Result<void> verify_threshold(const Roots& roots, ByteView message,
                              std::span<const std::string> signature_files);

} // namespace crypto
