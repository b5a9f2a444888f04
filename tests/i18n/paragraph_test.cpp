// Shaping and lines: what stands where on the screen.
#include "tests/i18n/text_fixture.h"

#include <catch2/catch_test_macros.hpp>
#include <hb.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

using namespace i18n;
using namespace i18n_tests;
using namespace std::string_literals;

namespace {

/// The bytes of each run, from left to right, joined by "|".
std::string visual_runs(const Layout& layout, std::string_view text) {
    std::string joined;
    for (const Run& run : layout.runs()) {
        joined += joined.empty() ? "" : "|";
        joined += text.substr(run.begin, run.end - run.begin);
    }
    return joined;
}

std::vector<std::string> line_texts(const Layout& layout, std::string_view text) {
    std::vector<std::string> lines;
    for (const Line& line : layout.lines()) {
        lines.emplace_back(text.substr(line.begin, line.end - line.begin));
    }
    return lines;
}

struct PlainGlyph {
    unsigned id;
    int advance;
    friend bool operator==(const PlainGlyph&, const PlainGlyph&) = default;
};

/// What HarfBuzz alone makes of a whole text in one face.
std::vector<PlainGlyph> plain_shape(const std::string& text, FaceIndex face) {
    hb_buffer_t* buffer = hb_buffer_create();
    hb_buffer_add_utf8(buffer, text.data(), static_cast<int>(text.size()), 0, -1);
    hb_buffer_guess_segment_properties(buffer);
    hb_shape(fonts().shaping_font(face), buffer, nullptr, 0);
    unsigned count = 0;
    const auto* infos = hb_buffer_get_glyph_infos(buffer, &count);
    const auto* positions = hb_buffer_get_glyph_positions(buffer, nullptr);
    std::vector<PlainGlyph> glyphs;
    for (unsigned i = 0; i < count; ++i) {
        glyphs.push_back({infos[i].codepoint, positions[i].x_advance});
    }
    hb_buffer_destroy(buffer);
    return glyphs;
}

} // namespace

TEST_CASE("Arabic letters join and run from right to left") {
    const std::string word = "سلام";
    const Layout joined = lay_out(word, "ar");
    REQUIRE(joined.lines().size() == 1);
    CHECK(joined.lines()[0].direction == Direction::RightToLeft);

    const FaceIndex face = joined.runs()[0].face;
    const auto expected = plain_shape(word, face);
    REQUIRE(joined.glyphs().size() == expected.size());
    for (std::size_t i = 0; i < expected.size(); ++i) {
        CHECK(joined.glyphs()[i].id == expected[i].id);
        CHECK(std::lround(joined.glyphs()[i].advance * fonts().units_per_em(face) / 32) ==
              expected[i].advance);
    }
    // The first letter stands at the right, in another form than alone.
    const Glyph& first = joined.glyphs().back();
    CHECK(first.offset == 0);
    CHECK(first.id != lay_out("س", "ar").glyphs()[0].id);
    CHECK(std::ranges::is_sorted(joined.glyphs(), std::greater{}, &Glyph::offset));
    CHECK(std::ranges::is_sorted(joined.glyphs(), {}, &Glyph::x));
}

TEST_CASE("Arabic, digits, Latin and brackets stand in the order of UAX 9") {
    const std::string text = "رقم (AB-12) هو 345";
    const Layout layout = lay_out(text, "ar");
    CHECK(visual_runs(layout, text) == "345|هو |) |AB-12|(|رقم ");
    // A closing bracket of a right to left text looks like an opening one.
    const auto glyph_at = [&](std::size_t offset) {
        return std::ranges::find(layout.glyphs(), offset, &Glyph::offset)->id;
    };
    const Layout latin = lay_out("()", "en");
    CHECK(glyph_at(text.find('(')) == latin.glyphs()[1].id);
    CHECK(glyph_at(text.find(')')) == latin.glyphs()[0].id);
}

TEST_CASE("The base direction can be asked for, else the first strong letter gives it") {
    CHECK(shape("abc سلام", "ar").direction() == Direction::LeftToRight);
    CHECK(shape("...", "ar").direction() == Direction::RightToLeft);
    CHECK(shape("", "ar").direction() == Direction::RightToLeft);
    CHECK(shape("", "fi").direction() == Direction::LeftToRight);
    const TextStyle style{.locale = {"en"}, .base = Direction::RightToLeft};
    CHECK(Paragraph::shape("abc", style, typesetter()).direction() == Direction::RightToLeft);
}

TEST_CASE("A number that stands alone runs from left to right in every language") {
    for (const char* locale : {"ar", "fi"}) {
        const std::string number = "+358 40 123";
        CHECK(shape(number, locale).direction() == Direction::LeftToRight);
        CHECK(visual_runs(lay_out(number, locale), number) == number);
    }
    CHECK(shape("١٩٩٦", "ar").direction() == Direction::LeftToRight);
    CHECK(shape("رقم 12", "ar").direction() == Direction::RightToLeft);
}

