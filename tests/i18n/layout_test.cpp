// Carets: where they stand, which point they are hit at, how arrows move them, what is selected.
#include "tests/i18n/text_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <utility>
#include <vector>

using namespace i18n;
using namespace i18n_tests;

namespace {

const std::string kOneDirection[] = {
    "Hyvää päivää, äiti!",
    "Office AVA fi ffl",
    "السلام عليكم لا إله",
    "مُحَمَّدٌ",
    "",
    "ยินดีต้อนรับ",
    "a",
    " ",
};
const std::string kMixed[] = {
    "رقم (AB-12) هو 345",
    "Call +358 40 123 and say سلام عليكم now",
    "سلام hello",
    "hello سلام",
    "سلام",
    "נ 12 abc",
    "نعم (yes) 12:30\nno لا",
};

float middle(const Layout& layout, std::size_t line) {
    return layout.lines()[line].top + layout.lines()[line].height / 2;
}

using Place = std::pair<long, std::size_t>;
/// Where a caret is drawn, in hundredths of a pixel, and its line.
Place place_of(const Layout& layout, Caret caret) {
    const CaretStop stop = layout.locate(caret);
    return {std::lround(stop.x * 100), stop.line};
}

std::set<Place> places_by(const Layout& layout, Caret from, Caret (Layout::*step)(Caret) const) {
    std::set<Place> places{place_of(layout, from)};
    for (Caret at = from, after = (layout.*step)(at); after != at && places.size() < 1000;
         at = after, after = (layout.*step)(at)) {
        places.insert(place_of(layout, after));
    }
    return places;
}

std::set<std::size_t> offsets_by(const Layout& layout, Caret from,
                                 Caret (Layout::*step)(Caret) const) {
    std::set<std::size_t> offsets{from.offset};
    for (Caret at = from, after = (layout.*step)(at); after != at;
         at = after, after = (layout.*step)(at)) {
        offsets.insert(after.offset);
    }
    return offsets;
}

/// Where arrows must lead: everywhere but the far side of a wrapped line's end, which is the same
/// offset as the next line's beginning.
std::set<Place> places_to_reach(const Layout& layout) {
    std::set<Place> places;
    for (const CaretStop& stop : layout.caret_stops()) {
        const Line& line = layout.lines()[stop.line];
        if (line.hard_end || stop.caret.offset != line.next) {
            places.insert({std::lround(stop.x * 100), stop.line});
        }
    }
    return places;
}

void check_arrows(const std::string& text, float width) {
    INFO(text << " width " << width);
    const Layout layout = lay_out(text, "fi", width);
    const bool left_to_right = layout.lines()[0].direction == Direction::LeftToRight;
    const Caret first{0, Affinity::Upstream};
    const Caret last{text.size(), Affinity::Downstream};
    auto reached = places_by(layout, first, left_to_right ? &Layout::right : &Layout::left);
    reached.merge(places_by(layout, last, left_to_right ? &Layout::left : &Layout::right));
    CHECK(std::ranges::includes(reached, places_to_reach(layout)));

    std::set<std::size_t> offsets;
    for (const CaretStop& stop : layout.caret_stops()) {
        offsets.insert(stop.caret.offset);
    }
    CHECK(offsets_by(layout, first, &Layout::next) == offsets);
    CHECK(offsets_by(layout, last, &Layout::previous) == offsets);
}

} // namespace

TEST_CASE("A caret is hit where it is drawn") {
    for (const std::string& text : kOneDirection) {
        for (const char* locale : {"fi", "en", "ar"}) {
            const Layout layout = lay_out(text, locale);
            for (const CaretStop& stop : layout.caret_stops()) {
                INFO(text << " at " << stop.caret.offset);
                CHECK(layout.hit_test(stop.x, middle(layout, stop.line)).offset ==
                      stop.caret.offset);
                CHECK(layout.locate(stop.caret).x == stop.x);
            }
        }
    }
}

TEST_CASE("Where directions meet, each side of a caret's place is hit for itself") {
    for (const std::string& text : kMixed) {
        for (const float width : {kNoWidthLimit, 150.0F}) {
            const Layout layout = lay_out(text, "ar", width);
            for (const CaretStop& stop : layout.caret_stops()) {
                INFO(text << " at " << stop.caret.offset << " of line " << stop.line);
                bool found = false;
                for (const float x : {stop.x - 0.01F, stop.x, stop.x + 0.01F}) {
                    const Caret hit = layout.hit_test(x, middle(layout, stop.line));
                    found = found || (hit.offset == stop.caret.offset &&
                                      place_of(layout, hit) == place_of(layout, stop.caret));
                }
                CHECK(found);
            }
        }
    }
}

