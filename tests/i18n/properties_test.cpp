// The text engine's promises on random texts (text_rules.h says them).
#include "i18n/icu.h"
#include "i18n/paragraph_cache.h"
#include "i18n/telex.h"
#include "tests/i18n/property_fixture.h"
#include "tests/i18n/text_fixture.h"
#include "tests/i18n/text_pieces.h"
#include "tests/i18n/text_rules.h"

#include <catch2/catch_test_macros.hpp>

#include <iterator>
#include <optional>
#include <string>
#include <vector>

using namespace i18n;
using namespace i18n_tests;

namespace {

rc::Gen<std::string> texts() {
    const auto piece = rc::gen::map(rc::gen::elementOf(std::vector<std::string_view>(
                                        std::begin(kTextPieces), std::end(kTextPieces))),
                                    [](std::string_view each) { return std::string(each); });
    return rc::gen::map(rc::gen::container<std::vector<std::string>>(piece),
                        [](const std::vector<std::string>& pieces) {
                            std::string text;
                            for (const std::string& each : pieces) {
                                text += each;
                            }
                            return text;
                        });
}

/// One of every size that the engine is asked for, and some that it is not.
Shown random_shown() {
    Shown shown;
    shown.text = *texts().as("text");
    shown.style.locale.tag = *rc::gen::elementOf(
        std::vector<const char*>(std::begin(kTextLocales), std::end(kTextLocales)));
    shown.style.px = *rc::gen::element(12.0F, 21.5F, 32.0F, 61.0F);
    shown.style.weight = *rc::gen::element(Weight::Regular, Weight::Bold);
    shown.style.base =
        *rc::gen::element(std::optional<Direction>(), std::optional(Direction::LeftToRight),
                          std::optional(Direction::RightToLeft));
    shown.width = *rc::gen::element(0.0F, 1.0F, 20.0F, 50.0F, 90.0F, 150.0F, 237.3F, 400.0F, 900.0F,
                                    kNoWidthLimit);
    shown.align = *rc::gen::element(Align::Start, Align::Center, Align::End);
    return shown;
}

std::string told(const Shown& shown) {
    const char* base = !shown.style.base                             ? "none"
                       : *shown.style.base == Direction::RightToLeft ? "right to left"
                                                                     : "left to right";
    return escaped(shown.text) + " in " + shown.style.locale.tag + " at " +
           std::to_string(shown.style.px) + " px, " + std::to_string(shown.width) + " wide, base " +
           base + (shown.style.weight == Weight::Bold ? ", bold" : "");
}

/// Letters of Vietnamese syllables, and what ends or spoils one.
constexpr const char* kVietnamese[] = {"a", "ă", "ấ", "e", "ệ", "i", "ì", "o", "ơ", "ô",     "ở",
                                       "u", "ư", "ụ", "y", "n", "g", "h", "t", "q", "d",     "Đ",
                                       "Ư", "N", "c", "w", "s", " ", "1", "я", "z", "\u0301"};

bool is_utf8(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (next_in_utf8(text, at) < 0) {
            return false;
        }
    }
    return true;
}

} // namespace

TEST_CASE("Random texts keep every promise of a layout") {
    CHECK(rc::check("layouts", [] {
        const Shown shown = random_shown();
        const std::string broken = broken_rule(shown, typesetter());
        if (!broken.empty()) {
            RC_FAIL(broken + ": " + told(shown));
        }
    }));
}

TEST_CASE("A random text is laid out the same whatever was before it, and from the cache") {
    CHECK(rc::check("independence", [] {
        const Shown shown = random_shown();
        const Shown other = random_shown();
        Typesetter fresh(fonts());
        const Paragraph alone = Paragraph::shape(shown.text, shown.style, fresh);
        const Layout first = alone.lay_out(shown.width, shown.align);
        const Layout even = alone.lay_out_evenly(shown.width, shown.align);
        Paragraph::shape(other.text, other.style, typesetter()).lay_out(other.width);
        const Paragraph after = Paragraph::shape(shown.text, shown.style, typesetter());
        after.lay_out_evenly(other.width);
        ParagraphCache cache(typesetter());
        cache.lay_out(other.text, other.style, other.width);
        cache.lay_out(shown.text, shown.style, other.width);
        std::string broken = difference(first, after.lay_out(shown.width, shown.align));
        for (int frame = 0; frame < 2 && broken.empty(); ++frame) {
            broken =
                difference(even, cache.lay_out(shown.text, shown.style, shown.width, shown.align));
            cache.begin_frame();
        }
        if (!broken.empty()) {
            RC_FAIL(broken + ": " + told(shown) + " after " + told(other));
        }
    }));
}

TEST_CASE("Telex takes whole characters and gives back text that is well-formed") {
    CHECK(rc::check("telex", [] {
        const auto letters = *rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(
            std::vector<std::string>(std::begin(kVietnamese), std::end(kVietnamese))));
        std::string before;
        for (const std::string& letter : letters) {
            before += letter;
        }
        const auto key = *rc::gen::element<char32_t>(U'a', U'e', U'o', U'w', U'd', U's', U'f', U'r',
                                                     U'x', U'j', U'z', U'n', U'W', 0x301, 0x323);
        const auto rewrite = telex(before, key);
        if (!rewrite) {
            return;
        }
        RC_ASSERT(rewrite->taken <= before.size());
        const std::string kept = before.substr(0, before.size() - rewrite->taken);
        RC_ASSERT(is_utf8(kept));
        RC_ASSERT(is_utf8(rewrite->view()));
        RC_ASSERT(!rewrite->view().empty());
    }));
}
