// The keyboard on the screen as a finger finds it: what it types, when it shows, and that it hides
// nothing that is needed.
#include "tests/ui/typing_room.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace {

constexpr ui::Size kUpright{1080, 1920};
constexpr float kLeastKey = 60;

std::vector<const ui::Node*> keys_of(const ui::Tree& tree) {
    std::vector<const ui::Node*> keys;
    for (const ui::Node& node : tree.nodes()) {
        if (node.id.starts_with("keyboard.")) {
            keys.push_back(&node);
        }
    }
    return keys;
}

/// Of every keyboard, and Urdu's in the letters that need most room.
std::vector<std::string> languages_with_keys(const Room& room) {
    std::vector<std::string> languages{"ur-Aran"};
    for (const auto& [language, keyboard] : room.assets->keyboards) {
        languages.push_back(language);
    }
    return languages;
}

} // namespace

TEST_CASE("Shift gives one capital, and what is pressed becomes the answer") {
    Room room;
    room.go_to("you", "fi");
    room.theatre.press("name");
    room.press_keys({"shift", "ä", "i", "t", "i"});
    CHECK(room.answer("name") == "Äiti");
    room.press_keys({"space", "shift", "shift", "o"});
    CHECK(room.answer("name") == "Äiti o");
}

TEST_CASE("Arabic letters come out joined in the answer, in the order they were pressed") {
    Room room;
    room.go_to("you", "ar");
    room.theatre.press("name");
    room.theatre.hold(room.middle("keyboard.ا"), 0.5);
    room.theatre.lift(room.middle("keyboard.choice.أ"));
    room.press_keys({"ح", "م", "د"});
    CHECK(room.answer("name") == "أحمد");
    room.press_keys({"space", "لا"}); // one key, two characters
    CHECK(room.answer("name") == "أحمد لا");
}

TEST_CASE("a Tigrinya consonant shows its orders at a touch, and another touch chooses one") {
    Room room;
    room.go_to("you", "ti");
    room.theatre.press("name");
    for (const auto& [key, choice] :
         {std::pair{"ሰ", "ሰ"}, std::pair{"ለ", "ላ"}, std::pair{"መ", "ም"}}) {
        room.press_keys({key});
        REQUIRE(room.find(std::string("keyboard.choice.") + choice) != nullptr);
        CHECK(apart(room.theatre.node(std::string("keyboard.choice.") + choice).window,
                    room.theatre.node("name").window));
        room.press_keys({(std::string("choice.") + choice).c_str()});
        CHECK(room.find(std::string("keyboard.choice.") + choice) == nullptr);
    }
    CHECK(room.answer("name") == "ሰላም");
    room.press_keys({"-"}); // no consonant: it types at once
    CHECK(room.answer("name") == "ሰላም-");
}

TEST_CASE("a Vietnamese tone goes onto the letter before it, and both are one character") {
    Room room;
    room.go_to("you", "vi");
    room.theatre.press("name");
    room.press_keys({"shift", "n", "g", "u", "y", "ê", "\u0303", "n"});
    CHECK(room.answer("name") == "Nguy\u1EC5n");
}

TEST_CASE("a key that is held shows what it holds: slide and lift, or lift and touch") {
    Room room;
    room.go_to("you", "en");
    room.theatre.press("name");
    const ui::Point key = room.middle("keyboard.a");
    room.theatre.hold(key, 0.3);
    CHECK(room.find("keyboard.choice.ä") == nullptr); // not long enough
    room.theatre.frame({.pointer = key, .pointer_down = true, .keys = {}, .typed = {}}, 0.15);
    REQUIRE(room.find("keyboard.choice.ä") != nullptr);
    CHECK(room.theatre.last.moving);
    room.theatre.lift(room.middle("keyboard.choice.ä"));
    CHECK(room.answer("name") == "ä");
    CHECK(room.find("keyboard.choice.ä") == nullptr);

    room.theatre.hold(key, 0.5);
    room.theatre.lift(key);
    CHECK(room.answer("name") == "ä"); // the key itself is not typed as well
    room.theatre.press("keyboard.choice.å");
    CHECK(room.answer("name") == "äå");

    room.theatre.hold(key, 0.5);
    room.theatre.lift(room.middle("keyboard.m")); // thought better of it
    CHECK(room.answer("name") == "äå");
    CHECK(room.find("keyboard.choice.ä") == nullptr);

    room.theatre.hold(key, 0.5);
    room.theatre.lift(key);
    room.press_keys({"m"}); // instead of choosing
    CHECK(room.answer("name") == "äåm");
    CHECK(room.find("keyboard.choice.ä") == nullptr);

    room.press_keys({"shift"});
    room.theatre.hold(key, 0.5);
    CHECK(room.find("keyboard.choice.Ä") != nullptr);
    room.theatre.lift(room.middle("keyboard.choice.Ä"));
    CHECK(room.answer("name") == "äåmÄ");
}

