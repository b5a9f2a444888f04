#include "tests/ui/stage_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <set>

namespace {

constexpr ui::Size kLandscape{1920, 1080};
constexpr ui::Size kPortrait{1080, 1920};
constexpr ui::Size kSmall{1280, 800};

bool inside(const ui::Rect& rect, ui::Size window) {
    constexpr float kRounding = 1;
    return rect.x >= -kRounding && rect.y >= -kRounding && rect.end() <= window.w + kRounding &&
           rect.bottom() <= window.h + kRounding;
}

// A list that is searched repeats itself from part to part; search_test.cpp turns over all of them.
bool is_searched(const ui::Tree& tree) {
    return std::ranges::any_of(tree.nodes(), [](const ui::Node& node) {
        return node.role == ui::Role::Field && node.id.ends_with(".search");
    });
}

// What must hold for whatever page shows, in every part of it.
void check_page(Theatre& theatre, ui::Size window) {
    bool searched = false;
    for (int parts = 0; parts < 20; ++parts) {
        const ui::Shown shown = theatre.settle();
        searched = searched || is_searched(theatre.stage.tree());
        CAPTURE(static_cast<int>(theatre.session.screen), theatre.session.page,
                theatre.session.language.tag, window.w, shown.overflow);
        CHECK(shown.overflow.empty());
        CHECK(shown.missing == 0);
        for (const ui::Node& node : theatre.stage.tree().nodes()) {
            CAPTURE(node.id);
            CHECK(inside(node.window, window));
        }
        if (theatre.stage.tree().find("nav.more") == nullptr || (parts > 2 && searched)) {
            return;
        }
        theatre.press("nav.more");
    }
    FAIL("a page without end");
}

// Buttons and tiles must not lie on one another.
void check_apart(const ui::Tree& tree) {
    const auto& nodes = tree.nodes();
    const auto pressable = [](const ui::Node& node) {
        return node.role == ui::Role::Button || node.role == ui::Role::Option ||
               node.role == ui::Role::Field;
    };
    for (const ui::Node& a : nodes) {
        for (const ui::Node& b : nodes) {
            const bool over = a.window.x < b.window.end() && b.window.x < a.window.end() &&
                              a.window.y < b.window.bottom() && b.window.y < a.window.bottom();
            if (&a != &b && pressable(a) && pressable(b) && over) {
                FAIL_CHECK(a.id << " lies over " << b.id);
            }
        }
    }
}

void choose(Theatre& theatre, std::string_view link_id, std::string_view code) {
    const intake::Answers& answers = theatre.session.answers;
    const auto item = answers.form().find(link_id);
    REQUIRE(item);
    const auto& options = answers.form().items[*item].options;
    const auto found = std::ranges::find(options, code, &intake::Option::code);
    REQUIRE(found != options.end());
    theatre.apply(intake::Choose{answers.of_item(*item).front(),
                                 static_cast<std::uint32_t>(found - options.begin())});
}

struct Choice {
    std::string_view link_id;
    std::string_view code;
};
// The ways through the form that between them show every page of it.
const std::vector<std::vector<Choice>> kWays{
    {{"decision", "refer_me"}, {"danger", "now"}},
    {{"decision", "refer_me"}, {"filler", "with_official"}, {"age", "under18"}},
    {{"decision", "anonymous_only"}, {"filler", "with_ngo"}},
};

void answer_page(Theatre& theatre, const std::vector<Choice>& way) {
    const intake::Answers& answers = theatre.session.answers;
    const std::string& page =
        answers.form().items[answers.form().pages[theatre.session.page]].link_id;
    for (const Choice& choice : way) {
        if (choice.link_id == page) {
            choose(theatre, choice.link_id, choice.code);
        }
    }
}

// Every page of the form, from the start to what comes after keeping.
void walk(Theatre& theatre, ui::Size window, const std::vector<Choice>& way) {
    check_page(theatre, window);
    theatre.apply(intake::Begin{});
    for (int i = 0; i < 100 && theatre.session.screen != intake::Screen::Review; ++i) {
        if (theatre.session.screen == intake::Screen::Question) {
            answer_page(theatre, way);
        }
        check_page(theatre, window);
        check_apart(theatre.stage.tree());
        theatre.apply(intake::Next{});
    }
    REQUIRE(theatre.session.screen == intake::Screen::Review);
    check_page(theatre, window);
    while (theatre.stage.tree().find("review.open") == nullptr) {
        theatre.press("nav.less");
        theatre.settle();
    }
    theatre.press("review.open");
    check_page(theatre, window);
    theatre.apply(intake::Keep{});
    check_page(theatre, window);
    theatre.apply(intake::KeepFailed{});
    check_page(theatre, window);
    theatre.apply(intake::TryAgain{});
    theatre.apply(intake::KeepFailed{.certain = false});
    check_page(theatre, window);
    CHECK(theatre.session.maybe_kept);
    theatre.apply(intake::TryAgain{});
    const intake::Code code{'1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '1', '2'};
    theatre.apply(intake::KeepSucceeded{code, false});
    REQUIRE(theatre.session.screen == intake::Screen::Kept);
    theatre.settle();
    CHECK(theatre.stage.tree().find("code") != nullptr); // never behind "more"
    check_page(theatre, window);
    theatre.apply(intake::Exit{});
    check_page(theatre, window);
}

// Of the languages one for each way of writing, where the sanitizers make every frame slow.
std::vector<i18n::LocaleId> languages_to_walk(const SharedAssets& assets) {
#ifdef __SANITIZE_ADDRESS__
    static_cast<void>(assets);
    return {{"fi"}, {"ar"}, {"ti"}, {"th"}, {"zh-Hans"}, {"ne"}, {"ur-Aran"}};
#else
    auto languages = assets.house.languages;
    languages.push_back({"ur-Aran"}); // the same sentences on taller lines
    return languages;
#endif
}

// The longest way in both sizes, the others in the one that leaves least room.
void walk_every_way(ui::Size window) {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, window);
    for (const i18n::LocaleId& language : languages_to_walk(*assets)) {
        for (const auto size : {intake::TextSize::Normal, intake::TextSize::Largest}) {
            for (const auto& way : kWays) {
                if (size == intake::TextSize::Normal && &way != &kWays.front()) {
                    continue;
                }
                theatre.restart(language);
                theatre.apply(intake::SetTextSize{size});
                walk(theatre, window, way);
            }
        }
    }
}

} // namespace

