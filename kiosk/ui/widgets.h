// The few things every screen is made of. Each is a free function over plain data; none keeps
// state.
#pragma once

#include "kiosk/ui/ui.h"

#include <optional>

namespace ui {

/// The sizes and weights of look.md; there are no others.
enum class Type : std::uint8_t { Body, Strong, Question, Help, Small, Number };

struct Ink {
    Color color;
    i18n::Align align = i18n::Align::Start;
};

Look look_of(const Ui& ui, const i18n::Text& text, Type type, Ink ink);
Size measure(Ui& ui, const i18n::Text& text, Type type, float width);
/// Draws the text from the top of `area`; one that does not fit is noted in ui.overflow.
void write(Ui& ui, const i18n::Text& text, Type type, const Rect& area, Ink ink);
/// The same, in the middle of the height of `area`.
void write_centred(Ui& ui, const i18n::Text& text, Type type, const Rect& area, Ink ink);
void icon(Ui& ui, std::string_view name, const Rect& area, Color color,
          Facing facing = Facing::Same);
/// Adds a node for something that is only read.
void note(Ui& ui, std::string_view id, Role role, const i18n::Text& text, const Rect& area);

struct Tile {
    std::string id;
    i18n::Text label;
    std::string icon;    ///< empty: none
    bool indent = false; ///< leaves room for a picture, so that labels stand in line
    bool chosen = false;
    bool several = false; ///< more than one of its kind may be chosen
    bool light = false;   ///< not sure, rather not say
    bool marked = true;   ///< false: pressing it leads on at once, nothing is ticked
};
float tile_height(Ui& ui, const Tile& tile, float width);
/// True when it was chosen in this frame.
bool tile(Ui& ui, const Tile& tile, const Rect& area);

enum class Style : std::uint8_t { Primary, Outline, Quiet };
struct Button {
    std::string id;
    i18n::Text label;
    std::string icon; ///< empty: none
    Style style = Style::Outline;
    bool icon_at_end = false;
    bool enabled = true;
    Facing facing = Facing::Same;
    bool icon_only = false; ///< the label is its name, not drawn
    bool beside = false;    ///< belongs to a field: a touch leaves the focus there
    bool asleep = false;    ///< looks as always and does not react yet
};
float button_width(Ui& ui, const Button& button);
bool button(Ui& ui, const Button& button, const Rect& area);

/// The focus ring around `area`, where the keyboard is.
void focus_ring(Ui& ui, const Rect& area, float radius);
/// A card of `ground` with an outline; returns what is inside its padding.
Rect card(Ui& ui, const Rect& area, Color ground, Color edge);

} // namespace ui
