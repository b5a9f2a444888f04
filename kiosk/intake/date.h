// A date of which parts may be unknown: "1990", "1990-05", "1990-05-17", or a birthday without its
// year. Proleptic Gregorian; knows no time, no clock and no other calendar.
#pragma once

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

    bool empty() const { return !year && !month && !day; }
    friend bool operator==(const PartialDate&, const PartialDate&) = default;
};

/// True when every known part is in range and they go together: no day without its month, no
/// 30 February, no 29 February of a common year.
bool is_valid(const PartialDate& date);

/// Compares as far as both are known: 1990 is before 1991-02, but against 1990-05 it is unordered.
/// A date without a year is unordered with every other one unless they are equal.
std::partial_ordering compare(const PartialDate& a, const PartialDate& b);

/// FHIR R4 `date`: YYYY, YYYY-MM or YYYY-MM-DD, and nothing else.
std::optional<PartialDate> parse_date(std::string_view text);

/// FHIR R4 `date` when the year is known. Without one, ISO 8601:2000's truncated form "--05" or
/// "--05-17", which FHIR cannot hold as a date. Empty for an empty date. At most ten characters.
std::string format_date(const PartialDate& date);

/// Reads what format_date() writes, with or without a year.
std::optional<PartialDate> parse_date_parts(std::string_view text);

} // namespace intake
