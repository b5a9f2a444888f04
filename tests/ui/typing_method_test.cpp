// Writing in another way than letter by letter: by Telex, by pinyin, by Latin keys, and with arrows
// and Enter in place of a finger.
#include "tests/ui/typing_room.h"

#include <cmath>

TEST_CASE("Chinese is spelled, stands above the keys, and is chosen from there") {
    Room room;
    room.go_to("you", "zh-Hans");
    room.theatre.press("name");
    room.press_keys({"l", "i"});
    CHECK(room.answer("name").empty());
    CHECK(room.find("keyboard.spelling")->name == "li");
    CHECK(room.find("keyboard.candidate.1")->name == "里");
    CHECK(
        apart(room.theatre.node("keyboard.candidate.1").window, room.theatre.node("name").window));
    room.press_keys({"later"});
    room.press_keys({"earlier"});
    room.press_keys({"candidate.3"});
    CHECK(room.answer("name") == "理");
    CHECK(room.find("keyboard.spelling") == nullptr);
    room.press_keys({"x", "i", "a", "o", "l", "i", "candidate.1"}); // two syllables in one go
    CHECK(room.answer("name") == "理小");
    CHECK(room.find("keyboard.spelling")->name == "li");
    room.press_keys({"backspace", "backspace"});
    CHECK(room.find("keyboard.spelling") == nullptr);
    room.press_keys({"backspace"});
    CHECK(room.answer("name") == "理");
}

TEST_CASE("on a hardware keyboard a digit or the space bar chooses, Enter keeps the letters") {
    Room room;
    room.go_to("you", "zh-Hans");
    room.theatre.press("name");
    room.theatre.type(U"li3");
    CHECK(room.answer("name") == "理");
    room.theatre.type(U"xiao ");
    CHECK(room.answer("name") == "理小");
    room.theatre.type(U"xi'an  ");
    CHECK(room.answer("name") == "理小西安");
    room.theatre.type(U"li");
    room.theatre.frame({.keys = {{ui::Key::Enter}}, .typed = {}});
    room.theatre.frame();
    CHECK(room.answer("name") == "理小西安li");
    room.theatre.type(U"ni,");
    CHECK(room.answer("name") == "理小西安li你,");
}

TEST_CASE("letters that wait for a character are not lost when she goes on") {
    Room room;
    room.go_to("you", "zh-Hans");
    room.theatre.press("name");
    room.press_keys({"l", "i", "done"});
    CHECK(room.answer("name") == "li");
    room.theatre.press("name");
    room.press_keys({"n", "i", "latin", "x"});
    CHECK(room.answer("name") == "linix");
    room.press_keys({"letters", "w", "o"});
    room.theatre.press("nav.next");
    CHECK(room.answer("name") == "linixwo");
}

TEST_CASE("Vietnamese is shaped by the keys that follow, Latin letters stay as they are") {
    Room room;
    room.go_to("you", "vi");
    room.theatre.press("name");
    room.press_keys({"shift", "n", "g", "u", "y", "e", "e", "n", "x"});
    CHECK(room.answer("name") == "Nguyễn");
    room.press_keys({"space", "h", "o", "a", "n", "\u0300"});
    CHECK(room.answer("name") == "Nguyễn hoàn");
    room.press_keys({"space", "latin", "a", "a", "s"});
    CHECK(room.answer("name") == "Nguyễn hoàn aas");
}

TEST_CASE("Amharic comes of Latin letters that a hardware keyboard gives") {
    Room room;
    room.go_to("you", "am");
    room.theatre.press("name");
    room.theatre.type(U"selam");
    CHECK(room.answer("name") == "ሰላም");
    room.press_keys({"latin"});
    room.theatre.type(U" selam");
    CHECK(room.answer("name") == "ሰላም selam");
}

namespace {

/// Arrows, Enter and Tab instead of a finger.
struct Arrows {
    Room& room;