TEST_CASE("a press acts when it is lifted inside the same key, and between keys it does nothing") {
    Room room;
    room.go_to("you", "en");
    room.theatre.press("name");
    room.theatre.hold(room.middle("keyboard.q"), 0.05);
    CHECK(room.answer("name").empty());
    room.theatre.lift(room.middle("keyboard.w"));
    CHECK(room.answer("name").empty());
    const ui::Rect first = room.theatre.node("keyboard.a").window;
    const ui::Point beside{first.x - 30, first.centre().y}; // the row is narrower than the others
    room.theatre.hold(beside, 0.05);
    room.theatre.lift(beside);
    CHECK(room.shows());
    room.press_keys({"q"});
    CHECK(room.answer("name") == "q");
}

TEST_CASE("backspace takes one letter, and more while it is held") {
    Room room;
    room.go_to("you", "en");
    room.theatre.press("name");
    room.press_keys({"a", "b", "c", "d", "backspace"});
    CHECK(room.answer("name") == "abc");
    const ui::Point key = room.middle("keyboard.backspace");
    room.theatre.hold(key, 0.35);
    CHECK(room.answer("name") == "abc"); // it acts when lifted
    for (int i = 0; i < 3; ++i) {
        room.theatre.frame({.pointer = key, .pointer_down = true, .keys = {}, .typed = {}}, 0.06);
    }
    CHECK(room.answer("name") == "a");
    room.theatre.lift(key);
    CHECK(room.answer("name") == "a");
}

TEST_CASE("digits, signs and Latin letters are one touch away, and so is the way back") {
    Room room;
    room.go_to("you", "ar");
    room.theatre.press("name");
    room.press_keys({"digits"});
    CHECK(room.find("keyboard.ا") == nullptr);
    room.press_keys({"١", "latin", "shift", "a", "b", "@", "letters", "ب"});
    CHECK(room.answer("name") == "١Ab@ب");
    room.theatre.hold(room.middle("keyboard.digits"), 0.05);
    room.theatre.lift(room.middle("keyboard.digits"));
    room.theatre.hold(room.middle("keyboard.١"), 0.5);
    room.theatre.lift(room.middle("keyboard.choice.1"));
    CHECK(room.answer("name") == "١Ab@ب1");
    room.go_to("you", "fi");
    room.theatre.press("name");
    CHECK(room.find("keyboard.latin") == nullptr); // its letters are Latin
}

TEST_CASE("a field for digits has digits and nothing else") {
    Room room;
    room.go_to("birth_date", "ar");
    room.theatre.press("birth_date.year");
    CHECK(room.find("keyboard.letters") == nullptr);
    CHECK(room.find("keyboard.@") == nullptr);
    room.press_keys({"١", "٩", "٩", "٠"});
    const intake::Answers& answers = room.theatre.session.answers;
    const auto node = answers.of_item(*answers.form().find("birth_date")).front();
    REQUIRE(answers.node(node).values.size() == 1);
    CHECK(std::get<intake::PartialDate>(answers.node(node).values[0]).year == 1990);
    room.theatre.press("birth_date.month");
    CHECK(room.shows());
    room.press_keys({"٣", "done"});
    CHECK(std::get<intake::PartialDate>(answers.node(node).values[0]).month == 3);
    CHECK_FALSE(room.shows());
}

TEST_CASE("several lines have a key for a new one") {
    Room room;
    room.go_to("story", "en");
    room.theatre.press("story");
    room.press_keys({"a", "enter", "b"});
    CHECK(room.answer("story") == "a\nb");
    room.go_to("you", "en");
    room.theatre.press("name");
    CHECK(room.find("keyboard.enter") == nullptr);
}

