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

void expand(const SecretBytes& key, std::string_view info, std::span<std::byte> bytes) {
    CHECK(crypto_kdf_hkdf_sha256_expand(out(bytes), bytes.size(), info.data(), info.size(),
                                        in(key.span())) == 0);
}

void labeled_extract(std::span<std::byte> prk, ByteView salt, std::string_view label,
                     std::string_view value) {
    extract(prk, salt, {bytes_of(kHpke), bytes_of(kSuite), bytes_of(label), bytes_of(value)});
}

void labeled_expand(const SecretBytes& key, std::string_view label, ByteView context,
                    std::span<std::byte> bytes) {
    std::string info{'\0', static_cast<char>(bytes.size())};
    info += kHpke;
    info += kSuite;
    info += label;
    info += text_of(context);
    expand(key, info, bytes);
}

} // namespace

SecretBytes hkdf(ByteView secret, ByteView salt, std::string_view info) {
    SecretBytes prk(crypto_kdf_hkdf_sha256_KEYBYTES);
    extract(prk.span(), salt, {secret});
    SecretBytes key(32);
    expand(prk, info, key.span());
    return key;
}

ByteArray<32> header_mac(const SecretBytes& file_key, ByteView authenticated) {
    const SecretBytes key = hkdf(file_key.span(), {}, "header");
    ByteArray<32> mac;
    crypto_auth_hmacsha256(out(mac), in(authenticated), authenticated.size(), in(key.span()));
    return mac;
}

WrapKey hybrid_wrap_key(const SecretBytes& shared_secret) {
    ByteArray<crypto_kdf_hkdf_sha256_KEYBYTES> hash{}; // of constants
    Bytes context{std::byte{0}};                       // mode: base
    labeled_extract(hash, {}, "psk_id_hash", "");
    append(context, hash);
    labeled_extract(hash, {}, "info_hash", kInfo);
    append(context, hash);

    SecretBytes secret(crypto_kdf_hkdf_sha256_KEYBYTES);
    labeled_extract(secret.span(), shared_secret.span(), "secret", "");
    WrapKey wrap{SecretBytes(32)};
    labeled_expand(secret, "key", context, wrap.key.span());
    labeled_expand(secret, "base_nonce", context, wrap.nonce);
    return wrap;
}

} // namespace crypto