TEST_CASE("Every hit is a stop that is drawn near the point") {
    for (const std::string& text : kMixed) {
        const Layout layout = lay_out(text, "en", 200);
        const auto stops = layout.caret_stops();
        for (float x = -20; x < 220; x += 0.9F) {
            const Caret hit = layout.hit_test(x, middle(layout, 0));
            CHECK(std::ranges::any_of(stops, [&](const CaretStop& stop) {
                return stop.caret.offset == hit.offset && stop.line == 0;
            }));
        }
    }
}

TEST_CASE("Arrows reach every stop, in both directions and both orders") {
    for (const float width : {kNoWidthLimit, 120.0F}) {
        for (const std::string& text : kOneDirection) {
            check_arrows(text, width);
        }
        for (const std::string& text : kMixed) {
            if (text.find('\n') == std::string::npos) {
                check_arrows(text, width);
            }
        }
    }
}

TEST_CASE("Marks of direction have no width: arrows cross them with their neighbour") {
    const std::string text = "a\u200fb\u200eג 12";
    const Layout layout = lay_out(text, "en");
    check_arrows(text, kNoWidthLimit);
    Caret at{0, Affinity::Downstream};
    int steps = 0;
    for (; layout.right(at) != at; at = layout.right(at)) {
        ++steps;
    }
    CHECK(steps == 6);
}

TEST_CASE("Right moves right and left undoes it") {
    const Layout layout = lay_out("abc سلام def", "en");
    Caret at{0, Affinity::Downstream};
    for (Caret after = layout.right(at); after != at; at = after, after = layout.right(at)) {
        CHECK(layout.locate(after).x > layout.locate(at).x);
        CHECK(place_of(layout, layout.left(after)) == place_of(layout, at));
    }
    CHECK(at.offset == std::string("abc سلام def").size());
}

TEST_CASE("The caret has two places where the direction changes") {
    const std::string text = "abc سلام";
    const Layout layout = lay_out(text, "en");
    const CaretStop after_latin = layout.locate({4, Affinity::Upstream});
    const CaretStop before_arabic = layout.locate({4, Affinity::Downstream});
    CHECK(after_latin.x < before_arabic.x);
    CHECK(after_latin.direction == Direction::LeftToRight);
    CHECK(before_arabic.direction == Direction::RightToLeft);
    CHECK(before_arabic.x == layout.width());
    // At the end: left of the Arabic word, or where more Latin would go.
    CHECK(layout.locate({text.size(), Affinity::Upstream}).x == after_latin.x);
    CHECK(layout.locate({text.size(), Affinity::Downstream}).x == layout.width());
}

TEST_CASE("No caret stands inside a cluster") {
    const std::string khmer = "ខ្ញុំ"; // one syllable that UAX 29 divides
    CHECK(lay_out(khmer, "km").caret_stops().size() == 2);
    const std::string family = "e\u0301"; // e and a combining accent
    CHECK(lay_out(family, "fi").caret_stops().size() == 2);
    const std::string marks = "مَُّ"; // one letter with three marks
    CHECK(lay_out(marks, "ar").caret_stops().size() == 2);
    const CaretStop inside = lay_out(family, "fi").locate({1, Affinity::Downstream});
    CHECK(inside.caret.offset == 0);
}

TEST_CASE("A character is one, whatever scripts and directions its parts are of") {
    for (const char* text : {
             "a\u093F",      // a Devanagari vowel sign on a Latin letter
             "\u05D0\u0903", // a mark that runs from left to right on a Hebrew letter
             "\u06DD\u0E32", // an Arabic sign that holds what follows it, and that is Thai
             "\u1363\u103A", // a Burmese mark on Ethiopic punctuation
             "\u05D0\u200C", // a joiner at the end of a line that runs the other way
         }) {
        for (const auto base : {Direction::LeftToRight, Direction::RightToLeft}) {
            INFO(text);
            const TextStyle style{.locale = {"en"}, .base = base};
            const Layout layout = Paragraph::shape(text, style, typesetter()).lay_out(1);
            std::set<std::size_t> offsets;
            for (const CaretStop& stop : layout.caret_stops()) {
                offsets.insert(stop.caret.offset);
            }
            CHECK(offsets.size() == 2);
        }
    }
}

TEST_CASE("Between two runs no point falls through to the end of the line") {
    const TextStyle style{
        .locale = {"ur"}, .px = 21.5F, .weight = Weight::Bold, .base = Direction::RightToLeft};
    const Layout layout =
        Paragraph::shape("\u17C6\u06DD“\u17BE", style, typesetter()).lay_out(kNoWidthLimit);
    for (const CaretStop& stop : layout.caret_stops()) {
        const Caret hit = layout.hit_test(stop.x, middle(layout, 0));
        CHECK(layout.locate(hit).x == stop.x);
    }
    REQUIRE(layout.runs().size() == 2);
    CHECK(layout.runs()[0].x + layout.runs()[0].width == layout.runs()[1].x);
}

