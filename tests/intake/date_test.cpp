#include "kiosk/intake/date.h"

#include <catch2/catch_test_macros.hpp>

using namespace intake;

namespace {
PartialDate date(std::string_view text) {
    auto parsed = parse_date_parts(text);
    REQUIRE(parsed);
    return *parsed;
}
} // namespace

TEST_CASE("a date is written as it is read, whatever is unknown") {
    for (const char* text : {"1990", "1990-05", "1990-05-17", "0001", "9999-12-31", "2000-02-29",
                             "--05", "--05-17", "--02-29"}) {
        CAPTURE(text);
        CHECK(format_date(date(text)) == text);
    }
    CHECK(format_date({}).empty());
}

TEST_CASE("what is no FHIR date is refused") {
    for (const char* text :
         {"",         "199",       "19900",      "1990-",      "1990-5",
          "1990-13",  "1990-00",   "1990-02-30", "1900-02-29", "1990-04-31",
          "1990-05-", "1990-05-1", "1990-05-32", "1990/05/17", "1990-05-17T00:00",
          "-990",     "0000",      "199O",       " 1990",      "1990 "}) {
        CAPTURE(text);
        CHECK_FALSE(parse_date(text));
    }
    CHECK_FALSE(parse_date("--05"));
    CHECK_FALSE(parse_date_parts("--13"));
    CHECK_FALSE(parse_date_parts("--02-30"));
    CHECK_FALSE(parse_date_parts("--"));
}

TEST_CASE("a day needs its month; a month and its day need no year") {
    CHECK_FALSE(is_valid({.year = 1990, .month = {}, .day = 5}));
    CHECK_FALSE(is_valid({.year = {}, .month = {}, .day = 5}));
    CHECK(is_valid({.year = {}, .month = 2, .day = 29}));
    CHECK_FALSE(is_valid({.year = 2023, .month = 2, .day = 29}));
    CHECK(is_valid({}));
}

TEST_CASE("dates compare as far as both are known") {
    using order = std::partial_ordering;
    CHECK(compare(date("1990"), date("1991-02")) == order::less);
    CHECK(compare(date("1991"), date("1990-12-31")) == order::greater);
    CHECK(compare(date("1990"), date("1990-05")) == order::unordered);
    CHECK(compare(date("1990-05"), date("1990-05-01")) == order::unordered);
    CHECK(compare(date("1990-04"), date("1990-05-01")) == order::less);
    CHECK(compare(date("1990-05-02"), date("1990-05-01")) == order::greater);
    CHECK(compare(date("1990-05-02"), date("1990-05-02")) == order::equivalent);
    CHECK(compare(date("1990"), date("1990")) == order::equivalent);
    CHECK(compare(date("--05"), date("--06")) == order::unordered);
    CHECK(compare(date("--05"), date("--05")) == order::equivalent);
}

TEST_CASE("what was said in another calendar is written as it is read") {
    for (const char* text : {"persian/1370", "persian/1370-01", "persian/1399-12-30",
                             "ethiopic/2003-13-06", "ethiopic/--13-05", "buddhist/--02"}) {
        CAPTURE(text);
        const auto parsed = parse_said(text);
        REQUIRE(parsed);
        CHECK(format_said(*parsed).view() == text);
        CHECK(is_valid(*parsed));
        CHECK(said_of(*parsed) == parsed->said);
    }
    for (const char* text :
         {"", "/", "persian", "persian/", "persian/137", "persian/0000", "persian/1370-00",
          "persian/1402-12-30", "persian/1370-13", "ethiopic/2000-13-06", "--05", "1370",
          "islamic/1410", "gregorian/1990", "persian/1370-01-01 ", " persian/1370"}) {
        CAPTURE(text);
        CHECK_FALSE(parse_said(text));
    }
}

TEST_CASE("the Gregorian parts are those that follow from what was said, and no others") {
    const i18n::CalendarDay nowruz{i18n::Calendar::Persian, {1370, 1, 1}};
    CHECK(date_said(nowruz) == PartialDate{.year = 1991, .month = 3, .day = 21, .said = nowruz});
    const i18n::CalendarDay year{i18n::Calendar::Persian, {1370, 0, 0}};
    CHECK(date_said(year) == PartialDate{.year = {}, .month = {}, .day = {}, .said = year});
    CHECK_FALSE(date_said(year).empty());
    CHECK(format_date(date_said(year)).empty());
    CHECK(date_said({i18n::Calendar::Gregorian, {1991, 3, 0}}) == date("1991-03"));
    CHECK(date_said({i18n::Calendar::Persian, {}}).empty());
    PartialDate guessed = date_said(year);
    guessed.year = 1991;
    CHECK_FALSE(is_valid(guessed));
    CHECK_FALSE(is_valid(date_said({i18n::Calendar::Persian, {1402, 12, 30}})));
    CHECK_FALSE(is_valid(date_said({i18n::Calendar::Persian, {1370, 0, 1}})));
}
