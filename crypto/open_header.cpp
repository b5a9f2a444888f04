// Each kind of stanza with the kind of key that opens it.
#include "crypto/open_header.h"

#include "crypto/age_keys.h"
#include "crypto/open_payload.h"
#include "crypto/passphrase_key.h"
#include "crypto/sodium_bytes.h"

#include <algorithm>
#include <charconv>
#include <optional>

namespace crypto {

namespace {

constexpr std::string_view kX25519Type = "X25519";
constexpr std::string_view kX25519Info = "age-encryption.org/v1/X25519";

// Each unwrap below answers with the file key, with nothing when the stanza is for somebody else,
// with BadHeader when the stanza breaks its type's rules, or with NoMemory.
using Unwrapped = Result<std::optional<SecretBytes>>;
constexpr auto kBroken = std::unexpected(Error::BadHeader);

Unwrapped unwrap(const Stanza& stanza, KeyRoom& room, ByteView wrap_key, const AeadNonce& nonce) {
    if (stanza.body.size() != kWrappedKeyBytes) {
        return kBroken;
    }
    if (!decrypt(room.file_key(), stanza.body, wrap_key, nonce)) {
        return std::nullopt;
    }
    return SecretBytes::copy_of(room.file_key());
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

Unwrapped open_stanza(const HybridIdentity& identity, const Stanza& stanza, KeyRoom& room) {
    if (stanza.type() != kRecipientType) {
        return std::nullopt;
    }
    const auto encapsulation = hybrid_encapsulation(stanza);
    if (!encapsulation || crypto_kem_xwing_dec(out(room.shared_secret()), in(*encapsulation),
                                               in(identity.seed())) != 0) {
        return kBroken;
    }
    const WrapKey wrap = room.hybrid_wrap_key();
    return unwrap(stanza, room, wrap.key, wrap.nonce);
}

Unwrapped open_stanza(const X25519Identity& identity, const Stanza& stanza, KeyRoom& room) {
    if (stanza.type() != kX25519Type) {
        return std::nullopt;
    }
    const auto share = stanza.arguments.size() == 2 ? argument<32>(stanza, 1) : std::nullopt;
    ByteArray<32> recipient{};
    crypto_scalarmult_curve25519_base(out(recipient), in(identity.scalar()));
    if (!share || crypto_scalarmult_curve25519(out(room.shared_secret()), in(identity.scalar()),
                                               in(*share)) != 0) {
        return kBroken; // the second: a share of low order, whose secret is all zeros
    }
    Bytes salt;
    append(salt, *share);
    append(salt, recipient);
    return unwrap(stanza, room, room.hkdf(room.shared_secret(), salt, kX25519Info), {});
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

Unwrapped open_stanza(const Passphrase& passphrase, const Stanza& stanza, KeyRoom& room) {
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
    const auto key = passphrase_key(passphrase.text, *salt, *log_n);
    return key ? unwrap(stanza, room, key->span(), {}) : std::unexpected(Error::NoMemory);
}

// Every stanza of the identity's type is read, also after one has opened: whether a header is well
// formed does not depend on whose stanza comes first.
Unwrapped find_in(std::span<const Stanza> stanzas, const Identity& identity, KeyRoom& room) {
    std::optional<SecretBytes> found;
    for (const Stanza& stanza : stanzas) {
        auto opened =
            std::visit([&](const auto& own) { return open_stanza(own, stanza, room); }, identity);
        if (!opened) {
            return opened;
        }
        if (*opened && !found) {
            found = std::move(*opened);
        }
    }
    return found;
}

Result<SecretBytes> find_file_key(const AgeHeader& header, std::span<const Identity> identities,
                                  KeyRoom& room) {
    const auto is_scrypt = [](const Stanza& stanza) { return stanza.type() == kScryptType; };
    if (header.stanzas.size() > 1 && std::ranges::any_of(header.stanzas, is_scrypt)) {
        return kBroken; // a passphrase file has no other way in
    }
    for (const Identity& identity : identities) {
        auto found = find_in(header.stanzas, identity, room);
        if (!found) {
            return std::unexpected(found.error());
        }
        if (std::optional<SecretBytes>& file_key = *found) {
            return std::move(*file_key);
        }
    }
    return std::unexpected(Error::NoMatch);
}

} // namespace

Result<SecretBytes> open_header(const AgeHeader& header, std::span<const Identity> identities) {
    KeyRoom room;
    auto file_key = find_file_key(header, identities, room);
    if (!file_key) {
        return file_key;
    }
    const ByteArray<32> mac = header_mac(room, file_key->span(), header.authenticated);
    if (sodium_memcmp(mac.data(), header.mac.data(), mac.size()) != 0) {
        return std::unexpected(Error::BadHmac);
    }
    return file_key;
}

} // namespace crypto
