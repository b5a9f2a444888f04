#include "crypto/age.h"
#include "crypto/age_header.h"

#include "tests/crypto/sealed.h"

#include <set>

using namespace crypto;

TEST_CASE("plaintexts around chunk boundaries come back") {
    const auto identity = HybridIdentity::generate();
    const Recipient recipient = identity.recipient();
    const auto identities = one(HybridIdentity::parse(identity.format().view()).value());
    for (const std::size_t size :
         std::initializer_list<std::size_t>{0, 1, 65535, 65536, 65537, 131072, 131073, 262144}) {
        CAPTURE(size);
        const Bytes plaintext = pattern(size);
        const auto file = seal(plaintext, {&recipient, 1});
        REQUIRE(file);
        const auto opened = open_age(*file, identities);
        REQUIRE(opened);
        CHECK(equal(opened->span(), plaintext));
        const auto shape = measure_age(*file);
        REQUIRE(shape);
        const std::size_t chunks = size == 0 ? 1 : (size + 65535) / 65536;
        CHECK(shape->payload_length == 16 + size + 16 * chunks);
    }
}

TEST_CASE("two files of one plaintext have nothing in common but the form") {
    const Recipient recipient = HybridIdentity::generate().recipient();
    const auto a = seal(pattern(100), {&recipient, 1});
    const auto b = seal(pattern(100), {&recipient, 1});
    REQUIRE((a && b));
    CHECK(a->size() == b->size());
    CHECK(*a != *b);
}

TEST_CASE("a referral has eight stanzas and opens for each recipient and nobody else") {
    for (const std::size_t count : std::initializer_list<std::size_t>{1, 3, 8}) {
        std::vector<std::vector<Identity>> owners;
        std::vector<Recipient> recipients;
        for (std::size_t i = 0; i < count; ++i) {
            auto identity = HybridIdentity::generate();
            recipients.push_back(identity.recipient());
            owners.push_back(one(std::move(identity)));
        }
        const Bytes record = pattern(64 * 1024);
        const auto file = seal_referral(record, recipients);
        REQUIRE(file);
        const auto shape = measure_referral(*file);
        REQUIRE(shape);
        CHECK(shape->stanza_types == std::vector<std::string>(8, "mlkem768x25519"));
        for (const auto& owner : owners) {
            const auto opened = open_age(*file, owner);
            REQUIRE(opened);
            CHECK(equal(opened->span(), record));
        }
        CHECK(error_of(open_age(*file, one(HybridIdentity::generate()))) == Error::NoMatch);
    }
}

// The decoys are for one key, so nothing but what is fresh in each keeps them apart.
TEST_CASE("no two stanzas of a referral have anything in common") {
    const Recipient recipient = HybridIdentity::generate().recipient();
    const Bytes file = seal_referral(pattern(64 * 1024), {&recipient, 1}).value();
    const AgeHeader header = parse_age_header(file).value();
    std::set<Bytes> parts; // ML-KEM's half, X25519's half, the wrapped file key
    for (const Stanza& stanza : header.stanzas) {
        const auto encapsulation = hybrid_encapsulation(stanza).value();
        parts.emplace(encapsulation.begin(), encapsulation.end() - 32);
        parts.emplace(encapsulation.end() - 32, encapsulation.end());
        parts.insert(stanza.body);
    }
    CHECK(parts.size() == 3 * kStanzas);
}

TEST_CASE("the number of recipients does not show in a referral's size") {
    std::set<std::size_t> sizes;
    std::vector<Recipient> recipients;
    for (int count = 1; count <= 8; ++count) {
        recipients.push_back(HybridIdentity::generate().recipient());
        sizes.insert(seal_referral(pattern(64 * 1024), recipients).value().size());
    }
    CHECK(sizes.size() == 1);
}

TEST_CASE("the order of a referral's stanzas is random") {
    const auto identity = HybridIdentity::generate();
    const Recipient recipient = identity.recipient();
    std::set<std::size_t> places;
    for (int i = 0; i < 100 && places.size() < 2; ++i) { // each place 1 in 8
        // The MAC fails where the stanza cut out is a decoy; the owner's own gives no match.
        const auto file = seal_referral({}, {&recipient, 1}).value();
        const std::string_view text = text_of(file);
        const auto identities = one(HybridIdentity::parse(identity.format().view()).value());
        for (std::size_t stanza = 0, at = 0; stanza < kStanzas; ++stanza) {
            at = text.find("-> ", at + 1);
            const std::size_t end = std::min(text.find("-> ", at + 1), text.find("---", at + 1));
            std::string cut(text);
            cut.erase(at, end - at);
            if (error_of(open_age(bytes_of(cut), identities)) == Error::NoMatch) {
                places.insert(stanza);
            }
        }
    }
    CHECK(places.size() == 2);
}

TEST_CASE("no recipient, too many, and bad keys are refused") {
    const Recipient recipient = HybridIdentity::generate().recipient();
    CHECK(error_of(seal({}, {})) == Error::TooFewRecipients);
    CHECK(error_of(seal_referral({}, {})) == Error::TooFewRecipients);
    const std::vector<Recipient> nine(9, recipient);
    CHECK(error_of(seal_referral({}, nine)) == Error::TooManyRecipients);

    Recipient bad;
    bad.public_key.fill(std::byte{0xff}); // coefficients above ML-KEM's modulus
    CHECK(error_of(seal({}, {&bad, 1})) == Error::BadKey);
    CHECK(error_of(seal_referral({}, std::vector{recipient, bad})) == Error::BadKey);
    CHECK(error_of(parse_recipient(format_recipient(bad))) == Error::BadKey);
}

TEST_CASE("a recipient's text is exact") {
    const Recipient recipient = HybridIdentity::generate().recipient();
    const std::string text = format_recipient(recipient);
    CHECK(parse_recipient(text).value() == recipient);
    CHECK(error_of(parse_recipient("")) == Error::BadEncoding);
    CHECK(error_of(parse_recipient(text + " ")) == Error::BadEncoding);
    CHECK(error_of(parse_recipient(text.substr(1))) == Error::BadEncoding);
    const std::string classical = "age1zvkyg2lqzraa2lnjvqej32nkuu0ues2s82hzrye869xeexvn73equnujwj";
    CHECK(error_of(parse_recipient(classical)) == Error::BadEncoding);
}

TEST_CASE("only referrals measure as referrals") {
    const std::vector<Recipient> recipients(8, HybridIdentity::generate().recipient());
    CHECK(measure_referral(seal(pattern(64 * 1024), recipients).value()));
    CHECK(measure_referral(seal(pattern(256 * 1024), recipients).value()));
    for (const std::size_t size :
         std::initializer_list<std::size_t>{0, 100, 65535, 65537, 128 * 1024, 256 * 1024 + 1}) {
        const auto file = seal(pattern(size), recipients);
        CHECK(error_of(measure_referral(file.value())) == Error::BadPayload);
    }
    const std::span all(recipients);
    const auto seven = seal(pattern(64 * 1024), all.first(7));
    CHECK(error_of(measure_referral(seven.value())) == Error::BadHeader);
    std::vector<Recipient> nine(9, recipients[0]);
    CHECK(error_of(measure_referral(seal(pattern(64 * 1024), nine).value())) == Error::BadHeader);
    CHECK(error_of(measure_referral({})) == Error::BadHeader);

    Bytes longer = seal(pattern(64 * 1024), recipients).value();
    longer.push_back(std::byte{0});
    CHECK(error_of(measure_referral(longer)) == Error::BadPayload);
}
