// Secret keys as text and as lines of an identity file.
#include "crypto/bech32.h"
#include "crypto/check.h"
#include "crypto/open.h"
#include "crypto/sodium_bytes.h"

namespace crypto {

namespace {

constexpr std::string_view kHybridPrefix = "AGE-SECRET-KEY-PQ-";
constexpr std::string_view kX25519Prefix = "AGE-SECRET-KEY-";
constexpr std::size_t kSecretKeyBytes = 32; // of both kinds

Result<SecretBytes> parse_secret_key(std::string_view prefix, std::string_view text) {
    SecretBytes key(kSecretKeyBytes);
    if (const auto read = bech32_decode(prefix, text, key.span()); !read) {
        return std::unexpected(read.error());
    }
    return key;
}

} // namespace

HybridIdentity HybridIdentity::generate() {
    SecretBytes seed(kSecretKeyBytes);
    fill_random(seed.span());
    return from_seed(std::move(seed));
}

HybridIdentity HybridIdentity::from_seed(SecretBytes seed) {
    CHECK(seed.size() == kSecretKeyBytes);
    HybridIdentity identity;
    identity.seed_ = std::move(seed);
    return identity;
}

Result<HybridIdentity> HybridIdentity::parse(std::string_view text) {
    auto seed = parse_secret_key(kHybridPrefix, text);
    if (!seed) {
        return std::unexpected(seed.error());
    }
    return from_seed(std::move(*seed));
}

SecretText HybridIdentity::format() const {
    SecretBytes text(bech32_length(kHybridPrefix, seed_.size()));
    const std::span<std::byte> bytes = text.span();
    bech32_encode(kHybridPrefix, seed_.span(),
                  {reinterpret_cast<char*>(bytes.data()), bytes.size()});
    return SecretText(text_of(bytes));
}

Recipient HybridIdentity::recipient() const {
    static_assert(crypto_kem_xwing_SEEDBYTES == kSecretKeyBytes);
    Recipient recipient;
    SecretBytes secret_key(crypto_kem_xwing_SECRETKEYBYTES);
    CHECK(crypto_kem_xwing_seed_keypair(out(recipient.public_key), out(secret_key.span()),
                                        in(seed_.span())) == 0);
    return recipient;
}

Result<X25519Identity> X25519Identity::parse(std::string_view text) {
    auto scalar = parse_secret_key(kX25519Prefix, text);
    if (!scalar) {
        return std::unexpected(scalar.error());
    }
    X25519Identity identity;
    identity.scalar_ = std::move(*scalar);
    return identity;
}

Result<std::vector<Identity>> parse_identities(std::string_view text) {
    std::vector<Identity> identities;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string_view line = text.substr(0, end);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (line.ends_with('\r')) {
            line.remove_suffix(1);
        }
        if (line.empty() || line.starts_with('#')) {
            continue;
        }
        if (auto hybrid = HybridIdentity::parse(line)) {
            identities.emplace_back(std::move(*hybrid));
        } else if (auto classical = X25519Identity::parse(line)) {
            identities.emplace_back(std::move(*classical));
        } else {
            return std::unexpected(Error::BadEncoding);
        }
    }
    if (identities.empty()) {
        return std::unexpected(Error::BadEncoding);
    }
    return identities;
}

} // namespace crypto
