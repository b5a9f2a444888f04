// What the person now at the screen has answered: a tree of nodes, one for each item and one more
// for each further instance of a repeating group. Knows no rule (rules.h) and no page (session.h).
#pragma once

#include "crypto/secret.h"
#include "kiosk/intake/form.h"
#include "kiosk/intake/wiped.h"

namespace intake {

using NodeId = std::uint32_t; ///< never given twice in one session
inline constexpr NodeId kRoot = 0;

struct Chosen {
    std::uint32_t option = 0; ///< into Item::options
    friend bool operator==(const Chosen&, const Chosen&) = default;
};
using Value = std::variant<bool, std::int64_t, Chosen, PartialDate, crypto::SecretText>;

enum class AnswerState : std::uint8_t {
    Unanswered,
    Answered,
    Declined, ///< "I would rather not say"
    Unknown,  ///< "I do not know"
};

/// Whose hand is on the screen.
enum class Hand : std::uint8_t { Person, Helper };

struct Node {
    ItemIndex item = kNoItem; ///< kNoItem: the root
    NodeId parent = kRoot;
    AnswerState state = AnswerState::Unanswered;
    Hand entered_by = Hand::Person; ///< of what `state` says
    std::string shown_in; ///< BCP-47: the language it was answered in; empty: not by a person
    bool alive = true;
    bool enabled = true;          ///< its conditions hold, and those of everything above it
    bool asked = false;           ///< it was shown
    WipedVector<Value> values;    ///< non-empty exactly when Answered
    std::vector<NodeId> children; ///< in the order of the form, instances of a group side by side
};

class Answers {
public:
    Answers() = default; ///< of no form: has only the root
    /// One node for each item, with the form's initial values. `form` outlives it.
    explicit Answers(const Questionnaire& form);

    bool has_form() const { return form_ != nullptr; }
    const Questionnaire& form() const { return *form_; }
    /// Null for an id that was never given or whose instance was removed.
    const Node* find(NodeId id) const;
    const Node& node(NodeId id) const; ///< must exist
    const Item& item(NodeId id) const; ///< must not be the root
    /// The nodes of an item, in the order of the form.
    std::span<const NodeId> of_item(ItemIndex item) const { return by_item_[item]; }
    /// How many instances stand side by side with this one, itself included.
    std::size_t instances(NodeId id) const;
    /// True if an option is chosen at `id`.
    bool chosen(NodeId id, std::uint32_t option) const;

    // Each returns whether anything changed. What does not fit the item (another kind, out of
    // range, read-only, no such node) changes nothing: a tap can arrive late.
    bool choose(NodeId id, std::uint32_t option); ///< single: replaces; several: adds or takes away
    bool set_boolean(NodeId id, bool value);
    /// `index` == number of values: one more, where the item repeats.
    bool set_integer(NodeId id, std::size_t index, std::int64_t value);
    bool set_date(NodeId id, std::size_t index, const PartialDate& value); ///< empty: takes it away
    /// Own words. Empty or blank takes the value away; `index` counts for a repeating string only.
    bool set_text(NodeId id, std::size_t index, crypto::SecretText value);
    bool remove_value(NodeId id, std::size_t index);
    bool clear(NodeId id, AnswerState without_answer); ///< any state but Answered
    /// One more instance of the repeating group that `id` is an instance of, after the last.
    std::optional<NodeId> add_instance(NodeId id);
    /// The only instance is emptied, any other is removed with what stands in it.
    bool remove_instance(NodeId id);

    /// Takes everything away, also from what is read-only, as if it had never been asked.
    void drop(NodeId id);
    void set_entered(NodeId id, Hand by, std::string_view shown_in);
    /// The private part is over: its answers stay, and which of them are asked no longer changes.
    /// Whoever stands beside her can neither see them nor make them go away.
    void close_private() { private_closed_ = true; }
    bool private_closed() const { return private_closed_; }
    void set_enabled(NodeId id, bool enabled);
    void set_asked(NodeId id);

private:
    Node* open_node(NodeId id);
    Node* question(NodeId id, ItemKind kind);
    bool put(Node& node, std::size_t index, Value value);
    bool put_words(Node& node, crypto::SecretText value);
    NodeId grow(ItemIndex item, NodeId parent);
    NodeId grow_beside(NodeId instance);
    void give_initial(Node& node, const Item& item);
    void remove_below(NodeId id);
    void index_nodes();
    void index_below(NodeId id);

    const Questionnaire* form_ = nullptr;
    bool private_closed_ = false;
    WipedVector<Node> nodes_ = WipedVector<Node>(1);
    std::vector<std::vector<NodeId>> by_item_;
};

/// True if `text` may be an answer's own words: UTF-8 and at most item.max_bytes. The editor asks
/// first.
bool text_fits(const Item& item, std::string_view text);
/// True if `date` is one and lies within the item's first and last day, as far as its parts are
/// known.
bool date_fits(const Item& item, const PartialDate& date);

} // namespace intake
