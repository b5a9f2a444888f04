// Every byte of a sealed referral changed, and every length cut: as a bare age file, so that no
// signature hides a weak check inside, and as a signed envelope. What a change can reach decides
// what is tried: a header byte the whole way to the file key, a payload byte its chunk.
#include "crypto/open_header.h"
#include "crypto/open_payload.h"
#include "crypto/open_stream.h"

#include "tests/crypto/sealed.h"

using namespace crypto;

namespace {

constexpr std::size_t kRecord = kRecordSizes[0];

struct Referral {
    std::vector<Identity> identities;
    Bytes file;
    std::size_t header = 0;  ///< its length
    std::size_t payload = 0; ///< where the first chunk begins

    std::span<std::byte> chunk() { return std::span(file).subspan(payload); }
};

Referral referral(std::size_t plaintext = kRecord) {
    auto identity = HybridIdentity::generate();
    const Recipient recipient = identity.recipient();
    Referral made;
    made.file = seal_referral(pattern(plaintext), {&recipient, 1}).value();
    made.identities = one(std::move(identity));
    made.header = measure_age(made.file).value().header_length;
    made.payload = made.header + kPayloadNonceBytes;
    REQUIRE(open_age(made.file, made.identities));
    return made;
}

std::byte bit_for(std::size_t at) {
    return static_cast<std::byte>(1U << at % 8);
}

/// How many of the files that `accepted` is shown, each with one bit changed, it takes.
template <class Accepted>
std::size_t taken_with_a_flip(std::span<std::byte> bytes, std::size_t step, Accepted accepted) {
    std::size_t taken = 0;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        bytes[at] ^= bit_for(at);
        taken += accepted() ? 1U : 0U;
        bytes[at] ^= bit_for(at);
    }
    return taken;
}

/// Whether a single byte of plaintext leaves, or the opening calls itself done.
bool lets_anything_out(ByteView file, std::span<const Identity> identities) {
    std::size_t released = 0;
    const Sink sink = [&released](ByteView plaintext) {
        released += plaintext.size();
        return true;
    };
    return open_age_stream(source_of(file), identities, sink).has_value() || released > 0;
}

SecretBytes file_key_of(const Referral& made) {
    const auto header = parse_age_header(made.file);
    auto key = open_header(header.value(), made.identities);
    REQUIRE(key);
    return std::move(*key);
}

void no_header_byte_can_change(Referral& made) {
    const auto opens = [&] {
        const auto header = parse_age_header(made.file);
        return header && open_header(*header, made.identities).has_value();
    };
    REQUIRE(opens());
    CHECK(taken_with_a_flip(std::span(made.file).first(made.header), 1, opens) == 0);
    const auto parses = [&](std::size_t size) {
        return parse_age_header(ByteView(made.file).first(size)).has_value();
    };
    std::size_t parsed = 0;
    for (std::size_t size = 0; size < made.header; ++size) {
        parsed += parses(size) ? 1U : 0U;
    }
    CHECK(parsed == 0);
}

// The payload's key is made once: it depends on the nonce, and on no byte of the chunk.
struct OneChunk {
    std::span<std::byte> sealed;
    SecretBytes key;
    SecretBytes plaintext{sealed.size() - kTagBytes};

    bool opens(std::size_t size) {
        const auto to = plaintext.span().first(size - kTagBytes);
        return decrypt(to, sealed.first(size), key.span(), chunk_nonce(0, true));
    }
    bool opens() { return opens(sealed.size()); }
};

bool is_wiped(const SecretBytes& bytes) {
    return std::ranges::count(bytes.span(), std::byte{0}) == std::ssize(bytes.span());
}

