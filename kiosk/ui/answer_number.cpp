// Whole numbers: typed, or counted up and down.
#include "kiosk/ui/answers.h"
#include "kiosk/ui/field.h"

#include <algorithm>
#include <array>
#include <cstring>

namespace ui {

using namespace i18n::literals;

namespace {

constexpr std::int64_t kUsualMost = 999'999;

// The number that decimal digits of any script write, without a copy of them. A sign is only ever
// counted down to.
std::optional<std::int64_t> read_number(std::string_view text) {
    constexpr std::int64_t kMost = 999'999'999;
    if (text.starts_with('-')) {
        const auto below = read_number(text.substr(1));
        return below ? std::optional(-*below) : std::nullopt;
    }
    std::optional<std::int64_t> value;
    while (!text.empty()) {
        const auto digit = take_digit(text);
        if (!digit || value.value_or(0) > kMost) {
            return std::nullopt;
        }
        value = value.value_or(0) * 10 + *digit;
    }
    return value;
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
    std::string shown =
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
    ::explicit_bzero(shown.data(), shown.size());
    if (typed.changed) {
        event = {true, read_number(typed.text)};
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

namespace {

bool fits(const Stepper& spec, std::optional<std::int64_t> value) {
    return value && *value >= spec.least && *value <= spec.most;
}

// What she typed is not kept: the field must not look as if it were.
void add_range(Ui& ui, Column& column, const Stepper& spec) {
    const auto field = ui.view.fields.find(spec.key);
    const bool typed = field != ui.view.fields.end() && !field->second.editor.text().empty();
    if (typed && !fits(spec, read_number(field->second.editor.text().view()))) {
        const std::array arguments{i18n::Argument{"least", spec.least},
                                   i18n::Argument{"most", spec.most}};
        column.help(spec.id + ":range", ui.say("integer.range"_text, arguments));
    }
}

} // namespace

void add_integer(Ui& ui, Column& column, intake::NodeId node) {
    const intake::Item& item = ui.session.answers.item(node);
    // A form may set one limit far from where the other usually lies.
    const std::int64_t most =
        item.max_value.value_or(std::max<std::int64_t>(kUsualMost, item.min_value.value_or(0)));
    const std::int64_t least = item.min_value.value_or(std::min<std::int64_t>(0, most));
    const Stepper spec{.id = node_id(ui, node),
                       .key = {node, 0, 'n'},
                       .name = ui.say_form(form_id(item), item.text),
                       .value = integer_of(ui, node),
                       .first = std::clamp<std::int64_t>(least <= 0 ? 1 : least, least, most),
                       .least = least,
                       .most = most,
                       .digits =
                           std::max(std::to_string(most).size(), std::to_string(least).size())};
    if (!item.unit.text.empty()) {
        column.help(node_id(ui, node) + ".unit", ui.as_said(item.unit.in(ui.session.language.tag)));
    }
    column.add(ui.m().of(2.5F), ui.m().tile_height(), [&ui, spec, node](const Rect& area) {
        const Rect part{area.x, area.y, std::min(area.w, ui.m().of(34)), area.h};
        const StepperEvent event = stepper(ui, spec, part);
        if (!event.changed) {
            return;
        }
        if (fits(spec, event.value)) {
            ui.act(intake::SetInteger{node, 0, *event.value});
        } else {
            ui.act(intake::RemoveValue{node, 0});
        }
    });
    column.holds_field(spec.id);
    add_range(ui, column, spec);
    add_unknown(ui, column, node);
}

} // namespace ui
