// The date page in the calendar she knows: what is offered, what is kept, and what is never
// guessed.
#include "kiosk/ui/review_lines.h"
#include "tests/ui/stage_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace {

using i18n::Calendar;
using i18n::CalendarDay;

constexpr ui::Size kWindow{1920, 1080};

/// The page of the real form that asks when she was born.
struct DateRoom {
    std::unique_ptr<SharedAssets> assets = load_shared_assets();
    Theatre theatre{*assets, kWindow};

    explicit DateRoom(std::string_view language, intake::TextSize size = intake::TextSize::Normal) {
        theatre.restart({std::string(language)});
        theatre.apply(intake::Begin{});
        theatre.apply(intake::SetTextSize{size});
        const intake::Answers& answers = theatre.session.answers;
        for (int i = 0; i < 200 && !here(); ++i) {
            if (theatre.session.screen == intake::Screen::Question && theatre.session.page == 0) {
                const auto item = assets->form.pages[0];
                theatre.apply(intake::Choose{answers.of_item(item).front(), 0});
            }
            theatre.apply(intake::Next{});
        }
        REQUIRE(here());
        theatre.settle();
    }
    bool here() const {
        const auto& item = assets->form.items[assets->form.pages[theatre.session.page]];
        return theatre.session.screen == intake::Screen::Question && item.link_id == "birth_date";
    }
    const intake::PartialDate* date() const {
        const intake::Answers& answers = theatre.session.answers;
        const auto node = answers.of_item(*answers.form().find("birth_date")).front();
        const auto& values = answers.node(node).values;
        return values.empty() ? nullptr : &std::get<intake::PartialDate>(values[0]);
    }
    /// As she said it; not a day where nothing is kept.
    CalendarDay said() const {
        return date() == nullptr ? CalendarDay{Calendar::Gregorian, {0, 99, 0}}
                                 : intake::said_of(*date());
    }
    bool shows(std::string_view id) const {
        return theatre.stage.tree().find("birth_date." + std::string(id)) != nullptr;
    }
    /// Presses it on whichever part of the page it stands.
    void press(std::string_view id) {
        for (int parts = 0; parts < 10 && !shows(id); ++parts) {
            const bool more = theatre.stage.tree().find("nav.more") != nullptr;
            theatre.press(more ? "nav.more" : "nav.less");
            theatre.settle();
        }
        theatre.press("birth_date." + std::string(id));
        theatre.settle();
    }
    void type(std::string_view part, std::u32string_view text) {
        press(part);
        theatre.frame({.keys = {{ui::Key::SelectAll}}, .typed = {}});
        theatre.type(text);
        theatre.settle();
    }
    bool chosen(std::string_view calendar) const {
        return theatre.node("birth_date.calendar." + std::string(calendar)).chosen;
    }
    std::vector<std::string> review() const {
        REQUIRE(date());
        std::vector<std::string> lines;
        for (const auto& words : ui::words_of_date(*date(), theatre.session.language)) {
            lines.emplace_back(words.view());
        }
        return lines;
    }
};

using Lines = std::vector<std::string>;
constexpr std::array kBothSizes{intake::TextSize::Normal, intake::TextSize::Largest};

} // namespace

TEST_CASE("a Persian year is kept as one, and as no Gregorian year") {
    for (const intake::TextSize size : kBothSizes) {
        DateRoom room("fa", size);
        CHECK(room.chosen("persian"));
        CHECK_FALSE(room.chosen("gregorian"));
        room.type("year", U"\u06F1\u06F3\u06F7\u06F0");
        CHECK(room.said() == CalendarDay{Calendar::Persian, {1370, 0, 0}});
        REQUIRE(room.date());
        CHECK_FALSE(room.date()->year);
        room.type("month", U"1");
        CHECK(room.date()->year == 1991);
        CHECK_FALSE(room.date()->month);
        room.type("day", U"1");
        CHECK(intake::format_date(*room.date()) == "1991-03-21");
        CHECK_FALSE(room.shows("impossible"));
        CHECK(room.theatre.last.overflow.empty());
        CHECK(room.review() ==
              Lines{"۱ فروردین ۱۳۷۰ (تقویم هجری شمسی)", "۲۱ مارس ۱۹۹۱ (تقویم میلادی)"});
    }
}

TEST_CASE("a year says which calendar is meant where it can be of one only") {
    SECTION("in Persian") {
        DateRoom room("fa");
        room.type("year", U"1991");
        CHECK(room.chosen("gregorian"));
        CHECK(room.said() == CalendarDay{Calendar::Gregorian, {1991, 0, 0}});
        CHECK(room.review() == Lines{"۱۹۹۱ (تقویم میلادی)"});
        room.type("year", U"1370");
        CHECK(room.chosen("persian"));
        CHECK(room.said() == CalendarDay{Calendar::Persian, {1370, 0, 0}});
        CHECK(room.review() == Lines{"۱۳۷۰ (تقویم هجری شمسی)"});
    }
    SECTION("in Sorani") {
        DateRoom room("ckb");
        CHECK(room.chosen("gregorian"));
        room.type("year", U"1370");
        CHECK(room.chosen("persian"));
    }
    SECTION("in Thai") {
        DateRoom room("th");
        CHECK(room.chosen("buddhist"));
        room.type("year", U"2534");
        CHECK(room.said() == CalendarDay{Calendar::Buddhist, {2534, 0, 0}});
        CHECK(room.date()->year == 1991); // the same days
    }
}

