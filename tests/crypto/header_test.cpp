// Each rule of the header's grammar, broken one at a time.
#include "crypto/age_header.h"

#include "tests/crypto/sealed.h"

using namespace crypto;

namespace {

const std::string kFull(64, 'A');
const std::string kMac = "--- " + std::string(43, 'A') + "\n";
const std::string kVersion(kAgeVersionLine);

bool parses(const std::string& text) {
    const auto header = parse_age_header(bytes_of(text));
    return header.has_value();
}

} // namespace

TEST_CASE("a header is read to its end and no further") {
    const std::string header = kVersion + "-> grease a!~ b\n" + kFull + "\nAA\n-> X\n\n" + kMac;
    const std::string file = header + "payload\n--- ";
    const auto parsed = parse_age_header(bytes_of(file));
    REQUIRE(parsed);
    CHECK(parsed->length == header.size());
    CHECK(text_of(parsed->authenticated) == header.substr(0, header.size() - kMac.size() + 3));
    REQUIRE(parsed->stanzas.size() == 2);
    CHECK(parsed->stanzas[0].arguments == std::vector<std::string_view>{"grease", "a!~", "b"});
    CHECK(parsed->stanzas[0].body.size() == 49);
    CHECK(parsed->stanzas[1].body.empty());

    const auto shape = measure_age(bytes_of(file));
    REQUIRE(shape);
    CHECK(shape->header_length == header.size());
    CHECK(shape->payload_length == 12);
    CHECK(shape->stanza_types == std::vector<std::string>{"grease", "X"});
}

TEST_CASE("a body that fills its line has an empty last line") {
    CHECK(parses(kVersion + "-> a\n" + kFull + "\n\n" + kMac));
    CHECK_FALSE(parses(kVersion + "-> a\n" + kFull + "\n" + kMac));
}

TEST_CASE("every broken rule of the header is refused") {
    const std::string stanza = "-> a b\nAA\n";
    REQUIRE(parses(kVersion + stanza + kMac));
    const std::string broken[] = {
        "",
        kVersion,
        kVersion + kMac,                                           // no stanza
        "age-encryption.org/v2\n" + stanza + kMac,                 // another version
        "age-encryption.org/v1\r\n" + stanza + kMac,               // CRLF
        " " + kVersion + stanza + kMac,                            // leading space
        kVersion + "\n" + stanza + kMac,                           // empty line
        kVersion + "->a b\nAA\n" + kMac,                           // no space
        kVersion + "-> \nAA\n" + kMac,                             // no argument
        kVersion + "->\nAA\n" + kMac,                              // no argument, no space
        kVersion + "->  a\nAA\n" + kMac,                           // two spaces
        kVersion + "-> a  b\nAA\n" + kMac,                         // two spaces inside
        kVersion + "-> a b \nAA\n" + kMac,                         // trailing space
        kVersion + "-> a\tb\nAA\n" + kMac,                         // tab
        kVersion + "-> a\r\nAA\n" + kMac,                          // CRLF in a stanza
        kVersion + "-> \xc3\xa4\nAA\n" + kMac,                     // not ASCII
        kVersion + "-> a\x7f\nAA\n" + kMac,                        // DEL
        kVersion + "-> a\n" + kMac,                                // no body line
        kVersion + "-> a\nAA=\n" + kMac,                           // padding
        kVersion + "-> a\nAA==\n" + kMac,                          // padding
        kVersion + "-> a\nAB\n" + kMac,                            // trailing bits
        kVersion + "-> a\nA\n" + kMac,                             // one character
        kVersion + "-> a\nA_\n" + kMac,                            // URL alphabet
        kVersion + "-> a\nA A\n" + kMac,                           // space in a body
        kVersion + "-> a\nAA\r\n" + kMac,                          // CRLF in a body
        kVersion + "-> a\n" + kFull + "A\nA\n" + kMac,             // line of 65 columns
        kVersion + "-> a\nAAAA\nAAAA\n" + kMac,                    // short line before the last
        kVersion + stanza + "---" + std::string(43, 'A') + "\n",   // MAC without space
        kVersion + stanza + "--- " + std::string(42, 'A') + "\n",  // short MAC
        kVersion + stanza + "--- " + std::string(44, 'A') + "\n",  // long MAC
        kVersion + stanza + "--- " + std::string(42, 'A') + "B\n", // MAC with trailing bits
        kVersion + stanza + "--- " + std::string(43, 'A') + "=\n", // padded MAC
        kVersion + stanza + "--- " + std::string(43, 'A'),         // no newline
        kVersion + stanza + "--- " + std::string(43, 'A') + " \n", // trailing space
        kVersion + stanza + "---\n",                               // no MAC
        kVersion + stanza,                                         // no end
    };
    for (const std::string& text : broken) {
        CAPTURE(text);
        CHECK_FALSE(parses(text));
        CHECK(error_of(measure_age(bytes_of(text))) == Error::BadHeader);
    }
}

TEST_CASE("a hybrid stanza has one encapsulation and a 32-byte body") {
    const std::string encapsulation = base64(pattern(kEncapsulationBytes));
    const auto parsed = [&](const std::string& arguments, std::size_t body) {
        std::string file(kVersion);
        const std::vector<std::string> list{arguments};
        append_stanza(file, list, pattern(body));
        file += kMac;
        const auto header = parse_age_header(bytes_of(file));
        REQUIRE(header);
        return hybrid_encapsulation(header->stanzas[0]).has_value();
    };
    CHECK(parsed("mlkem768x25519 " + encapsulation, 32));
    CHECK_FALSE(parsed("mlkem768x25519 " + encapsulation, 31));
    CHECK_FALSE(parsed("mlkem768x25519 " + encapsulation, 33));
    CHECK_FALSE(parsed("mlkem768x25519 " + encapsulation + " x", 32));
    CHECK_FALSE(parsed("mlkem768x25519", 32));
    CHECK_FALSE(parsed("mlkem768x25519 " + base64(pattern(1119)), 32));
    CHECK_FALSE(parsed("mlkem768x25519 " + base64(pattern(1121)), 32));
    CHECK_FALSE(parsed("MLKEM768X25519 " + encapsulation, 32));
    CHECK_FALSE(parsed("X25519 " + encapsulation, 32));
}

TEST_CASE("stanzas wrap at 64 columns with a short last line") {
    for (const std::size_t size :
         std::initializer_list<std::size_t>{0, 1, 47, 48, 49, 95, 96, 97}) {
        std::string file(kVersion);
        append_stanza(file, std::vector<std::string>{"a"}, pattern(size));
        file += kMac;
        const auto header = parse_age_header(bytes_of(file));
        REQUIRE(header);
        CHECK(header->stanzas[0].body == pattern(size));
    }
}
