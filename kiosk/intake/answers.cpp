#include "kiosk/intake/answers.h"

#include "crypto/check.h"
#include "kiosk/intake/json_writer.h"

#include <algorithm>
#include <limits>

namespace intake {

namespace {

constexpr std::int64_t kSmallestInteger =
    std::numeric_limits<std::int32_t>::min(); // FHIR R4 integer
constexpr std::int64_t kLargestInteger = std::numeric_limits<std::int32_t>::max();

bool is_text(const Value& value) {
    return std::holds_alternative<crypto::SecretText>(value);
}

bool is_exclusive(const Item& item, const Value& value) {
    const auto* chosen = std::get_if<Chosen>(&value);
    return chosen && item.options[chosen->option].exclusive;
}

bool is_blank(std::string_view text) {
    return text.find_first_not_of(" \t\r\n") == std::string_view::npos;
}

/// A value may replace the one at `index`, or stand after the last.
bool has_room(const Item& item, const Node& node, std::size_t index) {
    return index <= node.values.size() && index < item.max_values;
}

/// Frees, and with that zeroes, what was there.
void empty(Node& node) {
    WipedVector<Value>().swap(node.values);
}

void settle(Node& node) {
    node.state = node.values.empty() ? AnswerState::Unanswered : AnswerState::Answered;
}

} // namespace

bool text_fits(const Item& item, std::string_view text) {
    // FHIR R4 string: no control characters but tab, line feed and carriage return.
    auto forbidden = [](char c) {
        return static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r';
    };
    if (std::ranges::any_of(text, forbidden))
        return false;
    auto size = json_size(text);
    return size && *size <= item.max_bytes;
}

bool date_fits(const Item& item, const PartialDate& date) {
    // Parts still unknown leave the comparison open: then the date stands.
    const bool early = item.min_date && compare(date, *item.min_date) < 0;
    const bool late = item.max_date && compare(date, *item.max_date) > 0;
    return is_valid(date) && !early && !late;
}

bool Answers::chosen(NodeId id, std::uint32_t option) const {
    return std::ranges::find(node(id).values, Value(Chosen{option})) != node(id).values.end();
}

Node* Answers::open_node(NodeId id) {
    if (id == kRoot || !find(id) || item(id).read_only)
        return nullptr;
    return &nodes_[id];
}

Node* Answers::question(NodeId id, ItemKind kind) {
    Node* node = open_node(id);
    return node && item(id).kind == kind ? node : nullptr;
}

bool Answers::choose(NodeId id, std::uint32_t option) {
    Node* node = open_node(id);
    if (!node)
        return false;
    const Item& asked = item(id);
    if (option >= asked.options.size())
        return false;
    Value value = Chosen{option};
    auto& values = node->values;
    if (!asked.repeats) {
        if (chosen(id, option))
            return false;
        empty(*node);
    } else if (std::erase(values, value) > 0) {
        settle(*node);
        return true;
    } else if (asked.options[option].exclusive) {
        empty(*node);
    } else {
        std::erase_if(values, [&](const Value& v) { return is_exclusive(asked, v); });
    }
    return put(*node, values.size(), std::move(value));
}

bool Answers::set_boolean(NodeId id, bool value) {
    Node* node = question(id, ItemKind::Boolean);
    return node && put(*node, 0, value);
}

bool Answers::set_integer(NodeId id, std::size_t index, std::int64_t value) {
    Node* node = question(id, ItemKind::Integer);
    if (!node)
        return false;
    const Item& asked = item(id);
    if (value < asked.min_value.value_or(kSmallestInteger))
        return false;
    if (value > asked.max_value.value_or(kLargestInteger))
        return false;
    return put(*node, index, value);
}

bool Answers::set_date(NodeId id, std::size_t index, const PartialDate& value) {
    Node* node = question(id, ItemKind::Date);
    if (!node || !is_valid(value))
        return false;
    if (value.empty())
        return remove_value(id, index);
    return date_fits(item(id), value) && put(*node, index, value);
}

bool Answers::set_text(NodeId id, std::size_t index, crypto::SecretText value) {
    Node* node = open_node(id);
    if (!node || !text_fits(item(id), value.view()))
        return false;
    const Item& asked = item(id);
    bool open_choice = asked.kind == ItemKind::OpenChoice;
    if (!open_choice && asked.kind != ItemKind::String && asked.kind != ItemKind::Text)
        return false;
    if (open_choice)
        return put_words(*node, std::move(value));
    return is_blank(value.view()) ? remove_value(id, index) : put(*node, index, std::move(value));
}

/// Own words stand beside the options of an open choice as one more of them.
bool Answers::put_words(Node& node, crypto::SecretText value) {
    const Item& asked = form_->items[node.item];
    auto& values = node.values;
    if (is_blank(value.view())) {
        bool had_words = std::erase_if(values, is_text) > 0;
        if (had_words)
            settle(node);
        return had_words;
    }
    if (!asked.repeats)
        empty(node);
    std::erase_if(values, [&](const Value& v) { return is_exclusive(asked, v); });
    auto words = std::ranges::find_if(values, is_text);
    return put(node, static_cast<std::size_t>(words - values.begin()), std::move(value));
}

bool Answers::put(Node& node, std::size_t index, Value value) {
    auto& values = node.values;
    if (!has_room(form_->items[node.item], node, index)) {
        settle(node);
        return false;
    }
    if (index == values.size()) {
        values.push_back(std::move(value));
    } else {
        values[index] = std::move(value);
    }
    settle(node);
    return true;
}

bool Answers::remove_value(NodeId id, std::size_t index) {
    Node* node = open_node(id);
    if (!node || index >= node->values.size())
        return false;
    node->values.erase(node->values.begin() + static_cast<std::ptrdiff_t>(index));
    settle(*node);
    return true;
}

bool Answers::clear(NodeId id, AnswerState without_answer) {
    CHECK(without_answer != AnswerState::Answered);
    Node* node = open_node(id);
    if (!node || !is_question(item(id).kind) || node->state == without_answer)
        return false;
    empty(*node);
    node->state = without_answer;
    return true;
}

void Answers::drop(NodeId id) {
    Node& node = nodes_[id];
    empty(node);
    node.state = AnswerState::Unanswered;
    node.asked = false;
    node.entered_by = Hand::Person;
    node.shown_in.clear();
}

} // namespace intake
