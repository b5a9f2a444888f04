#include "crypto/envelope.h"

#include "tests/crypto/sealed.h"

using namespace crypto;

namespace {

struct Made {
    SigningKey key = SigningKey::generate();
    Bytes age_file;
    Envelope envelope;
};

EnvelopeHead head_for(const SigningKey& key) {
    EnvelopeHead head;
    head.submission.fill(std::byte{1});
    head.kiosk = kiosk_id_of(key.public_key());
    head.chain.fill(std::byte{3});
    head.sequence = 0x0102030405060708;
    head.previous.fill(std::byte{4});
    head.manifest.fill(std::byte{5});
    return head;
}

Made make(std::size_t plaintext = 1000) {
    Made made;
    const Recipient recipient = HybridIdentity::generate().recipient();
    made.age_file = seal(pattern(plaintext), {&recipient, 1}).value();
    made.envelope = make_envelope(head_for(made.key), made.age_file, made.key).value();
    return made;
}

} // namespace

TEST_CASE("an envelope is laid out as FORMAT.md 3 says") {
    const Made made = make();
    const Bytes bytes = made.envelope.encode();
    const ByteView view = bytes;
    const std::size_t header = measure_age(made.age_file).value().header_length;
    const std::size_t payload = made.age_file.size() - header;
    CHECK(bytes.size() == 136 + made.age_file.size() + 64);
    CHECK(hex(view.first(8)) == "524b454e56000001");
    CHECK(hex(view.subspan(8, 16)) == std::string("01010101010101010101010101010101"));
    CHECK(equal(view.subspan(24, 16), ByteView(sha256(made.key.public_key().bytes)).first(16)));
    CHECK(hex(view.subspan(40, 16)) == "03030303030303030303030303030303");
    CHECK(hex(view.subspan(56, 8)) == "0102030405060708");
    CHECK(equal(view.subspan(64, 32), Bytes(32, std::byte{4})));
    CHECK(equal(view.subspan(96, 32), Bytes(32, std::byte{5})));
    CHECK(read_u32(view.subspan(128, 4)) == header);
    CHECK(read_u32(view.subspan(132, 4)) == payload);
    CHECK(equal(view.subspan(136, made.age_file.size()), made.age_file));

    Bytes signed_bytes = bytes_in(std::string_view("referral-envelope-v1\0", 21));
    append(signed_bytes, view.first(136));
    append(signed_bytes, sha256(view.subspan(136, header)));
    append(signed_bytes, sha256(view.subspan(136 + header, payload)));
    CHECK(verifies(made.key.public_key(), signed_bytes, made.envelope.signature));
    append(signed_bytes, view.last(64));
    CHECK(made.envelope.id == sha256(signed_bytes));
}

TEST_CASE("an envelope comes back from its bytes") {
    const Made made = make();
    const auto parsed = parse_envelope(made.envelope.encode());
    REQUIRE(parsed);
    CHECK(parsed->encode() == made.envelope.encode());
    CHECK(parsed->age_file() == made.age_file);
    CHECK(parsed->id == made.envelope.id);
    CHECK(parsed->head.sequence == made.envelope.head.sequence);
    CHECK(parsed->head.submission == made.envelope.head.submission);
    CHECK(verify_envelope(*parsed, made.key.public_key()));
}

TEST_CASE("no byte of an envelope can be changed") {
    const Made made = make(50);
    Bytes bytes = made.envelope.encode();
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        CAPTURE(at);
        bytes[at] ^= std::byte{0x10};
        const auto parsed = parse_envelope(bytes);
        const bool accepted = parsed && verify_envelope(*parsed, made.key.public_key());
        CHECK_FALSE(accepted);
        CHECK((!parsed || parsed->id != made.envelope.id));
        bytes[at] ^= std::byte{0x10};
    }
}

TEST_CASE("an envelope cannot be cut short or lengthened") {
    const Made made = make(50);
    Bytes bytes = made.envelope.encode();
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        CHECK(error_of(parse_envelope(ByteView(bytes).first(size))) == Error::BadEnvelope);
    }
    bytes.push_back(std::byte{0});
    CHECK(error_of(parse_envelope(bytes)) == Error::BadEnvelope);
    bytes.resize(kMaxEnvelopeBytes + 1);
    CHECK(error_of(parse_envelope(bytes)) == Error::TooLarge);
}

TEST_CASE("the lengths must divide the age file where its header ends") {
    const Made made = make(50);
    Bytes bytes = made.envelope.encode();
    const auto shift = [&](int by) { // one length grows by what the other loses
        bytes[131] = static_cast<std::byte>(static_cast<int>(bytes[131]) + by);
        bytes[135] = static_cast<std::byte>(static_cast<int>(bytes[135]) - by);
    };
    shift(1);
    CHECK(error_of(parse_envelope(bytes)) == Error::BadEnvelope);
    shift(-2);
    CHECK(error_of(parse_envelope(bytes)) == Error::BadEnvelope);
    shift(1);
    CHECK(parse_envelope(bytes));
    std::fill_n(bytes.begin() + 128, 8, std::byte{0xff}); // sums that would overflow 32 bits
    CHECK(error_of(parse_envelope(bytes)) == Error::BadEnvelope);
}

TEST_CASE("sequence numbers start at one") {
    Bytes bytes = make(50).envelope.encode();
    std::fill_n(bytes.begin() + 56, 8, std::byte{0});
    CHECK(error_of(parse_envelope(bytes)) == Error::BadEnvelope);
}

TEST_CASE("another kiosk's key verifies nothing, also under this kiosk's name") {
    const Made made = make(50);
    const SigningKey other = SigningKey::generate();
    CHECK(error_of(verify_envelope(made.envelope, other.public_key())) == Error::BadSignature);
    Envelope renamed = made.envelope;
    renamed.head.kiosk = kiosk_id_of(other.public_key());
    CHECK(error_of(verify_envelope(renamed, other.public_key())) == Error::BadSignature);
    Envelope stolen = make_envelope(head_for(other), made.age_file, other).value();
    stolen.head.kiosk = made.envelope.head.kiosk;
    CHECK(error_of(verify_envelope(stolen, other.public_key())) == Error::BadSignature);
    CHECK(error_of(verify_envelope(stolen, made.key.public_key())) == Error::BadSignature);
}

TEST_CASE("only an age file becomes an envelope") {
    const SigningKey key = SigningKey::generate();
    CHECK(error_of(make_envelope(head_for(key), {}, key)) == Error::BadHeader);
    CHECK(error_of(make_envelope(head_for(key), bytes_of("text"), key)) == Error::BadHeader);
    const Recipient recipient = HybridIdentity::generate().recipient();
    const Bytes large = seal(pattern(kMaxEnvelopeBytes), {&recipient, 1}).value();
    CHECK(error_of(make_envelope(head_for(key), large, key)) == Error::TooLarge);
}

TEST_CASE("a signing key is its seed") { // RFC 8032 section 7.1, test 1
    const auto seed =
        from_hex<32>("9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60").value();
    const SigningKey key = SigningKey::from_seed(seed).value();
    CHECK(hex(key.public_key().bytes) ==
          "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    CHECK(hex(key.sign({})) == "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e06522490155"
                               "5fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
    CHECK(equal(key.seed().span(), seed));
    CHECK(error_of(SigningKey::from_seed(ByteView(seed).first(31))) == Error::BadKey);
}
