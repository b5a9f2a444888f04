// Texts that are taller than a page: cut where a line or a word ends, so that the column can turn
// over between the pieces.
#pragma once

#include "kiosk/ui/widgets.h"

#include <vector>

namespace ui {

/// `text` in pieces of at most `height` each, in their order; the text itself where it fits. A word
/// is never cut, even if that makes a piece too tall.
std::vector<i18n::Text> pieces_of(Ui& ui, const i18n::Text& text, Type type, float width,
                                  float height);

} // namespace ui
