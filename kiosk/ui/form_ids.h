// The ids that a form's items have in the semantic tree. Two things on one screen never share an
// id, whatever a form calls its items and options: what could be taken for another id is escaped.
// Knows no text and draws nothing.
//
// An id of an item is its name, then nothing, or one of "#" (a further instance), "." (a part of
// it, or an option) and ":" (a further answer); a name holds none of these. A linkId of letters,
// digits, "_" and "-" that no screen uses itself is its own name; every other is "~" and its
// percent-encoded bytes. An option's code follows the same rule with the names of the parts.
#pragma once

#include "kiosk/intake/session.h"

#include <string>
#include <string_view>
#include <vector>

namespace ui {

/// True for the first word of an id that the screens have besides the form ("nav.next", "exit").
bool is_furniture(std::string_view id);
/// True for what stands behind a choice's "." without being one of its options ("help").
bool is_part_of_choice(std::string_view word);
/// True for what stands behind "review." without being the card of a page.
bool is_part_of_review(std::string_view word);

/// The item, where a page has it once.
std::string item_id(const intake::Item& item);
/// A node: item_id(), with "#2" and so on for further instances.
std::string node_id(const intake::Answers& answers, intake::NodeId node);
/// One of the options of a choice.
std::string option_id(const intake::Answers& answers, intake::NodeId node, std::uint32_t option);
/// Of each option what stands behind the choice's ".": for the lists of which a page shows many.
std::vector<std::string> option_words(const intake::Item& item);
/// A page's card on the review.
std::string card_id(const intake::Item& page);

} // namespace ui
