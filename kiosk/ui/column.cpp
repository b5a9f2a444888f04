#include "kiosk/ui/column.h"

#include "kiosk/ui/furniture.h"
#include "kiosk/ui/long_text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ui {

using namespace i18n::literals;

Column::Column(Ui& ui) : Column(ui, content_area(ui)) {}
Column::Column(Ui& ui, const Rect& area) : ui_(ui), area_(area), turning_(turning_size()) {}

float Column::text_width() const {
    return std::min(area_.w, ui_.m().column());
}

void Column::add(float gap, float height, std::function<void(const Rect&)> draw) {
    const float least = std::exchange(closed_up_, false) ? std::min(gap, ui_.m().of(0.5F)) : gap;
    Block& block = blocks_.emplace_back();
    block.gap = blocks_.size() == 1 ? 0 : least;
    block.height = height;
    block.draw = std::move(draw);
    after_help_ = false;
}

void Column::add_heading(float gap, float height, const std::function<void(const Rect&)>& draw) {
    add(gap, height, draw);
    blocks_.back().again = {height, draw};
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
        sum += block.again.draw ? block.gap + block.again.height : 0;
    }
    return sum;
}

namespace {

i18n::Text position_text(const Ui& ui, std::size_t part, std::size_t parts) {
    const std::array arguments{i18n::Argument{"position", static_cast<std::int64_t>(part)},
                               i18n::Argument{"count", static_cast<std::int64_t>(parts)}};
    return ui.say("repeat.position"_text, arguments);
}

} // namespace

// Of one of the two buttons; between them stands the number of the part, which keeps its room
// whatever it is. The words of the buttons stand on as many lines as that takes.
Size Column::turning_size() const {
    constexpr std::size_t kWidest = 88;
    const i18n::Text widest = position_text(ui_, kWidest, kWidest);
    const float between = measure(ui_, widest, Type::Help, area_.w / 3).w + ui_.m().of(3);
    const float width = (area_.w - std::max(ui_.m().of(14), between)) / 2;
    const float words = width - ui_.m().of(7);
    const float more = measure(ui_, ui_.say("nav.more"_text), Type::Body, words).h;
    const float less = measure(ui_, ui_.say("nav.less"_text), Type::Body, words).h;
    return {width, std::max(ui_.m().tile_height(), std::max(more, less) + ui_.m().of(2))};
}

float Column::most() const {
    if (makes_room()) {
        const float below = area_.h - heading_height() - ui_.m().of(2.5F);
        return std::max(below, ui_.m().tile_height());
    }
    return area_.h - 2 * ui_.m().section_gap() - turning_.h - heading_height();
}

float Column::rest(float gap, float least) const {
    // While something is typed the page makes room for it: see draw_typing().
    const float used = makes_room() ? std::min(total(), heading_height()) : total();
    return std::max(least, area_.h - used - gap);
}

// How much further down the first block of a later part stands than its own gap: what is repeated
// above it is not its label.
float Column::lead(std::size_t block) const {
    const bool headed = heading_height() > 0 && !blocks_[block].again.draw;
    return headed ? std::max(0.0F, ui_.m().of(2.5F) - blocks_[block].gap) : 0;
}

// Of the block and all that is kept with it; `bound`: with what is only bound to it as well.
float Column::height_with_next(std::size_t block, bool bound) const {
    const auto height_of = [&](std::size_t i) { return blocks_[i].gap + blocks_[i].height; };
    const auto goes_on = [&](std::size_t i) {
        return (blocks_[i].kept || (bound && blocks_[i].bound)) && i + 1 < blocks_.size();
    };
    float height = height_of(block);
    for (std::size_t i = block; goes_on(i); ++i) {
        height += height_of(i + 1);
    }
    return height;
}

// True if the block, with what it is kept with, does not fit what is left; never between two that
// are kept together, unless no part can hold both.
bool Column::opens_part(std::size_t block, float left) const {
    const Block* before = block > 0 ? &blocks_[block - 1] : nullptr;
    if (blocks_[block].again.draw) {
        return false;
    }
    if (blocks_[block].gap + blocks_[block].height > left) {
        return true;
    }
    if (before != nullptr && before->kept) {
        return false;
    }
    const auto wants_a_part = [&](bool bound) {
        const float together = height_with_next(block, bound);
        return together > left && together <= room() - heading_height() - lead(block);
    };
    const bool first_of_bound = before == nullptr || !before->bound;
    return wants_a_part(false) || (first_of_bound && wants_a_part(true));
}

float Column::room() const {
    return area_.h - ui_.m().gap() - turning_.h;
}

