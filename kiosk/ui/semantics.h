// What is on the screen, as data: one node per thing a person can read or operate. One tree serves
// the keyboard's order, the tests, and later spoken output and assistive technology.
#pragma once

#include "crypto/secret.h"
#include "crypto/secret_pool.h"
#include "kiosk/ui/geometry.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace ui {

enum class Role : std::uint8_t { Heading, Text, Button, Choice, Option, Field, Progress, Image };
std::string_view name_of(Role role);

/// `id` is the same in every language. `name` is what a person reads. `value` is what a field or a
/// step counter holds. Each may be an answer or tell one.
struct Node {
    std::string_view id;
    Role role = Role::Text;
    std::string_view name;
    std::string_view value;
    bool chosen = false;
    bool focused = false;
    bool enabled = true;
    Rect window; ///< in window pixels, after mirroring
};

/// Texts that are all forgotten at once, in a few blocks of locked memory: a block for each would
/// cost whole pages, hundreds of times in a frame.
class SecretTexts {
public:
    /// A copy of `text`, valid until clear().
    std::string_view keep(std::string_view text);
    /// Wipes all of them; the blocks stay for the next ones.
    void clear();

private:
    struct Block {
        crypto::SecretBytes bytes;
        std::size_t used = 0;
    };
    std::vector<Block> blocks_;
    std::size_t current_ = 0;
};

class Tree {
public:
    /// Wipes and forgets the last frame's nodes.
    void begin();
    /// Copies the node and its texts into locked memory, where they live until the next begin().
    /// CHECKs that the id is new in this frame.
    void add(const Node& node);
    const crypto::SecretVector<Node>& nodes() const { return nodes_; }
    const Node* find(std::string_view id) const;
    ~Tree() { begin(); }
    Tree() = default;
    Tree(const Tree&) = delete;
    Tree& operator=(const Tree&) = delete;

private:
    crypto::SecretVector<Node> nodes_;
    SecretTexts texts_;
};

} // namespace ui
