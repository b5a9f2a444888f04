// Typing: what one key does to the text and the caret.
#include "i18n/editor.h"
#include "tests/i18n/text_fixture.h"
#include "tests/locked_memory.h"

#include <catch2/catch_test_macros.hpp>

#include <random>
#include <string>

using namespace i18n;
using namespace i18n_tests;

namespace {

Editor editor(const char* locale = "fi", EditorLimits limits = {}, float width = 400) {
    crypto::start();
    return Editor(typesetter(), limits, {.locale = {locale}}, width);
}

Editor editor_with(std::string_view text, const char* locale = "fi", EditorLimits limits = {}) {
    Editor made = editor(locale, limits);
    made.set_text(text);
    return made;
}

constexpr EditorLimits kManyLines{.multi_line = true};

} // namespace

TEST_CASE("Text goes in at the caret and in place of the selection") {
    Editor field = editor();
    CHECK(field.insert("Maija"));
    field.move(Move::Left);
    CHECK(field.insert("kk"));
    CHECK(field.text().view() == "Maijkka");
    CHECK(field.caret().offset == 6);
    field.select_all();
    CHECK(field.has_selection());
    CHECK(field.insert("Äiti"));
    CHECK(field.text().view() == "Äiti");
    CHECK_FALSE(field.has_selection());
    field.clear();
    CHECK(field.text().empty());
    CHECK(field.layout().glyphs().empty());
}

TEST_CASE(
    "Backspace takes a whole character from Latin, one mark from Arabic, Indic, Khmer and Thai") {
    struct Case {
        const char* before;
        const char* after;
    };
    const Case cases[] = {
        {"ae\u0301", "a"},
        {"a\U0001F469\u200D\U0001F467", "a"},
        {"a\U0001F1EB\U0001F1EE", "a"},
        {"и\u0306", ""},
        {"بَّ", "بَ"},
        {"سلا", "سل"},
        {"नि", "न"},
        {"ខ្ញុំ", "ខ្ញុ"},
        {"ที่", "ที"},
        {"\U0001E922\U0001E944", "\U0001E922"},
        {"", ""},
    };
    for (const Case& c : cases) {
        INFO(c.before);
        Editor field = editor_with(c.before);
        field.backspace();
        CHECK(field.text().view() == c.after);
        CHECK(field.caret().offset == field.text().size());
    }
}

TEST_CASE("Delete takes the whole cluster after the caret, in every script") {
    for (const char* cluster : {"e\u0301", "بَّ", "ខ្ញុំ", "ที่", "\U0001F469\u200D\U0001F467", "\n"}) {
        INFO(cluster);
        Editor field = editor_with(std::string(cluster) + "x", "fi", kManyLines);
        field.move(Move::TextStart);
        field.erase_forward();
        CHECK(field.text().view() == "x");
        field.move(Move::TextEnd);
        field.erase_forward();
        CHECK(field.text().view() == "x");
    }
}

TEST_CASE("Arrows follow the screen; a selection collapses to their side") {
    Editor field = editor_with("سلام", "ar");
    CHECK(field.caret().offset == 8);
    field.move(Move::Right); // towards the beginning
    CHECK(field.caret().offset == 6);
    field.move(Move::Right, true);
    CHECK(field.selection() == std::pair<std::size_t, std::size_t>{4, 6});
    field.move(Move::Left);
    CHECK(field.caret().offset == 6);
    field.move(Move::LineStart);
    CHECK(field.caret().offset == 0);
    field.move(Move::LineEnd, true);
    CHECK(field.selection() == std::pair<std::size_t, std::size_t>{0, 8});
    field.move(Move::Right);
    CHECK(field.caret().offset == 0);
    field.erase_forward();
    CHECK(field.text().view() == "لام");
}

