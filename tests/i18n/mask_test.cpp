// A field that shows bullets in place of what is in it.
#include "i18n/editor.h"
#include "i18n/mask.h"
#include "tests/i18n/text_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace i18n;
using namespace i18n_tests;

namespace {

Editor masked(std::string_view text, const char* locale = "fi", float width = 400) {
    crypto::start();
    Editor field(typesetter(), {.multi_line = true}, {.locale = {locale}}, width);
    field.set_text(text);
    field.mask(true);
    return field;
}

std::string bullets(std::size_t count) {
    std::string text;
    while (count-- > 0) {
        text += "\u2022";
    }
    return text;
}

void check_shows(Editor& field, std::size_t count) {
    const Layout expected = lay_out(bullets(count), "fi");
    REQUIRE(field.layout().glyphs().size() == expected.glyphs().size());
    for (std::size_t i = 0; i < expected.glyphs().size(); ++i) {
        CHECK(field.layout().glyphs()[i].id == expected.glyphs()[i].id);
    }
}

} // namespace

TEST_CASE("A masked text shows one bullet for each character, and stays what it is") {
    Editor field = masked("e\u0301a \U0001F469\u200D\U0001F467\n");
    check_shows(field, 5);
    CHECK(field.layout().lines().size() == 1); // not even where its lines end
    CHECK(field.text().view() == "e\u0301a \U0001F469\u200D\U0001F467\n");
    CHECK(field.insert("b"));
    check_shows(field, 6);
    field.mask(false);
    CHECK(field.layout().lines().size() == 2);
}

TEST_CASE("The mask of two texts of as many characters is the same, whatever their script") {
    const Layout latin = masked("abcd", "ar").layout();
    const Layout arabic = masked("سلام", "ar").layout();
    REQUIRE(latin.glyphs().size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        CHECK(latin.glyphs()[i].id == arabic.glyphs()[i].id);
        CHECK(latin.glyphs()[i].x == arabic.glyphs()[i].x);
    }
    CHECK(latin.lines()[0].x > 0); // the page's direction, not the text's
}

TEST_CASE("The caret of a masked text goes from bullet to bullet") {
    Editor field = masked("e\u0301xy");
    CHECK(field.shown_caret().offset == 9);
    field.move(Move::TextStart);
    field.move(Move::Right);
    CHECK(field.caret().offset == 3);
    CHECK(field.shown_caret().offset == 3);
    field.move(Move::Right, true);
    CHECK(field.selection() == std::pair<std::size_t, std::size_t>{3, 4});
    CHECK(field.shown_selection() == std::pair<std::size_t, std::size_t>{3, 6});
    const float x = field.layout().locate({6, Affinity::Upstream}).x;
    field.place(x + 1, 5);
    CHECK(field.caret().offset == 4);
    Editor arabic = masked("سلام", "ar");
    arabic.move(Move::Left); // where the text goes on, which is at its end
    CHECK(arabic.caret().offset == 8);
    arabic.move(Move::Right);
    CHECK(arabic.caret().offset == 6);
}

TEST_CASE("A masked text has no words to find out about") {
    Editor field = masked("one two three");
    field.move(Move::WordLeft);
    CHECK(field.caret().offset == 0);
    field.move(Move::WordRight);
    CHECK(field.caret().offset == 13);
    field.select_word_at(20, 5);
    CHECK(field.selection() == std::pair<std::size_t, std::size_t>{0, 13});
    field.select_words_to(5, 5);
    CHECK(field.selection() == std::pair<std::size_t, std::size_t>{0, 13});
}

TEST_CASE("Backspace and Delete take a whole bullet") {
    Editor field = masked("\u0628\u064E\u062A\u064E", "ar"); // unmasked, Backspace takes a mark
    field.backspace();
    CHECK(field.text().view() == "\u0628\u064E");
    field.move(Move::TextStart);
    field.erase_forward();
    CHECK(field.text().empty());
    CHECK(field.undo());
    CHECK(field.text().view() == "\u0628\u064E");
    Editor inside = masked("\u0301");
    inside.move(Move::TextStart);
    inside.insert("a"); // one with the mark behind it
    inside.backspace();
    CHECK(inside.text().view() == "\u0301");
}

TEST_CASE("A line that nobody writes in ends in an ellipsis, masked or not") {
    crypto::start();
    Editor field(typesetter(), {}, {.locale = {"fi"}}, 100);
    field.set_text("Aleksandra Kowalska-Nieminen");
    const auto checked = [&] {
        const Layout cut = field.cut_to_width();
        CHECK(cut.lines().size() == 1);
        CHECK(cut.width() <= 100);
        CHECK(cut.glyphs().size() > 2);
        CHECK(cut.glyphs().size() < field.layout().glyphs().size());
        CHECK(cut.glyphs().back().id == lay_out("…", "fi").glyphs()[0].id);
        return cut.glyphs()[0].id;
    };
    CHECK(checked() == lay_out("A", "fi").glyphs()[0].id);
    field.mask(true);
    CHECK(checked() == lay_out("\u2022", "fi").glyphs()[0].id);
    field.mask(false);
    field.set_text("Ana");
    CHECK(field.cut_to_width().glyphs().size() == 3);
}
