// Opening: find the file key, check the MAC, then decrypt into one block that is returned only when
// the last chunk has verified.
#include "crypto/open.h"

#include "crypto/age_header.h"
#include "crypto/age_keys.h"
#include "crypto/armor.h"
#include "crypto/check.h"
#include "crypto/sodium_bytes.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace crypto {

namespace {

constexpr std::string_view kX25519Type = "X25519";
constexpr std::string_view kX25519Info = "age-encryption.org/v1/X25519";
constexpr std::string_view kScryptType = "scrypt";
constexpr std::string_view kScryptLabel = "age-encryption.org/v1/scrypt";
constexpr std::size_t kScryptSalt = 16;
constexpr int kMaximumLogN = 22; // 4 GiB

// Each unwrap below answers with the file key, with nothing when the stanza is for somebody else,
// or with BadHeader when the stanza breaks its type's rules.
using Unwrapped = Result<std::optional<SecretBytes>>;
constexpr auto kBroken = std::unexpected(Error::BadHeader);

bool decrypt(std::span<std::byte> to, ByteView sealed, const SecretBytes& key,
             const AeadNonce& nonce) {
    CHECK(sealed.size() == to.size() + kTagBytes);
    return crypto_aead_chacha20poly1305_ietf_decrypt(out(to), nullptr, nullptr, in(sealed),
                                                     sealed.size(), nullptr, 0, in(nonce),
                                                     in(key.span())) == 0;
}

Unwrapped unwrap(const Stanza& stanza, const SecretBytes& wrap_key, const AeadNonce& nonce) {
    if (stanza.body.size() != kWrappedKeyBytes) {
        return kBroken;
    }
    SecretBytes file_key(kFileKeyBytes);
    if (!decrypt(file_key.span(), stanza.body, wrap_key, nonce)) {
        return std::nullopt;
    }
    return file_key;
}

// An argument of exactly N canonical bytes.
template <std::size_t N>
std::optional<ByteArray<N>> argument(const Stanza& stanza, std::size_t i) {
    const auto bytes = from_base64(stanza.arguments[i]);
    if (!bytes || bytes->size() != N) {
        return std::nullopt;
    }
    ByteArray<N> array;
    std::ranges::copy(*bytes, array.begin());
    return array;
}

Unwrapped open_stanza(const HybridIdentity& identity, const Stanza& stanza) {
    if (stanza.type() != kRecipientType) {
        return std::nullopt;
    }
    const auto encapsulation = hybrid_encapsulation(stanza);
    SecretBytes shared(crypto_kem_xwing_SHAREDSECRETBYTES);
    if (!encapsulation ||
        crypto_kem_xwing_dec(out(shared.span()), in(*encapsulation), in(identity.seed())) != 0) {
        return kBroken;
    }
    const WrapKey wrap = hybrid_wrap_key(shared);
    return unwrap(stanza, wrap.key, wrap.nonce);
}

Unwrapped open_stanza(const X25519Identity& identity, const Stanza& stanza) {
    if (stanza.type() != kX25519Type) {
        return std::nullopt;
    }
    const auto share = stanza.arguments.size() == 2 ? argument<32>(stanza, 1) : std::nullopt;
    SecretBytes shared(crypto_scalarmult_curve25519_BYTES);
    ByteArray<32> recipient{};
    crypto_scalarmult_curve25519_base(out(recipient), in(identity.scalar()));
    if (!share ||
        crypto_scalarmult_curve25519(out(shared.span()), in(identity.scalar()), in(*share)) != 0) {
        return kBroken; // the second: a share of low order, whose secret is all zeros
    }
    Bytes salt;
    append(salt, *share);
    append(salt, recipient);
    return unwrap(stanza, hkdf(shared.span(), salt, kX25519Info), {});
}

std::optional<SecretBytes> scrypt(const SecretText& passphrase, ByteView salt, int log_n) {
    Bytes labeled;
    append(labeled, bytes_of(kScryptLabel));
    append(labeled, salt);
    // An empty passphrase has no address, which libsodium does not take.
    const std::string_view words = passphrase.empty() ? std::string_view("") : passphrase.view();
    SecretBytes key(32);
    if (crypto_pwhash_scryptsalsa208sha256_ll(in(bytes_of(words)), words.size(), in(labeled),
                                              labeled.size(), std::uint64_t{1} << log_n, 8, 1,
                                              out(key.span()), key.size()) != 0) {
        return std::nullopt; // not enough memory
    }
    return key;
}

std::optional<int> parse_log_n(std::string_view text, int maximum) {
    int value = 0;
    const auto [end, error] = std::from_chars(text.begin(), text.end(), value);
    const bool canonical =
        error == std::errc() && end == text.end() && std::to_string(value) == text;
    if (!canonical || value < 1 || value > std::min(maximum, kMaximumLogN)) {
        return std::nullopt;
    }
    return value;
}

Unwrapped open_stanza(const Passphrase& passphrase, const Stanza& stanza) {
    if (stanza.type() != kScryptType) {
        return std::nullopt;
    }
    if (stanza.arguments.size() != 3 || stanza.body.size() != kWrappedKeyBytes) {
        return kBroken;
    }
    const auto salt = argument<kScryptSalt>(stanza, 1);
    const auto log_n = parse_log_n(stanza.arguments[2], passphrase.maximum_log_n);
    if (!salt || !log_n) {
        return kBroken;
    }
    const auto key = scrypt(passphrase.text, *salt, *log_n);
    return key ? unwrap(stanza, *key, {}) : Unwrapped(std::nullopt);
}

// Every stanza of the identity's type is read, also after one has opened: whether a header is well
// formed does not depend on whose stanza comes first.
Unwrapped find_in(std::span<const Stanza> stanzas, const Identity& identity) {
    std::optional<SecretBytes> found;
    for (const Stanza& stanza : stanzas) {
        auto opened =
            std::visit([&](const auto& own) { return open_stanza(own, stanza); }, identity);
        if (!opened) {
            return opened;
        }
        if (*opened && !found) {
            found = std::move(*opened);
        }
    }
    return found;
}

Result<SecretBytes> find_file_key(const AgeHeader& header, std::span<const Identity> identities) {
    const auto is_scrypt = [](const Stanza& stanza) { return stanza.type() == kScryptType; };
    if (header.stanzas.size() > 1 && std::ranges::any_of(header.stanzas, is_scrypt)) {
        return kBroken; // a passphrase file has no other way in
    }
    for (const Identity& identity : identities) {
        auto found = find_in(header.stanzas, identity);
        if (!found) {
            return std::unexpected(found.error());
        }
        if (std::optional<SecretBytes>& file_key = *found) {
            return std::move(*file_key);
        }
    }
    return std::unexpected(Error::NoMatch);
}

Result<SecretBytes> open_payload(ByteView payload, const SecretBytes& file_key) {
    constexpr auto kDamaged = std::unexpected(Error::BadPayload);
    constexpr std::size_t kSealedChunk = kChunkBytes + kTagBytes;
    if (payload.size() < payload_length(0)) {
        return kDamaged;
    }
    const SecretBytes key = payload_key(file_key, payload.first(kPayloadNonceBytes));
    payload = payload.subspan(kPayloadNonceBytes);
    const std::size_t chunks = (payload.size() + kSealedChunk - 1) / kSealedChunk;
    const std::size_t last = payload.size() - (chunks - 1) * kSealedChunk;
    if (last < kTagBytes || (last == kTagBytes && chunks > 1)) {
        return kDamaged; // a last chunk may be empty only in an empty file
    }
    SecretBytes plaintext(payload.size() - chunks * kTagBytes);
    std::span<std::byte> rest = plaintext.span();
    for (std::uint64_t counter = 0; counter < chunks; ++counter) {
        const ByteView sealed = payload.first(std::min(payload.size(), kSealedChunk));
        payload = payload.subspan(sealed.size());
        const std::size_t size = sealed.size() - kTagBytes;
        if (!decrypt(rest.first(size), sealed, key, chunk_nonce(counter, payload.empty()))) {
            return kDamaged;
        }
        rest = rest.subspan(size);
    }
    return plaintext;
}

} // namespace

