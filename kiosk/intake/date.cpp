#include "kiosk/intake/date.h"

#include <algorithm>
#include <array>
#include <cstdio>

namespace intake {

namespace {

bool in_range(const std::optional<int>& part, int low, int high) {
    return !part || (*part >= low && *part <= high);
}

bool is_leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

int days_in(int month, const std::optional<int>& year) {
    constexpr std::array<int, 12> kDays{31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (month == 2 && year && !is_leap(*year))
        return 28;
    return kDays[static_cast<std::size_t>(month - 1)];
}

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (char c : text) {
        if (c < '0' || c > '9')
            return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

/// "-MM" or "-MM-DD" into `date`; false if it is neither.
bool read_month_and_day(std::string_view text, PartialDate& date) {
    if (text.size() != 3 && text.size() != 6)
        return false;
    if (text[0] != '-' || !(date.month = digits(text.substr(1, 2))))
        return false;
    if (text.size() == 3)
        return true;
    return text[3] == '-' && (date.day = digits(text.substr(4, 2)));
}

/// "YYYY", "YYYY-MM", "YYYY-MM-DD", "--MM" or "--MM-DD", whether or not it is a date.
std::optional<PartialDate> read_parts(std::string_view text) {
    PartialDate date;
    if (text.starts_with("--"))
        return read_month_and_day(text.substr(1), date) ? std::optional(date) : std::nullopt;
    if (text.size() < 4 || !(date.year = digits(text.substr(0, 4))))
        return std::nullopt;
    if (text.size() > 4 && !read_month_and_day(text.substr(4), date))
        return std::nullopt;
    return date;
}

PartialDate parts_of(const i18n::PartialDay& day) {
    const auto part = [](auto value) {
        return value == 0 ? std::nullopt : std::optional(static_cast<int>(value));
    };
    return {.year = part(day.year), .month = part(day.month), .day = part(day.day)};
}

i18n::PartialDay day_of(const PartialDate& parts) {
    return {.year = parts.year.value_or(0),
            .month = static_cast<unsigned>(parts.month.value_or(0)),
            .day = static_cast<unsigned>(parts.day.value_or(0))};
}

/// Compares one part; nothing when both are known and equal: the next part decides.
std::optional<std::partial_ordering> compare_part(const std::optional<int>& a,
                                                  const std::optional<int>& b) {
    if (!a && !b)
        return std::partial_ordering::equivalent;
    if (!a || !b)
        return std::partial_ordering::unordered;
    if (*a != *b)
        return *a <=> *b;
    return std::nullopt;
}

} // namespace

PartialDate date_said(const i18n::CalendarDay& said) {
    PartialDate date = parts_of(i18n::in_calendar(said, i18n::Calendar::Gregorian));
    if (said.calendar == i18n::Calendar::Gregorian)
        return parts_of(said.day);
    if (said.day != i18n::PartialDay{})
        date.said = said;
    return date;
}

i18n::CalendarDay said_of(const PartialDate& date) {
    return date.said.value_or(i18n::CalendarDay{i18n::Calendar::Gregorian, day_of(date)});
}

bool is_valid(const PartialDate& date) {
    if (date.said && (!i18n::is_day(*date.said) || date != date_said(*date.said)))
        return false;
    if (!in_range(date.year, 1, 9999) || !in_range(date.month, 1, 12))
        return false;
    if (!date.day)
        return true;
    return date.month && in_range(date.day, 1, days_in(*date.month, date.year));
}

std::partial_ordering compare(const PartialDate& a, const PartialDate& b) {
    if (a == b)
        return std::partial_ordering::equivalent;
    if (!a.year || !b.year)
        return std::partial_ordering::unordered;
    if (auto by_year = compare_part(a.year, b.year))
        return *by_year;
    if (auto by_month = compare_part(a.month, b.month))
        return *by_month;
    return compare_part(a.day, b.day).value_or(std::partial_ordering::equivalent);
}

std::optional<PartialDate> parse_date(std::string_view text) {
    auto date = read_parts(text);
    if (!date || !date->year || !is_valid(*date))
        return std::nullopt;
    return date;
}

std::string format_date(const PartialDate& date) {
    std::array<char, 16> text{};
    auto print = [&](const char* format, auto... parts) {
        std::snprintf(text.data(), text.size(), format, parts...);
    };
    if (date.year && date.day) {
        print("%04d-%02d-%02d", *date.year, date.month.value_or(0), *date.day);
    } else if (date.year && date.month) {
        print("%04d-%02d", *date.year, *date.month);
    } else if (date.year) {
        print("%04d", *date.year);
    } else if (date.month && date.day) {
        print("--%02d-%02d", *date.month, *date.day);
    } else if (date.month) {
        print("--%02d", *date.month);
    }
    return text.data();
}

std::optional<PartialDate> parse_date_parts(std::string_view text) {
    auto date = read_parts(text);
    if (!date || !is_valid(*date))
        return std::nullopt;
    return date;
}

crypto::SecretText format_said(const PartialDate& date) {
    const i18n::CalendarDay said = said_of(date);
    crypto::SecretText text(i18n::code_of(said.calendar));
    text.append("/");
    text.append(format_date(parts_of(said.day)));
    return text;
}

std::optional<PartialDate> parse_said(std::string_view text) {
    const auto slash = std::min(text.find('/'), text.size());
    const auto calendar = i18n::calendar_of(text.substr(0, slash));
    const auto parts = read_parts(text.substr(std::min(slash + 1, text.size())));
    if (!calendar || calendar == i18n::Calendar::Gregorian || !parts)
        return std::nullopt;
    // Zero stands for a part that is not known; it is not written as one.
    if (parts->year == 0 || parts->month == 0 || parts->day == 0)
        return std::nullopt;
    const PartialDate date = date_said({*calendar, day_of(*parts)});
    return is_valid(date) ? std::optional(date) : std::nullopt;
}

} // namespace intake
