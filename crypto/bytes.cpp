// Encodings through libsodium, whose base64 decoder already refuses what is not canonical.
#include "crypto/bytes.h"

#include "crypto/check.h"
#include "crypto/sodium_bytes.h"

namespace crypto {

namespace {

std::string encode_base64(ByteView bytes, int variant) {
    std::string text(sodium_base64_encoded_len(bytes.size(), variant), '\0');
    sodium_bin2base64(text.data(), text.size(), in(bytes), bytes.size(), variant);
    text.pop_back(); // libsodium's terminating zero
    return text;
}

Result<Bytes> decode_base64(std::string_view text, int variant) {
    Bytes bytes(text.size() / 4 * 3 + 3);
    std::size_t size = 0;
    const int refused = sodium_base642bin(out(bytes), bytes.size(), text.data(), text.size(),
                                          nullptr, &size, nullptr, variant);
    if (refused != 0) {
        return std::unexpected(Error::BadEncoding);
    }
    bytes.resize(size);
    return bytes;
}

template <class Integer>
void append_integer(Bytes& to, Integer value) {
    for (int shift = 8 * (static_cast<int>(sizeof value) - 1); shift >= 0; shift -= 8) {
        to.push_back(static_cast<std::byte>(value >> shift));
    }
}

template <class Integer>
Integer read_integer(ByteView bytes) {
    CHECK(bytes.size() == sizeof(Integer));
    Integer value = 0;
    for (const std::byte byte : bytes) {
        value = value << 8 | static_cast<Integer>(byte);
    }
    return value;
}

} // namespace

Hash sha256(ByteView bytes) {
    Hash hash;
    crypto_hash_sha256(out(hash), in(bytes), bytes.size());
    return hash;
}

void fill_random(std::span<std::byte> bytes) {
    if (!bytes.empty()) { // an empty span has no address, which C does not take even for no bytes
        randombytes_buf(bytes.data(), bytes.size());
    }
}

Bytes random_bytes(std::size_t size) {
    Bytes bytes(size);
    fill_random(bytes);
    return bytes;
}

std::string hex(ByteView bytes) {
    std::string text(2 * bytes.size() + 1, '\0');
    sodium_bin2hex(text.data(), text.size(), in(bytes), bytes.size());
    text.pop_back();
    return text;
}

Result<void> decode_hex(std::string_view text, std::span<std::byte> bytes) {
    if (text.size() != 2 * bytes.size() ||
        text.find_first_not_of("0123456789abcdef") != std::string_view::npos) {
        return std::unexpected(Error::BadEncoding);
    }
    CHECK(bytes.empty() || // no bytes have no address, which C does not take
          sodium_hex2bin(out(bytes), bytes.size(), text.data(), text.size(), nullptr, nullptr,
                         nullptr) == 0);
    return {};
}

std::string base64(ByteView bytes) {
    return encode_base64(bytes, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}

Result<Bytes> from_base64(std::string_view text) {
    return decode_base64(text, sodium_base64_VARIANT_ORIGINAL_NO_PADDING);
}

std::string base64url(ByteView bytes) {
    return encode_base64(bytes, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

Result<Bytes> from_base64url(std::string_view text) {
    return decode_base64(text, sodium_base64_VARIANT_URLSAFE_NO_PADDING);
}

std::string base64_padded(ByteView bytes) {
    return encode_base64(bytes, sodium_base64_VARIANT_ORIGINAL);
}

Result<Bytes> from_base64_padded(std::string_view text) {
    return decode_base64(text, sodium_base64_VARIANT_ORIGINAL);
}

void append(Bytes& to, ByteView bytes) {
    to.insert(to.end(), bytes.begin(), bytes.end());
}

void append_u32(Bytes& to, std::uint32_t value) {
    append_integer(to, value);
}

void append_u64(Bytes& to, std::uint64_t value) {
    append_integer(to, value);
}

std::uint32_t read_u32(ByteView four_bytes) {
    return read_integer<std::uint32_t>(four_bytes);
}

std::uint64_t read_u64(ByteView eight_bytes) {
    return read_integer<std::uint64_t>(eight_bytes);
}

} // namespace crypto
