// How a page shows while something is typed on it and the keyboard takes its room.
#include "kiosk/ui/column.h"

#include <algorithm>
#include <numeric>

namespace ui {

bool Column::makes_room() const {
    return ui_.view.keyboard.open.has_value();
}

void Column::holds_field(std::string_view id, bool finds) {
    if (ui_.view.keyboard.open && ui_.view.keyboard.open->field == id) {
        typed_ = blocks_.size();
        finds_ = finds;
    }
    if (ui_.view.reveal == id) {
        reveal();
    }
}

// How the block shows: a heading above the field in its smaller form.
float Column::height_while_typing(std::size_t block) const {
    const bool again = block + 1 < typed_ && blocks_[block].again.draw;
    return again ? blocks_[block].again.height : blocks_[block].height;
}

bool Column::fit_while_typing(const std::vector<bool>& shown) const {
    float height = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        const float gap = height > 0 ? blocks_[i].gap : 0;
        height += shown[i] ? gap + height_while_typing(i) : 0;
    }
    return height <= area_.h;
}

namespace {

constexpr std::size_t kFirstFound = 2; // rows

// What is asked of the blocks of a page that is typed in, by their places.
struct Asked {
    std::vector<bool> kept;  ///< with the next one
    std::vector<bool> again; ///< a heading
    std::size_t field = 0;
    bool finds = false;
};

// Blocks of which each shows only where the one before it does.
using Run = std::vector<std::size_t>;

Run run(std::size_t begin, std::size_t end) {
    Run blocks(end - std::min(begin, end));
    std::iota(blocks.begin(), blocks.end(), begin);
    return blocks;
}

// After the field: its label, what is said of what was typed, the first of what was found, the
// heading, what is told between them, and what comes after.
std::vector<Run> by_worth(const Asked& asked) {
    const std::size_t field = asked.field;
    const std::size_t count = asked.kept.size();
    std::size_t label = field;
    while (label > 0 && asked.kept[label - 1] && !asked.again[label - 1]) {
        --label;
    }
    std::size_t said = field + 1;
    while (said < count && asked.kept[said - 1]) {
        ++said;
    }
    Run before = run(0, field);
    std::ranges::reverse(before);
    std::vector<Run> runs{{label}, run(field + 1, said)};
    if (asked.finds) {
        runs.push_back(run(field + 1, std::min(field + 1 + kFirstFound, count)));
    }
    for (std::size_t i = 0; i < field; ++i) {
        if (asked.again[i]) {
            runs.push_back({i});
        }
    }
    if (!asked.finds) {
        runs.push_back(before);
    }
    runs.push_back(run(field + 1, count));
    runs.push_back(before);
    return runs;
}

} // namespace

// Each as long as there is room. The field is always there.
std::vector<bool> Column::blocks_while_typing() const {
    Asked asked{.kept = {}, .again = {}, .field = typed_ - 1, .finds = finds_};
    for (const Block& block : blocks_) {
        asked.kept.push_back(block.kept);
        asked.again.push_back(static_cast<bool>(block.again.draw));
    }
    std::vector<bool> shown(blocks_.size());
    shown[asked.field] = true;
    const auto show = [&](std::size_t i) {
        const bool before = shown[i];
        shown[i] = true;
        const bool fits = before || fit_while_typing(shown);
        shown[i] = fits;
        return fits;
    };
    for (const Run& blocks : by_worth(asked)) {
        // Ends at the first that does not fit.
        static_cast<void>(std::ranges::all_of(blocks, show));
    }
    return shown;
}

void Column::draw_typing() {
    const std::vector<bool> shown = blocks_while_typing();
    float y = area_.y;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        if (!shown[i]) {
            continue;
        }
        const Block& block = blocks_[i];
        const bool again = i + 1 < typed_ && block.again.draw;
        y += y == area_.y ? 0 : block.gap;
        const float height = height_while_typing(i);
        (again ? block.again.draw : block.draw)({area_.x, y, area_.w, height});
        y += height;
    }
}

} // namespace ui