std::vector<Column::Part> Column::parts() const {
    if (total() <= area_.h) {
        return {{0, blocks_.size()}};
    }
    std::vector<Part> parts;
    float used = 0;
    for (std::size_t i = 0; i < blocks_.size(); ++i) {
        if (parts.empty() || opens_part(i, room() - used)) {
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
        const bool again = block.again.draw && i < part.begin;
        if (!again && (i < part.begin || i >= part.end)) {
            continue;
        }
        y += y == area_.y ? 0 : block.gap;
        y += i == part.begin && i > 0 ? lead(i) : 0;
        const float height = again ? block.again.height : block.height;
        (again ? block.again.draw : block.draw)({area_.x, y, area_.w, height});
        y += height;
    }
    return y;
}

void Column::draw() {
    if (typed_ > 0 && total() > area_.h) {
        return draw_typing();
    }
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

// Always in the same places, so that she can press "more" again and again without looking.
void Column::draw_turning() {
    View& view = ui_.view;
    const auto [width, height] = turning_;
    const Rect row{area_.x, area_.bottom() - height, area_.w, height};
    const Button less{.id = "nav.less", .label = ui_.say("nav.less"_text), .icon = "chevron-up"};
    const Button more{.id = "nav.more", .label = ui_.say("nav.more"_text), .icon = "chevron-down"};
    draw_position({row.x + width, row.y, row.w - 2 * width, row.h});
    std::size_t part = view.part;
    if (view.part > 0 && button(ui_, less, {row.x, row.y, width, row.h})) {
        --part;
    }
    if (view.part + 1 < view.parts && button(ui_, more, {row.end() - width, row.y, width, row.h})) {
        ++part;
    }
    view.part = part;
}

// Which part of how many.
void Column::draw_position(const Rect& area) {
    const i18n::Text text = position_text(ui_, ui_.view.part + 1, ui_.view.parts);
    note(ui_, "nav.part", Role::Text, text, area);
    write_centred(ui_, text, Type::Help, area, {ui_.colors().quiet, i18n::Align::Center});
}

void Column::question(const i18n::Text& text, std::string id) {
    const float height = measure(ui_, text, Type::Question, text_width()).h;
    const float smaller = measure(ui_, text, Type::Strong, text_width()).h;
    const float least = makes_room() ? smaller : height;
    if (least + ui_.m().section_gap() + ui_.m().tile_height() > most()) {
        return paragraph(std::move(id), text); // on top of every part it would leave no room
    }
    const auto draw_as = [this, id = std::move(id), text](Type type) {
        return [this, id, text, type](Rect area) {
            area.w = text_width();
            note(ui_, id, Role::Heading, text, area);
            write(ui_, text, type, area, {ui_.colors().text});
        };
    };
    add(0, height, draw_as(Type::Question));
    blocks_.back().again = {smaller, draw_as(Type::Strong)};
}

void Column::title(const i18n::Text& text) {
    question(text);
    blocks_.back().again.draw = nullptr;
}

// A text that no page holds goes over several, as ":2" and so on.
void Column::paragraph(std::string id, const i18n::Text& text) {
    const auto pieces = pieces_of(ui_, text, Type::Body, text_width(), most());
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const std::string suffix = i == 0 ? "" : ":" + std::to_string(i + 1);
        const float height = measure(ui_, pieces[i], Type::Body, text_width()).h;
        add(ui_.m().paragraph_gap(), height,
            [this, id = id + suffix, piece = pieces[i]](Rect area) {
                area.w = text_width();
                note(ui_, id, Role::Text, piece, area);
                write(ui_, piece, Type::Body, area, {ui_.colors().text});
            });
    }
}

void Column::help(std::string id, const i18n::Text& text) {
    const float height = measure(ui_, text, Type::Help, text_width()).h;
    const float gap = after_help_ ? ui_.m().of(0.8F) : ui_.m().paragraph_gap();
    add(gap, height, [this, id = std::move(id), text](Rect area) {
        area.w = text_width();
        note(ui_, id, Role::Text, text, area);
        write(ui_, text, Type::Help, area, {ui_.colors().quiet});
    });
    after_help_ = true;
}

void Column::subheading(std::string id, const i18n::Text& text) {
    const float height = measure(ui_, text, Type::Strong, text_width()).h;
    add(ui_.m().section_gap(), height, [this, id = std::move(id), text](Rect area) {
        area.w = text_width();
        note(ui_, id, Role::Heading, text, area);
        write(ui_, text, Type::Strong, area, {ui_.colors().text});
    });
    keep_with_next();
}

} // namespace ui
