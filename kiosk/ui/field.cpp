#include "kiosk/ui/field.h"

#include "i18n/mask.h"
#include "kiosk/ui/field_draw.h"
#include "kiosk/ui/field_pointer.h"
#include "kiosk/ui/typing_method.h"

#include <algorithm>
#include <array>
#include <utility>

namespace ui {

using namespace i18n::literals;

namespace {

using i18n::Editor;
using i18n::Move;

i18n::TextStyle field_style(const Ui& ui) {
    i18n::TextStyle style = TextPainter::style_of(field_look(ui));
    style.base.reset(); // her words run as she writes them, whatever the page's language
    return style;
}

Field& field_of(Ui& ui, const FieldSpec& spec, float width) {
    auto found = ui.view.fields.find(spec.key);
    if (found == ui.view.fields.end()) {
        Editor editor(ui.painter.typesetter(), spec.limits, field_style(ui), width);
        editor.set_text(spec.initial);
        found = ui.view.fields.emplace(spec.key, Field{.editor = std::move(editor)}).first;
    }
    found->second.editor.show_as(field_style(ui), width);
    found->second.editor.mask(spec.hideable && ui.view.words_hidden);
    return found->second;
}

// Decimal digits of the scripts our keyboards write; nothing for every other character.
std::optional<int> digit_of(char32_t c) {
    constexpr std::array<char32_t, 11> kZeros{U'0',  0x660, 0x6F0, 0x966,  0x9E6, 0xA66,
                                              0xBE6, 0xDE6, 0xE50, 0x1040, 0x17E0};
    const auto zero =
        std::ranges::find_if(kZeros, [c](char32_t z) { return c >= z && c <= z + 9; });
    return zero == kZeros.end() ? std::nullopt : std::optional(static_cast<int>(c - *zero));
}

bool type_characters(Ui& ui, Editor& editor, const FieldSpec& spec, std::u32string_view typed) {
    bool changed = false;
    for (const char32_t c : typed) {
        if (!spec.digits || digit_of(c)) {
            changed = type_by_method(ui, editor, spec, c) || changed;
        }
    }
    return changed;
}

std::optional<Move> move_of(const KeyPress& press) {
    switch (press.key) {
    case Key::Left:
        return press.word ? Move::WordLeft : Move::Left;
    case Key::Right:
        return press.word ? Move::WordRight : Move::Right;
    case Key::Up:
        return Move::LineUp;
    case Key::Down:
        return Move::LineDown;
    case Key::Home:
        return press.word ? Move::TextStart : Move::LineStart;
    case Key::End:
        return press.word ? Move::TextEnd : Move::LineEnd;
    default:
        return std::nullopt;
    }
}

// Arrows leave a field where its text ends: down to the keys on the screen, up to what stands
// before it. Whoever has no other keys is never caught in it.
bool leave_by_arrow(Ui& ui, Editor& editor, const FieldSpec& spec, Key key) {
    if (!ui.view.hands.keys_in_use() || (key != Key::Down && key != Key::Up)) {
        return false;
    }
    const i18n::Layout& layout = editor.layout();
    const std::size_t line = layout.locate(editor.shown_caret()).line;
    if (key == Key::Up && line == 0) {
        ui.view.hands.focus_next(-1);
        return true;
    }
    if (key == Key::Down && line + 1 == layout.lines().size()) {
        ui.view.typed_by_keys = spec.id;
        ui.view.keyboard.cursor = Point{};
        return true;
    }
    return false;
}

// True when the text changed.
bool press_key(Ui& ui, Editor& editor, const FieldSpec& spec, const KeyPress& press) {
    if (press_while_spelling(ui, editor, spec, press.key)) {
        return true;
    }
    if (leave_by_arrow(ui, editor, spec, press.key)) {
        return false;
    }
    if (const auto move = move_of(press)) {
        editor.move(*move, press.shift);
        return false;
    }
    switch (press.key) {
    case Key::Backspace:
        editor.backspace();
        return true;
    case Key::Delete:
        editor.erase_forward();
        return true;
    case Key::SelectAll:
        editor.select_all();
        return false;
    case Key::Undo:
        return editor.undo();
    case Key::Enter:
        if (spec.limits.multi_line) {
            return editor.insert("\n");
        }
        ui.view.hands.focus_next();
        return false;
    default:
        return false;
    }
}

// Keys and characters in the order in which she pressed them.
bool read_keys(Ui& ui, Editor& editor, const FieldSpec& spec) {
    const Input& input = ui.view.hands.input();
    std::u32string_view typed(input.typed.data(), input.typed.size());
    bool changed = false;
    for (const KeyPress& press : input.keys) {
        const std::size_t done = input.typed.size() - typed.size();
        const std::size_t before = std::clamp(press.typed_before, done, input.typed.size()) - done;
        changed = type_characters(ui, editor, spec, typed.substr(0, before)) || changed;
        typed.remove_prefix(before);
        changed = press_key(ui, editor, spec, press) || changed;
    }
    return type_characters(ui, editor, spec, typed) || changed;
}

// What a field tells the tree: a masked one no more than it shows, which is put into `mask`.
std::string_view told(Ui& ui, const Field& field, i18n::WipedVector<char>& mask) {
    const std::string_view text = field.editor.text().view();
    if (!field.editor.masked()) {
        return text;
    }
    mask = i18n::mask_of(text, ui.session.language, ui.painter.typesetter());
    return {mask.data(), mask.size()};
}

// Where the words stand.
Rect inside(const Ui& ui, const FieldSpec& spec, const Rect& window) {
    const float pad_x = ui.m().of(1.6F);
    const float pad_y = ui.m().of(spec.limits.multi_line ? 1.4F : 0.5F);
    return {window.x + pad_x, window.y + pad_y, window.w - 2 * pad_x, window.h - 2 * pad_y};
}

// Somebody may stand behind her: it hides her words in every field at once.
void draw_eye(Ui& ui, const FieldSpec& spec, const Rect& area) {
    const bool hidden = ui.view.words_hidden;
    const Button eye{.id = spec.id + ".hide",
                     .label = ui.say(hidden ? "text.show"_text : "text.hide"_text),
                     .icon = hidden ? "eye" : "eye-off",
                     .style = Style::Quiet,
                     .icon_only = true,
                     .beside = true};
    if (button(ui, eye, area)) {
        ui.view.words_hidden = !hidden;
    }
}

} // namespace

std::optional<int> take_digit(std::string_view& text) {
    std::string_view rest = text; // UTF-8, as every editor's is
    const auto digit = digit_of(take_character(rest));
    text = digit ? rest : text;
    return digit;
}

FieldEvent text_field(Ui& ui, const FieldSpec& spec, const Rect& area) {
    const Metrics& m = ui.m();
    const float eye = spec.hideable ? m.tile_height() : 0;
    const float words = area.w - (eye > 0 ? eye + m.hairline() : 0);
    const Rect window = ui.canvas.window({area.x, area.y, words, area.h});
    const Response response = ui.view.hands.respond(spec.id, window, Keys::Own);
    const bool focused = ui.view.hands.has_focus(spec.id);
    const Rect inner = inside(ui, spec, window);
    Field& field = field_of(ui, spec, inner.w);
    if (ui.view.typed_by_keys == spec.id && (!focused || !ui.view.hands.keys_in_use())) {
        ui.view.typed_by_keys.clear();
    }
    if (focused && (!ui.view.hands.keys_in_use() || ui.view.typed_by_keys == spec.id)) {
        ui.view.typing = Typing{.field = spec.id,
                                .digits = spec.digits,
                                .several_lines = spec.limits.multi_line,
                                .latin = spec.latin,
                                .finds = spec.finds};
    }
    FieldEvent event;
    event.changed = settle_spelling(ui, field.editor, spec, focused);
    event.changed = (focused && read_keys(ui, field.editor, spec)) || event.changed;
    const bool before = std::exchange(field.focused, focused);
    if (before && !focused) {
        field.editor.normalise(); // she is done with it: now it is what is kept
    }
    follow_pointer(ui, field, spec.id, response, field_origin(field, spec, inner, before));

    ui.canvas.fill(area, ui.colors().card, m.radius());
    ui.canvas.outline(area, focused ? ui.colors().primary : ui.colors().border, m.radius(),
                      focused ? m.thick() : m.hairline());
    draw_field_text(ui, field, spec, inner);
    if (response.focused) {
        focus_ring(ui, area, m.radius());
    }
    event.text = field.editor.text().view();
    const std::size_t used = field.editor.character_count();
    event.room = spec.limits.max_characters - std::min(used, spec.limits.max_characters);
    i18n::WipedVector<char> mask;
    ui.tree.add({.id = spec.id,
                 .role = Role::Field,
                 .name = spec.name.utf8,
                 .value = told(ui, field, mask),
                 .focused = focused,
                 .window = window});
    if (spec.hideable) {
        draw_eye(ui, spec, {area.end() - eye, area.y, eye, m.tile_height()});
    }
    return event;
}

} // namespace ui
