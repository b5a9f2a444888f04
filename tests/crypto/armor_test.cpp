#include "crypto/armor.h"

#include "tests/crypto/sealed.h"

using namespace crypto;

namespace {

const std::string kBegin = "-----BEGIN AGE ENCRYPTED FILE-----\n";
const std::string kEnd = "-----END AGE ENCRYPTED FILE-----\n";
const std::string kFull(64, 'A');

} // namespace

TEST_CASE("armor comes off as it went on") {
    for (const std::size_t size :
         std::initializer_list<std::size_t>{1, 2, 3, 47, 48, 49, 96, 1000}) {
        const Bytes armored = add_armor(pattern(size));
        CHECK(is_armored(armored));
        CHECK(remove_armor(armored).value() == pattern(size));
        std::string crlf;
        for (const char c : text_of(armored)) {
            crlf += c == '\n' ? "\r\n" : std::string(1, c);
        }
        CHECK(remove_armor(bytes_of(" \n\t" + crlf + "\r\n\n ")).value() == pattern(size));
    }
    CHECK_FALSE(is_armored(bytes_of("age-encryption.org/v1\n")));
    CHECK_FALSE(is_armored({}));
}

TEST_CASE("every broken rule of the armor is refused") {
    REQUIRE(remove_armor(bytes_of(kBegin + kFull + "\nAA==\n" + kEnd)));
    const std::string broken[] = {
        "",
        kBegin,
        kBegin + "AA==\n",
        "-----BEGIN AGE FILE-----\nAA==\n" + kEnd,
        "-----begin age encrypted file-----\nAA==\n" + kEnd,
        kBegin + "AA==\n-----END AGE FILE-----\n",
        "x" + kBegin + "AA==\n" + kEnd,
        kBegin + "AA==\n" + kEnd + "x",
        kBegin + "AA==\n" + kEnd + kBegin + "AA==\n" + kEnd,
        kBegin + "Version: 1\n\nAA==\n" + kEnd,
        kBegin + "\nAA==\n" + kEnd,
        kBegin + "AA==\n\n" + kEnd,
        kBegin + " AA==\n" + kEnd,
        kBegin + "AA== \n" + kEnd,
        kBegin + "AA\n" + kEnd,
        kBegin + "AB==\n" + kEnd,
        kBegin + "AAAA\nAA==\n" + kEnd,
        kBegin + kFull + "AAAA\n" + kEnd,
        kBegin + "AA==\n=AAAA\n" + kEnd,
    };
    for (const std::string& text : broken) {
        CAPTURE(text);
        CHECK(error_of(remove_armor(bytes_of(text))) == Error::BadArmor);
    }
}
