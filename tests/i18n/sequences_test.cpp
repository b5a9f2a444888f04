// Signs that stand where they cannot: noticed, whatever the script, and no more than they are.
#include "i18n/sequences.h"
#include "tests/i18n/text_fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace i18n;
using namespace i18n_tests;

namespace {

struct Sample {
    const char* locale;
    const char* text;
};

bool is_odd(const Sample& sample) {
    return has_stray_sign(sample.text, {.locale = {sample.locale}}, typesetter());
}

} // namespace

TEST_CASE("a sign without its letter is noticed") {
    constexpr Sample kOdd[] = {
        {"hi", "िक"}, {"hi", "क ा"}, {"bn", "ো"},   {"ta", "ா"}, {"km", "\u17D2ក"}, {"km", "កាា"},
        {"my", "ေ"},  {"si", "ා"},   {"th", "กก่่า"}, {"th", "่ก"}, {"th", "ิ"},
    };
    for (const Sample& sample : kOdd) {
        CAPTURE(sample.locale, sample.text);
        CHECK(is_odd(sample));
    }
}

TEST_CASE("names and sentences that are right are left alone") {
    constexpr Sample kRight[] = {
        {"fi", "Äiti, Šárka & e\u0301"},
        {"ar", "مُحَمَّد علي"},
        {"ur", "اُردُو"},
        {"hi", "क्षत्रिय श्रीमती"},
        {"ne", "कार्‍यालय"},
        {"bn", "ব্যক্তির কোড"},
        {"km", "ខ្ញុំស្រឡាញ់ភាសាខ្មែរ"},
        {"my", "ကျွန်ုပ်တို့"},
        {"th", "น้ำใจ ที่นี่ กำลัง เก๋ไก๋"},
        {"th", "Anna Korhonen 12"},
        {"hi", "◌"},
        {"en", ""},
    };
    for (const Sample& sample : kRight) {
        CAPTURE(sample.locale, sample.text);
        CHECK_FALSE(is_odd(sample));
    }
}
