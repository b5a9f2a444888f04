// Sealing: a fresh file key, one HPKE-wrapped copy for each recipient, the MAC, the chunks. The
// plaintext is read where it lies; nothing but ciphertext is written to ordinary memory.
#include "crypto/age.h"

#include "crypto/age_header.h"
#include "crypto/age_keys.h"
#include "crypto/bech32.h"
#include "crypto/check.h"
#include "crypto/sodium_bytes.h"

#include <algorithm>

namespace crypto {

namespace {

constexpr std::string_view kRecipientPrefix = "age1pq";

struct Encapsulated {
    ByteArray<kEncapsulationBytes> encapsulation{};
    SecretBytes shared_secret{crypto_kem_xwing_SHAREDSECRETBYTES};
};

Result<Encapsulated> encapsulate(const Recipient& recipient) {
    static_assert(sizeof recipient.public_key == crypto_kem_xwing_PUBLICKEYBYTES);
    Encapsulated made;
    if (crypto_kem_xwing_enc(out(made.encapsulation), out(made.shared_secret.span()),
                             in(recipient.public_key)) != 0) {
        return std::unexpected(Error::BadKey);
    }
    return made;
}

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

Result<Recipient> parse_recipient(std::string_view text) {
    Recipient recipient;
    if (const auto read = bech32_decode(kRecipientPrefix, text, recipient.public_key); !read) {
        return std::unexpected(read.error());
    }
    if (const auto trial = encapsulate(recipient); !trial) {
        return std::unexpected(trial.error());
    }
    return recipient;
}

std::string format_recipient(const Recipient& recipient) {
    std::string text(bech32_length(kRecipientPrefix, recipient.public_key.size()), '\0');
    bech32_encode(kRecipientPrefix, recipient.public_key, text);
    return text;
}

Result<Bytes> seal(ByteView plaintext, std::span<const Recipient> recipients) {
    if (recipients.empty()) {
        return std::unexpected(Error::TooFewRecipients);
    }
    SecretBytes file_key(kFileKeyBytes);
    fill_random(file_key.span());
    std::string header(kAgeVersionLine);
    for (const Recipient& recipient : recipients) {
        if (const auto added = append_hybrid_stanza(header, file_key, recipient); !added) {
            return std::unexpected(added.error());
        }
    }
    return seal_payload(std::move(header), file_key, plaintext);
}

Result<Bytes> seal_referral(ByteView record, std::span<const Recipient> recipients) {
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
    return seal(record, all);
}

Result<AgeShape> measure_age(ByteView file) {
    const auto header = parse_age_header(file);
    if (!header) {
        return std::unexpected(header.error());
    }
    AgeShape shape{header->length, file.size() - header->length, {}};
    for (const Stanza& stanza : header->stanzas) {
        shape.stanza_types.emplace_back(stanza.type());
    }
    return shape;
}

Result<AgeShape> measure_referral(ByteView file) {
    const auto header = parse_age_header(file);
    if (!header) {
        return std::unexpected(header.error());
    }
    const auto hybrid = [](const Stanza& stanza) {
        return hybrid_encapsulation(stanza).has_value();
    };
    if (header->stanzas.size() != kStanzas || !std::ranges::all_of(header->stanzas, hybrid)) {
        return std::unexpected(Error::BadHeader);
    }
    const std::size_t payload = file.size() - header->length;
    const auto permitted = [payload](std::size_t record) {
        return payload == payload_length(record);
    };
    if (!std::ranges::any_of(kRecordSizes, permitted)) {
        return std::unexpected(Error::BadPayload);
    }
    return measure_age(file);
}

} // namespace crypto
