// The tree of what shows: it may say what she typed, and so lies in locked memory.
#include "kiosk/ui/semantics.h"

#include "tests/locked_memory.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <string>

using ui::Tree;

TEST_CASE("a tree's nodes and their texts lie in locked memory") {
    Tree tree;
    {
        const std::string name = "what she is asked";
        const std::string value = "what she typed";
        tree.add({.id = "field", .name = name, .value = value, .window = {}});
    }
    const ui::Node& node = tree.nodes().front();
    CHECK(node.name == "what she is asked");
    CHECK(node.value == "what she typed");
    CHECK(locked_memory::holds(&node));
    CHECK(locked_memory::holds(node.id.data()));
    CHECK(locked_memory::holds(node.name.data()));
    CHECK(locked_memory::holds(node.value.data()));
}

TEST_CASE("a tree keeps every text of a page, however many and long they are") {
    Tree tree;
    for (std::size_t frame = 0; frame < 3; ++frame) {
        tree.begin();
        for (std::size_t i = 0; i < 600; ++i) {
            const std::size_t length = i % 100 == 0 ? 50'000 : i;
            const std::string text(length, static_cast<char>('a' + i % 26));
            tree.add({.id = std::to_string(i), .name = text, .value = text, .window = {}});
        }
        for (std::size_t i = 0; i < 600; ++i) {
            const ui::Node* const node = tree.find(std::to_string(i));
            REQUIRE(node != nullptr);
            const std::size_t length = i % 100 == 0 ? 50'000 : i;
            const auto letter = static_cast<char>('a' + i % 26);
            CHECK(std::ranges::count(node->value, letter) == static_cast<std::ptrdiff_t>(length));
            CHECK(node->name == node->value);
        }
    }
}

TEST_CASE("a new frame wipes the texts and the nodes of the last one") {
    Tree tree;
    tree.add({.id = "field", .name = {}, .value = "what she typed", .chosen = true, .window = {}});
    const ui::Node& node = tree.nodes().front();
    const char* const text = node.value.data();
    const auto* const bytes = reinterpret_cast<const std::byte*>(&node);
    tree.begin();
    CHECK(tree.nodes().empty());
    CHECK(std::count(text, text + 14, '\0') == 14);
    CHECK(std::count(bytes, bytes + sizeof node, std::byte{0}) == sizeof node);
}
