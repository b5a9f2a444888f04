// One encapsulation for each recipient; the file key under what HPKE makes of it.
#include "crypto/age_wrap.h"

#include "crypto/age_payload.h"
#include "crypto/check.h"
#include "crypto/sodium_bytes.h"

#include <algorithm>

namespace crypto {

namespace {

Result<void> append_hybrid_stanza(std::string& header, KeyRoom& room, ByteView file_key,
                                  const Recipient& recipient) {
    const auto encapsulation = encapsulate(room, recipient);
    if (!encapsulation) {
        return std::unexpected(encapsulation.error());
    }
    const WrapKey wrap = room.hybrid_wrap_key();
    ByteArray<kWrappedKeyBytes> body{};
    encrypt(body, file_key, wrap.key, wrap.nonce);
    const std::string arguments[] = {std::string(kRecipientType), base64(*encapsulation)};
    append_stanza(header, arguments, body);
    return {};
}

// A key whose secret half is gone the moment it is made.
Recipient throw_away_recipient(KeyRoom& room) {
    Recipient recipient;
    const std::span<std::byte> secret_key = room.shared_secret();
    CHECK(secret_key.size() == crypto_kem_xwing_SECRETKEYBYTES);
    CHECK(crypto_kem_xwing_keypair(out(recipient.public_key), out(secret_key)) == 0);
    sodium_memzero(secret_key.data(), secret_key.size());
    return recipient;
}

} // namespace

Result<ByteArray<kEncapsulationBytes>> encapsulate(KeyRoom& room, const Recipient& recipient) {
    static_assert(sizeof recipient.public_key == crypto_kem_xwing_PUBLICKEYBYTES);
    CHECK(room.shared_secret().size() == crypto_kem_xwing_SHAREDSECRETBYTES);
    ByteArray<kEncapsulationBytes> encapsulation{};
    if (crypto_kem_xwing_enc(out(encapsulation), out(room.shared_secret()),
                             in(recipient.public_key)) != 0) {
        return std::unexpected(Error::BadKey);
    }
    return encapsulation;
}

Result<std::string> wrap_file_key(KeyRoom& room, ByteView file_key,
                                  std::span<const Recipient> recipients) {
    if (recipients.empty()) {
        return std::unexpected(Error::TooFewRecipients);
    }
    std::string header(kAgeVersionLine);
    for (const Recipient& recipient : recipients) {
        if (const auto added = append_hybrid_stanza(header, room, file_key, recipient); !added) {
            return std::unexpected(added.error());
        }
    }
    return header;
}

Result<std::vector<Recipient>> with_decoys(KeyRoom& room, std::span<const Recipient> recipients) {
    if (recipients.empty()) {
        return std::unexpected(Error::TooFewRecipients);
    }
    if (recipients.size() > kStanzas) {
        return std::unexpected(Error::TooManyRecipients);
    }
    std::vector<Recipient> all(recipients.begin(), recipients.end());
    if (all.size() < kStanzas) { // one key for all: no encapsulation shows whose key it is for
        all.resize(kStanzas, throw_away_recipient(room));
    }
    for (std::size_t left = all.size(); left > 1; --left) { // Fisher-Yates
        std::swap(all[left - 1], all[randombytes_uniform(static_cast<std::uint32_t>(left))]);
    }
    return all;
}

} // namespace crypto
