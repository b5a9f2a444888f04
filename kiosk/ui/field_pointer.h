// What a finger does in a field: it puts the caret, selects by dragging, takes a word with two taps
// and all with three.
#pragma once

#include "kiosk/ui/ui.h"

#include <string_view>

namespace ui {

/// Before anything is drawn: a press that follows one in a field so closely that both are one
/// gesture is that field's, whatever has come under the finger in between. The first touch opens
/// the keyboard, which moves the page.
void follow_taps(Ui& ui);
/// While the field is drawn. `response`: of the field; `origin`: of its layout, in window pixels,
/// as it was when the finger aimed at it.
void follow_pointer(Ui& ui, Field& field, std::string_view id, const Response& response,
                    Point origin);

} // namespace ui
