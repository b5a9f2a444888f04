// Other readers for a record that is kept: who can open it then, and that everything else about it
// is as it was.
#include "crypto/rewrap.h"

#include "crypto/age_header.h"

#include "tests/crypto/sealed.h"

using namespace crypto;

namespace {

/// A referral sealed to one caseworker and signed by a terminal.
struct Kept {
    SigningKey terminal = SigningKey::generate();
    std::vector<Identity> caseworker;
    Bytes record = pattern(kRecordSizes[0]);
    Envelope envelope;

    Kept() {
        HybridIdentity identity = HybridIdentity::generate();
        const Recipient recipient = identity.recipient();
        caseworker = one(std::move(identity));
        EnvelopeHead head;
        head.submission.fill(std::byte{1});
        head.kiosk = kiosk_id_of(terminal.public_key());
        const Bytes file = seal_referral(record, {&recipient, 1}).value();
        envelope = make_envelope(head, file, terminal).value();
    }
};

/// One who may read from now on.
struct Reader {
    std::vector<Identity> identity;
    Recipient recipient;

    Reader() {
        HybridIdentity made = HybridIdentity::generate();
        recipient = made.recipient();
        identity = one(std::move(made));
    }
};

bool opens(const Envelope& envelope, std::span<const Identity> identities, ByteView record) {
    const auto opened = open_age(envelope.age_file(), identities);
    return opened && equal(opened->span(), record);
}

} // namespace

TEST_CASE("a re-wrapped record opens for the new readers and no more for the old ones") {
    const Kept kept;
    const Reader readers[3];
    const Recipient recipients[] = {readers[0].recipient, readers[1].recipient};
    const auto done = rewrap(kept.envelope, kept.caseworker, recipients);
    REQUIRE(done);
    CHECK(opens(*done, readers[0].identity, kept.record));
    CHECK(opens(*done, readers[1].identity, kept.record));
    CHECK(error_of(open_age(done->age_file(), kept.caseworker)) == Error::NoMatch);
    CHECK(error_of(open_age(done->age_file(), readers[2].identity)) == Error::NoMatch);
    CHECK(measure_referral(done->age_file())); // eight stanzas, whoever reads
}

TEST_CASE("payload, id and signature of a re-wrapped record are what they were") {
    const Kept kept;
    const Reader reader;
    const auto done = rewrap(kept.envelope, kept.caseworker, {&reader.recipient, 1});
    REQUIRE(done);
    CHECK(done->age_payload == kept.envelope.age_payload);
    CHECK(done->age_header != kept.envelope.age_header);
    CHECK(done->id == kept.envelope.id);
    CHECK(done->signature == kept.envelope.signature);
    CHECK(verify_envelope(*done, kept.terminal.public_key()));
    CHECK_FALSE(verify_envelope(*done, SigningKey::generate().public_key()));

    const auto read = parse_kept(encode_kept(*done));
    REQUIRE(read);
    CHECK(read->id == kept.envelope.id);
    CHECK(verify_envelope(*read, kept.terminal.public_key()));
    CHECK(read->age_payload == kept.envelope.age_payload);
    CHECK(opens(*read, reader.identity, kept.record));
}

TEST_CASE("a record can be re-wrapped again and again") {
    const Kept kept;
    const Reader readers[3];
    auto done = rewrap(kept.envelope, kept.caseworker, {&readers[0].recipient, 1});
    for (std::size_t i = 1; i < 3; ++i) {
        REQUIRE(done);
        const Envelope read = parse_kept(encode_kept(*done)).value();
        done = rewrap(read, readers[i - 1].identity, {&readers[i].recipient, 1});
    }
    REQUIRE(done);
    CHECK(done->id == kept.envelope.id);
    CHECK(done->original.value_or(OriginalHeader{}).hash == sha256(kept.envelope.age_header));
    CHECK(verify_envelope(*done, kept.terminal.public_key()));
    CHECK(opens(*done, readers[2].identity, kept.record));
    CHECK_FALSE(opens(*done, readers[1].identity, kept.record));
}

