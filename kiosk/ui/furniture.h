// What stands in the same place on every page: back, progress and exit above; skip, language, text
// size, colours and the one main action below. And the choosers that the lower buttons open.
#pragma once

#include "kiosk/ui/widgets.h"

namespace ui {

class Column;

/// What a screen puts into the places that are not always taken.
struct Bars {
    bool back = false;
    bool exit = true;
    std::optional<Button> skip;
    std::optional<Button> action;
};

/// The one column between the bars, at most 66 characters wide; above the keyboard while that
/// shows.
Rect content_area(const Ui& ui);
/// Wider, for a list with two columns of its own; what is read in it keeps to 66 characters.
Rect list_area(const Ui& ui);

/// Where the keyboard stands while it shows: above the lower bar, so that nothing else moves.
Rect keyboard_area(const Ui& ui);

enum class BarEvent : std::uint8_t { None, Back, Exit, Skip, Action };
/// The upper bar is drawn before the page and the lower one after it: reading order.
BarEvent draw_top(Ui& ui, const Bars& bars);
BarEvent draw_bottom(Ui& ui, const Bars& bars);

/// The page of a chooser: languages by their own names, sizes, colours.
void draw_panel(Ui& ui);
/// The languages as tiles, as many beside one another as fit.
void add_language_tiles(Ui& ui, Column& column);

} // namespace ui
