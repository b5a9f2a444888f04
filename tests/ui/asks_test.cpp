// What the terminal asks in between: whether she is still there. It speaks of answers only where
// there are some, and what answers it stands where nobody drums.
#include "tests/ui/stage_fixture.h"

#include <catch2/catch_test_macros.hpp>

namespace {

constexpr ui::Size kWindow{1920, 1080};

std::string with_seconds(const SharedAssets& assets, const char* id, int seconds) {
    const i18n::Argument argument{"seconds", std::int64_t{seconds}};
    return assets.catalogs.format({id}, {"fi"}, {&argument, 1}).utf8;
}

void to_form(Theatre& theatre) {
    theatre.restart({"fi"});
    theatre.apply(intake::Begin{});
    while (theatre.session.screen != intake::Screen::Question) {
        theatre.apply(intake::Next{});
    }
}

} // namespace

TEST_CASE("the question speaks of answers only when something was answered") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kWindow);
    theatre.restart({"fi"});
    theatre.apply(intake::Begin{});
    for (const bool choose : {false, true}) {
        theatre.still_here = ui::StillHere{.seconds = 42, .choose = choose};
        theatre.settle();
        CHECK(theatre.node("idle.text").name ==
              with_seconds(*assets, choose ? "still.nothing" : "idle.nothing", 42));
    }
    theatre.still_here.reset();
    to_form(theatre);
    const auto decision = theatre.session.answers.of_item(*assets->form.decision).front();
    theatre.apply(intake::Choose{decision, 0});
    for (const bool choose : {false, true}) {
        theatre.still_here = ui::StillHere{.seconds = 42, .choose = choose};
        theatre.settle();
        CHECK(theatre.node("idle.text").name ==
              with_seconds(*assets, choose ? "still.text" : "idle.text", 42));
    }
}

TEST_CASE("two tiles in changing places answer it, and no other press does") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kWindow);
    to_form(theatre);
    theatre.still_here = ui::StillHere{.seconds = 60, .choose = true};
    theatre.settle();
    CHECK(theatre.stage.tree().find("idle.here") == nullptr);
    CHECK(theatre.stage.tree().find("nav.next") == nullptr);
    const ui::Rect first = theatre.node("still.here").window;
    theatre.still_here->swapped = true;
    theatre.settle();
    CHECK(theatre.node("still.stop").window.y == first.y);
    theatre.hold({5, kWindow.h / 2}, 0.3);
    theatre.lift({5, kWindow.h / 2});
    CHECK_FALSE(theatre.last.stays);

    const ui::Point here = theatre.node("still.here").window.centre();
    theatre.hold(here, 0.3);
    ui::Input up;
    up.pointer = here;
    up.released = true;
    CHECK(theatre.frame(up).stays);

    theatre.press("still.stop");
    CHECK(theatre.session.screen == intake::Screen::Everyday);
}

TEST_CASE("they fit at every size, in every language") {
    const auto assets = load_shared_assets();
    for (const ui::Size window : {kWindow, ui::Size{1080, 1920}, ui::Size{1280, 800}}) {
        Theatre theatre(*assets, window);
        for (const i18n::LocaleId& language : assets->catalogs.languages()) {
            theatre.restart(language);
            theatre.apply(intake::Begin{});
            theatre.apply(intake::SetTextSize{intake::TextSize::Largest});
            for (const bool choose : {false, true}) {
                theatre.still_here = ui::StillHere{.seconds = 60, .choose = choose};
                const ui::Shown shown = theatre.settle();
                INFO(language.tag << " " << window.w << " " << choose);
                CHECK(shown.overflow.empty());
                CHECK(theatre.stage.tree().find("nav.more") == nullptr);
            }
            theatre.still_here.reset();
        }
    }
}

TEST_CASE("the everyday page opens from the start page and shows a picture a row") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kWindow);
    for (const i18n::LocaleId& language : assets->catalogs.languages()) {
        for (const auto size : {intake::TextSize::Normal, intake::TextSize::Largest}) {
            theatre.restart(language);
            theatre.apply(intake::SetTextSize{size});
            theatre.press("start.everyday");
            INFO(language.tag);
            REQUIRE(theatre.session.screen == intake::Screen::Everyday);
            CHECK(theatre.settle().overflow.empty());
            CHECK(theatre.session.language == language);
            theatre.press("everyday.start");
            CHECK(theatre.session.screen == intake::Screen::Start);
            CHECK(theatre.session.language == language);
        }
    }
    for (const ui::EverydayText& text : assets->house.everyday) {
        for (const ui::EverydayEntry& entry : text.entries) {
            CHECK(assets->icons.find(entry.icon) != nullptr);
        }
    }
}
