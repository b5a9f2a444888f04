#include "kiosk/ui/phone.h"

#include <algorithm>

namespace ui {

using namespace i18n::literals;

namespace {

const PhoneNumber* find_phone(const Ui& ui, std::string_view id) {
    const auto found = std::ranges::find(ui.house.phones, id, &PhoneNumber::id);
    return found == ui.house.phones.end() ? nullptr : &*found;
}

// A number runs from left to right in every language; its groups keep their order.
Look number_look(const Ui& ui, Type type, Color color, i18n::Align align) {
    Look look = look_of(ui, {"", i18n::kEnglish, false}, type, {color});
    look.align = align;
    return look;
}

// In her numerals, the groups still from left to right: Arabic digits alone would turn them round
// (UAX 9, N1), so that a left-to-right mark stands after each space. In locked memory: it may be
// her code.
crypto::SecretText spoken(const Ui& ui, std::string_view number) {
    constexpr std::string_view kMark = "\u200E";
    const std::string ten = i18n::native_digits("0123456789", ui.session.language);
    const std::size_t length = ten.size() / 10; // the same for each: they stand in one block
    crypto::SecretText native;
    for (const char& sign : number) {
        const bool digit = sign >= '0' && sign <= '9';
        native.append(digit ? std::string_view(ten).substr(
                                  static_cast<std::size_t>(sign - '0') * length, length)
                            : std::string_view(&sign, 1));
        if (sign == ' ' && length > 1) {
            native.append(kMark);
        }
    }
    return native;
}

// In her numerals, and beside them as they stand on a telephone's keys.
std::string in_a_sentence(const Ui& ui, const std::string& number) {
    constexpr std::string_view kRightToLeft =
        "\u200F"; // digits alone would run the pair from the left
    constexpr std::string_view kIsolate = "\u2066";
    constexpr std::string_view kEnd = "\u2069";
    const crypto::SecretText native = spoken(ui, number);
    if (native.view() == number) {
        return number;
    }
    std::string both(ui.right_to_left() ? kRightToLeft : "");
    both.append(kIsolate).append(native.view()).append(kEnd);
    return both.append(" (").append(kIsolate).append(number).append(kEnd).append(")");
}

} // namespace

void add_emergency(Ui& ui, Column& column, i18n::TextId id) {
    const PhoneNumber* phone = find_phone(ui, "emergency");
    if (phone == nullptr) {
        return;
    }
    const std::string number = in_a_sentence(ui, phone->number);
    const i18n::Argument argument{"number", number};
    const i18n::Text text = ui.say(id, {&argument, 1});
    const float pad = ui.m().of(1.6F);
    const float size = ui.m().icon();
    const float start = pad + size + ui.m().of(1.4F);
    const float lines = measure(ui, text, Type::Strong, column.width() - start - pad).h;
    const float height = std::max(lines, size) + 2 * pad;
    column.add(ui.m().section_gap(), height, [&ui, text, pad, size, start](const Rect& area) {
        ui.canvas.fill(area, ui.colors().warning, ui.m().radius());
        ui.canvas.outline(area, ui.colors().danger, ui.m().radius(), ui.m().hairline());
        icon(ui, "phone", {area.x + pad, area.centre().y - size / 2, size, size},
             ui.colors().danger);
        const Rect words{area.x + start, area.y, area.w - start - pad, area.h};
        note(ui, "emergency", Role::Text, text, words);
        write_centred(ui, text, Type::Strong, words, {ui.colors().danger});
    });
}

float number_height(Ui& ui, std::string_view latin, float width) {
    const crypto::SecretText native = spoken(ui, latin);
    const auto height = [&](std::string_view digits, Type type) {
        const Look look = number_look(ui, type, ui.colors().text, i18n::Align::Start);
        return ui.painter.measure_own(digits, look, width);
    };
    const float below = native.view() == latin ? 0 : height(latin, Type::Help);
    return height(native.view(), Type::Number) + below;
}

void draw_number(Ui& ui, std::string_view latin, const Rect& area, i18n::Align align) {
    const crypto::SecretText native = spoken(ui, latin);
    const Look look = number_look(ui, Type::Number, ui.colors().text, align);
    const float large = ui.painter.measure_own(native.view(), look, area.w);
    ui.painter.draw_own(ui.canvas, native.view(), look, {area.x, area.y, area.w, large});
    if (native.view() != latin) {
        ui.painter.draw_own(ui.canvas, latin, number_look(ui, Type::Help, ui.colors().quiet, align),
                            {area.x, area.y + large, area.w, area.h - large});
    }
}

void add_call(Ui& ui, Column& column, std::string_view phone_id, i18n::TextId id) {
    const PhoneNumber* phone = find_phone(ui, phone_id);
    if (phone == nullptr) {
        return;
    }
    const Metrics& m = ui.m();
    const bool emergency = phone->id == "emergency";
    const i18n::Text text = ui.say(id);
    const float start = m.pad() + m.icon() + m.of(1.4F);
    const float width = column.width() - start - m.pad();
    const float label = measure(ui, text, Type::Help, width).h;
    const float digits = number_height(ui, phone->number, width);
    const float height = label + digits + 2 * m.of(1.2F);
    const float gap = emergency ? m.section_gap() : m.gap();
    column.add(gap, height, [&ui, phone, text, emergency, start, label](const Rect& area) {
        const Colors& c = ui.colors();
        const Color edge = emergency ? c.danger : c.border;
        ui.canvas.fill(area, emergency ? c.warning : c.card, ui.m().radius());
        ui.canvas.outline(area, edge, ui.m().radius(), ui.m().hairline());
        const float size = ui.m().icon();
        icon(ui, "phone", {area.x + ui.m().pad(), area.centre().y - size / 2, size, size},
             emergency ? c.danger : c.primary);
        const Rect words{area.x + start, area.y + ui.m().of(1.2F), area.w - start - ui.m().pad(),
                         label};
        ui.tree.add({.id = "call." + phone->id,
                     .role = Role::Text,
                     .name = text.utf8,
                     .value = phone->number,
                     .window = ui.canvas.window(area)});
        write(ui, text, Type::Help, words, {emergency ? c.danger : c.quiet});
        draw_number(ui, phone->number,
                    {words.x, words.bottom(), words.w, area.bottom() - words.bottom()},
                    i18n::Align::Start);
    });
}

void add_phone(Ui& ui, Column& column, std::string_view phone_id, i18n::TextId id) {
    const PhoneNumber* phone = find_phone(ui, phone_id);
    if (phone == nullptr) {
        return;
    }
    const std::string number = in_a_sentence(ui, phone->number);
    const i18n::Argument argument{"number", number};
    column.paragraph("phone." + phone->id, ui.say(id, {&argument, 1}));
}

} // namespace ui
