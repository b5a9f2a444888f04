// One function for each kind of answer: adds what it needs to the column, turns presses into
// actions.
#pragma once

#include "kiosk/ui/column.h"

namespace ui {

/// The id of a node in the semantic tree; see form_ids.h.
std::string node_id(const Ui& ui, intake::NodeId node);
/// "form.<linkId><suffix>": what the catalogues call a sentence of this product's form.
std::string form_id(const intake::Item& item, std::string_view suffix = {});

/// The answers of one node, by its kind, and what stands below it.
void add_answer(Ui& ui, Column& column, intake::NodeId node);

/// How many may be chosen, where that needs saying.
void add_hint(Ui& ui, Column& column, intake::NodeId node);
void add_choice(Ui& ui, Column& column, intake::NodeId node);
void add_boolean(Ui& ui, Column& column, intake::NodeId node);
void add_integer(Ui& ui, Column& column, intake::NodeId node);
void add_date(Ui& ui, Column& column, intake::NodeId node);
void add_text(Ui& ui, Column& column, intake::NodeId node);
/// The light tile "I do not know", for a date or a number.
void add_unknown(Ui& ui, Column& column, intake::NodeId node);

/// One fewer, the number itself, one more.
struct Stepper {
    std::string id; ///< the field's; the buttons are id.fewer and id.more
    FieldKey key;
    i18n::Text name;
    std::optional<std::int64_t> value;
    std::int64_t first = 0; ///< where an empty one begins
    std::int64_t least = 0;
    std::int64_t most = 9999;
    std::size_t digits = 4;
};
struct StepperEvent {
    bool changed = false;
    std::optional<std::int64_t> value;
};
StepperEvent stepper(Ui& ui, const Stepper& spec, const Rect& area);

} // namespace ui
