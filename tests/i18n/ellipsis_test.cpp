// Texts that are longer than their place.
#include "i18n/ellipsis.h"
#include "tests/i18n/text_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <string>

using namespace i18n;
using namespace i18n_tests;

namespace {

std::uint32_t ellipsis_glyph(FaceIndex face) {
    const Layout layout = lay_out("…", "en");
    return layout.glyphs()[0].face == face ? layout.glyphs()[0].id : 0;
}

Layout within(std::string_view text, const char* locale, float width, std::size_t lines = 1) {
    return ellipsized(text, {.locale = {locale}}, typesetter(), width, lines).lay_out(width);
}

} // namespace

TEST_CASE("a text that fits is left as it is") {
    const Layout whole = lay_out("Jatka", "fi");
    const Layout fitted = within("Jatka", "fi", whole.width() + 1);
    CHECK(fitted.glyphs().size() == whole.glyphs().size());
    CHECK(fitted.lines()[0].end == 5);
}

TEST_CASE("a longer one ends in an ellipsis, in every width, within its lines") {
    struct Sample {
        const char* locale;
        const char* text;
    };
    const Sample samples[] = {
        {"fi", "Onko joku uhannut sinua poliisilla tai viranomaisilla?"},
        {"ar", "هل هددك أحد بالشرطة (police) أو السلطات؟"},
        {"th", "เจ้าหน้าที่ช่วยเหลือไม่บอกเรื่องของคุณให้ตำรวจรู้"},
        {"hi", "क्या किसी ने आपको पुलिस की धमकी दी है?"},
        {"zh-Hans", "有没有人用警察或者政府部门威胁过您？"},
    };
    for (const Sample& sample : samples) {
        const float whole = lay_out(sample.text, sample.locale).width();
        for (float width = 60; width < whole; width += 23) {
            for (const std::size_t lines : {1U, 2U}) {
                CAPTURE(sample.locale, width, lines);
                const Layout layout = within(sample.text, sample.locale, width, lines);
                CHECK(layout.lines().size() <= lines);
                CHECK(layout.width() <= width);
                CHECK(layout.lines().back().end <= std::string(sample.text).size() + 3);
            }
        }
    }
}

TEST_CASE("the ellipsis stands where the text would go on, and never behind a space") {
    const Layout left = within("one two three four", "en", 150);
    const Glyph& last = left.glyphs().back();
    CHECK(last.id == ellipsis_glyph(last.face));
    CHECK(left.glyphs()[left.glyphs().size() - 2].id != lay_out(" ", "en").glyphs()[0].id);
    const Layout right = within("هل هددك أحد بالشرطة أو السلطات", "ar", 200);
    CHECK(right.glyphs().front().offset == right.lines()[0].end - 3);
}

TEST_CASE("where not even one character fits, the ellipsis stands alone") {
    const Layout layout = within("Wäinämöinen", "fi", 1);
    CHECK(layout.glyphs().size() == 1);
}
