// Opening: find the file key, check the MAC, then decrypt into one block that is returned only when
// the last chunk has verified.
#include "crypto/open.h"

#include "crypto/armor.h"
#include "crypto/open_header.h"
#include "crypto/open_payload.h"
#include "crypto/passphrase_key.h"

namespace crypto {

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
        return std::unexpected(Error::BadHeader); // cut off before the payload's first chunk
    }
    const auto file_key = open_header(*header, identities);
    if (!file_key) {
        return std::unexpected(file_key.error());
    }
    return open_payload(file.subspan(header->length), file_key->span());
}

Result<Bytes> seal_with_passphrase(ByteView plaintext, const SecretText& passphrase, int log_n) {
    const auto salt = random_array<kScryptSalt>();
    if (passphrase.empty() || log_n < 1 || log_n > kMaximumLogN) {
        return std::unexpected(Error::BadKey);
    }
    const auto wrap_key = passphrase_key(passphrase, salt, log_n);
    if (!wrap_key) {
        return std::unexpected(Error::NoMemory);
    }
    KeyRoom room;
    fill_random(room.file_key());
    ByteArray<kWrappedKeyBytes> body{};
    encrypt(body, room.file_key(), wrap_key->span(), {});
    const std::string arguments[] = {std::string(kScryptType), base64(salt), std::to_string(log_n)};
    std::string header(kAgeVersionLine);
    append_stanza(header, arguments, body);
    return add_armor(seal_payload(room, std::move(header), room.file_key(), plaintext));
}

} // namespace crypto
