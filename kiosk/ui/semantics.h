// What is on the screen, as data: one node per thing a person can read or operate. One tree serves
// the keyboard's order, the tests, and later spoken output and assistive technology.
#pragma once

#include "kiosk/ui/geometry.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace ui {

enum class Role : std::uint8_t { Heading, Text, Button, Choice, Option, Field, Progress, Image };
std::string_view name_of(Role role);

/// `id` is the same in every language. `name` is what a person reads. `value` is what a field or a
/// step counter holds: it may be an answer and lives only until the next frame.
struct Node {
    std::string id;
    Role role = Role::Text;
    std::string name;
    std::string value;
    bool chosen = false;
    bool focused = false;
    bool enabled = true;
    Rect window; ///< in window pixels, after mirroring
};

class Tree {
public:
    /// Wipes and forgets the last frame's nodes.
    void begin();
    /// CHECKs that the id is new in this frame.
    Node& add(Node node);
    const std::vector<Node>& nodes() const { return nodes_; }
    const Node* find(std::string_view id) const;
    ~Tree() { begin(); }
    Tree() = default;
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;

private:
    std::vector<Node> nodes_;
};

} // namespace ui
