// Whose hand is on the screen, asked quietly below the answers while somebody is with her.
#pragma once

#include "kiosk/ui/column.h"

namespace ui {

/// Adds nothing where she is alone, or answers without whoever came with her.
void add_hand(Ui& ui, Column& column);

} // namespace ui
