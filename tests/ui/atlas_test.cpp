// The glyph atlas under everything the terminal shows, in every language. Where a cell lies on its
// page is tests/i18n's business.
#include "tests/ui/stage_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace {

constexpr ui::Size kWindow{1920, 1080};

// Of the languages one for each way of writing, where the sanitizers make every frame slow.
std::vector<i18n::LocaleId> languages_to_show(const SharedAssets& assets) {
#ifdef __SANITIZE_ADDRESS__
    static_cast<void>(assets);
    return {{"fi"}, {"ar"}, {"ti"}, {"th"}, {"zh-Hans"}, {"ne"}, {"ur-Aran"}};
#else
    auto languages = assets.house.languages;
    languages.push_back({"ur-Aran"});
    return languages;
#endif
}

std::size_t drawn_bytes(i18n::Atlas& atlas) {
    std::size_t bytes = 0;
    for (std::size_t page = 0; page < atlas.page_count(); ++page) {
        bytes += atlas.pixels(page).size();
    }
    return bytes;
}

// True if glyphs had to make room since the last call: only a shelf that is emptied changes a page
// across its whole width.
bool wiped_a_shelf(i18n::Atlas& atlas) {
    bool wiped = false;
    for (std::size_t page = 0; page < atlas.page_count(); ++page) {
        const auto dirty = atlas.dirty(page);
        wiped = wiped || (dirty && dirty->width == i18n::Atlas::kPageSide);
        atlas.mark_clean(page);
    }
    return wiped;
}

// Every page of the form, one after another, without the way there.
void show_all(Theatre& theatre, SharedAssets& assets, std::size_t budget, int& wiped) {
    theatre.session.screen = intake::Screen::Question;
    for (std::size_t page = 0; page < assets.form.pages.size(); ++page) {
        theatre.session.page = page;
        const ui::Shown shown = theatre.settle();
        CAPTURE(theatre.session.language.tag, page);
        REQUIRE(shown.missing == 0);
        REQUIRE(drawn_bytes(theatre.stage.atlas()) <= budget);
        wiped += wiped_a_shelf(theatre.stage.atlas()) ? 1 : 0;
    }
}

} // namespace

TEST_CASE("the glyphs of every page in every language stay within the atlas's budget") {
    constexpr std::size_t kPages = 2;
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kWindow, kPages);
    int wiped = 0;
    for (const intake::TextSize size : {intake::TextSize::Normal, intake::TextSize::Largest}) {
        for (const i18n::LocaleId& language : languages_to_show(*assets)) {
            theatre.restart(language);
            theatre.session.text_size = size;
            show_all(theatre, *assets, kPages * i18n::Atlas::kPageBytes, wiped);
        }
    }
    CHECK(theatre.stage.atlas().page_count() == kPages); // full...
    CHECK(wiped > 10);                                   // ...and used again
}
