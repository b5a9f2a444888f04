// Tiles in rows of equal width. All tiles of a grid that has more than one across are equally high.
#pragma once

#include "kiosk/ui/column.h"

namespace ui {

/// `first_gap`: distance to the block above.
struct Grid {
    std::vector<Tile> tiles;
    std::size_t across = 1;
    float first_gap = 0;
    std::function<void(std::size_t)> choose; ///< the index of the chosen tile
};

void add_grid(Ui& ui, Column& column, Grid grid);
/// Two across where the column is wide enough for that.
std::size_t widest_across(const Ui& ui, const Column& column);
/// Two across where there are many and every label is short enough, else one.
std::size_t across_for(Ui& ui, const Column& column, const std::vector<Tile>& tiles);

} // namespace ui
