// The tree behind the answers: which nodes there are. What is in them: answers.cpp.
#include "crypto/check.h"
#include "kiosk/intake/answers.h"

#include <algorithm>

namespace intake {

namespace {

Value value_of(const InitialValue& initial) {
    return std::visit(
        [](const auto& value) -> Value {
            if constexpr (std::is_same_v<decltype(value), const std::string&>) {
                return crypto::SecretText(value);
            } else {
                return value;
            }
        },
        initial);
}

} // namespace

Answers::Answers(const Questionnaire& form) : form_(&form) {
    nodes_.reserve(form.items.size() + 1);
    for (ItemIndex page : form.pages)
        grow(page, kRoot);
    index_nodes();
}

const Node* Answers::find(NodeId id) const {
    if (id >= nodes_.size() || !nodes_[id].alive)
        return nullptr;
    return &nodes_[id];
}

const Node& Answers::node(NodeId id) const {
    const Node* found = find(id);
    CHECK(found);
    return *found;
}

const Item& Answers::item(NodeId id) const {
    CHECK(id != kRoot);
    return form_->items[node(id).item];
}

NodeId Answers::grow(ItemIndex item, NodeId parent) {
    auto id = static_cast<NodeId>(nodes_.size());
    Node& node = nodes_.emplace_back();
    node.item = item;
    node.parent = parent;
    give_initial(node, form_->items[item]);
    nodes_[parent].children.push_back(id);
    const Item& grown = form_->items[item];
    // At most kMaxFormDepth deep: the loader saw to it.
    for (ItemIndex child = item + 1; child < grown.end; child = form_->items[child].end) {
        grow(child, id);
    }
    return id;
}

void Answers::give_initial(Node& node, const Item& item) {
    for (const InitialValue& initial : item.initial)
        node.values.push_back(value_of(initial));
    for (std::uint32_t option = 0; option < item.options.size(); ++option) {
        if (item.options[option].initial)
            node.values.push_back(Chosen{option});
    }
    if (!node.values.empty())
        node.state = AnswerState::Answered;
}

std::size_t Answers::instances(NodeId id) const {
    const Node& group = node(id);
    auto same = [&](NodeId sibling) { return nodes_[sibling].item == group.item; };
    return static_cast<std::size_t>(std::ranges::count_if(nodes_[group.parent].children, same));
}

/// A new instance after the last one of the group that `instance` is one of.
NodeId Answers::grow_beside(NodeId instance) {
    const ItemIndex group = nodes_[instance].item;
    const NodeId parent = nodes_[instance].parent;
    const NodeId grown = grow(group, parent);
    auto& siblings = nodes_[parent].children;
    siblings.pop_back();
    auto same = [&](NodeId sibling) { return nodes_[sibling].item == group; };
    siblings.insert(std::find_if(siblings.rbegin(), siblings.rend(), same).base(), grown);
    return grown;
}

std::optional<NodeId> Answers::add_instance(NodeId id) {
    Node* group = question(id, ItemKind::Group);
    if (!group || !item(id).repeats || instances(id) >= item(id).max_values)
        return std::nullopt;
    NodeId added = grow_beside(id);
    index_nodes();
    return added;
}

bool Answers::remove_instance(NodeId id) {
    Node* group = question(id, ItemKind::Group);
    if (!group || !item(id).repeats)
        return false;
    if (instances(id) == 1)
        grow_beside(id);
    std::erase(nodes_[nodes_[id].parent].children, id);
    remove_below(id);
    index_nodes();
    return true;
}

void Answers::remove_below(NodeId id) {
    for (NodeId child : nodes_[id].children)
        remove_below(child);
    drop(id);
    nodes_[id].children.clear();
    nodes_[id].alive = false;
}

void Answers::index_nodes() {
    by_item_.assign(form_->items.size(), {});
    index_below(kRoot);
}

void Answers::index_below(NodeId id) {
    for (NodeId child : nodes_[id].children) {
        by_item_[nodes_[child].item].push_back(child);
        index_below(child);
    }
}

void Answers::set_enabled(NodeId id, bool enabled) {
    nodes_[id].enabled = enabled;
}

void Answers::set_asked(NodeId id) {
    nodes_[id].asked = true;
}

void Answers::set_entered(NodeId id, Hand by, std::string_view shown_in) {
    nodes_[id].entered_by = by;
    nodes_[id].shown_in = shown_in;
}

} // namespace intake