TEST_CASE("Words: by arrow and by double tap, in the direction of the line") {
    Editor field = editor_with("one two, three");
    field.move(Move::WordLeft);
    CHECK(field.caret().offset == 9);
    field.move(Move::WordLeft);
    CHECK(field.caret().offset == 4);
    field.move(Move::WordRight, true);
    CHECK(field.selection() == std::pair<std::size_t, std::size_t>{4, 7});
    field.move(Move::TextStart);
    field.move(Move::WordLeft);
    CHECK(field.caret().offset == 0);

    const float x = field.layout().locate({5, Affinity::Downstream}).x + 1;
    field.select_word_at(x, 5);
    CHECK(field.selection() == std::pair<std::size_t, std::size_t>{4, 7});

    Editor arabic = editor_with("سلام عليكم", "ar");
    arabic.move(Move::WordRight);
    CHECK(arabic.caret().offset == 9);
    Editor empty = editor();
    empty.select_word_at(0, 0);
    CHECK_FALSE(empty.has_selection());
}

TEST_CASE("Up and down keep the column") {
    Editor field = editor_with("mmmmmm\ni\nmmmmmm", "fi", kManyLines);
    field.move(Move::LineUp);
    CHECK(field.caret().offset == 8);
    field.move(Move::LineUp);
    CHECK(field.caret().offset == 6);
    field.move(Move::LineUp);
    CHECK(field.caret().offset == 0);
    field.move(Move::LineDown, true);
    field.move(Move::LineDown, true);
    field.move(Move::LineDown, true);
    CHECK(field.selection() == std::pair<std::size_t, std::size_t>{0, 15});
}

TEST_CASE("A touch puts the caret and extends the selection") {
    Editor field = editor_with("abcdef");
    const float after_c = field.layout().locate({3, Affinity::Downstream}).x;
    field.place(after_c + 1, 5);
    CHECK(field.caret().offset == 3);
    field.place(1000, 5, true);
    CHECK(field.selection() == std::pair<std::size_t, std::size_t>{3, 6});
    field.backspace();
    CHECK(field.text().view() == "abc");
}

TEST_CASE("Limits count characters as people see them, and bytes") {
    Editor field = editor("fi", {.max_characters = 3});
    CHECK(field.insert("e\u0301e\u0301"));
    CHECK_FALSE(field.insert("xyz"));
    CHECK(field.text().view() == "e\u0301e\u0301x");
    CHECK(field.character_count() == 3);
    CHECK_FALSE(field.insert("y"));
    CHECK(field.insert("\u0302")); // one more mark is no more character
    field.select_all();
    CHECK_FALSE(field.insert("12345"));
    CHECK(field.text().view() == "123");

    Editor bytes = editor("fi", {.max_bytes = 5});
    CHECK_FALSE(bytes.insert("äää"));
    CHECK(bytes.text().view() == "ää");
    CHECK_FALSE(bytes.insert("ä"));
    CHECK(bytes.insert("a"));
    Editor family = editor("fi", {.max_bytes = 8});
    CHECK_FALSE(family.insert("\U0001F469\u200D\U0001F467"));
    CHECK(family.text().empty());
}

TEST_CASE("What does not belong in a text is left out") {
    Editor line = editor_with("a\r\nb\tc\x01\x7f\u0085");
    CHECK(line.text().view() == "a b c");
    Editor lines = editor_with("a\r\nb\rc\u2028d\n", "fi", kManyLines);
    CHECK(lines.text().view() == "a\nb\nc\nd\n");
    Editor broken = editor_with("a\xff\xc3(\xe2\x80");
    CHECK(broken.text().view() == "a(");
    Editor marks = editor_with("\u202Eabc\u202C\u2067\u2069 می\u200Cخواهم\u200F");
    CHECK(marks.text().view() == "abc می\u200Cخواهم\u200F");
    CHECK_FALSE(marks.insert("\x02"));
}

TEST_CASE("Normalising composes and keeps the caret in its place") {
    Editor field = editor_with("e\u0301xyz");
    field.move(Move::Left);
    field.normalise();
    CHECK(field.text().view() == "éxyz");
    CHECK(field.caret().offset == 4);
    field.normalise();
    CHECK(field.text().view() == "éxyz");
    Editor hangul = editor_with("\u1112\u1161\u11ab");
    hangul.normalise();
    CHECK(hangul.text().view() == "한");
    CHECK(hangul.caret().offset == 3);
}

TEST_CASE("Normalising keeps to the limits: a letter that NFC takes apart stays") {
    Editor field = editor("hi", {.max_bytes = 3});
    field.insert("\u0958");
    field.normalise();
    CHECK(field.text().view() == "\u0958");
}

