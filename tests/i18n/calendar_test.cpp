// Days that history knows in two calendars, every day of a lifetime there and back, and what may be
// said of a part of one.
#include "i18n/calendar.h"

#include <catch2/catch_test_macros.hpp>

#include <chrono>

using namespace i18n;

namespace {

CalendarDay persian(int year, unsigned month = 0, unsigned day = 0) {
    return {Calendar::Persian, {year, month, day}};
}
CalendarDay ethiopic(int year, unsigned month = 0, unsigned day = 0) {
    return {Calendar::Ethiopic, {year, month, day}};
}
CalendarDay buddhist(int year, unsigned month = 0, unsigned day = 0) {
    return {Calendar::Buddhist, {year, month, day}};
}
CalendarDay gregorian(int year, unsigned month = 0, unsigned day = 0) {
    return {Calendar::Gregorian, {year, month, day}};
}
PartialDay in_gregorian(const CalendarDay& day) {
    return in_calendar(day, Calendar::Gregorian);
}
constexpr PartialDay kNothing{};
constexpr std::array kOthers{Calendar::Persian, Calendar::Ethiopic, Calendar::Buddhist};

} // namespace

TEST_CASE("days that are known in both calendars") {
    CHECK(in_gregorian(persian(1370, 1, 1)) == PartialDay{1991, 3, 21});
    CHECK(in_gregorian(persian(1357, 11, 22)) == PartialDay{1979, 2, 11});
    CHECK(in_gregorian(persian(1400, 1, 1)) == PartialDay{2021, 3, 21});
    CHECK(in_gregorian(persian(1404, 1, 1)) == PartialDay{2025, 3, 21});
    CHECK(in_gregorian(ethiopic(2000, 1, 1)) == PartialDay{2007, 9, 12});
    CHECK(in_gregorian(ethiopic(2001, 1, 1)) == PartialDay{2008, 9, 11});
    CHECK(in_gregorian(ethiopic(1983, 1, 1)) == PartialDay{1990, 9, 11});
    CHECK(in_gregorian(ethiopic(1988, 6, 23)) == PartialDay{1996, 3, 2});
    CHECK(in_gregorian(buddhist(2534, 3, 21)) == PartialDay{1991, 3, 21});
    CHECK(in_calendar(gregorian(1991, 3, 21), Calendar::Persian) == PartialDay{1370, 1, 1});
    CHECK(in_calendar(gregorian(2007, 9, 12), Calendar::Ethiopic) == PartialDay{2000, 1, 1});
    CHECK(in_calendar(persian(1370, 1, 1), Calendar::Ethiopic) == PartialDay{1983, 7, 12});
}

TEST_CASE("Nowruz after a leap year, and the leap day before it") {
    for (const int leap : {1370, 1375, 1379, 1383, 1387, 1391, 1395, 1399, 1403}) {
        CAPTURE(leap);
        CHECK(days_in(persian(leap, 12)) == 30);
        CHECK(days_in(persian(leap + 1, 12)) == 29);
    }
    CHECK(in_gregorian(persian(1399, 12, 30)) == PartialDay{2021, 3, 20});
    CHECK(in_gregorian(persian(1403, 12, 30)) == PartialDay{2025, 3, 20});
    CHECK(is_day(persian(1403, 12, 30)));
    CHECK_FALSE(is_day(persian(1402, 12, 30)));
    CHECK(in_gregorian(persian(1402, 12, 30)) == kNothing);
}

TEST_CASE("the thirteenth month has five days, six in a leap year") {
    CHECK(months_in(Calendar::Ethiopic) == 13);
    CHECK(days_in(ethiopic(2000, 13)) == 5);
    CHECK(days_in(ethiopic(2003, 13)) == 6);
    CHECK(days_in(ethiopic(0, 13)) == 6);
    CHECK(in_gregorian(ethiopic(2003, 13, 6)) == PartialDay{2011, 9, 11});
    CHECK(is_day(ethiopic(0, 13, 6)));
    CHECK_FALSE(is_day(ethiopic(2000, 13, 6)));
    CHECK_FALSE(is_day(ethiopic(2000, 14)));
    CHECK_FALSE(is_day(ethiopic(2000, 1, 31)));
    CHECK_FALSE(is_day(persian(1370, 13)));
}

