// What each language expects of days, numbers and its own name.
#include "i18n/locale.h"

#include <catch2/catch_test_macros.hpp>

using namespace i18n;

namespace {
const LocaleId kFinnish{"fi"};
const LocaleId kArabic{"ar"};
const LocaleId kDari{"prs"};
} // namespace

TEST_CASE("every language calls itself by its own name") {
    CHECK(native_name(kFinnish) == "Suomi");
    CHECK(native_name(kEnglish) == "English");
    CHECK(native_name(kArabic) == "العربية");
    CHECK(native_name(kDari) == "دری");
    CHECK(native_name({"kmr"}) == "Kurmancî");
    CHECK(native_name({"so"}) == "Soomaali");
    CHECK(native_name({"tr"}) == "Türkçe");
}

TEST_CASE("a style of letters is no other language") {
    const LocaleId nastaliq{"ur-Aran"};
    const LocaleId urdu{"ur"};
    CHECK(language_of(nastaliq) == urdu);
    for (const auto* tag : {"ur", "zh-Hans", "en-GB", "Aran", "x", ""}) {
        CHECK(language_of({tag}).tag == tag);
    }
    CHECK(native_name(nastaliq) == "اردو"); // ICU would add the style in brackets
    CHECK(direction_of(nastaliq) == Direction::RightToLeft);
    const PartialDay day{.year = 1990, .month = 5, .day = 17};
    CHECK(format_day(day, nastaliq) == format_day(day, urdu));
    CHECK(format_integer(12345, nastaliq) == format_integer(12345, urdu));
    CHECK(native_digits("112", nastaliq) == native_digits("112", urdu));
    CHECK(fallbacks_of(nastaliq) == std::vector<LocaleId>{nastaliq, urdu, kEnglish});
}

TEST_CASE("direction follows the script") {
    CHECK(direction_of(kFinnish) == Direction::LeftToRight);
    for (const auto* tag : {"ar", "prs", "fa", "ckb", "ps", "ur"}) {
        CAPTURE(tag);
        CHECK(direction_of({tag}) == Direction::RightToLeft);
    }
}

TEST_CASE("fallbacks end in English and never in the machine's language") {
    using Chain = std::vector<LocaleId>;
    CHECK(fallbacks_of(kEnglish) == Chain{{"en"}});
    CHECK(fallbacks_of({"zh-Hans-SG"}) == Chain{{"zh-Hans-SG"}, {"zh-Hans"}, {"zh"}, {"en"}});
    CHECK(fallbacks_of(kDari) == Chain{{"prs"}, {"fa"}, {"en"}});
    CHECK(fallbacks_of({"so"}) == Chain{{"so"}, {"en"}});
}

TEST_CASE("days are written in the language's own order and numerals") {
    const PartialDay whole{.year = 1990, .month = 5, .day = 17};
    CHECK(format_day(whole, kEnglish) == "17 May 1990");
    CHECK(format_day(whole, kFinnish) == "17. toukokuuta 1990");
    CHECK(format_day(whole, kArabic) == "١٧ مايو ١٩٩٠");
    CHECK(format_day(whole, kDari).contains("۱۹۹۰")); // the Gregorian year that was asked for
    CHECK(format_day(whole, {"th"}).contains("1990"));
}

TEST_CASE("unknown parts of a day are left out") {
    CHECK(format_day({.year = 1990}, kFinnish) == "1990");
    CHECK(format_day({.year = 1990, .month = 5}, kFinnish) == "toukokuu 1990");
    CHECK(format_day({.year = 1990, .month = 5}, kEnglish) == "May 1990");
    CHECK(format_day({.month = 2, .day = 29}, kEnglish) == "29 February");
    CHECK(format_day({.month = 2}, kFinnish) == "helmikuu");
}

TEST_CASE("a list is joined as the language joins one") {
    const std::vector<std::string> three{"A", "B", "C"};
    CHECK(format_list(three, kEnglish) == "A, B and C");
    CHECK(format_list(three, kFinnish) == "A, B ja C");
    CHECK(format_list(three, kArabic) == "A وB وC");
    CHECK(format_list(three, {"zh-Hans"}) == "A、B和C");
    CHECK(format_list(std::span(three).first(2), kFinnish) == "A ja B");
    CHECK(format_list(std::span(three).first(1), kFinnish) == "A");
    CHECK(format_list({}, kFinnish).empty());
}

TEST_CASE("numbers are grouped and drawn in the language's own way") {
    CHECK(format_integer(1234567, kEnglish) == "1\u00a0234\u00a0567"); // as written in Finland
    CHECK(format_integer(1234567, kFinnish) == "1\u00a0234\u00a0567");
    CHECK(format_integer(1234567, kArabic) == "١٬٢٣٤٬٥٦٧");
    CHECK(format_integer(-3, kEnglish) == "-3");
}

TEST_CASE("codes keep everything but their digits") {
    CHECK(native_digits("012 345", kArabic) == "٠١٢ ٣٤٥");
    CHECK(native_digits("+358 29", kDari) == "+۳۵۸ ۲۹");
    CHECK(native_digits("012 345", kFinnish) == "012 345");
    CHECK(native_digits("", kArabic).empty());
}
