// Damage of every kind to sealed files and envelopes: always an error, never a byte of plaintext.
// Every single byte of whole referrals: tamper_every_byte_test.cpp.
#include "crypto/age_header.h"
#include "crypto/age_payload.h"

#include "tests/crypto/sealed.h"
#include "tests/crypto/x25519_file.h"

using namespace crypto;

namespace {

struct SealedFile {
    std::vector<Identity> identities;
    Bytes file;
    std::size_t header = 0;
};

SealedFile sealed(std::size_t plaintext, bool referral) {
    auto identity = HybridIdentity::generate();
    const Recipient recipient = identity.recipient();
    const std::span<const Recipient> recipients(&recipient, 1);
    const Bytes bytes = pattern(plaintext);
    SealedFile made;
    made.file = (referral ? seal_referral(bytes, recipients) : seal(bytes, recipients)).value();
    made.identities = one(std::move(identity));
    made.header = measure_age(made.file).value().header_length;
    REQUIRE(open_age(made.file, made.identities));
    return made;
}

// Flips one bit in every byte, one at a time; how many of the files still open.
std::size_t openings_with_a_flip(SealedFile& made) {
    std::size_t opened = 0;
    for (std::size_t at = 0; at < made.file.size(); ++at) {
        const auto bit = static_cast<std::byte>(1U << at % 8);
        made.file[at] ^= bit;
        opened += open_age(made.file, made.identities) ? 1U : 0U;
        made.file[at] ^= bit;
    }
    return opened;
}

} // namespace

TEST_CASE("no byte of a small file can be changed") {
    SealedFile small = sealed(300, false);
    CHECK(openings_with_a_flip(small) == 0);
}

TEST_CASE("no file can be cut short or lengthened") {
    SealedFile small = sealed(200, false);
    const ByteView whole = small.file;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        CAPTURE(size);
        const auto opened = open_age(whole.first(size), small.identities);
        const bool in_header = size < small.header + kPayloadNonceBytes;
        CHECK(error_of(opened) == (in_header ? Error::BadHeader : Error::BadPayload));
    }
    small.file.push_back(std::byte{0});
    CHECK(error_of(open_age(small.file, small.identities)) == Error::BadPayload);
}

TEST_CASE("chunks cannot be dropped, repeated or exchanged") {
    SealedFile large = sealed(3 * kChunkBytes, false);
    constexpr std::size_t kSealedChunk = kChunkBytes + kTagBytes;
    const std::size_t first = large.header + kPayloadNonceBytes;
    const auto chunk = [&](std::size_t i) {
        return ByteView(large.file).subspan(first + i * kSealedChunk, kSealedChunk);
    };
    const std::vector<std::vector<std::size_t>> orders = {
        {}, {0}, {2}, {0, 1}, {0, 2}, {1, 2}, {0, 1, 1}, {0, 0, 1, 2}, {1, 0, 2}, {0, 1, 2, 2}};
    for (const auto& order : orders) {
        Bytes changed(large.file.begin(), large.file.begin() + static_cast<std::ptrdiff_t>(first));
        for (const std::size_t i : order) {
            append(changed, chunk(i));
        }
        CHECK(error_of(open_age(changed, large.identities)) == Error::BadPayload);
    }
}

TEST_CASE("an empty last chunk after a full one is refused") {
    // Sealed correctly in every other respect: only the rule against it stands in the way.
    const ByteArray<32> scalar{std::byte{8}};
    SecretBytes file_key = SecretBytes::copy_of(pattern(kFileKeyBytes));
    const auto file_with = [&](bool empty_last_chunk) {
        Bytes file = x25519_file(scalar, file_key, pattern(kChunkBytes));
        const std::size_t header = measure_age(file).value().header_length;
        if (empty_last_chunk) {
            const ByteView nonce = ByteView(file).subspan(header, kPayloadNonceBytes);
            const SecretBytes key = payload_key(file_key.span(), nonce);
            const std::span chunk = std::span(file).subspan(header + kPayloadNonceBytes);
            encrypt(chunk, pattern(kChunkBytes), key.span(), chunk_nonce(0, false));
            Bytes empty(kTagBytes);
            encrypt(empty, {}, key.span(), chunk_nonce(1, true));
            append(file, empty);
        }
        return file;
    };
    const auto identities = x25519_identity(scalar);
    CHECK(open_age(file_with(false), identities));
    CHECK(error_of(open_age(file_with(true), identities)) == Error::BadPayload);
}

