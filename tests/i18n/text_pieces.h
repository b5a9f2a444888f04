// What random texts are made of: the characters that text engines stumble over, alone and in the
// company they change in. It joins nothing and draws no lot: that is its users' part.
#pragma once

#include <string_view>

namespace i18n_tests {

using namespace std::string_view_literals;

inline constexpr std::string_view kTextPieces[] = {
    // Latin, with marks that compose, stack or stand alone; ligatures; digits and their separators
    "a"sv, "V"sv, "fi"sv, "ä"sv, "e\u0301"sv, "\u0301"sv, "\u0302"sv, "ﬁ"sv, "ss"sv, "1"sv, "23"sv,
    ","sv, "."sv, "+"sv, "-"sv, "%"sv, "\u00AD"sv,
    // white space and newlines
    " "sv, "  "sv, "\t"sv, "\u00A0"sv, "\u3000"sv, "\u200B"sv, "\n"sv, "\r\n"sv, "\r"sv, "\u2028"sv,
    "\u2029"sv, "\u0085"sv,
    // brackets and quotes
    "("sv, ")"sv, "["sv, "]"sv, "«"sv, "“"sv, "、"sv, "。"sv,
    // Arabic: joining, lam-alef, marks, digits of both kinds, tatweel, a mark of its own script
    "س"sv, "ل"sv, "ا"sv, "لا"sv, "بِ"sv, "\u064E"sv, "\u0651"sv, "\u08F0"sv, "٣"sv, "۴"sv, "٪"sv,
    "\u0640"sv, "الله"sv, "گ"sv, "ے"sv, "\u0600"sv, "\u06DD"sv,
    // Hebrew
    "ש"sv, "\u05C1"sv, "\u05B8"sv, "ב"sv, "\u05BE"sv,
    // Thai, Khmer, Devanagari, Bengali, Myanmar: vowels before and after, signs below, half letters
    "ก"sv, "เ"sv, "า"sv, "\u0E33"sv, "\u0E48"sv, "ที่"sv, "ภาษา"sv, "ខ"sv, "\u17D2"sv, "ញ"sv,
    "\u17BB"sv, "\u17C6"sv, "ើ"sv, "ខ្ញុំ"sv, "क"sv, "\u094D"sv, "ष"sv, "\u093F"sv, "\u0958"sv, "र"sv,
    "\u0903"sv, "\u0902"sv, "क्षि"sv, "ক"sv, "\u09CB"sv, "က"sv, "\u1039"sv, "\u103C"sv, "\u1031"sv,
    "\u103A"sv, "မြန်မာ"sv,
    // Ethiopic, Han, kana, Hangul in parts
    "ሰ"sv, "\u135F"sv, "፡"sv, "።"sv, "中"sv, "文"sv, "\U00020000"sv, "か"sv, "\u3099"sv, "ー"sv,
    "한"sv, "\u1112"sv, "\u1161"sv, "\u11AB"sv,
    // emoji and what joins them
    "\U0001F469"sv, "\U0001F467"sv, "\u200D"sv, "\u200C"sv, "\U0001F469\u200D\U0001F467"sv,
    "\U0001F3FD"sv, "\uFE0F"sv, "\u20E3"sv, "\U0001F1EB"sv, "\U0001F1EE"sv, "❤\uFE0F"sv,
    // marks, embeddings, overrides and isolates of direction
    "\u200E"sv, "\u200F"sv, "\u061C"sv, "\u202A"sv, "\u202B"sv, "\u202C"sv, "\u202D"sv, "\u202E"sv,
    "\u2066"sv, "\u2067"sv, "\u2068"sv, "\u2069"sv, "\u2060"sv, "\uFEFF"sv,
    // a letter of another plane with a mark that runs from right to left; characters no face has
    "\U0001E922"sv, "\U0001E944"sv, "\U00010330"sv, "\uE000"sv, "\uFFFD"sv, "\uFFFF"sv,
    "\U000E0061"sv, "\U000E0100"sv,
    // what is not UTF-8, and controls
    "\xFF"sv, "\xC3"sv, "\xE2\x80"sv, "\xED\xA0\x80"sv, "\xF4\x90\x80\x80"sv, "\0"sv, "\x1B"sv};

/// Languages of every kind of script and rule the engine has, one it does not know, and no tag.
inline constexpr const char* kTextLocales[] = {"fi", "ar", "fa",      "he",      "th", "km",
                                               "hi", "my", "ur",      "zh-Hans", "ja", "ko",
                                               "am", "tr", "xx-Qaaa", ""};

} // namespace i18n_tests
