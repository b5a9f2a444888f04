// A field to type in, with caret, selection and pointer, in any direction of writing. The text
// lives in the view's editor, in locked memory; ImGui's own text input is never used.
#pragma once

#include "kiosk/ui/widgets.h"

#include <optional>
#include <string_view>

namespace ui {

struct FieldSpec {
    std::string id;
    FieldKey key;
    i18n::Text name; ///< read out, not drawn
    i18n::EditorLimits limits;
    bool digits = false;      ///< takes digits of any script only
    bool latin = false;       ///< meant for Latin letters; takes any
    std::string_view initial; ///< what it holds when it first appears
    i18n::Text placeholder{}; ///< stands in it while it is empty: something said elsewhere too
    bool finds = false;       ///< what is typed finds things below, which need room as well
    bool hideable = false;    ///< has an eye: hidden, it shows and tells no more than bullets
};

struct FieldEvent {
    bool changed = false;
    std::string_view text; ///< as it stands, until the next change
    std::size_t room = 0;  ///< characters that still fit
};

/// The value of the decimal digit `text` begins with, in any script our keyboards write, and takes
/// it off; nothing for every other character.
std::optional<int> take_digit(std::string_view& text);

/// One line: m.tile_height() high. Several lines: as high as `area`.
FieldEvent text_field(Ui& ui, const FieldSpec& spec, const Rect& area);

} // namespace ui
