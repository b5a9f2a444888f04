// How the keyboard on the screen looks.
#include "kiosk/ui/candidate_row.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/keyboard_cursor.h"
#include "kiosk/ui/widgets.h"

#include <algorithm>

namespace ui {
namespace {

constexpr float kHintRadius = 0.28F;

/// `largest` where the key has the height for it: tall scripts take half as much again.
float letter_size(const Ui& ui, const PlacedKey& key, float largest) {
    return std::min(ui.m().of(largest), key.area.h * 0.5F);
}

void draw_label(Ui& ui, const PlacedKey& key, Color color) {
    const bool letter = key.role == KeyRole::Text;
    const std::string& text = key.label.empty() ? key.name.utf8 : key.label;
    // A letter alone as keyboards print it; in Nastaliq it would hang out of its key.
    Look look{.locale = letter ? ui.view.keyboard.language : key.name.shown_in,
              .direction = i18n::direction_of(key.name.shown_in),
              .px = letter_size(ui, key, letter ? 3.1F : 2.4F),
              .weight = i18n::Weight::Regular,
              .color = color,
              .align = i18n::Align::Center};
    const float wide = ui.painter.measure(text, look, i18n::kNoWidthLimit).w;
    const float room = key.area.w - ui.m().of(0.5F);
    look.px *= std::min(1.0F, room / std::max(wide, 1.0F)); // a letter is never broken
    const float height = ui.painter.measure(text, look, key.area.w).h;
    Rect area = key.area;
    area.y += (area.h - height) / 2;
    area.h = height;
    if (!ui.painter.draw(ui.canvas, text, look, area) && ui.overflow.empty()) {
        ui.overflow = text;
    }
}

void draw_face(Ui& ui, const PlacedKey& key, bool held, bool on) {
    if (key.role == KeyRole::Spelling) {
        return draw_candidate(ui, key);
    }
    const Colors& c = ui.colors();
    const float radius = ui.m().radius();
    const bool letter =
        key.role == KeyRole::Text || key.role == KeyRole::Space || key.role == KeyRole::Candidate;
    const Color rest = on ? c.chosen : letter ? c.card : c.ground;
    ui.canvas.fill(key.area, held ? c.pressed : rest, radius);
    ui.canvas.outline(key.area, on ? c.primary : c.border, radius,
                      on ? ui.m().thick() : ui.m().hairline());
    if (!key.icon.empty()) {
        const float size = std::min(ui.m().icon(), key.area.h * 0.55F);
        const Point middle = key.area.centre();
        icon(ui, key.icon, {middle.x - size / 2, middle.y - size / 2, size, size}, c.text,
             Facing::Reading);
        return;
    }
    if (key.role == KeyRole::Candidate) {
        return draw_candidate(ui, key);
    }
    draw_label(ui, key, c.text);
}

/// Something more is behind the key: a dot in its corner.
void draw_hint(Ui& ui, const PlacedKey& key) {
    const float inset = ui.m().of(0.9F);
    ui.canvas.disc({key.area.end() - inset, key.area.y + inset}, ui.m().of(kHintRadius),
                   ui.colors().border);
}

void add_node(Ui& ui, const PlacedKey& key, bool on, bool focused) {
    const bool spelled = key.role == KeyRole::Spelling || key.role == KeyRole::Candidate;
    ui.tree.add({.id = key.id,
                 .role = Role::Button,
                 .name = spelled ? words_on(ui, key) : std::string_view(key.name.utf8),
                 .value = {},
                 .chosen = on,
                 .focused = focused,
                 .window = ui.canvas.window(key.area)});
}

void draw_choices(Ui& ui, const std::vector<PlacedKey>& choices) {
    const Canvas::Raised raised(ui.canvas);
    const Rect whole = around(choices).inset(-ui.m().of(0.5F));
    ui.canvas.fill(whole, ui.colors().ground, ui.m().radius());
    ui.canvas.outline(whole, ui.colors().primary, ui.m().radius(), ui.m().thick());
    const auto cursor = key_under_cursor(ui, choices);
    for (std::size_t i = 0; i < choices.size(); ++i) {
        add_node(ui, choices[i], false, cursor == i);
        draw_face(ui, choices[i], ui.view.keyboard.choice == i, false);
        if (cursor == i) {
            focus_ring(ui, choices[i].area, ui.m().radius());
        }
    }
}

} // namespace

void draw_keyboard(Ui& ui, const KeyboardFrame& frame) {
    if (frame.keys.empty()) {
        return;
    }
    const KeyboardView& view = ui.view.keyboard;
    const auto cursor =
        frame.choices.empty() ? key_under_cursor(ui, frame.keys) : std::optional<std::size_t>();
    for (std::size_t i = 0; i < frame.keys.size(); ++i) {
        const PlacedKey& key = frame.keys[i];
        const bool on = (key.role == KeyRole::Shift && view.shift) || view.pop_up == i;
        add_node(ui, key, on, cursor == i);
        draw_face(ui, key, view.held == i, on);
        if (cursor == i) {
            focus_ring(ui, key.area, ui.m().radius());
        }
        if (key.state != nullptr && !key.state->more.empty() && !opens_at_once(ui, key)) {
            draw_hint(ui, key);
        }
    }
    if (!frame.choices.empty()) {
        draw_choices(ui, frame.choices);
    }
}

} // namespace ui