TEST_CASE("it shows while a field has the focus, by touch and in a language that has one") {
    Room room;
    room.go_to("you", "en");
    room.theatre.settle();
    CHECK_FALSE(room.shows());
    room.theatre.press("name");
    CHECK(room.shows());
    room.theatre.press("keyboard.done");
    CHECK_FALSE(room.shows());
    CHECK(room.find("name") != nullptr);

    room.theatre.press("name");
    room.theatre.frame(
        {.keys = {{ui::Key::Tab}}, .typed = {}}); // a hardware keyboard has taken over
    room.theatre.settle();
    CHECK_FALSE(room.shows());

    room.theatre.press("name");
    room.theatre.press("language");
    CHECK_FALSE(room.shows());
    room.theatre.press("nav.close");

    room.assets->keyboards.erase("en");
    room.go_to("you", "en");
    room.theatre.press("name");
    CHECK_FALSE(room.shows());
    room.theatre.type(U"abc");
    CHECK(room.answer("name") == "abc");
}

TEST_CASE("a hardware keyboard types beside it") {
    Room room;
    room.go_to("you", "en");
    room.theatre.press("name");
    room.press_keys({"a"});
    room.theatre.type(U"b");
    room.theatre.frame({.keys = {{ui::Key::Backspace}}, .typed = {}});
    room.press_keys({"c"});
    CHECK(room.answer("name") == "ac");
    CHECK(room.shows());
}

TEST_CASE("the page moves only when the finger is lifted") {
    Room room;
    room.go_to("you", "en");
    room.theatre.settle();
    const ui::Rect before = room.theatre.node("known_as").window;
    room.theatre.hold(before.centre(), 0.1);
    CHECK(room.theatre.node("known_as").window == before);
    CHECK_FALSE(room.shows());
    room.theatre.lift(before.centre());
    CHECK(room.shows());
    const ui::Rect next = room.theatre.node("nav.next").window;
    room.theatre.hold(next.centre(), 0.1);
    CHECK(room.shows());
    const std::size_t page = room.theatre.session.page;
    room.theatre.lift(next.centre());
    CHECK(room.theatre.session.page == page + 1);
    CHECK_FALSE(room.shows());
}

TEST_CASE("letters stand from left to right in every language, what is around them as it is read") {
    Room room;
    const auto left_of = [&](const char* a, const char* b) {
        return room.middle(std::string("keyboard.") + a).x <
               room.middle(std::string("keyboard.") + b).x;
    };
    room.go_to("you", "ar");
    room.theatre.press("name");
    CHECK(left_of("ض", "ص"));
    CHECK(left_of("ش", "ذ"));
    CHECK(left_of("done", "digits"));
    CHECK(left_of("backspace", "ئ"));
    room.press_keys({"latin"});
    CHECK(left_of("q", "p"));
    CHECK(left_of("1", "0"));
    room.go_to("you", "fi");
    room.theatre.press("name");
    CHECK(left_of("q", "å"));
    CHECK(left_of("digits", "done"));
    CHECK(left_of("shift", "z"));
}

TEST_CASE("every key of every language is large enough, inside the window and off its neighbours") {
    for (const ui::Size size : {kWindow, kUpright}) {
        Room room(size);
        for (const std::string& language : languages_with_keys(room)) {
            room.go_to("story", language.c_str());
            room.theatre.apply(intake::SetTextSize{intake::TextSize::Largest});
            room.touch("story");
            for (const char* page : {"", "digits", "latin"}) {
                if (page[0] != '\0' && room.find(std::string("keyboard.") + page) == nullptr) {
                    continue;
                }
                if (page[0] != '\0') {
                    room.press_keys({page});
                }
                INFO(language << " " << page << " in " << size.w << "x" << size.h << " "
                              << room.theatre.last.overflow);
                const auto keys = keys_of(room.theatre.stage.tree());
                REQUIRE(keys.size() > 20);
                CHECK(room.theatre.last.overflow.empty());
                CHECK(room.theatre.last.missing == 0);
                for (const ui::Node* key : keys) {
                    CAPTURE(key->id, key->window.w, key->window.h);
                    CHECK(key->window.w >= kLeastKey);
                    CHECK(key->window.h >= kLeastKey);
                    CHECK(key->window.inside({0, 0, size.w, size.h}));
                    for (const ui::Node& other : room.theatre.stage.tree().nodes()) {
                        if (&other != key) {
                            CAPTURE(other.id);
                            CHECK(apart(key->window, other.window));
                        }
                    }
                }
            }
        }
    }
}

