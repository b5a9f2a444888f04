// Urdu in Nastaliq: the sentences, keys and texts of Urdu, in letters that need taller lines.
#include "tests/ui/stage_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace {

constexpr ui::Size kWindow{1920, 1080};
const i18n::LocaleId kUrdu{"ur"};
const i18n::LocaleId kNastaliq{"ur-Aran"};

/// The terminal of a centre that writes ur-Aran in place of ur.
std::unique_ptr<SharedAssets> assets_in_nastaliq() {
    auto assets = load_shared_assets();
    std::ranges::replace(assets->house.languages, kUrdu, kNastaliq);
    return assets;
}

/// What shows, in reading order, and how high its lines stand.
struct Line {
    std::string id;
    std::string text;
    float height = 0;
};

std::vector<Line> lines_of(Theatre& theatre) {
    theatre.settle();
    CHECK(theatre.last.missing == 0);
    CHECK(theatre.last.overflow.empty());
    std::vector<Line> lines;
    for (const ui::Node& node : theatre.stage.tree().nodes()) {
        if (node.role == ui::Role::Text) {
            lines.push_back({std::string(node.id), std::string(node.name), node.window.h});
        }
    }
    return lines;
}

/// Every text that both show says the same, in taller lines.
void check_same_but_taller(const std::vector<Line>& naskh, const std::vector<Line>& nastaliq) {
    std::size_t compared = 0;
    for (const Line& line : nastaliq) {
        const auto same = std::ranges::find(naskh, line.id, &Line::id);
        if (same != naskh.end()) { // a page of taller lines has more parts
            CAPTURE(line.id);
            CHECK(line.text == same->text);
            CHECK(line.height > same->height);
            ++compared;
        }
    }
    CHECK(compared > 0);
}

} // namespace

TEST_CASE("the chooser has one Urdu, by its own name in its own letters") {
    const auto assets = assets_in_nastaliq();
    Theatre theatre(*assets, kWindow);
    const ui::Tree& tree = theatre.stage.tree();
    theatre.press("language");
    for (bool found = false; !found; found = tree.find("language.ur-Aran") != nullptr) {
        CHECK(tree.find("language.ur") == nullptr);
        theatre.press("nav.more");
    }
    CHECK(tree.find("language.ur") == nullptr);
    CHECK(theatre.node("language.ur-Aran").name == "اردو");
    CHECK(theatre.settle().missing == 0);
    theatre.press("language.ur-Aran");
    CHECK(theatre.session.language == kNastaliq);
    CHECK(theatre.node("language").name == "اردو");
}

TEST_CASE("a question, the notice and the everyday page say the same, on taller lines") {
    const auto assets = assets_in_nastaliq();
    Theatre theatre(*assets, kWindow);
    const auto walk = [&](const i18n::LocaleId& language) {
        std::vector<std::vector<Line>> pages;
        theatre.restart(language);
        theatre.apply(intake::Begin{});
        theatre.apply(intake::Next{}); // alone
        pages.push_back(lines_of(theatre));
        while (theatre.session.screen == intake::Screen::Notice) {
            theatre.apply(intake::Next{});
        }
        pages.push_back(lines_of(theatre));
        theatre.apply(intake::Exit{});
        pages.push_back(lines_of(theatre));
        return pages;
    };
    const auto naskh = walk(kUrdu);
    const auto nastaliq = walk(kNastaliq);
    for (std::size_t page = 0; page < naskh.size(); ++page) {
        CAPTURE(page);
        check_same_but_taller(naskh[page], nastaliq[page]);
    }
}
