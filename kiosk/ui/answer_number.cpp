// Whole numbers: typed, or counted up and down.
#include "kiosk/ui/answers.h"
#include "kiosk/ui/field.h"

#include <algorithm>
#include <charconv>

namespace ui {

using namespace i18n::literals;

namespace {

// Digits of any script, as i18n writes them, back to ASCII: each language's own are asked for once.
std::optional<std::int64_t> read_number(std::string_view text, const i18n::LocaleId& locale) {
    std::string ascii(text);
    for (int digit = 0; digit <= 9; ++digit) {
        const std::string plain(1, static_cast<char>('0' + digit));
        const std::string native = i18n::native_digits(plain, locale);
        for (auto at = ascii.find(native); at != std::string::npos && native != plain;
             at = ascii.find(native)) {
            ascii.replace(at, native.size(), plain);
        }
    }
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(ascii.data(), ascii.data() + ascii.size(), value);
    const bool whole = error == std::errc{} && end == ascii.data() + ascii.size();
    std::ranges::fill(ascii, '\0');
    return whole ? std::optional(value) : std::nullopt;
}

std::optional<std::int64_t> integer_of(const Ui& ui, intake::NodeId node) {
    const auto& values = ui.session.answers.node(node).values;
    if (values.empty()) {
        return std::nullopt;
    }
    const auto* number = std::get_if<std::int64_t>(&values.front());
    return number == nullptr ? std::nullopt : std::optional(*number);
}

} // namespace

StepperEvent stepper(Ui& ui, const Stepper& spec, const Rect& area) {
    const float side = area.h;
    const float gap = ui.m().of(0.75F);
    StepperEvent event{false, spec.value};
    const auto step = [&](int by) {
        const std::int64_t next = spec.value ? *spec.value + by : spec.first;
        event = {true, std::clamp(next, spec.least, spec.most)};
        ui.view.fields.erase(spec.key);
    };
    const Button fewer{.id = spec.id + ".fewer",
                       .label = ui.say("integer.fewer"_text),
                       .icon = "minus",
                       .icon_only = true};
    if (button(ui, fewer, {area.x, area.y, side, side})) {
        step(-1);
    }
    const std::string shown =
        event.value ? i18n::native_digits(std::to_string(*event.value), ui.session.language) : "";
    const auto typed =
        text_field(ui,
                   {.id = spec.id,
                    .key = spec.key,
                    .name = spec.name,
                    .limits = {.multi_line = false, .max_characters = spec.digits, .max_bytes = 32},
                    .digits = true,
                    .initial = shown},
                   {area.x + side + gap, area.y, area.w - 2 * (side + gap), area.h});
    if (typed.changed) {
        event = {true, read_number(typed.text, ui.session.language)};
        // A native field can hold digits typed on another keyboard.
        event.value = event.value ? event.value : read_number(typed.text, i18n::LocaleId{"ar"});
        event.value = event.value ? event.value : read_number(typed.text, i18n::LocaleId{"fa"});
    }
    const Button more{.id = spec.id + ".more",
                      .label = ui.say("integer.more"_text),
                      .icon = "plus",
                      .icon_only = true};
    if (button(ui, more, {area.end() - side, area.y, side, side})) {
        step(1);
    }
    return event;
}

void add_integer(Ui& ui, Column& column, intake::NodeId node) {
    const intake::Item& item = ui.session.answers.item(node);
    const std::int64_t least = item.min_value.value_or(0);
    const std::int64_t most = item.max_value.value_or(999'999);
    const Stepper spec{.id = node_id(ui, node),
                       .key = {node, 0, 'n'},
                       .name = ui.say_form(form_id(item), item.text),
                       .value = integer_of(ui, node),
                       .first = std::clamp<std::int64_t>(least <= 0 ? 1 : least, least, most),
                       .least = least,
                       .most = most,
                       .digits = std::to_string(most).size()};
    column.add(ui.m().of(2.5F), ui.m().tile_height(), [&ui, spec, node](const Rect& area) {
        const Rect part{area.x, area.y, std::min(area.w, ui.m().of(34)), area.h};
        const StepperEvent event = stepper(ui, spec, part);
        if (!event.changed) {
            return;
        }
        const bool fits = event.value && *event.value >= spec.least && *event.value <= spec.most;
        if (fits) {
            ui.act(intake::SetInteger{node, 0, *event.value});
        } else {
            ui.act(intake::RemoveValue{node, 0});
        }
    });
    add_unknown(ui, column, node);
}

} // namespace ui
