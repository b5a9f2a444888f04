// Where Enter presses on the keyboard on the screen, for whoever has arrows in place of a finger. A
// place and no number: keys come and go beneath it.
#pragma once

#include "kiosk/ui/keyboard_keys.h"

namespace ui {

/// Of `keys`, which are not empty, the one whose middle is nearest to `at` (window pixels).
std::size_t key_near(const Ui& ui, const std::vector<PlacedKey>& keys, Point at);
/// The next one in the direction of `arrow` on the glass: of the same row, or of the next one.
std::optional<std::size_t> key_beyond(const Ui& ui, const std::vector<PlacedKey>& keys, Point from,
                                      Key arrow);
/// The one that Enter presses; none while a finger works them.
std::optional<std::size_t> key_under_cursor(const Ui& ui, const std::vector<PlacedKey>& keys);

} // namespace ui
