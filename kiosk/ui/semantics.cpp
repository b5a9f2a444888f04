#include "kiosk/ui/semantics.h"

#include "crypto/check.h"

#include <algorithm>
#include <cstring>

namespace ui {
namespace {

// A node can hold an answer. Its string is ordinary heap: overwritten before it is given back.
void wipe(std::string& text) {
    ::explicit_bzero(text.data(), text.size());
    text.clear();
}

} // namespace

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

void Tree::begin() {
    for (Node& node : nodes_) {
        wipe(node.value);
        wipe(node.name);
    }
    nodes_.clear();
    // Growing would leave copies of short texts behind.
    constexpr std::size_t kMoreThanAnyPage = 512;
    nodes_.reserve(kMoreThanAnyPage);
}

Node& Tree::add(Node node) {
    CHECK(find(node.id) == nullptr);
    nodes_.push_back(std::move(node));
    return nodes_.back();
}

const Node* Tree::find(std::string_view id) const {
    const auto found = std::ranges::find(nodes_, id, &Node::id);
    return found == nodes_.end() ? nullptr : &*found;
}

} // namespace ui