TEST_CASE("stanzas cannot be exchanged, removed or added") {
    SealedFile referral = sealed(100, true);
    const std::string text(text_of(referral.file));
    std::vector<std::size_t> starts;
    for (std::size_t at = text.find("-> "); at < referral.header; at = text.find("-> ", at + 1)) {
        starts.push_back(at);
    }
    REQUIRE(starts.size() == kStanzas);
    const std::size_t length = starts[1] - starts[0];
    std::string exchanged = text;
    exchanged.replace(starts[0], length, text.substr(starts[1], length));
    exchanged.replace(starts[1], length, text.substr(starts[0], length));
    CHECK(error_of(open_age(bytes_of(exchanged), referral.identities)) == Error::BadHmac);
    std::string added = text;
    added.insert(starts[0], "-> grease\n\n");
    CHECK(error_of(open_age(bytes_of(added), referral.identities)) == Error::BadHmac);
    std::size_t hmac_failures = 0;
    for (const std::size_t start : starts) {
        std::string removed = text;
        removed.erase(start, length);
        const Error error = error_of(open_age(bytes_of(removed), referral.identities));
        CHECK((error == Error::BadHmac || error == Error::NoMatch));
        hmac_failures += error == Error::BadHmac ? 1 : 0;
    }
    CHECK(hmac_failures == kStanzas - 1); // without the one that was hers nothing opens at all
}

TEST_CASE("an envelope cannot be signed anew by another terminal, nor lose its signature") {
    const SealedFile made = sealed(100, true);
    const SigningKey own = SigningKey::generate();
    const SigningKey other = SigningKey::generate();
    EnvelopeHead head;
    head.kiosk = kiosk_id_of(own.public_key());
    const Envelope envelope = make_envelope(head, made.file, own).value();
    const Bytes bytes = envelope.encode();
    const ByteView prefix = ByteView(bytes).first(kEnvelopePrefix);
    Bytes to_sign = bytes_in(std::string_view("referral-envelope-v1\0", 21));
    append(to_sign, prefix);
    append(to_sign, sha256(envelope.age_header));
    append(to_sign, sha256(envelope.age_payload));
    const auto signed_by = [&](const Signature& signature) {
        Bytes changed(bytes.begin(), bytes.end() - sizeof(Signature));
        append(changed, signature);
        return parse_envelope(changed).value();
    };
    CHECK(verify_envelope(signed_by(own.sign(to_sign)), own.public_key()));
    const Envelope anew = signed_by(other.sign(to_sign));
    CHECK(error_of(verify_envelope(anew, own.public_key())) == Error::BadSignature);
    CHECK(error_of(verify_envelope(anew, other.public_key())) == Error::BadSignature);
    const Envelope blank = signed_by({});
    CHECK(error_of(verify_envelope(blank, own.public_key())) == Error::BadSignature);
    const ByteView without = ByteView(bytes).first(bytes.size() - sizeof(Signature));
    CHECK(error_of(parse_envelope(without)) == Error::BadEnvelope);
    // Without the context the same bytes are no envelope's.
    const Envelope bare = signed_by(own.sign(ByteView(to_sign).subspan(21)));
    CHECK(error_of(verify_envelope(bare, own.public_key())) == Error::BadSignature);
}

TEST_CASE("the parts of two envelopes cannot be put together") {
    const SigningKey key = SigningKey::generate();
    EnvelopeHead head;
    head.kiosk = kiosk_id_of(key.public_key());
    const Envelope one_of_them = make_envelope(head, sealed(100, true).file, key).value();
    head.submission.fill(std::byte{9});
    const Envelope other = make_envelope(head, sealed(100, true).file, key).value();
    std::vector<Envelope> crossed(4, one_of_them);
    crossed[0].head = other.head;
    crossed[1].signature = other.signature;
    crossed[2].age_header = other.age_header;
    crossed[3].age_payload = other.age_payload;
    for (const Envelope& each : crossed) {
        const Envelope read = parse_envelope(each.encode()).value();
        CHECK(error_of(verify_envelope(read, key.public_key())) == Error::BadSignature);
    }
}