TEST_CASE("every screen fits in every language and size, in landscape") {
    walk_every_way(kLandscape);
}

TEST_CASE("every screen fits in every language and size, in portrait") {
    walk_every_way(kPortrait);
}

TEST_CASE("every screen fits in every language and size, on a small screen") {
    walk_every_way(kSmall);
}

TEST_CASE("the exit stands in the same place on every page, mirrored with the language") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kLandscape);
    theatre.settle();
    const ui::Rect exit = theatre.node("exit").window;
    theatre.apply(intake::Begin{});
    while (theatre.session.screen != intake::Screen::Review) {
        theatre.settle();
        CHECK(theatre.node("exit").window == exit);
        if (theatre.session.screen == intake::Screen::Question && theatre.session.page == 0) {
            choose(theatre, "decision", "refer_me");
        }
        theatre.apply(intake::Next{});
    }
    theatre.apply(intake::SetLanguage{{"ar"}});
    theatre.settle();
    CHECK(theatre.node("exit").window == ui::mirrored(exit, kLandscape.w));
}

TEST_CASE("the same ids in every language, start mirrored to the other side") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kLandscape);
    const auto ids = [&](const char* language) {
        theatre.restart({language});
        theatre.apply(intake::Begin{});
        while (theatre.session.screen != intake::Screen::Question) {
            theatre.apply(intake::Next{});
        }
        theatre.settle();
        std::set<std::string> all;
        for (const ui::Node& node : theatre.stage.tree().nodes()) {
            all.emplace(node.id);
        }
        return all;
    };
    const auto english = ids("en");
    const float icon_side = theatre.node("decision.refer_me").window.x;
    CHECK(english.contains("decision.refer_me"));
    CHECK(english.contains("nav.next"));
    CHECK(english.contains("nav.back"));
    CHECK(english.contains("language"));
    CHECK_FALSE(english.contains("nav.skip"));
    CHECK(ids("ar") == english);
    CHECK(theatre.node("nav.next").window.x < kLandscape.w / 2);
    CHECK(ids("fi") == english);
    CHECK(theatre.node("nav.next").window.x > kLandscape.w / 2);
    CHECK(theatre.node("decision.refer_me").window.x == icon_side);
}

