#include "i18n/paragraph_cache.h"
#include "tests/i18n/text_fixture.h"

#include <catch2/catch_test_macros.hpp>

using namespace i18n;
using namespace i18n_tests;

TEST_CASE("The same sentence is laid out once; another style, width or side is another layout") {
    ParagraphCache cache(typesetter());
    const TextStyle style{.locale = {"fi"}};
    const Layout& first = cache.lay_out("Jatka", style, 300);
    CHECK(&cache.lay_out("Jatka", style, 300) == &first);
    CHECK(&cache.lay_out("Jatka", style, 301) != &first);
    CHECK(&cache.lay_out("Jatka", style, 300, Align::End) != &first);
    CHECK(cache.size() == 1);
    CHECK(cache.lay_out("Jatka", {.locale = {"fi"}, .px = 64}, 300).width() == first.width() * 2);
    CHECK(cache.lay_out("Jatka", {.locale = {"fi"}, .weight = Weight::Bold}, 300).width() !=
          first.width());
    cache.lay_out("Jatka", {.locale = {"ar"}}, 300);
    cache.lay_out("Jatka", {.locale = {"fi"}, .base = Direction::RightToLeft}, 300);
    CHECK(cache.size() == 5);
    cache.clear();
    CHECK(cache.size() == 0);
}

TEST_CASE("What no frame asks for is forgotten") {
    ParagraphCache cache(typesetter());
    const TextStyle style{.locale = {"en"}};
    cache.lay_out("once", style, 300);
    for (std::uint64_t frame = 0; frame <= ParagraphCache::kKeptFrames; ++frame) {
        cache.begin_frame();
        cache.lay_out("always", style, 300);
    }
    CHECK(cache.size() == 1);
    CHECK(cache.lay_out("always", style, 300).glyphs().size() == 6);
}