TEST_CASE("a wrong key, no recipient, too many or a damaged record make no new header") {
    Kept kept;
    const Reader reader;
    const std::vector<Recipient> many(9, reader.recipient);
    const auto error = [&](std::span<const Identity> identities, std::size_t recipients) {
        return error_of(rewrap(kept.envelope, identities, std::span(many).first(recipients)));
    };
    CHECK(rewrap(kept.envelope, kept.caseworker, std::span(many).first(8)));
    CHECK(error(reader.identity, 1) == Error::NoMatch);
    CHECK(error({}, 1) == Error::NoMatch);
    CHECK(error(kept.caseworker, 0) == Error::TooFewRecipients);
    CHECK(error(kept.caseworker, 9) == Error::TooManyRecipients);
    kept.envelope.age_payload.back() ^= std::byte{1};
    CHECK(error(kept.caseworker, 1) == Error::BadPayload);
    kept.envelope.age_payload.resize(3);
    CHECK(error(kept.caseworker, 1) == Error::BadPayload);
    // Another letter of base64, so that the MAC still reads as one.
    std::byte& letter = kept.envelope.age_header[kept.envelope.age_header.size() - 3];
    letter = letter == std::byte{'A'} ? std::byte{'B'} : std::byte{'A'};
    CHECK(error(kept.caseworker, 1) == Error::BadHmac);
}

TEST_CASE("a re-wrapped record is laid out as FORMAT.md 3.1 says") {
    const Kept kept;
    const Reader reader;
    const Envelope done = rewrap(kept.envelope, kept.caseworker, {&reader.recipient, 1}).value();
    const Bytes came = kept.envelope.encode();
    const Bytes bytes = encode_kept(done);
    const ByteView view = bytes;
    CHECK(hex(view.first(8)) == "524b575250000001");
    CHECK(equal(view.subspan(8, 136), ByteView(came).first(136)));
    CHECK(equal(view.subspan(144, 32), sha256(kept.envelope.age_header)));
    const std::size_t header = read_u32(view.subspan(176, 4));
    CHECK(header == done.age_header.size());
    CHECK(equal(view.subspan(180, header), done.age_header));
    const std::size_t rest = kept.envelope.age_payload.size() + 64;
    CHECK(equal(view.subspan(180 + header), ByteView(came).last(rest)));
    CHECK(parse_kept(came).value().id == kept.envelope.id); // as it came is a kept record too
    CHECK(encode_kept(kept.envelope) == came);
    CHECK(error_of(parse_envelope(bytes)) == Error::BadEnvelope); // and never goes on its way again
}

TEST_CASE("damage anywhere in a re-wrapped record is found") {
    const Kept kept;
    const Reader reader;
    const Envelope done = rewrap(kept.envelope, kept.caseworker, {&reader.recipient, 1}).value();
    const Bytes bytes = encode_kept(done);
    const std::size_t header = done.age_header.size();
    for (std::size_t at = 0; at < bytes.size(); at += at < 180 ? 1 : 97) {
        Bytes damaged = bytes;
        damaged[at] ^= std::byte{1};
        const auto read = parse_kept(damaged);
        const bool covered = at < 176 || at >= 180 + header;
        const bool holds = read && read->id == kept.envelope.id &&
                           verify_envelope(*read, kept.terminal.public_key());
        CHECK_FALSE((covered && holds));
        CHECK_FALSE((holds && opens(*read, reader.identity, kept.record))); // the header's MAC
    }
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{8}, std::size_t{180}, std::size_t{243}, bytes.size() - 1}) {
        CHECK_FALSE(parse_kept(ByteView(bytes).first(size)).has_value());
    }
    Bytes longer = bytes;
    longer.push_back(std::byte{0});
    CHECK(error_of(parse_kept(longer)) == Error::BadEnvelope);
    longer.resize(kMaxKeptBytes + 1);
    CHECK(error_of(parse_kept(longer)) == Error::TooLarge);
}
