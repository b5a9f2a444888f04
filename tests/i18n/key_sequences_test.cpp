// Letters made of several keys: the one before the caret becomes another, or a new one begins.
#include "i18n/key_sequences.h"
#include "tests/i18n/typed.h"

#include <catch2/catch_test_macros.hpp>

using i18n::KeySequences;

namespace {

KeySequences some() {
    KeySequences sequences;
    REQUIRE(sequences.add({"l", "ል"}));
    REQUIRE(sequences.add({"s", "ስ"}));
    REQUIRE(sequences.add({"se", "ሰ"}));
    REQUIRE(sequences.add({"see", "ሴ"}));
    return sequences;
}

std::string typed(std::u32string_view keys) {
    const KeySequences sequences = some();
    return i18n_tests::typed(
        keys, [&](std::string_view before, char32_t key) { return sequences.type(before, key); });
}

} // namespace

TEST_CASE("A letter grows with its keys, and the next begins behind it") {
    CHECK(typed(U"s") == "ስ");
    CHECK(typed(U"se") == "ሰ");
    CHECK(typed(U"see") == "ሴ");
    CHECK(typed(U"seel") == "ሴል");
    CHECK(typed(U"ss") == "ስስ");
}

TEST_CASE("A key that makes no letter stands for itself") {
    CHECK(typed(U"x") == "x");
    CHECK(typed(U"s e") == "ስ e");
    CHECK_FALSE(some().type("ስ", U'ä'));
    CHECK_FALSE(some().type("\x80", 'e'));
}

TEST_CASE("Sequences that cannot be are refused") {
    KeySequences sequences = some();
    CHECK_FALSE(sequences.add({"see", "ሴ"}));
    CHECK_FALSE(sequences.add({"a", "አ"}));
    CHECK_FALSE(sequences.add({"weee", "ወ"}));
    CHECK_FALSE(sequences.add({"w", "ወወ"}));
    CHECK_FALSE(sequences.add({"w", ""}));
    CHECK_FALSE(sequences.add({"w", "\xFF"}));
    CHECK_FALSE(sequences.add({"w ", "ወ"}));
    CHECK(sequences.add({"w", "ወ"}));
}
