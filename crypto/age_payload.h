// The encrypted body of an age v1 file: STREAM chunks under a key from the file key. Shared by
// sealing and opening.
#pragma once

#include "crypto/age_keys.h"

namespace crypto {

inline constexpr std::size_t kChunkBytes = 64 * 1024;
inline constexpr std::size_t kTagBytes = 16;
inline constexpr std::size_t kPayloadNonceBytes = 16;

/// Bytes of the payload (nonce and tags included) for `plaintext` bytes.
std::size_t payload_length(std::size_t plaintext);

inline constexpr std::string_view kPayloadInfo = "payload";
/// The payload's key.
SecretBytes payload_key(ByteView file_key, ByteView nonce);

/// STREAM: an 11-byte big-endian counter, then 1 for the last chunk.
AeadNonce chunk_nonce(std::uint64_t counter, bool last);

/// ChaCha20-Poly1305; `to` must be kTagBytes longer than `plaintext`.
void encrypt(std::span<std::byte> to, ByteView plaintext, ByteView key, const AeadNonce& nonce);

/// Completes a header of the version line and the stanzas with its MAC.
std::string complete_header(KeyRoom& room, std::string header, ByteView file_key);

/// Completes a file: `header` holds the version line and the stanzas; adds MAC, nonce and chunks.
Bytes seal_payload(KeyRoom& room, std::string header, ByteView file_key, ByteView plaintext);

} // namespace crypto