TEST_CASE("Each line of a text has its own direction") {
    const Layout layout = lay_out("hello\nسلام\n", "en");
    REQUIRE(layout.lines().size() == 3);
    CHECK(layout.lines()[0].direction == Direction::LeftToRight);
    CHECK(layout.lines()[1].direction == Direction::RightToLeft);
    CHECK(layout.lines()[2].begin == layout.lines()[2].end);
    CHECK(layout.lines()[0].x == 0);
    CHECK(layout.lines()[1].x + layout.lines()[1].width == layout.width());
}

TEST_CASE("Latin and Arabic break at spaces, Thai between words without them") {
    const std::string latin = "one two three four";
    const float two_words = lay_out("one two", "en").width();
    CHECK(line_texts(lay_out(latin, "en", two_words + 1), latin) ==
          std::vector<std::string>{"one two ", "three ", "four"});

    const std::string arabic = "أهلا وسهلا بكم هنا";
    const auto lines =
        line_texts(lay_out(arabic, "ar", lay_out("أهلا وسهلا", "ar").width() + 1), arabic);
    REQUIRE(lines.size() == 2);
    CHECK(lines[0] == "أهلا وسهلا ");

    const std::string thai = "ภาษาไทยเขียนไม่เว้นวรรค";
    const auto words = line_texts(lay_out(thai, "th", lay_out("ภาษาไทย", "th").width() + 1), thai);
    REQUIRE(words.size() >= 3);
    CHECK(words[0] == "ภาษาไทย");
}

TEST_CASE("A newline ends a line of Thai, Khmer or Burmese and divides no words before it") {
    for (const std::string& text :
         {"ภาษาไทย\nที่ที่\r\nx"s, "ខ្ញុំសូមអរគុណ\nខ្ញុំ\n"s, "မြန်မာစာ\nမြန်မာ\u2029"s}) {
        INFO(text);
        CHECK(lay_out(text, "en").lines().size() == 3);
    }
}

TEST_CASE("A line begins and ends with whole characters, whatever UAX 14 says of their parts") {
    const std::string text = "\U00020000\u0E33x"; // an ideograph with a Thai vowel behind it
    const Layout layout = lay_out(text, "zh-Hans", 1);
    CHECK(line_texts(layout, text) == std::vector<std::string>{"\U00020000\u0E33", "x"});
}

TEST_CASE("What has no width gets no line of its own") {
    for (const std::string& text : {"W\uFEFF]"s, "W\u2060]"s, "\u200EW"s}) {
        INFO(text);
        const Layout layout = lay_out(text, "en", 1);
        CHECK(
            std::ranges::none_of(layout.lines(), [](const Line& line) { return line.width == 0; }));
    }
}

TEST_CASE("A text fits a box of its own width") {
    for (const std::string& text :
         {"a \u2068ေ\U0001F3FD ב"s, "٪ ខើ 12 x"s, "\U00010330٪لا\u1039"s}) {
        for (const auto base : {Direction::LeftToRight, Direction::RightToLeft}) {
            for (float px = 12; px < 62; px += 0.7F) {
                const TextStyle style{.locale = {"fi"}, .px = px, .base = base};
                const Paragraph paragraph = Paragraph::shape(text, style, typesetter());
                const float width = paragraph.lay_out(kNoWidthLimit).width();
                CHECK(paragraph.lay_out(width).lines().size() == 1);
            }
        }
    }
}

TEST_CASE("A first letter that lost its swash when the line was cut makes no room for a second") {
    const std::string text = "\u202Dگالله"; // an override makes Nastaliq run the other way
    const TextStyle style{
        .locale = {"ur"}, .px = 61, .weight = Weight::Bold, .base = Direction::RightToLeft};
    const Layout layout = Paragraph::shape(text, style, typesetter()).lay_out(20);
    CHECK(layout.lines()[0].end == text.find("الله"));
}

TEST_CASE("No line is wider than asked, whatever the width") {
    const std::string texts[] = {"Hyvää päivää, miten voitte? AVAVAVAVAV To Ty fi ffi office",
                                 "السلام عليكم (AB-12) لا إله إلا 345 test", "ภาษาไทยเขียนไม่เว้นวรรค",
                                 "ខ្ញុំសូមអរគុណ", "क्षत्रिय प्रार्थना हिन्दी"};
    for (const std::string& text : texts) {
        const Paragraph paragraph = shape(text, "en");
        const float widest = 32 * 2.5F;
        for (float width = widest; width < 700; width += 3.7F) {
            const Layout layout = paragraph.lay_out(width);
            std::size_t at = 0;
            for (const Line& line : layout.lines()) {
                CHECK(line.width <= width + 0.01F);
                CHECK(line.begin == at);
                at = line.next;
            }
            CHECK(at == text.size());
        }
    }
}

