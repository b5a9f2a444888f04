#include "kiosk/ui/canvas.h"
#include "kiosk/ui/semantics.h"

#include <catch2/catch_test_macros.hpp>
#include <imgui.h>

using ui::Canvas;
using ui::Rect;

TEST_CASE("a right to left page is the same page seen from the other edge") {
    ImDrawList shapes(nullptr);
    ImDrawList letters(nullptr);
    const Canvas left(shapes, letters, 1920, false);
    const Canvas right(shapes, letters, 1920, true);
    const Rect start{48, 10, 100, 50};
    CHECK(left.window(start) == start);
    CHECK(right.window(start) == Rect{1920 - 148, 10, 100, 50});
    CHECK(right.window(right.window(start)) == start);
    CHECK(right.window(ui::Point{48, 10}) == ui::Point{1872, 10});
}

TEST_CASE("a rectangle holds its start and top edges, not the others") {
    const Rect rect{10, 10, 20, 20};
    CHECK(rect.holds({10, 10}));
    CHECK_FALSE(rect.holds({30, 10}));
    CHECK_FALSE(rect.holds({10, 30}));
    CHECK(rect.inset(2).inside(rect));
    CHECK_FALSE(rect.inset(-2).inside(rect));
}

TEST_CASE("the tree forgets a frame when the next begins") {
    ui::Tree tree;
    tree.add({.id = "story", .role = ui::Role::Field, .name = {}, .value = "words", .window = {}});
    REQUIRE(tree.find("story") != nullptr);
    CHECK(tree.find("other") == nullptr);
    tree.begin();
    CHECK(tree.find("story") == nullptr);
    CHECK(tree.nodes().empty());
}
