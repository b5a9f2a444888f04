// Ed25519 (RFC 8032) through libsodium.
#include "crypto/signing.h"

#include "crypto/check.h"
#include "crypto/sodium_bytes.h"

#include <algorithm>

namespace crypto {

namespace {

constexpr std::size_t kSeed = crypto_sign_ed25519_SEEDBYTES;

} // namespace

SigningKey SigningKey::generate() {
    SecretBytes seed(kSeed);
    fill_random(seed.span());
    auto key = from_seed(seed.span());
    CHECK(key.has_value());
    return std::move(*key);
}

Result<SigningKey> SigningKey::from_seed(ByteView seed) {
    if (seed.size() != kSeed) {
        return std::unexpected(Error::BadKey);
    }
    SigningKey key;
    key.key_ = SecretBytes(crypto_sign_ed25519_SECRETKEYBYTES);
    PublicKey unused;
    crypto_sign_ed25519_seed_keypair(out(unused.bytes), out(key.key_.span()), in(seed));
    return key;
}

// libsodium's form is the seed followed by the public key.
SecretBytes SigningKey::seed() const {
    CHECK(!key_.empty());
    return SecretBytes::copy_of(key_.span().first(kSeed));
}

PublicKey SigningKey::public_key() const {
    CHECK(!key_.empty());
    PublicKey key;
    std::ranges::copy(key_.span().subspan(kSeed), key.bytes.begin());
    return key;
}

Signature SigningKey::sign(ByteView message) const {
    CHECK(!key_.empty());
    Signature signature;
    CHECK(crypto_sign_ed25519_detached(out(signature), nullptr, in(message), message.size(),
                                       in(key_.span())) == 0);
    return signature;
}

bool verifies(const PublicKey& key, ByteView message, const Signature& signature) {
    return crypto_sign_ed25519_verify_detached(in(signature), in(message), message.size(),
                                               in(key.bytes)) == 0;
}

} // namespace crypto
