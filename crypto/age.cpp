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

Result<Bytes> seal_in(KeyRoom& room, ByteView plaintext, std::span<const Recipient> recipients) {
    fill_random(room.file_key());
    auto header = wrap_file_key(room, room.file_key(), recipients);
    if (!header) {
        return std::unexpected(header.error());
    }
    return seal_payload(room, std::move(*header), room.file_key(), plaintext);
}

} // namespace

Result<Recipient> parse_recipient(std::string_view text) {
    Recipient recipient;
    if (const auto read = bech32_decode(kRecipientPrefix, text, recipient.public_key); !read) {
        return std::unexpected(read.error());
    }
    KeyRoom room;
    if (const auto trial = encapsulate(room, recipient); !trial) {
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
    KeyRoom room;
    return seal_in(room, plaintext, recipients);
}

Result<Bytes> seal_referral(ByteView record, std::span<const Recipient> recipients) {
    KeyRoom room;
    const auto all = with_decoys(room, recipients);
    if (!all) {
        return std::unexpected(all.error());
    }
    return seal_in(room, record, *all);
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