TEST_CASE("every day of a lifetime comes back") {
    using namespace std::chrono;
    for (const Calendar calendar : kOthers) {
        CAPTURE(calendar);
        PartialDay before{};
        int wrong = 0;
        for (sys_days day = 1900y / 1 / 1; day <= sys_days(2030y / 12 / 31); day += days(1)) {
            const year_month_day date(day);
            const CalendarDay western =
                gregorian(int(date.year()), unsigned(date.month()), unsigned(date.day()));
            const CalendarDay there{calendar, in_calendar(western, calendar)};
            const bool next = there.day.day == before.day + 1 || there.day.day == 1;
            const bool whole = there.day.year != 0 && there.day.month != 0 && is_day(there);
            wrong += next && whole && in_gregorian(there) == western.day ? 0 : 1;
            before = there.day;
            if (day == sys_days(1900y / 1 / 1)) {
                wrong = 0; // nothing stood before it
            }
        }
        CHECK(wrong == 0);
    }
}

TEST_CASE("Gregorian days are the ones the standard library has, also before 1582") {
    for (const int y : {1, 1000, 1581, 1582, 1900, 1999, 2000, 2028, 9999}) {
        CAPTURE(y);
        const auto last = std::chrono::year(y) / std::chrono::February / std::chrono::last;
        CHECK(days_in(gregorian(y, 2)) == unsigned(last.day()));
        CHECK(in_calendar(gregorian(y, 10, 10), Calendar::Gregorian) == PartialDay{y, 10, 10});
        CHECK(in_gregorian(buddhist(y, 10, 10)) ==
              (y > 543 ? PartialDay{y - 543, 10, 10} : kNothing));
    }
    CHECK(format_day(PartialDay{1000, 2, 28}, kEnglish) == "28 February 1000");
}

TEST_CASE("of a part of a day only that is said which is true of every day it may mean") {
    CHECK(in_gregorian(persian(1370)) == kNothing);
    CHECK(in_gregorian(persian(1370, 1)) == PartialDay{1991, 0, 0});
    CHECK(in_gregorian(persian(1370, 9)) == PartialDay{1991, 0, 0});
    CHECK(in_gregorian(persian(1370, 10)) == kNothing); // from December into January
    CHECK(in_gregorian(persian(1370, 11)) == PartialDay{1992, 0, 0});
    CHECK(in_gregorian(persian(0, 1, 1)) == kNothing); // 20, 21 or 22 March
    CHECK(in_gregorian(ethiopic(1983)) == kNothing);
    CHECK(in_gregorian(ethiopic(1983, 13)) == PartialDay{1991, 9, 0});
    CHECK(in_gregorian(ethiopic(1983, 4)) == kNothing);
    CHECK(in_gregorian(buddhist(2534)) == PartialDay{1991, 0, 0});
    CHECK(in_gregorian(buddhist(2534, 4)) == PartialDay{1991, 4, 0});
    CHECK(in_gregorian(buddhist(0, 2, 29)) == PartialDay{0, 2, 29});
    CHECK(in_calendar(gregorian(1991), Calendar::Persian) == kNothing);
    CHECK(in_calendar(gregorian(1991, 4), Calendar::Persian) == PartialDay{1370, 0, 0});
    CHECK(in_calendar(gregorian(300, 1, 1), Calendar::Persian) == kNothing);
    CHECK(in_calendar(gregorian(1991, 2, 30), Calendar::Persian) == kNothing);
}

TEST_CASE("what holds of a part holds of each of its days") {
    for (const Calendar calendar : kOthers) {
        for (int year = calendar == Calendar::Buddhist ? 2500 : 1340; year < 2560; year += 7) {
            for (unsigned month = 0; month <= months_in(calendar); ++month) {
                const CalendarDay part{calendar, {year, month, 0}};
                const PartialDay said = in_gregorian(part);
                const auto span = span_of(part);
                REQUIRE(span);
                for (const PartialDay& end : {span->first, span->last}) {
                    CHECK((said.year == 0 || said.year == end.year));
                    CHECK((said.month == 0 || said.month == end.month));
                    CHECK(in_calendar({Calendar::Gregorian, end}, calendar).year == year);
                }
            }
        }
    }
}

