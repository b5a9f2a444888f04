#include "kiosk/ui/field.h"

#include "kiosk/ui/typing_method.h"

#include <algorithm>
#include <array>

namespace ui {
namespace {

using i18n::Editor;
using i18n::Move;

Look field_look(const Ui& ui) {
    return {.locale = ui.session.language,
            .direction = ui.painter.direction_of(ui.session.language),
            .px = ui.m().body(),
            .weight = i18n::Weight::Regular,
            .color = ui.colors().text,
            .align = i18n::Align::Start};
}

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

bool type_characters(Ui& ui, Editor& editor, const FieldSpec& spec, const std::u32string& typed) {
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
    const std::size_t line = layout.locate(editor.caret()).line;
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

bool read_keys(Ui& ui, Editor& editor, const FieldSpec& spec) {
    const Input& input = ui.view.hands.input();
    bool changed = false;
    for (const KeyPress& press : input.keys) {
        changed = press_key(ui, editor, spec, press) || changed;
    }
    return type_characters(ui, editor, spec, input.typed) || changed;
}

// Where the text's box stands, in window pixels, so that the caret is inside `inner`.
Point origin_of(Field& field, const FieldSpec& spec, const Rect& inner) {
    const i18n::Layout& layout = field.editor.layout();
    const i18n::CaretStop stop = layout.locate(field.editor.caret());
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
    x += std::max(0.0F, inner.x - (x + stop.x));
    x -= std::max(0.0F, x + stop.x - inner.end());
    return {x, inner.y + (inner.h - layout.height()) / 2};
}

Rect clipped(const Rect& rect, const Rect& to) {
    const float x = std::clamp(rect.x, to.x, to.end());
    const float y = std::clamp(rect.y, to.y, to.bottom());
    return {x, y, std::clamp(rect.end(), to.x, to.end()) - x,
            std::clamp(rect.bottom(), to.y, to.bottom()) - y};
}

void draw_text(Ui& ui, Field& field, const Rect& inner, Point origin, bool focused) {
    Editor& editor = field.editor;
    const i18n::Layout& layout = editor.layout();
    const auto [begin, end] = editor.selection();
    for (const i18n::Rect& part : layout.selection(begin, end)) {
        const Rect window{origin.x + part.x, origin.y + part.y, part.width, part.height};
        ui.canvas.fill(ui.canvas.window(clipped(window, inner)), ui.colors().selection);
    }
    const Canvas::Clip clip(ui.canvas, ui.canvas.window(inner.inset(-ui.m().of(0.5F))));
    ui.painter.draw_layout(ui.canvas, layout, field_look(ui), origin);
    if (!focused) {
        return;
    }
    const i18n::CaretStop stop = layout.locate(editor.caret());
    const i18n::Line& line = layout.lines()[stop.line];
    const float width = std::max(2.0F, ui.m().of(0.22F));
    const Rect caret{origin.x + stop.x - width / 2, origin.y + line.top, width, line.height};
    ui.canvas.fill(ui.canvas.window(caret), ui.colors().primary);
}

// The pointer puts the caret where it went down and selects up to where it is now.
void follow_pointer(Ui& ui, Field& field, const Response& response, Point origin) {
    const Input& input = ui.view.hands.input();
    const Point at{input.pointer.x - origin.x, input.pointer.y - origin.y};
    if (input.pressed) {
        field.touched = response.held;
        if (response.held) {
            field.editor.place(at.x, at.y, input.shift);
        }
    } else if (field.touched && input.pointer_down) {
        field.editor.place(at.x, at.y, true);
    } else {
        field.touched = false;
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
    const Rect window = ui.canvas.window(area);
    const Response response = ui.view.hands.respond(spec.id, window, Keys::Own);
    const bool focused = ui.view.hands.has_focus(spec.id);
    const float pad_y = spec.limits.multi_line ? m.of(1.4F) : m.of(0.5F);
    const Rect inner{window.x + m.of(1.6F), window.y + pad_y, window.w - 2 * m.of(1.6F),
                     window.h - 2 * pad_y};
    Field& field = field_of(ui, spec, inner.w);
    if (ui.view.typed_by_keys == spec.id && (!focused || !ui.view.hands.keys_in_use())) {
        ui.view.typed_by_keys.clear();
    }
    if (focused && (!ui.view.hands.keys_in_use() || ui.view.typed_by_keys == spec.id)) {
        ui.view.typing = Typing{spec.id, spec.digits, spec.limits.multi_line, spec.latin};
    }
    FieldEvent event;
    event.changed = settle_spelling(ui, field.editor, spec, focused);
    event.changed = (focused && read_keys(ui, field.editor, spec)) || event.changed;
    follow_pointer(ui, field, response, origin_of(field, spec, inner));

    ui.canvas.fill(area, ui.colors().card, m.radius());
    ui.canvas.outline(area, focused ? ui.colors().primary : ui.colors().border, m.radius(),
                      focused ? m.thick() : m.hairline());
    draw_text(ui, field, inner, origin_of(field, spec, inner), focused);
    if (response.focused) {
        focus_ring(ui, area, m.radius());
    }
    event.text = field.editor.text().view();
    const std::size_t used = field.editor.character_count();
    event.room = spec.limits.max_characters - std::min(used, spec.limits.max_characters);
    ui.tree.add({.id = spec.id,
                 .role = Role::Field,
                 .name = spec.name.utf8,
                 .value = std::string(event.text),
                 .focused = focused,
                 .window = window});
    return event;
}

} // namespace ui
