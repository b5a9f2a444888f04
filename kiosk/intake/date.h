// A date of which parts may be unknown: "1990", "1990-05", "1990-05-17", or a birthday without its
// year. Proleptic Gregorian; knows no time and no clock. A date that was said in another calendar
// keeps what was said, and of the Gregorian one only the parts that are true whichever day of it is
// meant: 1370 of the Persian calendar is no Gregorian year, its first month is in 1991.
#pragma once

#include "crypto/secret.h"
#include "i18n/calendar.h"

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace intake {

struct PartialDate {
    std::optional<int> year;  ///< 1..9999
    std::optional<int> month; ///< 1..12
    std::optional<int> day;   ///< 1..31; only with a month
    /// As it was said, where that was in another calendar. The three above follow from it.
    std::optional<i18n::CalendarDay> said{};

    bool empty() const { return !year && !month && !day && !said; }
    friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

/// The date that was said in any calendar; not valid where that is no day, empty where nothing was
/// said.
PartialDate date_said(const i18n::CalendarDay& said);
/// As it was said, in whichever calendar.
i18n::CalendarDay said_of(const PartialDate& date);

/// True when every known part is in range and they go together: no day without its month, no
/// 30 February, no 29 February of a common year. What was said in another calendar is a date of
/// that one, and the Gregorian parts are those that follow from it.
bool is_valid(const PartialDate& date);

/// Compares the Gregorian dates as far as both are known: 1990 is before 1991-02, but against
/// 1990-05 it is unordered. A date without a year is unordered with every other one unless they are
/// equal.
std::partial_ordering compare(const PartialDate& a, const PartialDate& b);

/// FHIR R4 `date`: YYYY, YYYY-MM or YYYY-MM-DD, and nothing else.
std::optional<PartialDate> parse_date(std::string_view text);

/// The Gregorian parts: FHIR R4 `date` when the year is known. Without one, ISO 8601:2000's
/// truncated form "--05" or "--05-17", which FHIR cannot hold as a date. Empty for an empty date.
/// At most ten characters.
std::string format_date(const PartialDate& date);

/// Reads what format_date() writes, with or without a year.
std::optional<PartialDate> parse_date_parts(std::string_view text);

/// What was said in another calendar: its code, a slash and its parts as format_date() would write
/// them, "persian/1370-01" or "ethiopic/--13-05". Too long to be kept off the heap, so in locked
/// memory.
crypto::SecretText format_said(const PartialDate& date);
/// Reads what format_said() writes. The Gregorian parts of the result follow from it.
std::optional<PartialDate> parse_said(std::string_view text);

} // namespace intake
