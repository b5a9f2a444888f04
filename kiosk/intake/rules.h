// Which items are asked: FHIR R4 enableWhen over the answers given so far. Changes no answer.
//
// An item is enabled when its own conditions hold and everything above it is enabled. A question
// that is not enabled counts as unanswered. `=` and the four orderings hold when at least one
// answer satisfies them, `!=` when no answer equals the value (so also without an answer), `exists`
// as it says. While the decision is anonymous, identifying items are not enabled, whatever the form
// says. Once the private part is closed, its items stay as they are.
#pragma once

#include "kiosk/intake/answers.h"

namespace intake {

enum class Decision : std::uint8_t { ReferMe, ContactMeFirst, AnonymousOnly, NotNow };

/// The codes of the options of the item `decision`.
std::string_view code_of(Decision decision);
/// What the person decided; nothing before she did, or where the form has no such item.
std::optional<Decision> decision_of(const Answers& answers);
bool is_anonymous(const Answers& answers);
/// True if somebody is with her: something else than `self` is chosen at the item `filler`.
bool is_helped(const Answers& answers);
/// True if she chose to answer the private part without whoever is with her: `alone` at the item
/// `private_part`.
bool answers_alone(const Answers& answers);

/// Every item. Needed once for new answers and after instances were added or removed.
void evaluate_all(Answers& answers);
/// Those that depend on the node `changed`, and on theirs in turn, each once.
void evaluate_dependants(Answers& answers, NodeId changed);

} // namespace intake