TEST_CASE("choices stay inside the window, however many there are and wherever their key stands") {
    Room room(kUpright);
    for (const auto& [language, keyboard] : room.assets->keyboards) {
        room.go_to("you", language.c_str());
        room.touch("name");
        for (const i18n::KeyRow& row : keyboard.page(i18n::PageKind::Letters)->rows) {
            for (const i18n::KeyboardKey& key : row) {
                if (key.plain.more.empty()) {
                    continue;
                }
                const ui::Point at = room.middle("keyboard." + key.plain.text);
                room.theatre.hold(at, 0.5);
                for (const std::string& text : key.plain.more) {
                    INFO(language << " " << key.plain.text << " " << text);
                    const ui::Node* choice = room.find("keyboard.choice." + text);
                    REQUIRE(choice != nullptr);
                    CHECK(choice->window.w >= kLeastKey);
                    CHECK(choice->window.inside({0, 0, kUpright.w, kUpright.h}));
                }
                room.theatre.lift({1, 1});
                room.touch("name");
            }
        }
    }
}

TEST_CASE("the field is in sight while it is typed in, at every text size") {
    using enum intake::TextSize;
    struct Place {
        const char* page;
        const char* field;
    };
    for (const ui::Size size : {kWindow, kUpright, ui::Size{1280, 800}}) {
        Room room(size);
        for (const char* language : {"fi", "ar", "en", "th"}) {
            for (const auto text_size : {Normal, Large, Larger, Largest}) {
                for (const Place place :
                     {Place{"story", "story"}, Place{"you", "name"}, Place{"you", "known_as"},
                      Place{"citizenship", "citizenship.search"},
                      Place{"birth_date", "birth_date.year"},
                      Place{"children_count", "children_count"}}) {
                    room.go_to(place.page, language);
                    room.theatre.apply(intake::SetTextSize{text_size});
                    room.touch(place.field);
                    INFO(place.field << " in " << language << " at size "
                                     << static_cast<int>(text_size) << " in " << size.w << "x"
                                     << size.h);
                    REQUIRE(room.shows());
                    const ui::Rect field = room.theatre.node(place.field).window;
                    CHECK(room.theatre.last.overflow.empty());
                    CHECK(field.h > 6 * std::min(size.w, size.h) / 90); // of look.md
                    for (const ui::Node* key : keys_of(room.theatre.stage.tree())) {
                        CHECK(apart(key->window, field));
                    }
                    for (const char* id : {"exit", "nav.next", "nav.back"}) {
                        CHECK(apart(room.theatre.node(id).window, field));
                    }
                    room.theatre.press("keyboard.done");
                    CHECK(room.find(place.field) != nullptr); // where she was
                }
            }
        }
    }
}

TEST_CASE("what is found shows beside the keyboard, and choosing it closes the keyboard") {
    Room room;
    room.go_to("citizenship", "en");
    room.theatre.press("citizenship.search");
    room.press_keys({"i", "r", "a", "q"});
    REQUIRE(room.find("citizenship.IQ") != nullptr);
    CHECK(room.shows());
    room.theatre.press("citizenship.IQ");
    CHECK(room.theatre.node("citizenship.IQ").chosen);
    CHECK_FALSE(room.shows());
}

TEST_CASE("nothing of one person's keyboard is left for the next") {
    Room room;
    room.go_to("you", "ar");
    room.theatre.press("name");
    room.press_keys({"latin", "shift"});
    room.theatre.apply(intake::Exit{});
    room.theatre.settle();
    room.go_to("you", "ar");
    room.theatre.press("name");
    CHECK(room.find("keyboard.ا") != nullptr);
    CHECK(room.find("keyboard.latin") != nullptr);
    room.press_keys({"latin"});
    CHECK_FALSE(room.theatre.node("keyboard.shift").chosen);
}
