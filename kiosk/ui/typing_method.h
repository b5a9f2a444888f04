// What the letters typed into a field become before they are its text: Vietnamese shaped by the
// keys that follow, Chinese spelled and then chosen. What is being spelled stands above the keys
// and lies in locked memory; nothing is learned from it.
#pragma once

#include "kiosk/ui/field.h"

namespace ui {

/// The candidate that stands first in the row, and those behind it.
std::vector<i18n::Candidate> candidates_of(const Ui& ui);

/// One key of a hardware keyboard or of the one on the screen while something is being spelled:
/// takes letters back, turns the row. False: it is the field's own business.
bool press_while_spelling(Ui& ui, i18n::Editor& editor, const FieldSpec& spec, Key key);
/// One character. True when the text changed: letters of a spelling wait for what is chosen.
bool type_by_method(Ui& ui, i18n::Editor& editor, const FieldSpec& spec, char32_t typed);
/// Before anything is typed: puts into the text what was chosen from the row, and the letters
/// themselves if she has gone on to something else. True when the text changed.
bool settle_spelling(Ui& ui, i18n::Editor& editor, const FieldSpec& spec, bool focused);

} // namespace ui
