// Where each key of the keyboard on the screen stands. Letters stand from left to right in every
// language, as on the keyboard their people know; everything around them follows the direction of
// reading. Draws nothing and reads no pointer.
#pragma once

#include "kiosk/ui/ui.h"

#include <vector>

namespace ui {

enum class KeyRole : std::uint8_t {
    Text,
    Space,
    Backspace,
    Shift,
    Letters,
    Digits,
    Latin,
    Enter,
    Done,
    Spelling, ///< no key: the letters that wait for a character
    Candidate,
    Earlier,
    Later,
};

struct PlacedKey {
    KeyRole role = KeyRole::Text;
    std::string id;
    i18n::Text name;           ///< read out
    std::string label;         ///< what stands on it, where that is not its name
    std::string icon;          ///< in place of a label
    Rect area;                 ///< as drawn
    Rect cell;                 ///< what takes the finger: with half of the gaps around it
    std::string_view writes{}; ///< of a Candidate: what it stands for
    const i18n::KeyState* state = nullptr; ///< of a Text key: what it types and holds
};

/// True while the keyboard shows.
bool keyboard_shows(const Ui& ui);
/// How high it is, without the air around it; 0: it does not show. `room`: what the page would have
/// without it, of which a question and its field are left.
float keyboard_height(const Ui& ui, float room);
/// Its keys, in reading order, on the page that shows.
std::vector<PlacedKey> place_keys(const Ui& ui);
/// A touch shows what the key holds, itself among it, and types nothing yet.
bool opens_at_once(const Ui& ui, const PlacedKey& key);
/// What `key` holds, above it; below it where it would cover the page at every touch.
std::vector<PlacedKey> place_choices(const Ui& ui, const PlacedKey& key);
/// Around all of `keys`.
Rect around(const std::vector<PlacedKey>& keys);

} // namespace ui