void no_payload_byte_can_change(Referral& made) {
    const SecretBytes file_key = file_key_of(made);
    const std::span nonce = std::span(made.file).subspan(made.header, kPayloadNonceBytes);
    OneChunk chunk{made.chunk(), payload_key(file_key.span(), nonce)};
    const auto opens_from_its_nonce = [&] {
        ChunkOpener opener(file_key.span(), nonce);
        return opener.open(chunk.sealed, true, chunk.plaintext.span()).has_value();
    };
    REQUIRE(opens_from_its_nonce());
    CHECK(taken_with_a_flip(nonce, 1, opens_from_its_nonce) == 0);
    REQUIRE(chunk.opens());
    CHECK(taken_with_a_flip(chunk.sealed, 1, [&chunk] { return chunk.opens(); }) == 0);
    CHECK(is_wiped(chunk.plaintext));
    std::size_t opened = 0;
    for (std::size_t size = kTagBytes; size < chunk.sealed.size(); ++size) {
        opened += chunk.opens(size) ? 1U : 0U;
    }
    CHECK(opened == 0);
}

void nothing_comes_out(Referral& made, std::size_t step) {
    const auto lets_out = [&] { return lets_anything_out(made.file, made.identities); };
    REQUIRE(lets_out());
    CHECK(taken_with_a_flip(made.file, step, lets_out) == 0);
    std::size_t let_out = 0;
    for (std::size_t size = 0; size < made.file.size(); size += step) {
        let_out += lets_anything_out(ByteView(made.file).first(size), made.identities) ? 1U : 0U;
    }
    CHECK(let_out == 0);
}

struct Signed {
    SigningKey key = SigningKey::generate();
    Bytes bytes;

    explicit Signed(ByteView age_file) {
        EnvelopeHead head;
        head.kiosk = kiosk_id_of(key.public_key());
        bytes = make_envelope(head, age_file, key).value().encode();
    }
    bool holds(ByteView envelope) const {
        const auto parsed = parse_envelope(envelope);
        return parsed && verify_envelope(*parsed, key.public_key()).has_value();
    }
};

void no_envelope_byte_can_change(ByteView age_file, std::size_t step) {
    Signed made(age_file);
    const auto holds = [&] { return made.holds(made.bytes); };
    REQUIRE(holds());
    CHECK(taken_with_a_flip(made.bytes, step, holds) == 0);
    std::size_t held = 0;
    for (std::size_t size = 0; size < made.bytes.size(); ++size) {
        held += made.holds(ByteView(made.bytes).first(size)) ? 1U : 0U;
    }
    CHECK(held == 0);
}

} // namespace

TEST_CASE("no byte of a referral's age file can be changed and no end of it cut") {
    for (int each = 0; each < 2; ++each) {
        Referral made = referral();
        no_header_byte_can_change(made);
        no_payload_byte_can_change(made);
        nothing_comes_out(made, 499);
    }
}

TEST_CASE("no byte of a signed envelope can be changed and no end of it cut") {
    constexpr std::size_t kShortRecord =
        300; // the eight stanzas are there; the rest is hashed only
    for (int each = 0; each < 2; ++each) {
        no_envelope_byte_can_change(referral(kShortRecord).file, 1);
        no_envelope_byte_can_change(referral().file, 499);
    }
}

TEST_CASE("of a small file no plaintext comes out, whatever byte is changed or missing") {
    const auto identity = HybridIdentity::generate();
    const Recipient recipient = identity.recipient();
    Referral made;
    made.file = seal(pattern(100), {&recipient, 1}).value();
    made.identities = one(HybridIdentity::parse(identity.format().view()).value());
    nothing_comes_out(made, 1);
}

TEST_CASE("no byte whatever of a hundred referrals can be changed", "[.long]") { // most of an hour
    for (int each = 0; each < 100; ++each) {
        CAPTURE(each);
        Referral made = referral();
        no_header_byte_can_change(made);
        no_payload_byte_can_change(made);
        nothing_comes_out(made, 1009);
        no_envelope_byte_can_change(referral(300).file, 1);
    }
    no_envelope_byte_can_change(referral().file, 1);
}
