// Where characters, words and lines may end, against the Unicode Consortium's own cases (UAX 29 and
// 14): the flags that caret, deletion and line breaking go by.
#include "i18n/paragraph_breaks.h"
#include "tests/i18n/conformance.h"

using namespace i18n;
using namespace i18n_tests;

namespace {

struct BreakCase {
    std::u16string units;
    std::vector<bool> breaks; ///< before each unit, and one more at the end
};

/// "÷ 0061 × 0308 ÷".
BreakCase read_case(const std::string& line) {
    BreakCase test;
    std::istringstream words(line);
    for (std::string word; words >> word;) {
        if (word == "÷" || word == "×") {
            test.breaks.push_back(word == "÷");
            continue;
        }
        const auto c = static_cast<char32_t>(std::stoul(word, nullptr, 16));
        if (c < 0x10000) {
            test.units += static_cast<char16_t>(c);
        } else {
            test.units += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10U));
            test.units += static_cast<char16_t>(0xDC00 + (c & 0x3FFU));
            test.breaks.push_back(false);
        }
    }
    return test;
}

enum class Suite { Characters, Words, Lines };

WipedVector<std::uint8_t> flags_of(Breaks& breaks, Suite suite, const std::u16string& units) {
    const std::span<const char16_t> text(units);
    const LocaleId english{"en"};
    switch (suite) {
    case Suite::Characters:
        return breaks.characters(text, english);
    case Suite::Words:
        return breaks.words(text, english);
    case Suite::Lines:
        return breaks.lines(text, english);
    }
    return {};
}

std::size_t judge(const std::string& file, Suite suite, std::uint8_t flag, KnownMisses& misses) {
    Breaks breaks;
    std::size_t cases = 0;
    for (const std::string& line : data_lines(kUnicodeData / "auxiliary" / (file + ".txt"))) {
        const BreakCase test = read_case(line);
        const auto flags = flags_of(breaks, suite, test.units);
        bool same = flags.size() == test.breaks.size();
        // UAX 14 LB2: never at the beginning of a text, and ours has no flag for what cannot be.
        for (std::size_t i = suite == Suite::Lines ? 1 : 0; same && i < flags.size(); ++i) {
            same = test.breaks[i] == ((flags[i] & flag) != 0);
        }
        ++cases;
        if (!same) {
            misses.missed(line);
        }
    }
    return cases;
}

} // namespace

TEST_CASE("GraphemeBreakTest.txt: what she sees as one character") {
    KnownMisses misses("GraphemeBreakTest");
    CHECK(judge("GraphemeBreakTest", Suite::Characters, kCharacterBreak, misses) == 602);
    misses.check();
    CHECK(misses.size() == 0);
}

TEST_CASE("WordBreakTest.txt: where words end") {
    KnownMisses misses("WordBreakTest");
    CHECK(judge("WordBreakTest", Suite::Words, kWordBreak, misses) == 1823);
    misses.check();
    CHECK(misses.size() <= 15); // as many as ICU 72 alone
}

TEST_CASE("LineBreakTest.txt: where lines may end") {
    KnownMisses misses("LineBreakTest");
    CHECK(judge("LineBreakTest", Suite::Lines, kLineBreak, misses) == 7654);
    misses.check();
    CHECK(misses.size() <= 22); // as many as ICU 72 alone
}
