#include "kiosk/intake/anonymous.h"

namespace intake {

namespace {

std::optional<AnonymousAnswer::Value> without_words(const Value& value) {
    return std::visit(
        [](const auto& held) -> std::optional<AnonymousAnswer::Value> {
            using T = std::remove_cvref_t<decltype(held)>;
            if constexpr (std::is_same_v<T, PartialDate> || std::is_same_v<T, crypto::SecretText>) {
                return std::nullopt;
            } else {
                return held;
            }
        },
        value);
}

} // namespace

std::optional<AnonymousAnswer> AnonymousAnswer::from(const Answers& answers, NodeId id) {
    const Node& node = answers.node(id);
    if (!node.enabled || answers.item(id).identifying)
        return std::nullopt;
    AnonymousAnswer answer;
    answer.item_ = node.item;
    answer.state_ = node.state;
    for (const intake::Value& value : node.values) {
        if (auto kept = without_words(value))
            answer.values_.push_back(*kept);
    }
    bool left_behind = answer.values_.empty() && node.state == AnswerState::Answered;
    if (left_behind)
        answer.state_ = AnswerState::Unanswered;
    return answer;
}

} // namespace intake
