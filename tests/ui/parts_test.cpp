// Pages that are too long for one look: what stands together, and what keeps its place.
#include "tests/ui/stage_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>

namespace {

constexpr ui::Size kLandscape{1920, 1080};

void go_to(Theatre& theatre, std::string_view link_id) {
    const intake::Answers& answers = theatre.session.answers;
    theatre.apply(intake::Begin{});
    for (int i = 0; i < 200; ++i) {
        if (theatre.session.screen == intake::Screen::Question) {
            const auto node = intake::nodes_of_page(answers, theatre.session.page).front();
            if (answers.item(node).link_id == link_id) {
                return;
            }
            if (answers.item(node).link_id == "decision") {
                theatre.apply(intake::Choose{node, 0});
            }
        }
        theatre.apply(intake::Next{});
    }
    FAIL("no such page");
}

std::size_t tiles_of(const ui::Tree& tree, std::string_view question) {
    const auto is_tile = [&](const ui::Node& node) {
        return node.role == ui::Role::Option && node.id.starts_with(question);
    };
    return static_cast<std::size_t>(std::ranges::count_if(tree.nodes(), is_tile));
}

// The longest page there is: two ways to reach her.
void go_to_two_contacts(Theatre& theatre) {
    go_to(theatre, "contact");
    theatre.apply(intake::AddInstance{
        intake::nodes_of_page(theatre.session.answers, theatre.session.page).front()});
    theatre.settle();
}

} // namespace

TEST_CASE("every part of a long page says which one it is, and its buttons keep their places") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kLandscape);
    go_to_two_contacts(theatre);
    std::set<float> more_at;
    std::set<float> less_at;
    int part = 1;
    for (;; ++part) {
        CHECK(theatre.node("nav.part").name.starts_with("\u2068" + std::to_string(part)));
        if (const ui::Node* less = theatre.stage.tree().find("nav.less")) {
            less_at.insert(less->window.x);
        }
        const ui::Node* more = theatre.stage.tree().find("nav.more");
        if (more == nullptr) {
            break;
        }
        more_at.insert(more->window.x);
        theatre.press("nav.more");
        theatre.settle();
    }
    CHECK(part > 2);
    CHECK(more_at.size() == 1);
    CHECK(less_at.size() == 1);
}

TEST_CASE("a page's first part has an answer, and no later question's tiles are parted") {
    const auto assets = load_shared_assets();
    Theatre theatre(*assets, kLandscape);
    go_to_two_contacts(theatre);
    CHECK(tiles_of(theatre.stage.tree(), "") > 0);
    const std::string second = "contact_channel#2.";
    std::size_t most = 0;
    while (theatre.stage.tree().find("nav.more") != nullptr) {
        theatre.press("nav.more");
        theatre.settle();
        most = std::max(most, tiles_of(theatre.stage.tree(), second));
    }
    CHECK(most == 7);
}

TEST_CASE("what to do with the code stands where the code is") {
    const auto assets = load_shared_assets();
    for (const char* language : {"fi", "en", "ar"}) {
        Theatre theatre(*assets, kLandscape);
        theatre.restart({language});
        go_to(theatre, "contact");
        for (int i = 0; i < 100 && theatre.session.screen != intake::Screen::Review; ++i) {
            theatre.apply(intake::Next{});
        }
        theatre.apply(intake::Keep{});
        theatre.apply(intake::KeepSucceeded{
            {{'1', '2', '3', '4', '5', '6', '7', '8', '9', '0', '1', '2'}}, false});
        theatre.settle();
        CAPTURE(language);
        CHECK(theatre.stage.tree().find("code") != nullptr);
        for (const char* advice : {"kept.code_use", "kept.code_safe", "kept.code_secret"}) {
            CHECK(theatre.stage.tree().find(advice) != nullptr);
        }
    }
}