TEST_CASE("Moves and words end beside a character, never inside it") {
    Editor words = editor_with("\u0301\u0E33"); // UAX 29 lets a word begin between two marks
    words.select_word_at(1, 5);
    CHECK(words.selection() == std::pair<std::size_t, std::size_t>{0, 5});
    // Typed before a mark, a letter is one with it. The next one still goes behind the letter, and
    // only a move leads out of the character.
    Editor field = editor_with("\u0301");
    field.move(Move::TextStart);
    field.insert("a");
    CHECK(field.caret().offset == 1);
    field.insert("e");
    CHECK(field.text().view() == "ae\u0301");
    field.move(Move::Left);
    CHECK(field.caret().offset == 0);
    field.move(Move::TextStart);
    field.erase_forward();
    field.erase_forward();
    CHECK(field.text().empty());
    Editor collapsing = editor_with("\u0301");
    collapsing.move(Move::TextStart);
    collapsing.insert("a");
    collapsing.move(Move::TextEnd, true);
    collapsing.move(Move::Left);
    CHECK(collapsing.caret().offset == 0);
}

TEST_CASE("A single line that fits stands in its box, a longer one is free") {
    Editor field = editor("ar", {}, 100);
    CHECK(field.layout().locate(field.caret()).x == 100);
    field.insert("سلام");
    CHECK(field.layout().lines()[0].x > 0);
    field.insert(" عليكم ورحمة الله");
    CHECK(field.layout().lines().size() == 1);
    CHECK(field.layout().width() > 100);
    CHECK(field.layout().lines()[0].x == 0);
    field.show_as({.locale = {"ar"}}, 1000);
    CHECK(field.layout().lines()[0].x > 0);
}

TEST_CASE("Any sequence of keys leaves valid UTF-8 and a caret within it") {
    const char* pieces[] = {"a",          "ä",      "س",  "َ",  "ล", "ា", "្",
                            "\U0001F469", "\u200D", "\n", " ", "1", "("};
    std::mt19937 random(20261123);
    for (int round = 0; round < 30; ++round) {
        Editor field = editor("ar", {.multi_line = true, .max_characters = 40}, 120);
        for (int key = 0; key < 150; ++key) {
            const unsigned choice = random() % 8;
            const bool extend = random() % 3 == 0;
            if (choice < 4) {
                field.insert(pieces[random() % std::size(pieces)]);
            } else if (choice == 4) {
                field.backspace();
            } else if (choice == 5) {
                field.erase_forward();
            } else if (choice == 6) {
                field.move(static_cast<Move>(random() % 10), extend);
            } else {
                field.place(static_cast<float>(random() % 140), static_cast<float>(random() % 200),
                            extend);
            }
            REQUIRE(field.caret().offset <= field.text().size());
            REQUIRE(field.selection().second <= field.text().size());
            REQUIRE(field.character_count() <= 40);
            const std::string_view text = field.text().view();
            const std::size_t at = field.caret().offset;
            REQUIRE((at == text.size() || (text[at] & 0xC0) != 0x80));
            REQUIRE(text.find("\xef\xbf\xbd") == text.npos);
            REQUIRE(shape(text, "ar").lay_out(120).lines().back().next == text.size());
        }
        field.normalise();
        REQUIRE(field.caret().offset <= field.text().size());
    }
}

TEST_CASE("Undo takes back a word, a row of deletions, a replacement, and nothing that was not") {
    Editor field = editor();
    CHECK_FALSE(field.undo());
    for (const char* letter : {"M", "a", "i", "j", "a", " ", "K", "o"}) {
        field.insert(letter);
    }
    CHECK(field.undo());
    CHECK(field.text().view() == "Maija");
    CHECK(field.caret().offset == 5);
    CHECK(field.undo());
    CHECK(field.text().empty());
    CHECK_FALSE(field.undo());

    field.insert("Aleksi");
    field.backspace();
    field.backspace();
    CHECK(field.text().view() == "Alek");
    CHECK(field.undo());
    CHECK(field.text().view() == "Aleksi");

    field.select_all();
    field.insert("Äiti");
    CHECK(field.undo());
    CHECK(field.text().view() == "Aleksi");
    CHECK(field.has_selection());
}

