// What is remembered of the fields from one frame to the next: the text that is being typed, in
// locked memory, and where the finger is.
#pragma once

#include "i18n/editor.h"
#include "kiosk/intake/answers.h"
#include "kiosk/ui/geometry.h"

#include <string>

namespace ui {

/// A field that is being typed in. Keyed by where its text belongs.
struct FieldKey {
    intake::NodeId node = 0;
    std::size_t index = 0;
    char part = 0; ///< of a date: d, m, y
    friend auto operator<=>(const FieldKey&, const FieldKey&) = default;
};
struct Field {
    i18n::Editor editor;
    float scroll = 0;      ///< pixels hidden above or at the start
    bool focused = false;  ///< in the last frame
    bool touched = false;  ///< the pointer went down in it and drags the caret
    bool by_words = false; ///< whole words: it went down twice
    Point grip{}; ///< from what the pointer holds to where it points: the page may have moved
};
/// The last touch of a field, for the next one that follows at once.
struct Tap {
    std::string field;
    double at = 0;  ///< seconds
    Point window{}; ///< where the pointer was
    Point text{};   ///< what it touched, in the field's layout
    int count = 1;  ///< that followed each other
};

} // namespace ui
