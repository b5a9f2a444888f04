#include "kiosk/ui/widgets.h"

#include <algorithm>
#include <cmath>

namespace ui {
namespace {

float px_of(const Metrics& m, Type type) {
    switch (type) {
    case Type::Question:
        return m.question();
    case Type::Help:
        return m.help();
    case Type::Small:
        return m.small();
    case Type::Number:
        return m.number();
    default:
        return m.body();
    }
}

i18n::Weight weight_of(Type type) {
    const bool bold = type == Type::Question || type == Type::Strong || type == Type::Number;
    return bold ? i18n::Weight::Bold : i18n::Weight::Regular;
}

struct Paint {
    Color ground;
    Color edge;
    Color text;
    bool filled = true;
};

Paint paint_of(const Colors& c, const Button& button, bool held) {
    if (!button.enabled) {
        return {c.ground, c.line, c.quiet, false};
    }
    switch (button.style) {
    case Style::Primary:
        return {held ? c.primary_press : c.primary, held ? c.primary_press : c.primary,
                c.on_primary, true};
    case Style::Outline:
        return {held ? c.pressed : c.card, c.border, c.text, true};
    case Style::Quiet:
        return {c.pressed, c.pressed, c.text, held};
    }
    return {};
}

// The mark at the end of a tile: a ring for one of several, a box where more may be chosen.
void mark(Ui& ui, const Tile& tile, const Rect& area) {
    const Colors& c = ui.colors();
    const float radius = tile.several ? ui.m().of(0.6F) : area.w / 2;
    if (tile.chosen) {
        ui.canvas.fill(area, c.primary, radius);
        ui.canvas.tick(area, c.on_primary, ui.m().of(0.35F));
        return;
    }
    ui.canvas.outline(area, c.border, radius, ui.m().hairline());
}

} // namespace

Look look_of(const Ui& ui, const i18n::Text& text, Type type, Ink ink) {
    return {.locale = text.shown_in,
            .direction = ui.painter.direction_of(text.shown_in),
            .px = px_of(ui.m(), type),
            .weight = weight_of(type),
            .color = ink.color,
            .align = ink.align};
}

Size measure(Ui& ui, const i18n::Text& text, Type type, float width) {
    return ui.painter.measure(text.utf8, look_of(ui, text, type, {}), width);
}

void write(Ui& ui, const i18n::Text& text, Type type, const Rect& area, Ink ink) {
    if (!ui.painter.draw(ui.canvas, text.utf8, look_of(ui, text, type, ink), area) &&
        ui.overflow.empty()) {
        ui.overflow = text.utf8;
    }
    if (text.fallback) {
        // A sentence that is not in her language yet is marked, so that it is found and translated.
        ui.canvas.fill({area.x, area.bottom() - ui.m().hairline(), area.w, ui.m().hairline()},
                       ui.colors().line);
    }
}

void write_centred(Ui& ui, const i18n::Text& text, Type type, const Rect& area, Ink ink) {
    const float height = measure(ui, text, type, area.w).h;
    write(ui, text, type, {area.x, area.y + (area.h - height) / 2, area.w, height}, ink);
    constexpr float kRounding = 0.5F;
    if (height > area.h + kRounding && ui.overflow.empty()) {
        ui.overflow = text.utf8;
    }
}

void icon(Ui& ui, std::string_view name, const Rect& area, Color color, Facing facing) {
    if (const Drawing* drawing = ui.house.icons->find(name)) {
        ui.canvas.drawing(*drawing, area, color, facing);
    }
}

void note(Ui& ui, std::string_view id, Role role, const i18n::Text& text, const Rect& area) {
    ui.tree.add(
        {.id = id, .role = role, .name = text.utf8, .value = {}, .window = ui.canvas.window(area)});
}

namespace {

// Where the parts of a tile stand; the text lies between the picture and the mark.
struct TileParts {
    Rect picture;
    Rect text;
    Rect mark;
};

TileParts parts_of(const Ui& ui, const Tile& tile, const Rect& area) {
    const Metrics& m = ui.m();
    const float size = m.icon();
    const float mark_size = m.of(3);
    const float middle = area.y + area.h / 2;
    const float start =
        area.x + m.pad() + (tile.icon.empty() && !tile.indent ? 0 : size + m.of(1.5F));
    const float end = area.end() - m.pad() - mark_size;
    return {.picture = {area.x + m.pad(), middle - size / 2, size, size},
            .text = {start, area.y, end - m.of(1.5F) - start, area.h},
            .mark = {end, middle - mark_size / 2, mark_size, mark_size}};
}

} // namespace

float tile_height(Ui& ui, const Tile& tile, float width) {
    const float text_width = parts_of(ui, tile, {0, 0, width, 0}).text.w;
    const float text = measure(ui, tile.label, Type::Body, text_width).h;
    return std::max(ui.m().tile_height(), std::ceil(text + ui.m().of(2)));
}

bool tile(Ui& ui, const Tile& tile, const Rect& area) {
    const Colors& c = ui.colors();
    const Rect window = ui.canvas.window(area);
    const Response response = ui.view.hands.respond(tile.id, window);
    ui.tree.add({.id = tile.id,
                 .role = Role::Option,
                 .name = tile.label.utf8,
                 .value = {},
                 .chosen = tile.chosen,
                 .focused = response.focused,
                 .window = window});
    const float radius = ui.m().radius();
    const Color rest = tile.chosen ? c.chosen : tile.light ? c.ground : c.card;
    ui.canvas.fill(area, response.held ? c.pressed : rest, radius);
    ui.canvas.outline(area, tile.chosen ? c.primary : c.border, radius,
                      tile.chosen ? ui.m().thick() : ui.m().hairline());
    const TileParts parts = parts_of(ui, tile, area);
    if (!tile.icon.empty()) {
        icon(ui, tile.icon, parts.picture, tile.light ? c.quiet : c.primary);
    }
    write_centred(ui, tile.label, Type::Body, parts.text, {tile.light ? c.quiet : c.text});
    if (tile.marked) {
        mark(ui, tile, parts.mark);
    }
    if (response.focused) {
        focus_ring(ui, area, radius);
    }
    return response.acted;
}

float button_width(Ui& ui, const Button& button) {
    const Metrics& m = ui.m();
    if (button.icon_only) {
        return m.tool_width();
    }
    const Type type = button.style == Style::Primary ? Type::Strong : Type::Body;
    const float text = measure(ui, button.label, type, i18n::kNoWidthLimit).w;
    const float picture = button.icon.empty() ? 0 : m.of(2.8F) + m.of(1);
    return std::ceil(text + picture + 2 * m.of(2)) + 1;
}

bool button(Ui& ui, const Button& button, const Rect& area) {
    const Rect window = ui.canvas.window(area);
    Response response;
    if (button.enabled) {
        const Keys keys = button.beside ? Keys::Beside : Keys::Move;
        response = ui.view.hands.respond(button.id, window, keys, button.asleep);
    }
    ui.tree.add({.id = button.id,
                 .role = Role::Button,
                 .name = button.label.utf8,
                 .value = {},
                 .focused = response.focused,
                 .enabled = button.enabled,
                 .window = window});
    const Metrics& m = ui.m();
    const Paint paint = paint_of(ui.colors(), button, response.held);
    if (paint.filled) {
        ui.canvas.fill(area, paint.ground, m.radius());
    }
    if (button.style != Style::Quiet) {
        ui.canvas.outline(area, paint.edge, m.radius(), m.hairline());
    }
    const Type type = button.style == Style::Primary ? Type::Strong : Type::Body;
    const float size = m.of(2.8F);
    const float picture = button.icon.empty() ? 0 : size + (button.icon_only ? 0 : m.of(1));
    const float room = area.w - 2 * m.of(1.5F) - picture;
    const float text =
        button.icon_only ? 0 : std::min(room, measure(ui, button.label, type, room).w + 1);
    const float start = area.x + (area.w - text - picture) / 2;
    const float icon_x = button.icon_at_end ? start + text + picture - size : start;
    if (!button.icon.empty()) {
        icon(ui, button.icon, {icon_x, area.centre().y - size / 2, size, size}, paint.text,
             button.facing);
    }
    if (!button.icon_only) {
        write_centred(ui, button.label, type,
                      {button.icon_at_end ? start : start + picture, area.y, text, area.h},
                      {paint.text});
    }
    if (response.focused) {
        focus_ring(ui, area, m.radius());
    }
    return response.acted;
}

void focus_ring(Ui& ui, const Rect& area, float radius) {
    const float gap = ui.m().of(0.4F);
    const float ring = ui.m().ring();
    ui.canvas.outline(area.inset(-gap - ring), ui.colors().focus, radius + gap + ring, ring);
}

Rect card(Ui& ui, const Rect& area, Color ground, Color edge) {
    ui.canvas.fill(area, ground, ui.m().radius());
    ui.canvas.outline(area, edge, ui.m().radius(), ui.m().hairline());
    return area.inset(ui.m().pad());
}

} // namespace ui