    void press(std::initializer_list<ui::Key> keys) {
        for (const ui::Key key : keys) {
            room.theatre.frame({.keys = {{key}}, .typed = {}});
            for (int i = 0; i < 3; ++i) {
                for (const intake::Action& action : room.theatre.frame().actions) {
                    static_cast<void>(action);
                }
            }
        }
    }
    /// The key that Enter would press.
    std::string at() const {
        for (const ui::Node& node : room.theatre.stage.tree().nodes()) {
            if (node.focused && node.id.starts_with("keyboard.")) {
                return std::string(node.id.substr(9));
            }
        }
        return {};
    }
    void go_to(const std::string& key) {
        const ui::Point to = room.middle("keyboard." + key);
        for (int i = 0; i < 40 && at() != key; ++i) {
            const ui::Point from = room.middle("keyboard." + at());
            const bool row = std::abs(to.y - from.y) > 2;
            press({row ? (to.y > from.y ? ui::Key::Down : ui::Key::Up)
                       : (to.x > from.x ? ui::Key::Right : ui::Key::Left)});
        }
        CHECK(at() == key);
    }
};

} // namespace

TEST_CASE("whoever has arrows and Enter only writes with the keys on the screen") {
    Room room;
    room.go_to("you", "fi");
    room.theatre.settle();
    Arrows arrows{room};
    for (int i = 0; i < 20 && !room.theatre.node("name").focused; ++i) {
        arrows.press({ui::Key::Down});
    }
    REQUIRE(room.theatre.node("name").focused);
    CHECK_FALSE(room.shows()); // a hardware keyboard may be there: it hides nothing
    arrows.press({ui::Key::Down});
    REQUIRE(room.shows());
    for (const char* key : {"a", "i", "n", "o"}) {
        arrows.go_to(key);
        arrows.press({ui::Key::Enter});
    }
    CHECK(room.answer("name") == "aino");
    arrows.go_to("backspace");
    arrows.press({ui::Key::Enter});
    CHECK(room.answer("name") == "ain");
    arrows.go_to("done");
    arrows.press({ui::Key::Enter});
    CHECK_FALSE(room.shows());
    CHECK_FALSE(room.theatre.node("name").focused);
}

TEST_CASE("arrows lead out of the keys again: up into the field, down to what follows") {
    Room room;
    room.go_to("you", "ar");
    room.theatre.settle();
    Arrows arrows{room};
    for (int i = 0; i < 20 && !room.theatre.node("name").focused; ++i) {
        arrows.press({ui::Key::Down});
    }
    arrows.press({ui::Key::Down});
    REQUIRE(room.shows());
    CHECK_FALSE(arrows.at().empty());
    arrows.press({ui::Key::Up});
    CHECK(arrows.at().empty());
    CHECK(room.theatre.node("name").focused);
    arrows.press({ui::Key::Down});
    CHECK_FALSE(arrows.at().empty());
    arrows.press({ui::Key::Down, ui::Key::Down, ui::Key::Down, ui::Key::Down, ui::Key::Down});
    CHECK_FALSE(room.shows());
    CHECK_FALSE(room.theatre.node("name").focused);
    CHECK(room.answer("name").empty());
}

TEST_CASE("Space shows what a key holds, and Enter chooses from it") {
    Room room;
    room.go_to("you", "ti");
    room.theatre.settle();
    Arrows arrows{room};
    for (int i = 0; i < 20 && !room.theatre.node("name").focused; ++i) {
        arrows.press({ui::Key::Down});
    }
    arrows.press({ui::Key::Down});
    arrows.go_to("ሰ");
    arrows.press({ui::Key::Enter, ui::Key::Right, ui::Key::Enter}); // each key is a family
    CHECK(room.answer("name") == "ሱ");
    arrows.go_to("ለ");
    arrows.press({ui::Key::Space, ui::Key::Escape});
    CHECK(room.answer("name") == "ሱ");
    CHECK(room.shows());
}
