// Public bytes and their encodings: hex, canonical base64, big-endian integers, SHA-256.
// Nothing here is secret: secrets live in secret.h.
#pragma once

#include "crypto/error.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace crypto {

using Bytes = std::vector<std::byte>;
using ByteView = std::span<const std::byte>;
template <std::size_t N>
using ByteArray = std::array<std::byte, N>;

using Hash = ByteArray<32>; ///< SHA-256

/// The bytes of a text, without a copy.
inline ByteView bytes_of(std::string_view text) {
    return std::as_bytes(std::span(text));
}
/// The text of bytes, without a copy; says nothing about its encoding.
inline std::string_view text_of(ByteView bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// SHA-256 (FIPS 180-4) of the whole.
Hash sha256(ByteView bytes);
/// `size` random bytes from the kernel (through libsodium).
Bytes random_bytes(std::size_t size);
/// The same, into what the caller has.
void fill_random(std::span<std::byte> bytes);
template <std::size_t N>
ByteArray<N> random_array() {
    ByteArray<N> bytes;
    fill_random(bytes);
    return bytes;
}

/// Lower case.
std::string hex(ByteView bytes);
/// Fails with BadEncoding unless the text is lower-case hex of exactly `bytes.size()` bytes.
Result<void> decode_hex(std::string_view text, std::span<std::byte> bytes);
/// As decode_hex(), into an array.
template <std::size_t N>
Result<ByteArray<N>> from_hex(std::string_view text) {
    ByteArray<N> bytes{};
    if (const auto done = decode_hex(text, bytes); !done) {
        return std::unexpected(done.error());
    }
    return bytes;
}

/// RFC 4648 section 4, without padding.
std::string base64(ByteView bytes);
/// Fails with BadEncoding on padding, other characters or non-zero trailing bits.
Result<Bytes> from_base64(std::string_view text);
/// RFC 4648 section 5, without padding.
std::string base64url(ByteView bytes);
/// As from_base64().
Result<Bytes> from_base64url(std::string_view text);
/// RFC 4648 section 4, with padding (minisign, Content-Digest, signed notes).
std::string base64_padded(ByteView bytes);
/// Fails with BadEncoding on missing padding, other characters or non-zero trailing bits.
Result<Bytes> from_base64_padded(std::string_view text);

/// `bytes` may not be a part of `to`.
void append(Bytes& to, ByteView bytes);
void append_u32(Bytes& to, std::uint32_t value); ///< big-endian
void append_u64(Bytes& to, std::uint64_t value); ///< big-endian
std::uint32_t read_u32(ByteView four_bytes);     ///< big-endian; CHECKs the length
std::uint64_t read_u64(ByteView eight_bytes);    ///< big-endian; CHECKs the length

} // namespace crypto
