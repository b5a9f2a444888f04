// What letters may stand for: the longest syllable first, and something even before one is whole.
#include "i18n/spellings.h"

#include <catch2/catch_test_macros.hpp>

using i18n::Spellings;

namespace {

Spellings some() {
    Spellings spellings;
    REQUIRE(spellings.add({"ni", "你尼"}));
    REQUIRE(spellings.add({"xi", "西"}));
    REQUIRE(spellings.add({"xian", "先𠀀"}));
    REQUIRE(spellings.add({"zhi", "之"}));
    REQUIRE(spellings.add({"zhong", "中众"}));
    return spellings;
}

std::string joined(const std::vector<i18n::Candidate>& candidates) {
    std::string text;
    for (const auto& candidate : candidates) {
        text += std::string(candidate.text) + std::to_string(candidate.letters);
    }
    return text;
}

} // namespace

TEST_CASE("The longest syllable comes first, then those inside it") {
    const Spellings spellings = some();
    CHECK(joined(spellings.candidates("xian")) == "先4𠀀4西2");
    CHECK(joined(spellings.candidates("nihao")) == "你2尼2");
}

TEST_CASE("A syllable that is not whole yet offers the first of each that it may become") {
    const Spellings spellings = some();
    CHECK(joined(spellings.candidates("zh")) == "之2中2");
    CHECK(joined(spellings.candidates("zx")) == "之1中1"); // struck wrong, and no dead end
    CHECK(joined(spellings.candidates("q")).empty());
    CHECK(joined(spellings.candidates("")).empty());
}

TEST_CASE("What cannot be spelled is refused") {
    Spellings spellings = some();
    CHECK_FALSE(spellings.add({"zhong", "中"})); // there already
    CHECK_FALSE(spellings.add({"a", "啊"}));     // out of order
    CHECK_FALSE(spellings.add({"zhongguo", "中"}));
    CHECK_FALSE(spellings.add({"zu", ""}));
    CHECK_FALSE(spellings.add({"zu", "\xFF"}));
    CHECK_FALSE(spellings.add({"zu", "足 "}));
    CHECK_FALSE(spellings.add({"zü", "足"}));
    CHECK_FALSE(spellings.add({"", "足"}));
    CHECK(spellings.add({"zu", "足"}));
}