Result<SecretBytes> open_age(ByteView file, std::span<const Identity> identities) {
    Bytes unarmored;
    if (is_armored(file)) {
        auto binary = remove_armor(file);
        if (!binary) {
            return std::unexpected(binary.error());
        }
        unarmored = std::move(*binary);
        file = unarmored;
    }
    const auto header = parse_age_header(file);
    if (!header) {
        return std::unexpected(header.error());
    }
    if (file.size() - header->length < kPayloadNonceBytes) {
        return kBroken; // cut off before the payload's first chunk
    }
    const auto file_key = find_file_key(*header, identities);
    if (!file_key) {
        return std::unexpected(file_key.error());
    }
    const ByteArray<32> mac = header_mac(*file_key, header->authenticated);
    if (sodium_memcmp(mac.data(), header->mac.data(), mac.size()) != 0) {
        return std::unexpected(Error::BadHmac);
    }
    return open_payload(file.subspan(header->length), *file_key);
}

Result<Bytes> seal_with_passphrase(ByteView plaintext, const SecretText& passphrase, int log_n) {
    const auto salt = random_array<kScryptSalt>();
    if (passphrase.empty() || log_n < 1 || log_n > kMaximumLogN) {
        return std::unexpected(Error::BadKey);
    }
    const auto wrap_key = scrypt(passphrase, salt, log_n);
    if (!wrap_key) {
        return std::unexpected(Error::BadKey);
    }
    SecretBytes file_key(kFileKeyBytes);
    fill_random(file_key.span());
    ByteArray<kWrappedKeyBytes> body{};
    encrypt(body, file_key.span(), *wrap_key, {});
    const std::string arguments[] = {std::string(kScryptType), base64(salt), std::to_string(log_n)};
    std::string header(kAgeVersionLine);
    append_stanza(header, arguments, body);
    return add_armor(seal_payload(std::move(header), file_key, plaintext));
}

} // namespace crypto