TEST_CASE(
    "A moved caret begins a new change, and what was set, cleared or composed is not undone") {
    Editor field = editor();
    field.insert("ab");
    field.move(Move::LineStart);
    field.insert("c");
    CHECK(field.undo());
    CHECK(field.text().view() == "ab");
    field.set_text("new");
    CHECK_FALSE(field.undo());
    field.insert("e\u0301");
    field.normalise();
    CHECK_FALSE(field.undo());
    CHECK(field.text().view() == "newé");
    field.insert("x");
    field.clear();
    CHECK_FALSE(field.undo());
}

TEST_CASE("Only so many changes can be taken back, the last ones") {
    Editor field = editor("fi", kManyLines);
    for (std::size_t i = 0; i < EditHistory::kMost + 5; ++i) {
        field.insert("\n");
    }
    std::size_t undone = 0;
    while (field.undo()) {
        ++undone;
    }
    CHECK(undone == EditHistory::kMost);
    CHECK(field.text().view() == "\n\n\n\n\n");
}

TEST_CASE("A tap on a word takes it, also on the outer half of its last letter") {
    using Part = std::pair<std::size_t, std::size_t>;
    const auto half = [](Editor& field, std::size_t offset, float part) {
        const auto cell = field.layout().selection(offset, field.layout().next({offset}).offset)[0];
        return cell.x + cell.width * part;
    };
    Editor field = editor_with("one two");
    field.select_word_at(half(field, 2, 0.9F), 5);
    CHECK(field.selection() == Part{0, 3});
    field.select_word_at(half(field, 4, 0.1F), 5);
    CHECK(field.selection() == Part{4, 7});
    field.select_word_at(half(field, 6, 0.9F), 5);
    CHECK(field.selection() == Part{4, 7});
    field.select_word_at(10'000, 5);
    CHECK(field.selection() == Part{4, 7});
    Editor arabic = editor_with("سلام عليكم", "ar");
    arabic.select_word_at(half(arabic, 6, 0.1F), 5); // its last letter's left half
    CHECK(arabic.selection() == Part{0, 8});
    Editor lines = editor_with("one\n\ntwo", "fi", kManyLines);
    lines.select_word_at(10'000, 5); // beside the line, not its end
    CHECK(lines.selection() == Part{0, 3});
    const float second = lines.layout().lines()[1].top + 1;
    lines.select_word_at(10'000, second);
    CHECK(lines.selection() == Part{4, 5});
}

TEST_CASE("A drag that begins with a word goes on by words, to either side of it") {
    using Part = std::pair<std::size_t, std::size_t>;
    Editor field = editor_with("one two three");
    const auto middle = [&](std::size_t begin, std::size_t end) {
        const auto word = field.layout().selection(begin, end)[0];
        return word.x + word.width / 2;
    };
    field.select_words_to(middle(0, 3), 5);
    CHECK_FALSE(field.has_selection()); // no word was taken
    field.select_word_at(middle(4, 7), 5);
    field.select_words_to(middle(8, 13), 5);
    CHECK(field.selection() == Part{4, 13});
    CHECK(field.caret().offset == 13);
    field.select_words_to(middle(0, 3), 5);
    CHECK(field.selection() == Part{0, 7});
    CHECK(field.caret().offset == 0);
    field.select_words_to(middle(4, 7), 5);
    CHECK(field.selection() == Part{4, 7});
    field.insert("2");
    field.select_words_to(middle(0, 3), 5);
    CHECK_FALSE(field.has_selection());
}

TEST_CASE("What an editor keeps to show its text lies in locked memory") {
    for (const EditorLimits& limits : {EditorLimits{}, kManyLines}) {
        Editor field = editor_with("what she typed", "en", limits);
        for (const bool masked : {false, true}) {
            field.mask(masked);
            const Layout& layout = field.layout();
            CHECK(locked_memory::holds(layout.glyphs().data()));
            CHECK(locked_memory::holds(layout.runs().data()));
            CHECK(locked_memory::holds(layout.lines().data()));
            const Layout copy = layout; // what is made of it as well
            CHECK(locked_memory::holds(copy.glyphs().data()));
        }
    }
}
