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
i18n::Text number_text(std::string digits) {
    return {std::move(digits), i18n::kEnglish, false};
}

// In her numerals, the groups still from left to right: Arabic digits alone would turn them round
// (UAX 9, N1), so that a left-to-right mark stands after each space.
std::string spoken(const Ui& ui, std::string_view number) {
    constexpr std::string_view kMark = "\u200E";
    std::string native = i18n::native_digits(number, ui.session.language);
    if (native == number) {
        return native;
    }
    for (auto at = native.find(' '); at != std::string::npos; at = native.find(' ', at + 1)) {
        native.insert(at + 1, kMark);
    }
    return native;
}

// In her numerals, and beside them as they stand on a telephone's keys.
std::string in_a_sentence(const Ui& ui, const std::string& number) {
    const std::string native = spoken(ui, number);
    return native == number ? number : native + " (" + number + ")";
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
    const std::string native = spoken(ui, latin);
    float height = measure(ui, number_text(native), Type::Number, width).h;
    if (native != latin) {
        height += measure(ui, number_text(std::string(latin)), Type::Help, width).h;
    }
    return height;
}

void draw_number(Ui& ui, std::string_view latin, const Rect& area, i18n::Align align) {
    const i18n::Text native = number_text(spoken(ui, latin));
    const float large = measure(ui, native, Type::Number, area.w).h;
    write(ui, native, Type::Number, {area.x, area.y, area.w, large}, {ui.colors().text, align});
    if (native.utf8 != latin) {
        write(ui, number_text(std::string(latin)), Type::Help,
              {area.x, area.y + large, area.w, area.h - large}, {ui.colors().quiet, align});
    }
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
