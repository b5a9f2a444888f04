// The keyboard on the screen: shows while a field has the focus, and what it types goes to that
// field as if a hardware keyboard had. It never shows what was typed, keeps nothing of it and
// guesses nothing. Which keys there are stands in the language's own file (i18n/keyboard.h).
#pragma once

#include "kiosk/ui/keyboard_keys.h"

namespace ui {

/// Opens and closes it as the field with the focus asked in the last frame; not while a finger is
/// down, or the page would move under it. Before anything is drawn.
void follow_typing(View& view, const i18n::Keyboard* keyboard);

/// What shows of it in one frame.
struct KeyboardFrame {
    std::vector<PlacedKey> keys;
    std::vector<PlacedKey> choices; ///< of the key that is held
};
/// Reads the pointer; what it types reaches the fields drawn after this.
KeyboardFrame touch_keyboard(Ui& ui);
/// Draws it and adds its keys to the semantic tree, as "keyboard.KEY".
void draw_keyboard(Ui& ui, const KeyboardFrame& frame);

} // namespace ui
