#include "kiosk/intake/date.h"

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

bool is_valid(const PartialDate& date) {
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
    PartialDate date;
    if (text.size() < 4 || !(date.year = digits(text.substr(0, 4))))
        return std::nullopt;
    if (text.size() > 4 && !read_month_and_day(text.substr(4), date))
        return std::nullopt;
    if (!is_valid(date))
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
    if (!text.starts_with("--"))
        return parse_date(text);
    PartialDate date;
    if (!read_month_and_day(text.substr(1), date) || !is_valid(date))
        return std::nullopt;
    return date;
}

} // namespace intake