TEST_CASE("a person refers herself by pressing what she sees") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kLandscape);
    theatre.press("language");
    theatre.press("language.fi");
    CHECK(theatre.session.language.tag == "fi");
    theatre.press("start.begin");
    CHECK(theatre.session.screen == intake::Screen::Surroundings);
    theatre.press("surroundings.alone");
    while (theatre.session.screen == intake::Screen::Notice) {
        theatre.press("nav.next");
    }
    CHECK_FALSE(theatre.node("nav.next").enabled);
    theatre.press("decision.refer_me");
    CHECK(theatre.node("decision.refer_me").chosen);
    theatre.press("nav.next");
    theatre.press("nav.back");
    CHECK(theatre.node("decision.refer_me").chosen);
    theatre.press("exit");
    CHECK(theatre.session.screen == intake::Screen::Everyday);
    CHECK_FALSE(intake::decision_of(theatre.session.answers));
}

TEST_CASE("Escape leaves from everywhere") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kLandscape);
    theatre.apply(intake::Begin{});
    theatre.press("palette");
    theatre.settle();
    theatre.frame({.keys = {{ui::Key::Escape}}, .typed = {}});
    CHECK(theatre.session.screen == intake::Screen::Everyday);
    CHECK(theatre.settle().overflow.empty());
    CHECK(theatre.stage.tree().find("palette.dark") == nullptr);
}

TEST_CASE("a settled page asks for no more frames") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kLandscape);
    CHECK(theatre.frame().moving); // fades in
    CHECK(theatre.frame({}, 0.13).due > 0);
    const ui::Shown shown = theatre.frame({}, 1.0);
    CHECK_FALSE(shown.moving);
    CHECK(shown.due == 0);
}

TEST_CASE("the review shows what was answered and folds away what was passed over") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kLandscape);
    theatre.apply(intake::Begin{});
    while (theatre.session.screen != intake::Screen::Review) {
        if (theatre.session.screen == intake::Screen::Question) {
            answer_page(theatre, {{"decision", "refer_me"}, {"danger", "no"}});
        }
        theatre.apply(intake::Next{});
    }
    theatre.settle();
    CHECK(theatre.stage.tree().find("review.decision") != nullptr);
    CHECK(theatre.stage.tree().find("review.danger") != nullptr);
    CHECK(theatre.stage.tree().find("review.filler") == nullptr);
    theatre.press("review.open");
    theatre.settle();
    CHECK(theatre.stage.tree().find("review.filler") != nullptr);
}

TEST_CASE("where a page warns, it says whom to call, and calls nobody itself") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kLandscape);
    theatre.apply(intake::Begin{});
    while (theatre.session.screen != intake::Screen::Question) {
        theatre.apply(intake::Next{});
    }
    const auto warns = [&] {
        const intake::Answers& answers = theatre.session.answers;
        return answers.item(intake::nodes_of_page(answers, theatre.session.page).front()).icon ==
               "warning";
    };
    for (int i = 0; i < 100 && !warns(); ++i) {
        answer_page(theatre, {{"decision", "refer_me"}, {"danger", "now"}});
        theatre.apply(intake::Next{});
    }
    REQUIRE(warns());
    theatre.settle();
    CHECK(theatre.node("call.emergency").value == "112");
    CHECK(theatre.node("call.help").value == "+358 295 463 177");
}
