#include "tests/ui/stage_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace {

constexpr ui::Size kWindow{1920, 1080};

// Opens the page of the form that has `link_id` at its top.
void go_to(Theatre& theatre, const SharedAssets& assets, std::string_view link_id) {
    theatre.apply(intake::Begin{});
    const intake::Answers& answers = theatre.session.answers;
    for (int i = 0; i < 200; ++i) {
        if (theatre.session.screen == intake::Screen::Question) {
            const auto item = assets.form.pages[theatre.session.page];
            if (assets.form.items[item].link_id == link_id) {
                return;
            }
            if (theatre.session.page == 0) {
                theatre.apply(intake::Choose{answers.of_item(item).front(), 0});
            }
        }
        theatre.apply(intake::Next{});
    }
    FAIL("no such page");
}

std::string_view answer(const Theatre& theatre, std::string_view link_id) {
    const intake::Answers& answers = theatre.session.answers;
    const auto& values =
        answers.node(answers.of_item(*answers.form().find(link_id)).front()).values;
    return values.empty() ? std::string_view{} : std::get<crypto::SecretText>(values[0]).view();
}

} // namespace

TEST_CASE("what is typed becomes the answer, and comes back with the page") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kWindow);
    go_to(theatre, *assets, "story");
    theatre.press("story");
    theatre.type(U"abc");
    theatre.type(U"\u0645\u0631\u062D\u0628\u0627");
    CHECK(answer(theatre, "story") == "abc\u0645\u0631\u062D\u0628\u0627");
    theatre.frame({.keys = {{ui::Key::Backspace}}, .typed = {}});
    theatre.frame({.keys = {{ui::Key::Enter}}, .typed = {}});
    theatre.type(U"x");
    CHECK(answer(theatre, "story") == "abc\u0645\u0631\u062D\u0628\nx");
    theatre.apply(intake::Next{});
    theatre.settle();
    theatre.apply(intake::Back{});
    theatre.settle();
    CHECK(theatre.node("story").value == "abc\u0645\u0631\u062D\u0628\nx");
    CHECK(theatre.last.missing == 0);
}

TEST_CASE("a field takes no keys before it is touched") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kWindow);
    go_to(theatre, *assets, "story");
    theatre.settle();
    theatre.type(U"abc");
    CHECK(answer(theatre, "story").empty());
}

TEST_CASE("selecting with the pointer replaces what is selected") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kWindow);
    go_to(theatre, *assets, "story");
    theatre.press("story");
    theatre.type(U"one two");
    const ui::Rect field = theatre.node("story").window;
    const ui::Point start{field.x + 2, field.y + 30};
    const ui::Point end{field.end() - 2, field.y + 30};
    theatre.frame(
        {.pointer = start, .pointer_down = true, .pressed = true, .keys = {}, .typed = {}});
    theatre.frame({.pointer = end, .pointer_down = true, .keys = {}, .typed = {}});
    theatre.frame({.pointer = end, .released = true, .keys = {}, .typed = {}});
    theatre.type(U"three");
    CHECK(answer(theatre, "story") == "three");
}

TEST_CASE("a date is counted and typed, and its parts may stay empty") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kWindow);
    go_to(theatre, *assets, "birth_date");
    const intake::Answers& answers = theatre.session.answers;
    const auto node = answers.of_item(*answers.form().find("birth_date")).front();
    theatre.press("birth_date.year");
    theatre.type(U"199\u0660x");
    REQUIRE(answers.node(node).values.size() == 1);
    CHECK(std::get<intake::PartialDate>(answers.node(node).values[0]).year == 1990);
    theatre.press("birth_date.month.more");
    theatre.press("birth_date.month.more");
    const auto& date = std::get<intake::PartialDate>(answers.node(node).values[0]);
    CHECK(date.month == 2);
    CHECK_FALSE(date.day);
    theatre.press("birth_date.day");
    theatre.type(U"31");
    CHECK(theatre.stage.tree().find("birth_date.impossible") != nullptr);
    CHECK_FALSE(std::get<intake::PartialDate>(answers.node(node).values[0]).day);
    theatre.press("birth_date.unknown");
    CHECK(answers.node(node).state == intake::AnswerState::Unknown);
    CHECK(theatre.node("birth_date.year").value.empty());
}

TEST_CASE("Enter in the last field of a page moves on and changes no answer") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kWindow);
    go_to(theatre, *assets, "you");
    theatre.press("known_as");
    theatre.type(U"Nina");
    const std::size_t page = theatre.session.page;
    theatre.frame({.keys = {{ui::Key::Enter}}, .typed = {}});
    theatre.frame();
    CHECK(theatre.session.page == page);
    CHECK(answer(theatre, "known_as") == "Nina");
    go_to(theatre, *assets, "birth_date");
    theatre.press("birth_date.day");
    theatre.type(U"5");
    theatre.frame({.keys = {{ui::Key::Enter}}, .typed = {}});
    theatre.frame();
    CHECK(theatre.node("birth_date.day").value == "5");
}

TEST_CASE("opening a panel costs nothing of what stands beneath") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kWindow);
    go_to(theatre, *assets, "birth_date");
    theatre.press("birth_date.day");
    theatre.type(U"6"); // no date yet: the month is missing
    theatre.press("language");
    theatre.press("language.en");
    theatre.settle();
    CHECK(theatre.node("birth_date.day").value == "6");
    CHECK(theatre.stage.tree().find("birth_date.impossible") == nullptr);
}

TEST_CASE("a number or a date that is not kept does not look as if it were") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kWindow);
    go_to(theatre, *assets, "birth_date");
    theatre.press("birth_date.month");
    theatre.type(U"13");
    theatre.frame();
    CHECK(theatre.stage.tree().find("birth_date.impossible") != nullptr);

    go_to(theatre, *assets, "children_count");
    theatre.press("children_count");
    theatre.type(U"12");
    theatre.frame();
    CHECK(theatre.stage.tree().find("children_count:range") == nullptr);
    theatre.frame({.keys = {{ui::Key::SelectAll}}, .typed = {}});
    theatre.type(U"99");
    theatre.frame();
    CHECK(theatre.stage.tree().find("children_count:range") != nullptr);
    const intake::Answers& answers = theatre.session.answers;
    const auto node = answers.of_item(*answers.form().find("children_count")).front();
    CHECK(answers.node(node).values.empty());
}

TEST_CASE("what is kept is composed, whichever keys wrote it, and a change can be taken back") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kWindow);
    go_to(theatre, *assets, "you");
    theatre.settle();
    theatre.press("name");
    theatre.type(U"Nguye\u0302\u0303n");
    CHECK(answer(theatre, "name") == "Nguy\u1EC5n");
    theatre.type(U" Anh");
    theatre.frame({.keys = {{ui::Key::Undo}}, .typed = {}});
    CHECK(answer(theatre, "name") == "Nguy\u1EC5n");
}

TEST_CASE("a sign without its letter is pointed out and kept all the same") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kWindow);
    theatre.restart({"hi"});
    go_to(theatre, *assets, "you");
    theatre.settle();
    theatre.press("name");
    theatre.type(U"\u0938\u0940\u0924\u093E");
    theatre.settle();
    CHECK(theatre.stage.tree().find("name.marks") == nullptr);
    theatre.type(U" \u093F");
    theatre.settle();
    CHECK(theatre.stage.tree().find("name.marks") != nullptr);
    CHECK(answer(theatre, "name") == "सीता ि");
}
