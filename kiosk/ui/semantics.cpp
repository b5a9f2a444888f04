#include "kiosk/ui/semantics.h"

#include "crypto/check.h"

#include <algorithm>
#include <cstring>
#include <type_traits>
#include <utility>

namespace ui {

std::string_view name_of(Role role) {
    switch (role) {
    case Role::Heading:
        return "heading";
    case Role::Text:
        return "text";
    case Role::Button:
        return "button";
    case Role::Choice:
        return "choice";
    case Role::Option:
        return "option";
    case Role::Field:
        return "field";
    case Role::Progress:
        return "progress";
    case Role::Image:
        return "image";
    }
    CHECK(false);
}

std::string_view SecretTexts::keep(std::string_view text) {
    constexpr std::size_t kMoreThanMostPages = 32 * std::size_t{1024};
    while (current_ < blocks_.size() &&
           blocks_[current_].bytes.size() - blocks_[current_].used < text.size()) {
        ++current_;
    }
    if (current_ == blocks_.size()) {
        blocks_.push_back({crypto::SecretBytes(std::max(kMoreThanMostPages, text.size()))});
    }
    Block& block = blocks_[current_];
    char* const at = reinterpret_cast<char*>(block.bytes.span().data()) + block.used;
    block.used += text.copy(at, text.size());
    return {at, text.size()};
}

void SecretTexts::clear() {
    for (Block& block : blocks_) {
        const auto used = block.bytes.span().first(std::exchange(block.used, 0));
        if (!used.empty()) {
            ::explicit_bzero(used.data(), used.size());
        }
    }
    current_ = 0;
}

void Tree::begin() {
    texts_.clear();
    if (!nodes_.empty()) { // which of them was chosen
        static_assert(std::is_trivially_copyable_v<Node>);
        ::explicit_bzero(nodes_.data(), nodes_.size() * sizeof(Node));
    }
    nodes_.clear();
}

void Tree::add(const Node& node) {
    CHECK(find(node.id) == nullptr);
    Node& kept = nodes_.emplace_back(node);
    kept.id = texts_.keep(node.id);
    kept.name = texts_.keep(node.name);
    kept.value = texts_.keep(node.value);
}

const Node* Tree::find(std::string_view id) const {
    const auto found = std::ranges::find(nodes_, id, &Node::id);
    return found == nodes_.end() ? nullptr : &*found;
}

} // namespace ui
