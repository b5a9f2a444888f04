#include "crypto/bech32.h"

#include "tests/crypto/sealed.h"

using namespace crypto;

namespace {

std::string encoded(std::string_view hrp, ByteView data) {
    std::string text(bech32_length(hrp, data.size()), '\0');
    bech32_encode(hrp, data, text);
    return text;
}

bool decodes(std::string_view hrp, std::string_view text, std::size_t size) {
    Bytes data(size);
    return bech32_decode(hrp, text, data).has_value();
}

} // namespace

TEST_CASE("Bech32 agrees with BIP 173") {
    CHECK(encoded("a", {}) == "a12uel5l");
    CHECK(encoded("A", {}) == "A12UEL5L");
    Bytes data(20);
    REQUIRE(bech32_decode("abcdef", "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw", data));
    CHECK(hex(data) == "00443214c74254b635cf84653a56d7c675be77df");
    CHECK(encoded("abcdef", data) == "abcdef1qpzry9x8gf2tvdw0s3jn54khce6mua7lmqqqxw");
}

TEST_CASE("Bech32 round trips at every length and without a limit") {
    for (const std::size_t size :
         std::initializer_list<std::size_t>{0, 1, 2, 3, 4, 5, 16, 31, 32, 33, 1216}) {
        const Bytes data = random_bytes(size);
        const std::string text = encoded("age1pq", data);
        Bytes again(size);
        REQUIRE(bech32_decode("age1pq", text, again));
        CHECK(again == data);
        CHECK_FALSE(decodes("age1pq", text, size + 1));
        CHECK((size == 0 || !decodes("age1pq", text, size - 1)));
    }
}

TEST_CASE("Bech32 refuses another prefix, case, character or checksum") {
    const std::string text = encoded("age", pattern(32));
    REQUIRE(decodes("age", text, 32));
    CHECK_FALSE(decodes("agf", text, 32));
    CHECK_FALSE(decodes("AGE", text, 32));
    CHECK_FALSE(decodes("age", encoded("AGE", pattern(32)), 32));
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (const char c : {'q', 'p', 'b', '1', 'Q', ' ', '\xff'}) {
            std::string changed = text;
            changed[i] = c;
            CHECK((changed == text || !decodes("age", changed, 32)));
        }
    }
}

TEST_CASE("Bech32 refuses padding bits that are not zero") {
    // One byte takes ten bits: two are padding. The checksums of all four are right.
    CHECK(decodes("age", "age1qqpexly5", 1)); // 0x00
    CHECK(decodes("age", "age1qywnyetw", 1)); // 0x01
    CHECK_FALSE(decodes("age", "age1qpu0j2ex", 1));
    CHECK_FALSE(decodes("age", "age1qzju8uhe", 1));
}
