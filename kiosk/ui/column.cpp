#include "kiosk/ui/column.h"

#include "kiosk/ui/furniture.h"
#include "kiosk/ui/long_text.h"

#include <algorithm>

namespace ui {

using namespace i18n::literals;

Column::Column(Ui& ui) : ui_(ui), area_(content_area(ui)) {}

void Column::add(float gap, float height, std::function<void(const Rect&)> draw) {
    blocks_.push_back({blocks_.empty() ? 0 : gap, height, false, false, std::move(draw)});
    after_help_ = false;
}

void Column::add_heading(float gap, float height, std::function<void(const Rect&)> draw) {
    add(gap, height, std::move(draw));
    blocks_.back().heading = true;
}

float Column::total() const {
    float sum = 0;
    for (const Block& block : blocks_) {
        sum += block.gap + block.height;
    }
    return sum;
}

float Column::heading_height() const {
    float sum = 0;
    for (const Block& block : blocks_) {
        sum += block.heading ? block.gap + block.height : 0;
    }
    return sum;
}

// Both buttons beside one another, their words on as many lines as that takes.
float Column::turning_height() const {
    const float half = (area_.w - ui_.m().gap()) / 2 - ui_.m().of(7);
    const float more = measure(ui_, ui_.say("nav.more"_text), Type::Body, half).h;
    const float less = measure(ui_, ui_.say("nav.less"_text), Type::Body, half).h;
    return std::max(ui_.m().tile_height(), std::max(more, less) + ui_.m().of(2));
}

float Column::most() const {
    return area_.h - 2 * ui_.m().section_gap() - turning_height() - heading_height();
}

float Column::rest(float gap, float least) const {
    return std::max(least, area_.h - total() - gap);
}

// How much further down the first block of a later part stands than its own gap: what is repeated
// above it is not its label.
float Column::lead(std::size_t block) const {
    const bool headed = heading_height() > 0 && !blocks_[block].heading;
    return headed ? std::max(0.0F, ui_.m().of(2.5F) - blocks_[block].gap) : 0;
}

// True if the block, with what it is kept with, does not fit what is left; never between two that
// are kept together, unless no part can hold both.
bool Column::opens_part(std::size_t block, float left) const {
    const auto height_of = [&](std::size_t i) { return blocks_[i].gap + blocks_[i].height; };
    if (blocks_[block].heading) {
        return false;
    }
    if (height_of(block) > left) {
        return true;
    }
    if (block > 0 && blocks_[block - 1].kept) {
        return false;
    }
    float together = height_of(block);
    for (std::size_t i = block; blocks_[i].kept && i + 1 < blocks_.size(); ++i) {
        together += height_of(i + 1);
    }
    return together > left && together <= most();
}

std::vector<Column::Part> Column::parts() const {
    if (total() <= area_.h) {
        return {{0, blocks_.size()}};
    }
    const float room = area_.h - ui_.m().gap() - turning_height();
    std::vector<Part> parts;
    float used = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        if (parts.empty() || opens_part(i, room - used)) {
            parts.push_back({i, i});
            used = parts.size() > 1 ? heading_height() + lead(i) : 0;
        }
        parts.back().end = i + 1;
        used += blocks_[i].gap + blocks_[i].height;
    }
    return parts;
}

float Column::draw_blocks(const Part& part) {
    float y = area_.y;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        const Block& block = blocks_[i];
        const bool repeated = block.heading && i < part.begin;
        if (!repeated && (i < part.begin || i >= part.end)) {
            continue;
        }
        y += y == area_.y ? 0 : block.gap;
        y += i == part.begin && i > 0 ? lead(i) : 0;
        block.draw({area_.x, y, area_.w, block.height});
        y += block.height;
    }
    return y;
}

void Column::draw() {
    const std::vector<Part> all = parts();
    View& view = ui_.view;
    view.parts = std::max<std::size_t>(1, all.size());
    view.part = std::min(view.part, view.parts - 1);
    for (std::size_t i = 0; i < all.size() && revealed_ > 0; ++i) {
        const bool holds = revealed_ > all[i].begin && revealed_ <= all[i].end;
        view.part = holds ? i : view.part;
    }
    if (all.empty()) {
        return;
    }
    const float bottom = draw_blocks(all[view.part]);
    if (bottom > area_.bottom() + 1 && ui_.overflow.empty()) {
        ui_.overflow = "column";
    }
    if (view.parts > 1) {
        draw_turning();
    }
}

void Column::draw_turning() {
    View& view = ui_.view;
    const bool first = view.part == 0;
    const bool last = view.part + 1 == view.parts;
    const float height = turning_height();
    const float half = (area_.w - ui_.m().gap()) / 2;
    const Rect row{area_.x, area_.bottom() - height, area_.w, height};
    const Button less{.id = "nav.less", .label = ui_.say("nav.less"_text), .icon = "chevron-up"};
    const Button more{.id = "nav.more", .label = ui_.say("nav.more"_text), .icon = "chevron-down"};
    std::size_t part = view.part;
    if (!first && button(ui_, less, {row.x, row.y, last ? row.w : half, row.h})) {
        --part;
    }
    if (!last && button(ui_, more,
                        {row.end() - (first ? row.w : half), row.y, first ? row.w : half, row.h})) {
        ++part;
    }
    view.part = part;
}

void Column::question(const i18n::Text& text, std::string id) {
    const float height = measure(ui_, text, Type::Question, width()).h;
    if (height + ui_.m().section_gap() + ui_.m().tile_height() > most()) {
        return paragraph(std::move(id), text); // on top of every part it would leave no room
    }
    add_heading(0, height, [this, id = std::move(id), text](const Rect& area) {
        note(ui_, id, Role::Heading, text, area);
        write(ui_, text, Type::Question, area, {ui_.colors().text});
    });
}

void Column::title(const i18n::Text& text) {
    question(text);
    blocks_.back().heading = false;
}

// A text that no page holds goes over several, as ":2" and so on.
void Column::paragraph(std::string id, const i18n::Text& text) {
    const auto pieces = pieces_of(ui_, text, Type::Body, width(), most());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::string suffix = i == 0 ? "" : ":" + std::to_string(i + 1);
        const float height = measure(ui_, pieces[i], Type::Body, width()).h;
        add(ui_.m().paragraph_gap(), height,
            [this, id = id + suffix, piece = pieces[i]](const Rect& area) {
                note(ui_, id, Role::Text, piece, area);
                write(ui_, piece, Type::Body, area, {ui_.colors().text});
            });
    }
}

void Column::help(std::string id, const i18n::Text& text) {
    const float height = measure(ui_, text, Type::Help, width()).h;
    const float gap = after_help_ ? ui_.m().of(0.8F) : ui_.m().paragraph_gap();
    add(gap, height, [this, id = std::move(id), text](const Rect& area) {
        note(ui_, id, Role::Text, text, area);
        write(ui_, text, Type::Help, area, {ui_.colors().quiet});
    });
    after_help_ = true;
}

void Column::subheading(std::string id, const i18n::Text& text) {
    const float height = measure(ui_, text, Type::Strong, width()).h;
    add(ui_.m().section_gap(), height, [this, id = std::move(id), text](const Rect& area) {
        note(ui_, id, Role::Heading, text, area);
        write(ui_, text, Type::Strong, area, {ui_.colors().text});
    });
    keep_with_next();
}

} // namespace ui
