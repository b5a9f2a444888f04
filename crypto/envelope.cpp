// The fixed layout of FORMAT.md 3 and the bytes that its signature covers.
#include "crypto/envelope.h"

#include "crypto/check.h"

#include <algorithm>

namespace crypto {

namespace {

constexpr std::string_view kMagic{"RKENV\0\0\1", 8};
constexpr std::string_view kKeptMagic{"RKWRP\0\0\1", 8};
constexpr std::size_t kKeptPrefix = kKeptMagic.size() + kEnvelopePrefix + sizeof(Hash) + 4;
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
    append_u32(prefix, envelope.original ? envelope.original->length
                                         : static_cast<std::uint32_t>(envelope.age_header.size()));
    append_u32(prefix, static_cast<std::uint32_t>(envelope.age_payload.size()));
    CHECK(prefix.size() == kEnvelopePrefix);
    return prefix;
}

Bytes signed_bytes(const Envelope& envelope) {
    Bytes bytes;
    append(bytes, bytes_of(kSignatureContext));
    append(bytes, prefix_of(envelope));
    append(bytes, envelope.original ? envelope.original->hash : sha256(envelope.age_header));
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

struct Lengths {
    std::uint32_t header = 0;
    std::uint32_t payload = 0;
};

// The fixed fields; there must be kEnvelopePrefix bytes. Nothing if they are of no envelope.
std::optional<Lengths> take_prefix(Fields& fields, EnvelopeHead& head) {
    const std::string_view magic = text_of(fields.take(kMagic.size()));
    fields.take_into(head.submission);
    fields.take_into(head.kiosk);
    fields.take_into(head.chain);
    head.sequence = read_u64(fields.take(8));
    fields.take_into(head.previous);
    fields.take_into(head.manifest);
    const std::uint32_t header = read_u32(fields.take(4));
    const std::uint32_t payload = read_u32(fields.take(4));
    if (magic != kMagic || head.sequence == 0) {
        return std::nullopt;
    }
    return Lengths{.header = header, .payload = payload};
}

// The age file and the signature, which must be all that is left; and the id.
bool take_parts(Fields& fields, Envelope& envelope, std::uint64_t header, std::uint64_t payload) {
    if (fields.rest.size() != header + payload + sizeof(Signature)) {
        return false;
    }
    const auto shape = measure_age(fields.rest.first(header + payload));
    if (!shape || shape->header_length != header) {
        return false;
    }
    envelope.age_header = fields.take_bytes(header);
    envelope.age_payload = fields.take_bytes(payload);
    fields.take_into(envelope.signature);
    envelope.id = id_of(envelope);
    return true;
}

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
    CHECK(!original);
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
    Fields fields{bytes};
    Envelope envelope;
    const auto lengths = take_prefix(fields, envelope.head);
    if (!lengths || !take_parts(fields, envelope, lengths->header, lengths->payload)) {
        return std::unexpected(Error::BadEnvelope);
    }
    return envelope;
}

Bytes encode_kept(const Envelope& envelope) {
    if (!envelope.original) {
        return envelope.encode();
    }
    Bytes bytes;
    append(bytes, bytes_of(kKeptMagic));
    append(bytes, prefix_of(envelope));
    append(bytes, envelope.original->hash);
    append_u32(bytes, static_cast<std::uint32_t>(envelope.age_header.size()));
    append(bytes, envelope.age_header);
    append(bytes, envelope.age_payload);
    append(bytes, envelope.signature);
    return bytes;
}

Result<Envelope> parse_kept(ByteView bytes) {
    if (!text_of(bytes).starts_with(kKeptMagic)) {
        return parse_envelope(bytes);
    }
    if (bytes.size() > kMaxKeptBytes) {
        return std::unexpected(Error::TooLarge);
    }
    if (bytes.size() < kKeptPrefix + sizeof(Signature)) {
        return std::unexpected(Error::BadEnvelope);
    }
    Fields fields{bytes.subspan(kKeptMagic.size())};
    Envelope envelope;
    const auto lengths = take_prefix(fields, envelope.head);
    if (!lengths) {
        return std::unexpected(Error::BadEnvelope);
    }
    envelope.original = OriginalHeader{.length = lengths->header, .hash = {}};
    fields.take_into(envelope.original->hash);
    const std::uint64_t header = read_u32(fields.take(4));
    if (!take_parts(fields, envelope, header, lengths->payload)) {
        return std::unexpected(Error::BadEnvelope);
    }
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