TEST_CASE("a year that no living person was born in is never kept") {
    DateRoom room("en");
    CHECK_FALSE(room.shows("calendar.gregorian"));
    room.type("year", U"137");
    CHECK_FALSE(room.date());
    CHECK_FALSE(room.shows("impossible")); // she may still be typing
    room.press("day");
    CHECK(room.shows("impossible"));
    room.type("year", U"1370");
    CHECK_FALSE(room.date());
    CHECK(room.shows("impossible"));
    room.type("year", U"2047"); // of Nepal's calendar, which ICU does not have
    CHECK_FALSE(room.date());
    room.type("year", U"1990");
    CHECK(room.date()->year == 1990);
    CHECK_FALSE(room.shows("impossible"));
}

TEST_CASE("where a year could be of both calendars she chooses first") {
    for (const intake::TextSize size : kBothSizes) {
        DateRoom room("am", size);
        CHECK_FALSE(room.chosen("ethiopic"));
        CHECK_FALSE(room.chosen("gregorian"));
        CHECK_FALSE(room.shows("year"));
        room.press("calendar.ethiopic");
        CHECK_FALSE(room.date());
        room.type("year", U"1983");
        CHECK(room.said() == CalendarDay{Calendar::Ethiopic, {1983, 0, 0}});
        CHECK_FALSE(room.date()->year);
        room.type("month", U"13");
        room.type("day", U"6");
        CHECK(room.said() == CalendarDay{Calendar::Ethiopic, {1983, 13, 6}});
        CHECK(intake::format_date(*room.date()) == "1991-09-11");
        room.type("year", U"1984"); // no leap year
        CHECK(room.said() == CalendarDay{Calendar::Ethiopic, {1984, 13, 0}});
        CHECK(room.theatre.last.overflow.empty());
        CHECK(room.review() == Lines{"ጳጉሜን 1984 (የኢትዮጵያ አቆጣጠር)"});
    }
}

TEST_CASE("in Tigrinya too, where half of its readers date by each") {
    DateRoom room("ti");
    CHECK_FALSE(room.shows("year"));
    room.press("calendar.gregorian");
    room.type("year", U"1983");
    CHECK(room.said() == CalendarDay{Calendar::Gregorian, {1983, 0, 0}});
}

TEST_CASE("counting begins in this year of her calendar and stays within its months") {
    DateRoom room("am");
    room.press("calendar.ethiopic");
    room.press("year.fewer");
    CHECK(room.said() == CalendarDay{Calendar::Ethiopic, {2018, 0, 0}}); // July 2026
    room.type("month", U"12");
    room.press("month.more");
    room.press("month.more");
    CHECK(room.said() == CalendarDay{Calendar::Ethiopic, {2018, 13, 0}});
}

TEST_CASE("another calendar takes a whole date along, and of a part only what is true") {
    DateRoom room("fa");
    room.type("year", U"1370");
    room.type("month", U"1");
    room.type("day", U"1");
    room.press("calendar.gregorian");
    CHECK(room.said() == CalendarDay{Calendar::Gregorian, {1991, 3, 21}});
    CHECK(room.theatre.node("birth_date.year").value == "۱۹۹۱");
    room.press("calendar.persian");
    CHECK(room.said() == CalendarDay{Calendar::Persian, {1370, 1, 1}});

    room.type("day", U"");
    room.theatre.frame({.keys = {{ui::Key::Backspace}}, .typed = {}});
    room.theatre.settle();
    CHECK(room.said() == CalendarDay{Calendar::Persian, {1370, 1, 0}});
    room.press("calendar.gregorian");
    CHECK(room.said() == CalendarDay{Calendar::Gregorian, {1991, 0, 0}});
    room.press("calendar.persian"); // and nothing is lost by looking
    CHECK(room.said() == CalendarDay{Calendar::Persian, {1370, 1, 0}});
    room.press("calendar.gregorian");
    room.type("year", U"1992");
    room.press("calendar.persian");
    CHECK_FALSE(room.date()); // a Gregorian year is no Persian one
    CHECK(room.theatre.node("birth_date.year").value.empty());
}

TEST_CASE("what she said in her calendar stays when the language changes") {
    DateRoom room("fa");
    room.type("year", U"1370");
    room.theatre.apply(intake::SetLanguage{{"en"}});
    room.theatre.settle();
    CHECK(room.chosen("persian"));
    CHECK(room.theatre.node("birth_date.year").value == "1370");
    CHECK(room.review() == Lines{"1370 (Persian Calendar)"});
}

TEST_CASE("I do not know takes the date away and begins anew") {
    DateRoom room("am");
    room.press("calendar.ethiopic");
    room.type("year", U"1983");
    room.press("unknown");
    CHECK_FALSE(room.date());
    CHECK_FALSE(room.chosen("ethiopic"));
    CHECK_FALSE(room.shows("year"));
}
