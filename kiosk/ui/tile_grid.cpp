#include "kiosk/ui/tile_grid.h"

#include <algorithm>
#include <memory>

namespace ui {
namespace {

constexpr std::size_t kMany = 5;

float tile_width(const Ui& ui, const Column& column, std::size_t across) {
    const auto count = static_cast<float>(across);
    return (column.width() - ui.m().gap() * (count - 1)) / count;
}

struct Row {
    std::size_t first = 0;
    std::size_t last = 0; ///< one past
    float tile_width = 0;
};

// One long label makes its own row higher and no other.
float row_height(Ui& ui, const Grid& grid, const Row& row) {
    float height = 0;
    for (std::size_t i = row.first; i < row.last; ++i) {
        height = std::max(height, tile_height(ui, grid.tiles[i], row.tile_width));
    }
    return height;
}

void draw_row(Ui& ui, const Grid& grid, const Row& row, const Rect& area) {
    float x = area.x;
    for (std::size_t i = row.first; i < row.last; ++i) {
        if (tile(ui, grid.tiles[i], {x, area.y, row.tile_width, area.h})) {
            grid.choose(i);
        }
        x += row.tile_width + ui.m().gap();
    }
}

} // namespace

void add_grid(Ui& ui, Column& column, Grid given) {
    const auto grid = std::make_shared<const Grid>(std::move(given));
    const float width = tile_width(ui, column, grid->across);
    for (std::size_t first = 0; first < grid->tiles.size(); first += grid->across) {
        const Row row{first, std::min(first + grid->across, grid->tiles.size()), width};
        column.add(first == 0 ? grid->first_gap : ui.m().gap(), row_height(ui, *grid, row),
                   [&ui, grid, row](const Rect& area) { draw_row(ui, *grid, row, area); });
        if (grid->together && row.last < grid->tiles.size()) {
            column.rather_with_next();
        }
    }
}

std::size_t widest_across(const Ui& ui, const Column& column) {
    return tile_width(ui, column, 2) < ui.m().of(36) ? 1 : 2;
}

std::size_t across_for(Ui& ui, const Column& column, const std::vector<Tile>& tiles) {
    const float width = tile_width(ui, column, 2);
    float under_one_another = ui.m().of(2.5F);
    for (const Tile& one : tiles) {
        under_one_another += tile_height(ui, one, column.width()) + ui.m().gap();
    }
    // Few stand under one another, where none of them would be parted from the others.
    const bool few = tiles.size() <= kMany && under_one_another <= column.rest(0, 0);
    if (few || widest_across(ui, column) == 1) {
        return 1;
    }
    const float two_lines = ui.m().body() * 3.2F + ui.m().of(2);
    const bool short_enough = std::ranges::all_of(
        tiles, [&](const Tile& one) { return tile_height(ui, one, width) <= two_lines; });
    return short_enough ? 2 : 1;
}

} // namespace ui
