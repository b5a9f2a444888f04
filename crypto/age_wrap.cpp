// One encapsulation for each recipient; the file key under what HPKE makes of it.
#include "crypto/age_wrap.h"

#include "crypto/age_keys.h"
#include "crypto/check.h"
#include "crypto/sodium_bytes.h"

#include <algorithm>

namespace crypto {

namespace {

Result<void> append_hybrid_stanza(std::string& header, const SecretBytes& file_key,
                                  const Recipient& recipient) {
    const auto made = encapsulate(recipient);
    if (!made) {
        return std::unexpected(made.error());
    }
    const WrapKey wrap = hybrid_wrap_key(made->shared_secret);
    ByteArray<kWrappedKeyBytes> body{};
    encrypt(body, file_key.span(), wrap.key, wrap.nonce);
    const std::string arguments[] = {std::string(kRecipientType), base64(made->encapsulation)};
    append_stanza(header, arguments, body);
    return {};
}

// A key whose secret half is gone the moment it is made.
Recipient throw_away_recipient() {
    Recipient recipient;
    SecretBytes secret_key(crypto_kem_xwing_SECRETKEYBYTES);
    CHECK(crypto_kem_xwing_keypair(out(recipient.public_key), out(secret_key.span())) == 0);
    return recipient;
}

} // namespace

Result<Encapsulated> encapsulate(const Recipient& recipient) {
    static_assert(sizeof recipient.public_key == crypto_kem_xwing_PUBLICKEYBYTES);
    Encapsulated made{.shared_secret = SecretBytes(crypto_kem_xwing_SHAREDSECRETBYTES)};
    if (crypto_kem_xwing_enc(out(made.encapsulation), out(made.shared_secret.span()),
                             in(recipient.public_key)) != 0) {
        return std::unexpected(Error::BadKey);
    }
    return made;
}

Result<std::string> wrap_file_key(const SecretBytes& file_key,
                                  std::span<const Recipient> recipients) {
    if (recipients.empty()) {
        return std::unexpected(Error::TooFewRecipients);
    }
    std::string header(kAgeVersionLine);
    for (const Recipient& recipient : recipients) {
        if (const auto added = append_hybrid_stanza(header, file_key, recipient); !added) {
            return std::unexpected(added.error());
        }
    }
    return header;
}

Result<std::vector<Recipient>> with_decoys(std::span<const Recipient> recipients) {
    if (recipients.empty()) {
        return std::unexpected(Error::TooFewRecipients);
    }
    if (recipients.size() > kStanzas) {
        return std::unexpected(Error::TooManyRecipients);
    }
    std::vector<Recipient> all(recipients.begin(), recipients.end());
    while (all.size() < kStanzas) {
        all.push_back(throw_away_recipient());
    }
    for (std::size_t left = all.size(); left > 1; --left) { // Fisher-Yates
        std::swap(all[left - 1], all[randombytes_uniform(static_cast<std::uint32_t>(left))]);
    }
    return all;
}

} // namespace crypto
