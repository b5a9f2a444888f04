// Writes age files for an X25519 key with a chosen file key: the product itself never does. Lets
// tests build files that are wrong in one respect only.
#pragma once

#include "crypto/age_header.h"
#include "crypto/age_payload.h"
#include "crypto/bech32.h"
#include "crypto/sodium_bytes.h"

#include "tests/crypto/sealed.h"

namespace crypto {

inline std::vector<Identity> x25519_identity(const ByteArray<32>& scalar) {
    constexpr std::string_view kPrefix = "AGE-SECRET-KEY-";
    std::string text(bech32_length(kPrefix, scalar.size()), '\0');
    bech32_encode(kPrefix, scalar, text);
    std::vector<Identity> identities;
    identities.emplace_back(X25519Identity::parse(text).value());
    return identities;
}

/// The stanza for `scalar`'s public key.
inline std::string x25519_stanza(const ByteArray<32>& scalar, const SecretBytes& file_key) {
    const ByteArray<32> ephemeral = random_array<32>();
    ByteArray<32> recipient{};
    ByteArray<32> share{};
    SecretBytes shared(32);
    crypto_scalarmult_curve25519_base(out(recipient), in(scalar));
    crypto_scalarmult_curve25519_base(out(share), in(ephemeral));
    REQUIRE(crypto_scalarmult_curve25519(out(shared.span()), in(ephemeral), in(recipient)) == 0);
    Bytes salt;
    append(salt, share);
    append(salt, recipient);
    Bytes body(kWrappedKeyBytes);
    const SecretBytes wrap_key = hkdf(shared.span(), salt, "age-encryption.org/v1/X25519");
    encrypt(body, file_key.span(), wrap_key.span(), {});
    std::string stanza;
    append_stanza(stanza, std::vector<std::string>{"X25519", base64(share)}, body);
    return stanza;
}

inline Bytes x25519_file(const ByteArray<32>& scalar, const SecretBytes& file_key,
                         ByteView plaintext) {
    KeyRoom room;
    return seal_payload(room, std::string(kAgeVersionLine) + x25519_stanza(scalar, file_key),
                        file_key.span(), plaintext);
}

} // namespace crypto