TEST_CASE("a part of a day spans the days it may mean") {
    const auto year = span_of(persian(1370));
    REQUIRE(year);
    CHECK(year->first == PartialDay{1991, 3, 21});
    CHECK(year->last == PartialDay{1992, 3, 20});
    const auto month = span_of(ethiopic(1983, 13));
    REQUIRE(month);
    CHECK(month->first == PartialDay{1991, 9, 6});
    CHECK(month->last == PartialDay{1991, 9, 11});
    CHECK_FALSE(span_of(persian(0, 1, 1)));
    CHECK_FALSE(span_of(persian(1370, 13)));
}

TEST_CASE("a language has the calendars its readers use, and no other") {
    using List = std::vector<Calendar>;
    for (const char* tag : {"fa", "prs", "ps", "fa-AF"}) {
        CHECK(calendars_of({tag}) == List{Calendar::Persian, Calendar::Gregorian});
    }
    for (const char* tag : {"am", "ti"}) {
        CHECK(calendars_of({tag}) == List{Calendar::Ethiopic, Calendar::Gregorian});
    }
    CHECK(calendars_of({"ckb"}) == List{Calendar::Gregorian, Calendar::Persian});
    CHECK(calendars_of({"th"}) == List{Calendar::Buddhist, Calendar::Gregorian});
    for (const char* tag : {"en", "fi", "ur", "ar", "kmr", "so", "ne", "zh-Hans"}) {
        CHECK(calendars_of({tag}) == List{Calendar::Gregorian});
    }
}

TEST_CASE("calendars have names in every language, and codes") {
    CHECK(calendar_name(Calendar::Persian, {"fa"}) == "تقویم هجری شمسی");
    CHECK(calendar_name(Calendar::Gregorian, {"prs"}) == "تقویم میلادی");
    CHECK(calendar_name(Calendar::Ethiopic, {"am"}) == "የኢትዮጵያ አቆጣጠር");
    CHECK(calendar_name(Calendar::Persian, {"fi"}) == "persialainen kalenteri");
    CHECK(calendar_name(Calendar::Persian, {"rw"}) == "Persian Calendar"); // CLDR has none
    for (const Calendar calendar : {Calendar::Gregorian, Calendar::Persian, Calendar::Buddhist}) {
        CHECK(calendar_of(code_of(calendar)) == calendar);
    }
    CHECK_FALSE(calendar_of("islamic"));
    CHECK_FALSE(calendar_of(""));
}

TEST_CASE("a day is written by the months of its calendar") {
    CHECK(format_day(persian(1370, 1, 1), {"fa"}) == "۱ فروردین ۱۳۷۰");
    CHECK(format_day(persian(1370, 1), {"fa"}) == "فروردین ۱۳۷۰");
    CHECK(format_day(persian(1370), {"fa"}) == "۱۳۷۰");
    CHECK(format_day(persian(1370, 1, 1), {"prs"}) == "۱ حمل ۱۳۷۰");
    CHECK(format_day(persian(1370, 1), {"prs"}) == "حمل ۱۳۷۰");
    CHECK(format_day(persian(0, 1, 31), {"prs"}).contains("حمل"));
    CHECK(format_day(persian(1370, 12, 30), {"ckb"}).contains("ڕەشەمە"));
    CHECK(format_day(persian(1370, 1, 1), kEnglish) == "1 Farvardin 1370");
    CHECK(format_day(ethiopic(2000, 1, 1), {"am"}) == "1 መስከረም 2000");
    CHECK(format_day(ethiopic(2003, 13, 6), {"ti"}) == "6 ጳጉሜን 2003");
    CHECK(format_day(buddhist(2534, 3, 21), {"th"}) == "21 มีนาคม 2534");
    for (const char* tag : {"ps", "fi", "ckb", "ti", "uk"}) {
        CAPTURE(tag);
        const std::string year = format_day(persian(1370), {tag});
        CHECK(year == native_digits("1370", {tag})); // no era
    }
    const std::string span = format_span({{1991, 3, 21}, {1992, 3, 20}}, kEnglish);
    CHECK((span.starts_with("21 March 1991") && span.ends_with("20 March 1992")));
    CHECK(format_span({{1991, 3, 21}, {1991, 3, 21}}, kEnglish) == "21 March 1991");
}
