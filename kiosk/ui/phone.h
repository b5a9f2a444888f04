// Telephone numbers: large, grouped, in the person's own numerals, with the Latin ones beneath.
#pragma once

#include "kiosk/ui/column.h"

namespace ui {

/// The sentence `id` with the emergency number in place of {number}, on its own ground.
void add_emergency(Ui& ui, Column& column, i18n::TextId id);
/// The sentence `id` about calling, and under it the number of `phone`, large.
void add_phone(Ui& ui, Column& column, std::string_view phone, i18n::TextId id);
/// A card with the sentence `id` and the number of `phone`, as large as numbers get; in the colour
/// of danger for the emergency number. Nothing where the signed list has no such number.
void add_call(Ui& ui, Column& column, std::string_view phone, i18n::TextId id);
/// Digits that matter: `native` large, `latin` small beneath when it differs. Returns its height.
float number_height(Ui& ui, std::string_view latin, float width);
void draw_number(Ui& ui, std::string_view latin, const Rect& area, i18n::Align align);

} // namespace ui
