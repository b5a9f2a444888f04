// Sealing: a fresh file key, one HPKE-wrapped copy for each recipient, the MAC, the chunks. The
// plaintext is read where it lies; nothing but ciphertext is written to ordinary memory.
#include "crypto/age.h"

#include "crypto/age_payload.h"
#include "crypto/age_wrap.h"
#include "crypto/bech32.h"

#include <algorithm>

namespace crypto {

namespace {

constexpr std::string_view kRecipientPrefix = "age1pq";

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
    SecretBytes file_key(kFileKeyBytes);
    fill_random(file_key.span());
    auto header = wrap_file_key(file_key, recipients);
    if (!header) {
        return std::unexpected(header.error());
    }
    return seal_payload(std::move(*header), file_key, plaintext);
}

Result<Bytes> seal_referral(ByteView record, std::span<const Recipient> recipients) {
    const auto all = with_decoys(recipients);
    if (!all) {
        return std::unexpected(all.error());
    }
    return seal(record, *all);
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
