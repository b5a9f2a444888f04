// Tiles in rows of equal width; those of one row are equally high.
#pragma once

#include "kiosk/ui/column.h"

namespace ui {

/// `first_gap`: distance to the block above. `together`: on one part of the page if one holds all.
struct Grid {
    std::vector<Tile> tiles;
    std::size_t across = 1;
    float first_gap = 0;
    bool together = false;
    std::function<void(std::size_t)> choose; ///< the index of the chosen tile
};

void add_grid(Ui& ui, Column& column, Grid grid);
/// Two across where the column is wide enough for that.
std::size_t widest_across(const Ui& ui, const Column& column);
/// Two across where there are many and every label is short enough, else one.
std::size_t across_for(Ui& ui, const Column& column, const std::vector<Tile>& tiles);

} // namespace ui
