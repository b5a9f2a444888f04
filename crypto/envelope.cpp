// The fixed layout of FORMAT.md 3 and the bytes that its signature covers.
#include "crypto/envelope.h"

#include "crypto/check.h"

#include <algorithm>

namespace crypto {

namespace {

constexpr std::string_view kMagic{"RKENV\0\0\1", 8};
constexpr std::string_view kSignatureContext{"referral-envelope-v1\0", 21};

Bytes prefix_of(const Envelope& envelope) {
    Bytes prefix;
    prefix.reserve(kEnvelopePrefix);
    append(prefix, bytes_of(kMagic));
    append(prefix, envelope.head.submission);
    append(prefix, envelope.head.kiosk);
    append(prefix, envelope.head.chain);
    append_u64(prefix, envelope.head.sequence);
    append(prefix, envelope.head.previous);
    append(prefix, envelope.head.manifest);
    append_u32(prefix, static_cast<std::uint32_t>(envelope.age_header.size()));
    append_u32(prefix, static_cast<std::uint32_t>(envelope.age_payload.size()));
    CHECK(prefix.size() == kEnvelopePrefix);
    return prefix;
}

Bytes signed_bytes(const Envelope& envelope) {
    Bytes bytes;
    append(bytes, bytes_of(kSignatureContext));
    append(bytes, prefix_of(envelope));
    append(bytes, sha256(envelope.age_header));
    append(bytes, sha256(envelope.age_payload));
    return bytes;
}

EnvelopeId id_of(const Envelope& envelope) {
    Bytes bytes = signed_bytes(envelope);
    append(bytes, envelope.signature);
    return sha256(bytes);
}

// Takes fields off the front of bytes whose size was checked before.
struct Fields {
    ByteView rest;

    ByteView take(std::size_t size) {
        const ByteView taken = rest.first(size);
        rest = rest.subspan(size);
        return taken;
    }
    template <std::size_t N>
    void take_into(ByteArray<N>& field) {
        std::ranges::copy(take(N), field.begin());
    }
    Bytes take_bytes(std::size_t size) {
        const ByteView taken = take(size);
        return {taken.begin(), taken.end()};
    }
};

} // namespace

KioskId kiosk_id_of(const PublicKey& key) {
    const Hash hash = sha256(key.bytes);
    KioskId id;
    std::copy_n(hash.begin(), id.size(), id.begin());
    return id;
}

Bytes Envelope::age_file() const {
    Bytes file;
    file.reserve(age_header.size() + age_payload.size());
    append(file, age_header);
    append(file, age_payload);
    return file;
}

Bytes Envelope::encode() const {
    Bytes bytes = prefix_of(*this);
    bytes.reserve(bytes.size() + age_header.size() + age_payload.size() + signature.size());
    append(bytes, age_header);
    append(bytes, age_payload);
    append(bytes, signature);
    return bytes;
}

Result<Envelope> make_envelope(const EnvelopeHead& head, ByteView age_file, const SigningKey& key) {
    CHECK(head.kiosk == kiosk_id_of(key.public_key()));
    CHECK(head.sequence >= 1);
    if (kEnvelopePrefix + age_file.size() + sizeof(Signature) > kMaxEnvelopeBytes) {
        return std::unexpected(Error::TooLarge);
    }
    const auto shape = measure_age(age_file);
    if (!shape) {
        return std::unexpected(shape.error());
    }
    Envelope envelope;
    envelope.head = head;
    Fields fields{age_file};
    envelope.age_header = fields.take_bytes(shape->header_length);
    envelope.age_payload = fields.take_bytes(shape->payload_length);
    envelope.signature = key.sign(signed_bytes(envelope));
    envelope.id = id_of(envelope);
    return envelope;
}

Result<Envelope> parse_envelope(ByteView bytes) {
    if (bytes.size() > kMaxEnvelopeBytes) {
        return std::unexpected(Error::TooLarge);
    }
    if (bytes.size() < kEnvelopePrefix + sizeof(Signature)) {
        return std::unexpected(Error::BadEnvelope);
    }
    Envelope envelope;
    Fields fields{bytes};
    const std::string_view magic = text_of(fields.take(kMagic.size()));
    fields.take_into(envelope.head.submission);
    fields.take_into(envelope.head.kiosk);
    fields.take_into(envelope.head.chain);
    envelope.head.sequence = read_u64(fields.take(8));
    fields.take_into(envelope.head.previous);
    fields.take_into(envelope.head.manifest);
    const std::uint64_t header = read_u32(fields.take(4));
    const std::uint64_t payload = read_u32(fields.take(4));
    const std::uint64_t expected = kEnvelopePrefix + header + payload + sizeof(Signature);
    if (magic != kMagic || envelope.head.sequence == 0 || bytes.size() != expected) {
        return std::unexpected(Error::BadEnvelope);
    }
    const auto shape = measure_age(bytes.subspan(kEnvelopePrefix, header + payload));
    if (!shape || shape->header_length != header) {
        return std::unexpected(Error::BadEnvelope);
    }
    envelope.age_header = fields.take_bytes(header);
    envelope.age_payload = fields.take_bytes(payload);
    fields.take_into(envelope.signature);
    envelope.id = id_of(envelope);
    return envelope;
}

Result<void> verify_envelope(const Envelope& envelope, const PublicKey& key) {
    if (envelope.head.kiosk != kiosk_id_of(key) ||
        !verifies(key, signed_bytes(envelope), envelope.signature)) {
        return std::unexpected(Error::BadSignature);
    }
    return {};
}

} // namespace crypto
