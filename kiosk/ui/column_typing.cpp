// How a page shows while something is typed on it and the keyboard takes its room.
#include "kiosk/ui/column.h"

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

// The field, its label, what is said of what was typed, the heading, what is told between them, and
// what comes after: each as long as there is room. The field is always there.
std::vector<bool> Column::blocks_while_typing() const {
    const std::size_t field = typed_ - 1;
    std::vector<bool> shown(blocks_.size());
    shown[field] = true;
    const auto show = [&](std::size_t i) {
        const bool before = shown[i];
        shown[i] = true;
        const bool fits = before || fit_while_typing(shown);
        shown[i] = fits;
        return fits;
    };
    std::size_t label = field;
    while (label > 0 && blocks_[label - 1].kept && !blocks_[label - 1].again.draw) {
        --label;
    }
    show(label);
    for (std::size_t i = field; blocks_[i].kept && i + 1 < blocks_.size() && show(i + 1); ++i) {
    }
    for (std::size_t i = 0; i < field; ++i) {
        if (blocks_[i].again.draw) {
            show(i);
        }
    }
    const auto show_before = [&] {
        for (std::size_t i = field; i > 0 && show(i - 1); --i) {
        }
    };
    if (!finds_) {
        show_before();
    }
    for (std::size_t i = field + 1; i < blocks_.size() && show(i); ++i) {
    }
    show_before();
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
