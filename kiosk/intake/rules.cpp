#include "kiosk/intake/rules.h"

#include "crypto/check.h"

#include <algorithm>
#include <array>

namespace intake {

namespace {

constexpr std::array<std::string_view, 4> kDecisionCodes{"refer_me", "contact_me_first",
                                                         "anonymous_only", "not_now"};

using Wanted = decltype(Condition::value);

/// How one answer stands to the value of a condition; unordered where the two cannot be compared.
struct Against {
    const Item& question;
    const Wanted& wanted;

    template <class T>
    std::partial_ordering operator()(const T& answer) const {
        const T* value = std::get_if<T>(&wanted);
        if (!value)
            return std::partial_ordering::unordered;
        if constexpr (std::is_same_v<T, PartialDate>) {
            return compare(answer, *value);
        } else {
            return answer <=> *value;
        }
    }
    std::partial_ordering operator()(const Coding& answer) const {
        const auto* value = std::get_if<Coding>(&wanted);
        // A condition without a system means the code alone.
        bool same = value && answer.code == value->code &&
                    (value->system.empty() || value->system == answer.system);
        return same ? std::partial_ordering::equivalent : std::partial_ordering::unordered;
    }
    std::partial_ordering operator()(const Chosen& answer) const {
        return std::visit(*this, question.options[answer.option].value);
    }
    std::partial_ordering operator()(const crypto::SecretText& answer) const {
        const auto* value = std::get_if<std::string>(&wanted);
        if (!value)
            return std::partial_ordering::unordered;
        return answer.view() <=> std::string_view(*value);
    }
};

bool satisfies(std::partial_ordering order, Operator op) {
    switch (op) {
    case Operator::Equal:
        return order == 0;
    case Operator::Greater:
        return order > 0;
    case Operator::Less:
        return order < 0;
    case Operator::GreaterOrEqual:
        return order >= 0;
    case Operator::LessOrEqual:
        return order <= 0;
    case Operator::Exists:
    case Operator::NotEqual:
        break;
    }
    CHECK(false);
    return false;
}

/// The child of `from` on the way down to an instance of `target`; of several instances the nearest
/// one: the last when the question stands before the asking item, else the first (FHIR R4,
/// enableWhen.question: first the "preceding" axis, then the "following").
NodeId step_down(const Answers& answers, NodeId from, ItemIndex target, bool last) {
    NodeId found = kRoot;
    for (NodeId child : answers.node(from).children) {
        ItemIndex item = answers.node(child).item;
        if (item > target || answers.form().items[item].end <= target)
            continue;
        found = child;
        if (!last)
            break;
    }
    CHECK(found != kRoot);
    return found;
}

/// The occurrence of the question nearest to the node that asks about it.
NodeId nearest(const Answers& answers, NodeId asking, ItemIndex question) {
    auto occurrences = answers.of_item(question);
    if (occurrences.size() == 1)
        return occurrences.front();
    const bool last = question < answers.node(asking).item;
    NodeId at = answers.node(asking).parent;
    auto above = [&](NodeId id) {
        if (id == kRoot)
            return true;
        ItemIndex item = answers.node(id).item;
        return item <= question && question < answers.form().items[item].end;
    };
    while (!above(at))
        at = answers.node(at).parent;
    while (at == kRoot || answers.node(at).item != question) {
        at = step_down(answers, at, question, last);
    }
    return at;
}

bool holds(const Answers& answers, NodeId asking, const Condition& condition) {
    const Node& node = answers.node(nearest(answers, asking, condition.question));
    const bool counts = node.enabled && node.state == AnswerState::Answered;
    if (condition.op == Operator::Exists)
        return counts == std::get<bool>(condition.value);
    const Against against{answers.form().items[condition.question], condition.value};
    auto any = [&](Operator op) {
        return counts && std::ranges::any_of(node.values, [&](const Value& value) {
                   return satisfies(std::visit(against, value), op);
               });
    };
    return condition.op == Operator::NotEqual ? !any(Operator::Equal) : any(condition.op);
}

bool should_be_enabled(const Answers& answers, NodeId id) {
    const Item& item = answers.item(id);
    if (item.identifying && is_anonymous(answers))
        return false;
    if (item.is_private && answers.private_closed())
        return answers.node(id).enabled;
    if (!answers.node(answers.node(id).parent).enabled)
        return false;
    auto holds_here = [&](const Condition& condition) { return holds(answers, id, condition); };
    if (item.conditions.empty())
        return true;
    return item.any_condition ? std::ranges::any_of(item.conditions, holds_here)
                              : std::ranges::all_of(item.conditions, holds_here);
}

/// True if it changed for any instance.
bool evaluate(Answers& answers, ItemIndex item) {
    bool changed = false;
    for (NodeId id : answers.of_item(item)) {
        bool enabled = should_be_enabled(answers, id);
        changed |= enabled != answers.node(id).enabled;
        answers.set_enabled(id, enabled);
    }
    return changed;
}

/// Items still to be evaluated, by their place in the order: each is reached after all it depends
/// on, so one pass forward settles everything, however long the chain.
class Pending {
public:
    explicit Pending(const Questionnaire& form) : form_(form), marked_(form.items.size()) {}

