// The calendars in which people know their days: which ones a language's readers use, what a day of
// one is in another, and how it is written. By ICU alone. Knows no clock and no form.
//
// A year of one calendar lies in two years of another, so a part of a day becomes only what is true
// of every day it may mean: 1370 of the Persian calendar is no Gregorian year, its first month is
// in 1991, its first day is 21 March 1991. Nothing is ever guessed.
#pragma once

#include "i18n/locale.h"

#include <optional>

namespace i18n {

/// Persian: the Solar Hijri calendar of Iran and Afghanistan. Ethiopic: the years of mercy, of
/// thirteen months. Buddhist: the Thai one, the Gregorian months under other years. All of them
/// without a break in their past.
enum class Calendar : std::uint8_t { Gregorian, Persian, Ethiopic, Buddhist };

/// A day of one calendar, of which parts may be unknown.
struct CalendarDay {
    Calendar calendar = Calendar::Gregorian;
    PartialDay day;
    friend bool operator==(const CalendarDay&, const CalendarDay&) = default;
};

/// The calendars a language's readers date their lives in, the most usual first. Gregorian alone
/// for most languages.
std::vector<Calendar> calendars_of(const LocaleId& locale);

/// What the language calls it: CLDR's name, or the everyday one where CLDR has none or another.
std::string calendar_name(Calendar calendar, const LocaleId& locale);

/// CLDR's code: "gregorian", "persian", "ethiopic", "buddhist".
std::string_view code_of(Calendar calendar);
/// Nothing for any other text.
std::optional<Calendar> calendar_of(std::string_view code);

unsigned months_in(Calendar calendar);
/// The days of the month, as many as there may be where its year is unknown; of the longest month
/// where the month is. The year and the month must be ones of the calendar.
unsigned days_in(const CalendarDay& month);
/// True if each known part is one of the calendar and they go together: years 1 to 9999, no day
/// without its month, no sixth day of Pagume in a common year.
bool is_day(const CalendarDay& day);

/// The part of it in the other calendar that is true of every day it may mean: all three of a whole
/// day, perhaps the year of a month, mostly nothing of a year. Nothing of what is no day.
PartialDay in_calendar(const CalendarDay& day, Calendar calendar);

/// The first and the last Gregorian day it may mean; nothing without its year or of what is no day.
struct DaySpan {
    PartialDay first;
    PartialDay last;
};
std::optional<DaySpan> span_of(const CalendarDay& day);

/// In the language's own order and numerals, the month by its name. `day` is one and not empty.
std::string format_day(const CalendarDay& day, const LocaleId& locale);
/// "21 March 1991 – 20 March 1992"; one day where both are the same.
std::string format_span(const DaySpan& span, const LocaleId& locale);

} // namespace i18n
