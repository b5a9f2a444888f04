// Decrypting the body of an age file chunk by chunk. No plaintext leaves before its chunk's tag has
// been checked, and a file that ends too early is damaged.
#pragma once

#include "crypto/age_payload.h"

namespace crypto {

inline constexpr std::size_t kSealedChunkBytes = kChunkBytes + kTagBytes;

/// ChaCha20-Poly1305; `sealed` is kTagBytes longer than `to`. False, and `to` is wiped, if the tag
/// is wrong.
bool decrypt(std::span<std::byte> to, ByteView sealed, ByteView key, const AeadNonce& nonce);

/// The chunks of one payload, in their order.
class ChunkOpener {
public:
    /// `nonce`: the payload's first bytes.
    ChunkOpener(ByteView file_key, ByteView nonce) : key_(payload_key(file_key, nonce)) {}

    /// Opens the next one, all of `sealed`, into `to`, which is kTagBytes shorter. BadPayload if it
    /// is not that chunk, is too short, or is an empty last one of a file that is not empty.
    Result<void> open(ByteView sealed, bool last, std::span<std::byte> to);

private:
    SecretBytes key_;
    std::uint64_t counter_ = 0;
};

/// The whole payload. BadPayload.
Result<SecretBytes> open_payload(ByteView payload, ByteView file_key);

} // namespace crypto
