// How a field shows what is in it: the text, its caret and selection, or what stands there before.
// Reads no input.
#pragma once

#include "kiosk/ui/field.h"

namespace ui {

/// As the words in every field look.
Look field_look(const Ui& ui);
/// Where the text's box stands, in window pixels: while it is `written` in, so that the caret is
/// inside `inner`; else a line shows its beginning.
Point field_origin(Field& field, const FieldSpec& spec, const Rect& inner, bool written);
/// `inner`: the field without its padding, in window pixels. A line that nobody writes in and that
/// is too long ends in an ellipsis.
void draw_field_text(Ui& ui, Field& field, const FieldSpec& spec, const Rect& inner);

} // namespace ui
