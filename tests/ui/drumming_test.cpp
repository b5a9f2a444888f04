// A finger that taps in one place, on and on, sends nothing: a drumming child, a tremor, water that
// drips on the glass.
#include "tests/ui/stage_fixture.h"

#include <catch2/catch_test_macros.hpp>

namespace {

constexpr ui::Size kWindow{1920, 1080};

struct Drummer {
    Drummer() : assets(load_shared_assets()), theatre(*assets, kWindow) { begin(); }

    // On the page after the decision, as another person.
    void begin() {
        theatre.restart({"fi"});
        theatre.apply(intake::Begin{});
        while (theatre.session.screen != intake::Screen::Question) {
            theatre.apply(intake::Next{});
        }
        const auto decision = theatre.session.answers.of_item(*assets->form.decision).front();
        theatre.apply(intake::Choose{decision, 0});
        theatre.apply(intake::Next{});
    }

    void tap(ui::Point at, double pause = 0.07) {
        ui::Input down;
        down.pointer = at;
        down.pointer_down = down.pressed = true;
        theatre.frame(down, pause);
        ui::Input up;
        up.pointer = at;
        up.released = true;
        theatre.frame(up, 0.03);
    }
    bool sent() const { return theatre.session.screen == intake::Screen::Keeping; }

    // The last page before the review.
    void to_last_page() {
        const auto pages = intake::enabled_pages(theatre.session.answers);
        while (theatre.session.page != pages.back()) {
            theatre.apply(intake::Next{});
        }
        theatre.settle();
    }
    // The part of the review on which Keep stands; where it stands there.
    ui::Point to_keep() {
        while (theatre.session.screen != intake::Screen::Review) {
            theatre.apply(intake::Next{});
        }
        theatre.settle();
        while (theatre.stage.tree().find("nav.keep") == nullptr) {
            theatre.press("nav.more");
        }
        return theatre.node("nav.keep").window.centre();
    }

    std::unique_ptr<SharedAssets> assets;
    Theatre theatre;
};

} // namespace

TEST_CASE("drumming on Continue or Skip is asked whether to go on, and never comes to the review") {
    for (const char* place : {"nav.next", "nav.skip"}) {
        Drummer drummer;
        drummer.theatre.settle();
        const ui::Point at = drummer.theatre.node(place).window.centre();
        for (int i = 0; i < 150; ++i) {
            drummer.tap(at);
            REQUIRE(drummer.theatre.session.screen == intake::Screen::Question);
        }
        CHECK(drummer.theatre.session.asks_to_go_on);
        CHECK(drummer.theatre.stage.tree().find("hurry.on") != nullptr);
        drummer.theatre.press("hurry.back");
        CHECK_FALSE(drummer.theatre.session.asks_to_go_on);
    }
}

TEST_CASE("no place on the glass sends from the page before the review") {
    Drummer drummer;
    const ui::Point keep = drummer.to_keep();
    drummer.begin();
    constexpr int kAcross = 8;
    constexpr int kDown = 7;
    std::vector<ui::Point> places{keep};
    for (int i = 0; i < kAcross * kDown; ++i) {
        places.push_back({kWindow.w * (static_cast<float>(i % kAcross) + 0.5F) / kAcross,
                          kWindow.h * (static_cast<float>(i / kAcross) + 0.5F) / kDown});
    }
    for (const char* button : {"nav.next", "nav.skip", "nav.back"}) {
        drummer.to_last_page();
        places.push_back(drummer.theatre.node(button).window.centre());
    }
    for (const ui::Point& place : places) {
        drummer.begin();
        drummer.to_last_page();
        for (int i = 0; i < 25; ++i) {
            drummer.tap(place);
            INFO(place.x << " " << place.y);
            REQUIRE_FALSE(drummer.sent());
        }
    }
}

TEST_CASE("Keep does not hear what comes within a second of its coming into sight") {
    Drummer drummer;
    const ui::Point at = drummer.to_keep();
    drummer.theatre.press("language"); // covers it, so that it comes into sight anew
    drummer.theatre.press("nav.close");
    while (drummer.theatre.stage.tree().find("nav.keep") == nullptr) {
        drummer.theatre.press("nav.more");
    }
    drummer.theatre.press("language");
    drummer.tap(drummer.theatre.node("nav.close").window.centre());
    drummer.theatre.frame({}, 0.05);
    for (int i = 0; i < 8; ++i) {
        drummer.tap(at);
        REQUIRE_FALSE(drummer.sent());
    }
    drummer.theatre.frame({}, 1.0);
    drummer.tap(at);
    CHECK(drummer.sent());
}

TEST_CASE("a press that began on another page sends nothing where it ends") {
    Drummer drummer;
    const ui::Point at = drummer.to_keep();
    drummer.begin();
    drummer.to_last_page();
    drummer.theatre.hold(at, 0.5);
    drummer.theatre.apply(intake::Next{});
    REQUIRE(drummer.theatre.session.screen == intake::Screen::Review);
    ui::Input still;
    still.pointer = at;
    still.pointer_down = true;
    drummer.theatre.frame(still, 2);
    drummer.theatre.frame(still, 2);
    drummer.theatre.lift(at);
    CHECK_FALSE(drummer.sent());
}

TEST_CASE("a key that repeats sends nothing either") {
    Drummer drummer;
    drummer.to_last_page();
    for (int i = 0; i < 200; ++i) {
        ui::Input enter;
        enter.keys = {{i % 3 == 0 ? ui::Key::Tab : ui::Key::Enter}};
        drummer.theatre.frame(enter, 0.03);
        if (drummer.theatre.session.screen == intake::Screen::Review) {
            break;
        }
    }
    for (int i = 0; i < 30; ++i) {
        ui::Input enter;
        enter.keys = {{ui::Key::Enter}};
        drummer.theatre.frame(enter, 0.03);
        CHECK_FALSE(drummer.sent());
    }
}
