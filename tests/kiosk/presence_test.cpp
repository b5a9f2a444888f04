// Whether somebody is there, moved by a clock that the test owns.
#include "kiosk/presence.h"

#include <catch2/catch_test_macros.hpp>

using namespace kiosk;
using intake::Screen;

namespace {

constexpr IdleTimes kTimes{.ask_after_seconds = 180, .clear_after_seconds = 60};
constexpr Patience kAsks{Patience::Kind::Asks, 0};

struct Terminal {
    // Time passes as the program sees it: it wakes once a second, and when something is pressed.
    void wait(int seconds, int press_every = 0, int answer_every = 0) {
        for (int i = 1; i <= seconds && !cleared; ++i) {
            now += 1;
            cleared = presence.expired(patience, now);
            if (!cleared && press_every > 0 && i % press_every == 0) {
                presence.pressed(now);
            }
            if (!cleared && answer_every > 0 && i % answer_every == 0) {
                presence.answered(now);
            }
            asked = presence.question(patience, now);
        }
    }
    double now = 5000;
    Presence presence{kTimes, now};
    Patience patience = kAsks;
    std::optional<ui::StillHere> asked;
    bool cleared = false;
};

} // namespace

TEST_CASE("nobody presses: it asks, counts down and clears") {
    Terminal terminal;
    terminal.wait(179);
    CHECK_FALSE(terminal.asked);
    terminal.wait(1);
    REQUIRE(terminal.asked);
    CHECK(terminal.asked->seconds == 60);
    CHECK_FALSE(terminal.asked->choose);
    terminal.wait(59);
    CHECK(terminal.asked->seconds == 1);
    CHECK_FALSE(terminal.cleared);
    terminal.wait(1);
    CHECK(terminal.cleared);
}

TEST_CASE("a press answers the ordinary question") {
    Terminal terminal;
    terminal.wait(200);
    REQUIRE(terminal.asked);
    terminal.presence.pressed(terminal.now);
    terminal.wait(1);
    CHECK_FALSE(terminal.asked);
    CHECK_FALSE(terminal.cleared);
}

TEST_CASE("twenty minutes without a new answer: she is asked whatever was pressed") {
    Terminal terminal;
    terminal.wait(20 * 60 - 1, 5);
    CHECK_FALSE(terminal.asked);
    terminal.wait(1, 1);
    REQUIRE(terminal.asked);
    CHECK(terminal.asked->choose);
    CHECK(terminal.asked->seconds == 60);
    SECTION("no press counts as an answer to that") {
        terminal.wait(59, 1);
        CHECK_FALSE(terminal.cleared);
        terminal.wait(1, 1);
        CHECK(terminal.cleared);
    }
    SECTION("who says that she is there goes on for twenty more, and finds the tiles changed") {
        const bool swapped = terminal.asked->swapped;
        terminal.presence.stays(terminal.now);
        terminal.wait(20 * 60 - 1, 5);
        CHECK_FALSE(terminal.asked);
        terminal.wait(1, 1);
        REQUIRE(terminal.asked);
        CHECK(terminal.asked->swapped != swapped);
    }
}

TEST_CASE("who answers is never asked, for hours") {
    Terminal terminal;
    terminal.wait(3 * 60 * 60, 60, 600);
    CHECK_FALSE(terminal.asked);
    CHECK_FALSE(terminal.cleared);
}

TEST_CASE("who answers one question in nineteen minutes is never wiped unasked") {
    Terminal terminal;
    for (int hour = 0; hour < 20; ++hour) {
        terminal.wait(19 * 60, 100);
        terminal.presence.answered(terminal.now);
        CHECK_FALSE(terminal.cleared);
    }
}

TEST_CASE("a program that stood still clears first, and takes what has arrived afterwards") {
    Presence presence(kTimes, 100);
    CHECK(presence.expired(kAsks, 100 + 240));
    Presence quiet(kTimes, 100);
    CHECK(quiet.expired(patience_of(Screen::Kept, false, kTimes), 100 + 180));
    Presence in_time(kTimes, 100);
    CHECK_FALSE(in_time.expired(kAsks, 100 + 239));
}

TEST_CASE("asked to choose she has the whole time, however long the program stood still") {
    Terminal terminal;
    terminal.wait(20 * 60 - 10, 1);
    terminal.now += 150; // less than it takes to be asked for want of a press
    CHECK_FALSE(terminal.presence.expired(kAsks, terminal.now));
    terminal.wait(1);
    REQUIRE(terminal.asked);
    CHECK(terminal.asked->choose);
    CHECK(terminal.asked->seconds >= 59);
}

TEST_CASE("where nothing is to be cleared nothing is asked, and it goes back by itself") {
    const auto seconds_on = [](Screen screen) {
        Terminal terminal;
        terminal.patience = patience_of(screen, false, kTimes);
        while (!terminal.cleared && terminal.now < 7000) {
            terminal.wait(1);
            CHECK_FALSE(terminal.asked);
        }
        return static_cast<int>(terminal.now - 5000);
    };
    CHECK(seconds_on(Screen::Everyday) <= 60);
    CHECK(seconds_on(Screen::Kept) == 180);
    CHECK(seconds_on(Screen::Start) == 180);
    CHECK(seconds_on(Screen::NotReady) == 180);
    CHECK(seconds_on(Screen::Keeping) == 2000); // never
}

TEST_CASE("an untouched start page waits for ever and wakes nobody") {
    const Patience patience = patience_of(Screen::Start, true, kTimes);
    Presence presence(kTimes, 0);
    CHECK_FALSE(presence.due_in(patience, 1e9));
    CHECK_FALSE(presence.expired(patience, 1e9));
    CHECK_FALSE(presence.question(patience, 1e9));
}

TEST_CASE("every screen that can hold her answers asks before it clears") {
    for (const Screen screen : {Screen::Surroundings, Screen::Notice, Screen::Question,
                                Screen::Review, Screen::NotKept}) {
        CHECK(patience_of(screen, false, kTimes).kind == Patience::Kind::Asks);
    }
}

TEST_CASE("it says when to look again, so that nothing has to be polled") {
    Presence presence(kTimes, 1000);
    CHECK(*presence.due_in(kAsks, 1000) == 180);
    CHECK(*presence.due_in(kAsks, 1179.5) == 0.5);
    CHECK(*presence.due_in(kAsks, 1185) == 1); // the number counts down
    presence.pressed(2150);
    CHECK(*presence.due_in(kAsks, 2150) == 50); // twenty minutes after the last answer
    CHECK(*presence.due_in(patience_of(Screen::Everyday, false, kTimes), 2160) ==
          kEverydaySeconds - 10);
}
