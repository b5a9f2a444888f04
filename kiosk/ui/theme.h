// Every colour, size and distance of the screen, and nothing else. A number in a screen file is a
// mistake: it belongs here.
#pragma once

#include "kiosk/intake/action.h"

#include <algorithm>
#include <cstdint>

namespace ui {

struct Color {
    std::uint8_t r = 0;
    std::uint8_t g = 0;
    std::uint8_t b = 0;
    std::uint8_t a = 255;
    friend bool operator==(const Color&, const Color&) = default;
};

/// WCAG 2.2 contrast ratio of two opaque colours, 1 to 21.
double contrast_ratio(Color a, Color b);

struct Colors {
    Color ground;        ///< the page
    Color card;          ///< tiles and fields
    Color pressed;       ///< a tile under the finger
    Color chosen;        ///< ground of a chosen tile
    Color text;          ///< on ground, card, pressed and chosen
    Color quiet;         ///< help and labels, on the same grounds
    Color primary;       ///< the one main action, chosen borders, ticks
    Color primary_press; ///< the main action under the finger
    Color on_primary;    ///< text on primary
    Color border;        ///< edge of a tile or field: carries meaning
    Color line;          ///< decoration only
    Color warning;       ///< ground of a notice that asks for attention
    Color on_warning;    ///< text on it
    Color danger;        ///< 112 and nothing else: text and border
    Color focus;         ///< the ring around what the keyboard holds
    Color selection;     ///< ground of selected text
};
const Colors& colors_of(intake::Palette palette);

/// Distances in pixels for one window and one person's text size. `u` is the unit of look.md.
struct Metrics {
    float u = 12;
    float width = 1920;
    float height = 1080;
    float body_line = 0; ///< height of a line of body(), where the person's letters need a tall one

    float of(float units) const { return u * units; }

    float body() const { return of(2.7F); }
    float question() const { return of(4); }
    float help() const { return of(2.3F); }
    float small() const { return of(2); }
    float number() const { return of(5); }

    float margin() const { return of(4); }
    float gap() const { return of(1.5F); } ///< between tiles
    float paragraph_gap() const { return of(2); }
    float section_gap() const { return of(3.5F); }
    float pad() const { return of(2); } ///< inside a tile, at its start and end
    float tile_height() const { return std::max(of(6.5F), body_line + of(1)); }
    /// Of the buttons of the top and bottom bars.
    float bar_height() const { return std::max(of(6.5F), body_line); }
    /// Of a quiet button within the page.
    float fold_height() const { return std::max(of(4.5F), body_line); }
    float icon() const { return of(3.4F); }
    float radius() const { return of(1); }
    float hairline() const;                  ///< thinnest line that is always drawn
    float thick() const { return of(0.3F); } ///< border of what is chosen
    float ring() const { return of(0.5F); }
    float exit_width() const { return of(20); }
    float action_width() const { return of(22); }
    float tool_width() const { return of(6.5F); }
    float language_width() const { return of(22); }
    /// The unit at the normal text size: what a finger needs does not grow with the letters.
    float finger() const;
    float least_key() const { return 5 * finger(); } ///< of the keyboard, its width and height
    float usual_key() const { return of(5.7F); }     ///< height, where there is room
    float widest_key() const { return of(10); }
    float key_gap() const { return 0.75F * finger(); }
    float most_keys() const { return of(28.2F); } ///< height of all rows: the page needs the rest
    float beside_keys() const { return of(15); }  ///< a question and its field
    float beside_keys_found() const { return of(18.5F); } ///< a field and a long name found
    float column() const; ///< width of the text column: 66 characters of body at most
    float list() const;   ///< width of a list whose rows are read in two columns
};

/// u = shorter side / 90, times the text size.
Metrics metrics_of(float width, float height, intake::TextSize size);

struct Theme {
    Colors colors;
    Metrics metrics;
};

inline constexpr double kFadeSeconds = 0.12;
inline constexpr double kDeadSeconds = 0.2;   ///< after a page change nothing reacts: second taps
inline constexpr double kKeepDeadSeconds = 1; ///< nor Keep, since it came into sight

} // namespace ui
