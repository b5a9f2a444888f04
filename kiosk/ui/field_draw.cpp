#include "kiosk/ui/field_draw.h"

#include <algorithm>

namespace ui {

Look field_look(const Ui& ui) {
    return {.locale = ui.session.language,
            .direction = ui.painter.direction_of(ui.session.language),
            .px = ui.m().body(),
            .weight = i18n::Weight::Regular,
            .color = ui.colors().text,
            .align = i18n::Align::Start};
}

Point field_origin(Field& field, const FieldSpec& spec, const Rect& inner, bool written) {
    const i18n::Layout& layout = field.editor.layout();
    const i18n::CaretStop stop = layout.locate(field.editor.shown_caret());
    if (spec.limits.multi_line) {
        const i18n::Line& line = layout.lines()[stop.line];
        field.scroll = std::min(field.scroll, line.top);
        field.scroll = std::max(field.scroll, line.top + line.height - inner.h);
        field.scroll = std::clamp(field.scroll, 0.0F, std::max(0.0F, layout.height() - inner.h));
        return {inner.x, inner.y - field.scroll};
    }
    // A line that fits is laid out in the field's own width; a longer one in its own.
    const i18n::Line& line = layout.lines()[0];
    const bool fits = layout.width() <= inner.w;
    float x = inner.x;
    if (spec.digits && fits) {
        x += (inner.w - line.width) / 2 - line.x;
    } else if (!fits && line.direction == i18n::Direction::RightToLeft) {
        x = inner.end() - layout.width();
    }
    if (written) {
        x += std::max(0.0F, inner.x - (x + stop.x));
        x -= std::max(0.0F, x + stop.x - inner.end());
    }
    return {x, inner.y + (inner.h - layout.height()) / 2};
}

namespace {

Rect clipped(const Rect& rect, const Rect& to) {
    const float x = std::clamp(rect.x, to.x, to.end());
    const float y = std::clamp(rect.y, to.y, to.bottom());
    return {x, y, std::clamp(rect.end(), to.x, to.end()) - x,
            std::clamp(rect.bottom(), to.y, to.bottom()) - y};
}

// In the place where her words will stand, cut if it has no room there: it is said elsewhere too.
void draw_placeholder(Ui& ui, const FieldSpec& spec, const Rect& inner) {
    const Look look = look_of(ui, spec.placeholder, Type::Body, {ui.colors().quiet});
    Rect area = ui.canvas.window(inner);
    if (spec.limits.multi_line) {
        return ui.painter.draw_cut(ui.canvas, spec.placeholder.utf8, look, area);
    }
    const float height = measure(ui, spec.placeholder, Type::Body, i18n::kNoWidthLimit).h;
    area.y += (area.h - height) / 2;
    ui.painter.draw_cut(ui.canvas, spec.placeholder.utf8, look, area, 1);
}

void draw_selection(Ui& ui, Field& field, const Rect& inner, Point origin) {
    const auto [begin, end] = field.editor.shown_selection();
    for (const i18n::Rect& part : field.editor.layout().selection(begin, end)) {
        const Rect window{origin.x + part.x, origin.y + part.y, part.width, part.height};
        ui.canvas.fill(ui.canvas.window(clipped(window, inner)), ui.colors().selection);
    }
}

void draw_caret(Ui& ui, Field& field, Point origin) {
    const i18n::Layout& layout = field.editor.layout();
    const i18n::CaretStop stop = layout.locate(field.editor.shown_caret());
    const i18n::Line& line = layout.lines()[stop.line];
    const float width = std::max(2.0F, ui.m().of(0.22F));
    const Rect caret{origin.x + stop.x - width / 2, origin.y + line.top, width, line.height};
    ui.canvas.fill(ui.canvas.window(caret), ui.colors().primary);
}

} // namespace

void draw_field_text(Ui& ui, Field& field, const FieldSpec& spec, const Rect& inner) {
    const Point origin = field_origin(field, spec, inner, field.focused);
    const Canvas::Clip clip(ui.canvas, ui.canvas.window(inner.inset(-ui.m().of(0.5F))));
    if (field.editor.text().empty() && !spec.placeholder.utf8.empty()) {
        draw_placeholder(ui, spec, inner);
    }
    const i18n::Layout& layout = field.editor.layout();
    if (!field.focused && !spec.limits.multi_line && layout.width() > inner.w) {
        // A line that goes on says so, where nobody can go along it.
        return ui.painter.draw_layout(ui.canvas, field.editor.cut_to_width(), field_look(ui),
                                      {inner.x, origin.y});
    }
    draw_selection(ui, field, inner, origin);
    ui.painter.draw_layout(ui.canvas, layout, field_look(ui), origin);
    if (field.focused) {
        draw_caret(ui, field, origin);
    }
}

} // namespace ui
