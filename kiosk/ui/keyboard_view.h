// What is remembered of the keyboard on the screen from one frame to the next: for which field it
// stands, which page shows and where the finger is. Of what was typed, only the letters of a
// spelling until a character is chosen for them, in locked memory.
#pragma once

#include "crypto/secret.h"
#include "i18n/keyboard.h"
#include "kiosk/ui/geometry.h"

#include <map>

namespace ui {

/// By language.
using Keyboards = std::map<std::string, i18n::Keyboard, std::less<>>;

/// What a field that has the focus asks of the keyboard on the screen.
struct Typing {
    std::string field; ///< its id
    bool digits = false;
    bool several_lines = false;
    bool latin = false; ///< to begin with, where the language has other letters
    bool finds = false; ///< what it finds needs room beside the keyboard
    friend bool operator==(const Typing&, const Typing&) = default;
};
/// What is being spelled in a field, where characters are written by spelling them.
struct Composition {
    std::string field; ///< its id
    crypto::SecretText spelling;
    std::size_t first = 0;             ///< how many candidates stand before the first in the row
    std::size_t shown = 0;             ///< how many the row has room for
    std::optional<std::size_t> chosen; ///< a touch chose this one of the row
};
/// Keys by their places, never by what they type.
struct KeyboardView {
    std::optional<Typing> open; ///< the field it stands for; none: it does not show
    i18n::LocaleId language;    ///< whose keys they are
    i18n::PageKind page = i18n::PageKind::Letters;
    bool shift = false;
    /// Where the key stands that Enter presses, in window pixels, while no finger works them.
    std::optional<Point> cursor;
    std::optional<std::size_t> held;   ///< the key that the press began on
    std::optional<std::size_t> pop_up; ///< the key whose choices show
    std::optional<std::size_t> choice; ///< under the finger
    double held_since = 0;
    double repeats_at = 0;
    bool repeated = false; ///< backspace, while it is held
};

} // namespace ui
