// A date whose parts may stay empty: day, month and year, each typed or counted.
#include "kiosk/ui/answers.h"

#include <algorithm>
#include <array>

namespace ui {

using namespace i18n::literals;

namespace {

struct Part {
    char key;
    i18n::TextId name;
    std::optional<int> intake::PartialDate::* value;
    int first;
    int most;
    std::size_t digits;
};

std::array<Part, 3> parts_of(const Ui& ui) {
    return {Part{'d', "date.day"_text, &intake::PartialDate::day, 1, 31, 2},
            Part{'m', "date.month"_text, &intake::PartialDate::month, 1, 12, 2},
            Part{'y', "date.year"_text, &intake::PartialDate::year, ui.house.this_year, 9999, 4}};
}

// What she has put in so far, whether or not it makes a date.
intake::PartialDate shown_date(const Ui& ui, intake::NodeId node) {
    if (const auto draft = ui.view.dates.find(node); draft != ui.view.dates.end()) {
        return draft->second;
    }
    const auto& values = ui.session.answers.node(node).values;
    if (values.empty()) {
        return {};
    }
    const auto* date = std::get_if<intake::PartialDate>(&values.front());
    return date == nullptr ? intake::PartialDate{} : *date;
}

// The largest part of the draft that is a date: a day without its month waits for the month.
intake::PartialDate valid_part(intake::PartialDate date) {
    if (!intake::is_valid(date)) {
        date.day.reset();
    }
    if (!intake::is_valid(date)) {
        date.month.reset();
    }
    return intake::is_valid(date) ? date : intake::PartialDate{};
}

// Something of what she sees would not be kept; a day without its month only waits for it.
bool impossible(const intake::Item& item, intake::PartialDate date) {
    if (date.day && !date.month && *date.day >= 1 && *date.day <= 31) {
        date.day.reset();
    }
    return !date.empty() && !intake::date_fits(item, date);
}

void put(Ui& ui, intake::NodeId node, const Part& part, std::optional<std::int64_t> value) {
    intake::PartialDate date = shown_date(ui, node);
    date.*part.value = value ? std::optional(static_cast<int>(*value)) : std::nullopt;
    ui.view.dates[node] = date;
    const intake::PartialDate kept = valid_part(date);
    if (intake::date_fits(ui.session.answers.item(node), kept)) {
        ui.act(intake::SetDate{node, 0, kept});
    } else {
        ui.act(intake::RemoveValue{node, 0}); // never the date from before under the new one
    }
}

std::string field_id(const Ui& ui, intake::NodeId node, const Part& part) {
    return node_id(ui, node) + "." + std::string(part.name.key.substr(5));
}

void draw_part(Ui& ui, intake::NodeId node, const Part& part, const Rect& area) {
    const i18n::Text name = ui.say(part.name);
    const float label = measure(ui, name, Type::Help, area.w).h;
    write(ui, name, Type::Help, {area.x, area.y, area.w, label}, {ui.colors().quiet});
    const auto value = shown_date(ui, node).*part.value;
    const StepperEvent event =
        stepper(ui,
                {.id = field_id(ui, node, part),
                 .key = {node, 0, part.key},
                 .name = name,
                 .value = value ? std::optional<std::int64_t>(*value) : std::nullopt,
                 .first = part.first,
                 .least = 1,
                 .most = part.most,
                 .digits = part.digits},
                {area.x, area.bottom() - ui.m().tile_height(), area.w, ui.m().tile_height()});
    if (event.changed) {
        put(ui, node, part, event.value);
    }
}

// Day, month and year beside one another.
void draw_row(Ui& ui, intake::NodeId node, const Rect& area) {
    const float gap = ui.m().of(2.5F);
    const float width = (area.w - 2 * gap) / 3;
    float x = area.x;
    for (const Part& part : parts_of(ui)) {
        draw_part(ui, node, part, {x, area.y, width, area.h});
        x += width + gap;
    }
}

// One below the other, where the column is narrow or the text large.
void add_stack(Ui& ui, Column& column, intake::NodeId node, float height) {
    for (const Part& part : parts_of(ui)) {
        column.add(ui.m().gap(), height, [&ui, part, node](const Rect& area) {
            const float width = std::min(area.w, ui.m().of(34));
            draw_part(ui, node, part, {area.x, area.y, width, area.h});
        });
        column.holds_field(field_id(ui, node, part));
    }
}

} // namespace

void add_date(Ui& ui, Column& column, intake::NodeId node) {
    const Metrics& m = ui.m();
    if (!ui.knows(form_id(ui.session.answers.item(node), ".help"))) {
        column.help(node_id(ui, node) + ".parts", ui.say("date.help"_text));
    }
    const float label = measure(ui, ui.say("date.year"_text), Type::Help, column.width()).h;
    const float height = label + m.of(0.75F) + m.tile_height();
    const bool beside = column.width() >= 3 * m.of(23) + 2 * m.gap();
    if (beside) {
        column.add(m.of(2.5F), height, [&ui, node](const Rect& area) { draw_row(ui, node, area); });
        for (const Part& part : parts_of(ui)) {
            column.holds_field(field_id(ui, node, part));
        }
    } else {
        add_stack(ui, column, node, height);
    }
    if (impossible(ui.session.answers.item(node), shown_date(ui, node))) {
        column.help(node_id(ui, node) + ".impossible", ui.say("date.impossible"_text));
    }
    add_unknown(ui, column, node);
}

} // namespace ui
