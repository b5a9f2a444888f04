#include "kiosk/ui/interaction.h"

#include "kiosk/ui/theme.h"

#include <catch2/catch_test_macros.hpp>
#include <imgui.h>

using ui::Input;
using ui::Interaction;
using ui::Key;
using ui::Rect;
using ui::Response;

namespace {

constexpr Rect kTile{100, 100, 200, 80};
constexpr Rect kOther{100, 200, 200, 80};
constexpr ui::Point kInside{150, 130};
constexpr ui::Point kOutside{150, 500};

// Two targets, one frame after another, a tenth of a second apart.
class Desk {
public:
    Desk() { ImGui::CreateContext(); }
    ~Desk() { ImGui::DestroyContext(); }
    Desk(const Desk&) = delete;
    Desk& operator=(const Desk&) = delete;

    Response frame(Input input, const char* page = "one") {
        input.now = now_ += 0.1;
        hands.begin(input, page);
        const Response tile = hands.respond("tile", kTile);
        other = hands.respond("other", kOther);
        hands.end();
        return tile;
    }
    void wait() {
        for (int i = 0; i < 3; ++i) {
            frame({});
        }
    }
    static Input press(ui::Point at) {
        return {.pointer = at, .pointer_down = true, .pressed = true, .keys = {}, .typed = {}};
    }
    static Input hold(ui::Point at) {
        return {.pointer = at, .pointer_down = true, .keys = {}, .typed = {}};
    }
    static Input release(ui::Point at) {
        return {.pointer = at, .released = true, .keys = {}, .typed = {}};
    }
    static Input key(Key key, bool shift = false) {
        return {.keys = {{key, shift, false}}, .typed = {}};
    }

    Interaction hands;
    Response other;

private:
    double now_ = 10;
};

} // namespace

TEST_CASE("a press shows at once and acts on release inside") {
    Desk desk;
    desk.wait();
    const Response pressed = desk.frame(Desk::press(kInside));
    CHECK(pressed.held);
    CHECK_FALSE(pressed.acted);
    const Response released = desk.frame(Desk::release(kInside));
    CHECK(released.acted);
    CHECK_FALSE(released.held);
    CHECK_FALSE(desk.frame({}).acted);
}

TEST_CASE("leaving the target cancels, and so does coming from elsewhere") {
    Desk desk;
    desk.wait();
    desk.frame(Desk::press(kInside));
    CHECK_FALSE(desk.frame(Desk::hold(kOutside)).held);
    CHECK_FALSE(desk.frame(Desk::release(kOutside)).acted);
    CHECK_FALSE(desk.frame(Desk::release(kInside)).acted);

    desk.frame(Desk::press({kOther.x + 5, kOther.y + 5}));
    CHECK_FALSE(desk.frame(Desk::release(kInside)).acted);
    CHECK_FALSE(desk.other.acted);
}

TEST_CASE("the edge belongs to the tile at its start and top only") {
    Desk desk;
    desk.wait();
    desk.frame(Desk::press({kTile.x, kTile.y}));
    CHECK(desk.frame(Desk::release({kTile.x, kTile.y})).acted);
    desk.frame(Desk::press({kTile.end(), kTile.y}));
    CHECK_FALSE(desk.frame(Desk::release({kTile.end(), kTile.y})).acted);
    desk.frame(Desk::press({kTile.x, kTile.bottom()}));
    CHECK_FALSE(desk.frame(Desk::release({kTile.x, kTile.bottom()})).acted);
}

TEST_CASE("nothing acts in the dead time after a page change") {
    Desk desk;
    desk.wait();
    desk.frame({}, "two");
    CHECK_FALSE(desk.hands.awake());
    CHECK_FALSE(desk.frame(Desk::press(kInside), "two").held); // 0.1 s
    desk.frame({}, "two");                                     // 0.2 s
    CHECK_FALSE(desk.frame(Desk::release(kInside), "two").acted);
    desk.frame(Desk::press(kInside), "two");
    CHECK(desk.frame(Desk::release(kInside), "two").acted);
}

TEST_CASE("a press that began on the page before does not act on this one") {
    Desk desk;
    desk.wait();
    desk.frame(Desk::press(kInside));
    for (int i = 0; i < 4; ++i) {
        desk.frame(Desk::hold(kInside), "two");
    }
    CHECK_FALSE(desk.frame(Desk::release(kInside), "two").acted);
}

TEST_CASE("keys move the focus in drawing order, and it shows only then") {
    Desk desk;
    desk.wait();
    desk.frame(Desk::press(kInside));
    CHECK_FALSE(desk.frame(Desk::release(kInside)).focused);
    desk.frame(Desk::press(kOutside));
    desk.frame(Desk::release(kOutside));
    CHECK(desk.frame(Desk::key(Key::Tab)).focused);
    CHECK_FALSE(desk.frame(Desk::key(Key::Tab)).focused);
    CHECK(desk.other.focused);
    CHECK(desk.frame(Desk::key(Key::Tab, true)).focused);
    CHECK(desk.frame(Desk::key(Key::Space)).acted);
    CHECK(desk.frame(Desk::key(Key::Enter)).acted);
    CHECK_FALSE(desk.frame(Desk::press(kOutside)).focused);
    CHECK_FALSE(desk.frame(Desk::key(Key::Enter)).acted);
}

TEST_CASE("left and right follow the direction of reading") {
    Desk desk;
    desk.wait();
    desk.frame(Desk::key(Key::Right));
    CHECK(desk.frame({}).focused);
    desk.frame(Desk::key(Key::Right));
    CHECK(desk.other.focused);
    desk.hands.set_right_to_left(true);
    CHECK(desk.frame(Desk::key(Key::Right)).focused);
    desk.frame(Desk::key(Key::Left));
    CHECK(desk.other.focused);
}
