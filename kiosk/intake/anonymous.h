// The answers of the anonymous branch. The type can be built only from items that are not
// identifying and has no room for own words or dates: whoever writes an anonymous record has
// nothing else in his hands.
#pragma once

#include "kiosk/intake/answers.h"

namespace intake {

class AnonymousAnswer {
public:
    using Value = std::variant<bool, std::int64_t, Chosen>;

    /// Nothing if the item is identifying, or not enabled. Own words and dates in it are left
    /// behind.
    static std::optional<AnonymousAnswer> from(const Answers& answers, NodeId id);

    ItemIndex item() const { return item_; }
    AnswerState state() const { return state_; }
    const WipedVector<Value>& values() const { return values_; }

private:
    AnonymousAnswer() = default;

    ItemIndex item_ = kNoItem;
    AnswerState state_ = AnswerState::Unanswered;
    WipedVector<Value> values_;
};

} // namespace intake