    void mark_dependants(ItemIndex item) {
        for (ItemIndex dependant : form_.dependants[item])
            mark(dependant);
    }
    std::optional<ItemIndex> take() {
        for (; next_ <= last_ && next_ < marked_.size(); ++next_) {
            if (marked_[next_])
                return form_.order[next_++];
        }
        return std::nullopt;
    }

private:
    void mark(ItemIndex item) {
        std::size_t place = form_.rank[item];
        if (!any_)
            next_ = place;
        next_ = std::min(next_, place);
        last_ = std::max(last_, place);
        any_ = true;
        marked_[place] = true;
    }

    const Questionnaire& form_;
    std::vector<bool> marked_;
    std::size_t next_ = 0;
    std::size_t last_ = 0;
    bool any_ = false;
};

} // namespace

std::string_view code_of(Decision decision) {
    return kDecisionCodes[static_cast<std::size_t>(decision)];
}

std::optional<Decision> decision_of(const Answers& answers) {
    const auto item = answers.has_form() ? answers.form().decision : std::nullopt;
    if (!item)
        return std::nullopt;
    const Node& node = answers.node(answers.of_item(*item).front());
    if (!node.enabled || node.state != AnswerState::Answered)
        return std::nullopt;
    const auto& chosen =
        answers.form().items[*item].options[std::get<Chosen>(node.values[0]).option];
    auto found = std::ranges::find(kDecisionCodes, chosen.code);
    CHECK(found != kDecisionCodes.end());
    return static_cast<Decision>(found - kDecisionCodes.begin());
}

bool is_anonymous(const Answers& answers) {
    return decision_of(answers) == Decision::AnonymousOnly;
}

namespace {

/// The code chosen at a single choice that stands once in the form; empty: none, or no such item.
std::string_view code_at(const Answers& answers, std::string_view link_id) {
    const auto item = answers.has_form() ? answers.form().find(link_id) : std::nullopt;
    if (!item || answers.form().items[*item].repeats || answers.of_item(*item).size() != 1)
        return {};
    const Node& node = answers.node(answers.of_item(*item).front());
    if (!node.enabled || node.state != AnswerState::Answered)
        return {};
    const auto* chosen = std::get_if<Chosen>(&node.values.front());
    return chosen ? std::string_view(answers.form().items[*item].options[chosen->option].code)
                  : std::string_view();
}

} // namespace

bool is_helped(const Answers& answers) {
    const auto filler = code_at(answers, "filler");
    return !filler.empty() && filler != "self";
}

bool answers_alone(const Answers& answers) {
    return code_at(answers, "private_part") == "alone";
}

void evaluate_all(Answers& answers) {
    for (ItemIndex item : answers.form().order)
        evaluate(answers, item);
}

void evaluate_dependants(Answers& answers, NodeId changed) {
    Pending pending(answers.form());
    pending.mark_dependants(answers.node(changed).item);
    while (auto item = pending.take()) {
        if (evaluate(answers, *item))
            pending.mark_dependants(*item);
    }
}

} // namespace intake
