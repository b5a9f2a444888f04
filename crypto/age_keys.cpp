// HKDF and HMAC through libsodium. Everything secret stays in SecretBytes; hash states are wiped.
#include "crypto/age_keys.h"

#include "crypto/check.h"
#include "crypto/sodium_bytes.h"

#include <initializer_list>

namespace crypto {

namespace {

// HPKE || KEM 0x647a (X-Wing) || KDF 0x0001 (HKDF-SHA256) || AEAD 0x0003 (ChaCha20-Poly1305).
constexpr std::string_view kSuite{"HPKE\x64\x7a\x00\x01\x00\x03", 10};
constexpr std::string_view kHpke = "HPKE-v1";
constexpr std::string_view kInfo = "age-encryption.org/mlkem768x25519";

void extract(std::span<std::byte> prk, ByteView salt, std::initializer_list<ByteView> parts) {
    CHECK(prk.size() == crypto_kdf_hkdf_sha256_KEYBYTES);
    crypto_kdf_hkdf_sha256_state state;
    crypto_kdf_hkdf_sha256_extract_init(&state, in(salt), salt.size());
    for (const ByteView part : parts) {
        crypto_kdf_hkdf_sha256_extract_update(&state, in(part), part.size());
    }
    crypto_kdf_hkdf_sha256_extract_final(&state, out(prk));
    sodium_memzero(&state, sizeof state);
}

void expand(ByteView key, std::string_view info, std::span<std::byte> bytes) {
    CHECK(crypto_kdf_hkdf_sha256_expand(out(bytes), bytes.size(), info.data(), info.size(),
                                        in(key)) == 0);
}

void labeled_extract(std::span<std::byte> prk, ByteView salt, std::string_view label,
                     std::string_view value) {
    extract(prk, salt, {bytes_of(kHpke), bytes_of(kSuite), bytes_of(label), bytes_of(value)});
}

void labeled_expand(ByteView key, std::string_view label, ByteView context,
                    std::span<std::byte> bytes) {
    std::string info{'\0', static_cast<char>(bytes.size())};
    info += kHpke;
    info += kSuite;
    info += label;
    info += text_of(context);
    expand(key, info, bytes);
}

// All that HPKE's key schedule takes besides the shared secret: no pre-shared key, age's own info.
Bytes key_schedule_context() {
    Bytes context{std::byte{0}}; // mode: base
    Hash hash{};
    labeled_extract(hash, {}, "psk_id_hash", "");
    append(context, hash);
    labeled_extract(hash, {}, "info_hash", kInfo);
    append(context, hash);
    return context;
}

} // namespace

ByteView KeyRoom::hkdf(ByteView secret, ByteView salt, std::string_view info) {
    extract(extracted(), salt, {secret});
    expand(extracted(), info, key());
    return key();
}

WrapKey KeyRoom::hybrid_wrap_key() {
    if (context_.empty()) {
        context_ = key_schedule_context();
    }
    labeled_extract(extracted(), shared_secret(), "secret", "");
    WrapKey wrap{.key = key()};
    labeled_expand(extracted(), "key", context_, key());
    labeled_expand(extracted(), "base_nonce", context_, wrap.nonce);
    return wrap;
}

SecretBytes hkdf(ByteView secret, ByteView salt, std::string_view info) {
    KeyRoom room;
    return SecretBytes::copy_of(room.hkdf(secret, salt, info));
}

ByteArray<32> header_mac(KeyRoom& room, ByteView file_key, ByteView authenticated) {
    const ByteView key = room.hkdf(file_key, {}, "header");
    ByteArray<32> mac;
    crypto_auth_hmacsha256(out(mac), in(authenticated), authenticated.size(), in(key));
    return mac;
}

} // namespace crypto