TEST_CASE("A sentence that is read does not end in a lone word, and needs no more lines for it") {
    const std::string_view text =
        "What you tell is locked here, and only a caseworker can open it.";
    const Paragraph paragraph = shape(text, "en");
    const auto last_part = [](const Layout& layout) {
        return layout.lines().back().width / layout.width();
    };
    int mended = 0;
    for (float width = 150; width < 1000; width += 7) {
        const Layout plain = paragraph.lay_out(width);
        const Layout even = paragraph.lay_out_evenly(width);
        CHECK(even.lines().size() == plain.lines().size());
        CHECK(even.width() <= width);
        const bool lone = plain.lines().size() > 1 && last_part(plain) < 0.3F;
        mended += lone && last_part(even) >= 0.3F ? 1 : 0;
        if (!lone) {
            CHECK(even.width() == plain.width());
        }
    }
    CHECK(mended > 5);
    const Layout two = shape("One line that is rather long\nEnd", "en").lay_out_evenly(450);
    CHECK(two.lines().size() == 2);
}

TEST_CASE("A word wider than the line breaks between characters") {
    const std::string word = "epäjärjestelmällisyydellänsäkään";
    const Layout layout = lay_out(word, "fi", 100);
    CHECK(layout.lines().size() > 2);
    CHECK(layout.width() <= 100);
    for (const Line& line : layout.lines()) {
        CHECK((word[line.begin] & 0xC0) != 0x80);
    }
    CHECK(lay_out(word, "fi", 0).lines().size() == 32);
    CHECK(lay_out("W\nW", "fi", 1).lines().size() == 2);
}

TEST_CASE("Newlines end lines and spaces at the end hang outside") {
    const Layout layout = lay_out("a\r\nb\n\nc", "en");
    CHECK(layout.lines().size() == 4);
    CHECK(lay_out("a   ", "en").width() == lay_out("a", "en").width());
    const Layout arabic = lay_out("سلام   ", "ar");
    CHECK(arabic.width() == lay_out("سلام", "ar").width());
    CHECK(arabic.glyphs().front().x < 0);
}

TEST_CASE("Lines are 1.45 em high in every script whose faces need no more") {
    for (const char* text : {"abc", "سلام", "ไทย", "abc سلام 12", ""}) {
        CHECK(lay_out(text, "ar").lines()[0].height == std::round(1.45F * 32));
        CHECK(lay_out(text, "ar").lines()[0].baseline == lay_out("x", "en").lines()[0].baseline);
    }
}

TEST_CASE("Alignment follows the direction") {
    const Paragraph arabic = shape("سلام", "ar");
    const float width = arabic.lay_out(kNoWidthLimit).width();
    CHECK(arabic.lay_out(500, Align::Start).lines()[0].x == 500 - width);
    CHECK(arabic.lay_out(500, Align::End).lines()[0].x == 0);
    CHECK(arabic.lay_out(500, Align::Center).lines()[0].x == (500 - width) / 2);
    CHECK(shape("abc", "en").lay_out(500, Align::Start).lines()[0].x == 0);
}

TEST_CASE("Broken UTF-8 and control characters show as U+FFFD and break nothing") {
    for (const std::string& text :
         {std::string("\xff\xfe"), std::string("a\xc3"), std::string("\xed\xa0\x80"),
          std::string("\xf4\x90\x80\x80"), std::string("a\0b", 3), std::string("\x1b[0m"),
          std::string("\xe2\x80"), std::string("\uFFFF"), std::string("\uFDD0")}) {
        const Paragraph paragraph = shape(text, "en");
        CHECK(paragraph.missing_glyphs() == 0);
        const Layout layout = paragraph.lay_out(10);
        CHECK(layout.lines().back().next == text.size());
    }
}

TEST_CASE("What will never be a character is as wide as it shows") {
    const Layout layout = lay_out("\uFFFF\uFFFF", "en", 1);
    REQUIRE(layout.lines().size() == 2);
    CHECK(layout.lines()[0].width > 0);
}

TEST_CASE("A layout does not depend on what was shaped before") {
    const std::string text = "Kiitos شكرا (1)";
    const Layout first = lay_out(text, "fi", 120);
    for (const char* other : {"ไทย", "नमस्ते", "x", ""}) {
        lay_out(other, "th", 50);
    }
    const Layout second = lay_out(text, "fi", 120);
    REQUIRE(first.glyphs().size() == second.glyphs().size());
    for (std::size_t i = 0; i < first.glyphs().size(); ++i) {
        CHECK(first.glyphs()[i].id == second.glyphs()[i].id);
        CHECK(first.glyphs()[i].x == second.glyphs()[i].x);
    }
}
