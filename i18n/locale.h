// Which language a text is in, which way it runs, and how it writes numbers, days and its own name.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace i18n {

/// A language as a BCP 47 tag: "fi", "ar", "zh-Hans".
struct LocaleId {
    std::string tag;
    friend bool operator==(const LocaleId&, const LocaleId&) = default;
    friend auto operator<=>(const LocaleId&, const LocaleId&) = default;
};

inline const LocaleId kEnglish{"en"};

/// The language alone where the tag also asks for a style of its letters: "ur" of "ur-Aran", Urdu
/// in Nastaliq. The style chooses the faces; catalogues, keyboards, lists and records know the
/// language. Any other tag as it is: "zh-Hans" is another text than "zh-Hant".
LocaleId language_of(const LocaleId& locale);

/// Where to look for a sentence: the language itself, its shorter tags, a language its readers
/// understand, English last. Ours and not ICU's, whose last resort is the machine's own language.
std::vector<LocaleId> fallbacks_of(const LocaleId& locale);

/// The tag to format numbers and days with: another one where ICU's data for the language is poor.
std::string format_tag(const LocaleId& locale);

enum class Direction { LeftToRight, RightToLeft };

/// The direction of the language's usual script; left to right for a tag ICU does not know.
Direction direction_of(const LocaleId& locale);

/// The language's own name as its readers write it, capitalised for a list: "Suomi"; a style of its
/// letters shows in the name and is not said. The tag itself if ICU knows none.
std::string native_name(const LocaleId& locale);

/// A day of which parts may be unknown, of the Gregorian calendar where nothing else is said. 0 =
/// unknown; without a month there is no day.
struct PartialDay {
    int year = 0;
    unsigned month = 0;
    unsigned day = 0;
    friend bool operator==(const PartialDay&, const PartialDay&) = default;
};

/// "23 November 2026", "November 2026", "23 November" or "2026", in the language's own order and
/// numerals.
std::string format_day(const PartialDay& day, const LocaleId& locale);

/// "A, B and C" as the language writes it; nothing of no items. What runs in another direction has
/// to be isolated before.
std::string format_list(std::span<const std::string> items, const LocaleId& locale);

/// With the language’s own numerals and grouping.
std::string format_integer(std::int64_t number, const LocaleId& locale);

/// `ascii` with 0 to 9 replaced by the language's own numerals and everything else as it is: for
/// codes and telephone numbers. Returns `ascii` itself where the numerals are the same.
std::string native_digits(std::string_view ascii, const LocaleId& locale);

} // namespace i18n