TEST_CASE("Arrows enter a line at its side of the screen, whichever way its first word runs") {
    const std::string text = "one two سلام";
    const float width = lay_out("one two ", "en").width() + 1;
    const Layout layout = lay_out(text, "en", width);
    REQUIRE(layout.lines().size() == 2);
    // The second line holds nothing but the Arabic word: its left side is the text's end.
    const Caret entered = layout.right({7, Affinity::Downstream});
    CHECK(layout.locate(entered).line == 0);
    CHECK(layout.right(entered) == Caret{text.size(), Affinity::Upstream});
    CHECK(layout.left(layout.right(entered)) == entered);
    // An empty line and a wrapped one of the other direction are not skipped either.
    for (const std::string& other : {std::string("\u0085\U0001E922"), std::string("文\u05BE")}) {
        for (const auto base : {Direction::LeftToRight, Direction::RightToLeft}) {
            const TextStyle style{.locale = {"ur"}, .base = base};
            const Layout narrow = Paragraph::shape(other, style, typesetter()).lay_out(1);
            const bool right = base == Direction::LeftToRight;
            const auto forth =
                places_by(narrow, {0, Affinity::Upstream}, right ? &Layout::right : &Layout::left);
            const auto back = places_by(narrow, {other.size(), Affinity::Downstream},
                                        right ? &Layout::left : &Layout::right);
            CHECK(std::ranges::includes(forth, places_to_reach(narrow)));
            CHECK(std::ranges::includes(back, places_to_reach(narrow)));
        }
    }
}

TEST_CASE("A ligature of letters is divided") {
    const Layout layout = lay_out("لا", "ar");
    REQUIRE(layout.glyphs().size() == 1);
    const auto stops = layout.caret_stops();
    REQUIRE(stops.size() == 3);
    CHECK(stops[1].x == layout.width() / 2);
}

TEST_CASE("Lines: start, end, up, down") {
    const std::string text = "one two\nعربي نص\nxyz";
    const Layout layout = lay_out(text, "en");
    REQUIRE(layout.lines().size() == 3);
    const Caret in_second{text.find("نص"), Affinity::Downstream};
    CHECK(layout.line_start(in_second).offset == layout.lines()[1].begin);
    CHECK(layout.line_end(in_second).offset == layout.lines()[1].end);
    CHECK(layout.locate(layout.line_start(in_second)).x > layout.locate(in_second).x);
    CHECK(layout.locate(layout.line_up(in_second, 0)).line == 0);
    CHECK(layout.line_up(in_second, 0).offset == 0);
    CHECK(layout.locate(layout.line_down(in_second, 0)).line == 2);
    CHECK(layout.line_down({text.size(), Affinity::Downstream}, 0).offset == text.size());
    CHECK(layout.line_up({3, Affinity::Downstream}, 20).offset == 0);
    CHECK(layout.hit_test(5, -100).offset <= 1);
    CHECK(layout.locate(layout.hit_test(5, 1000)).line == 2);
}

TEST_CASE("A wrapped line's end and the next line's beginning share an offset, not a place") {
    const std::string text = "one two";
    const Layout layout = lay_out(text, "en", lay_out("one", "en").width() + 1);
    REQUIRE(layout.lines().size() == 2);
    CHECK(layout.locate({4, Affinity::Upstream}).line == 0);
    CHECK(layout.locate({4, Affinity::Downstream}).line == 1);
    CHECK(layout.line_end({0, Affinity::Downstream}) == Caret{4, Affinity::Upstream});
    CHECK(layout.right({3, Affinity::Downstream}) == Caret{4, Affinity::Downstream});
    CHECK(layout.left({4, Affinity::Downstream}).offset == 3);
    CHECK(layout.next({3, Affinity::Downstream}).offset == 4);
    CHECK(layout.previous({4, Affinity::Downstream}).offset == 3);
}

TEST_CASE("A selection is one rectangle in one direction and two where it is torn apart") {
    const std::string text = "abc سلام def";
    const Layout layout = lay_out(text, "en");
    auto rects = layout.selection(0, 3);
    REQUIRE(rects.size() == 1);
    CHECK(rects[0].x == 0);
    CHECK(rects[0].width == layout.locate({3, Affinity::Upstream}).x);
    CHECK(rects[0].height == layout.lines()[0].height);
    // "c", the space and the first two Arabic letters: these stand at the right end of their word.
    rects = layout.selection(2, 8);
    REQUIRE(rects.size() == 2);
    CHECK(rects[0].x + rects[0].width < rects[1].x);
    CHECK(layout.selection(3, 3).empty());
    rects = layout.selection(0, text.size());
    REQUIRE(rects.size() == 1);
    CHECK(std::abs(rects[0].width - layout.width()) < 0.01F);
    CHECK(lay_out("one two three", "en", 80).selection(0, 13).size() == 3);
}
