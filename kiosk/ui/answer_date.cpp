// A date whose parts may stay empty: day, month and year, each typed or counted, in the calendar
// she knows where her language has more than one (date_draft.h).
#include "kiosk/ui/answers.h"
#include "kiosk/ui/tile_grid.h"

#include <algorithm>
#include <array>

namespace ui {

using namespace i18n::literals;

namespace {

struct Part {
    char key;
    i18n::TextId name;
    std::optional<int> DateDraft::* value;
    int first;
    int least;
    int most;
    std::size_t digits;
};

DatePage page_of(const Ui& ui, intake::NodeId node) {
    return {.item = ui.session.answers.item(node),
            .language = ui.session.language,
            .this_year = ui.house.this_year};
}

// What she has put in so far, whether or not it makes a date.
DateDraft shown_draft(const Ui& ui, intake::NodeId node) {
    const DatePage page = page_of(ui, node);
    if (const auto draft = ui.view.dates.find(node); draft != ui.view.dates.end()) {
        return draft_on(draft->second, page);
    }
    const auto& values = ui.session.answers.node(node).values;
    const auto* date = values.empty() ? nullptr : std::get_if<intake::PartialDate>(&values.front());
    return draft_from(date == nullptr ? intake::PartialDate{} : *date, page);
}

std::array<Part, 3> parts_of(const Ui& ui, intake::NodeId node) {
    const i18n::Calendar calendar =
        shown_draft(ui, node).calendar.value_or(i18n::Calendar::Gregorian);
    const Years years = years_on(page_of(ui, node), calendar);
    const auto days = static_cast<int>(i18n::days_in({calendar, {}}));
    const auto months = static_cast<int>(i18n::months_in(calendar));
    const int year = year_in(calendar, ui.house.this_year);
    return {Part{'d', "date.day"_text, &DateDraft::day, 1, 1, days, 2},
            Part{'m', "date.month"_text, &DateDraft::month, 1, 1, months, 2},
            Part{'y', "date.year"_text, &DateDraft::year, year, years.first, years.last, 4}};
}

void keep(Ui& ui, intake::NodeId node, const DateDraft& draft) {
    ui.view.dates[node] = draft;
    const intake::PartialDate kept = kept_of(draft, page_of(ui, node));
    if (!kept.empty()) {
        ui.act(intake::SetDate{node, 0, kept});
    } else {
        ui.act(intake::RemoveValue{node, 0}); // never the date from before under the new one
    }
}

void put(Ui& ui, intake::NodeId node, const Part& part, std::optional<std::int64_t> value) {
    DateDraft draft = shown_draft(ui, node);
    put_part(draft, page_of(ui, node), part.value,
             value ? std::optional(static_cast<int>(*value)) : std::nullopt);
    keep(ui, node, draft);
}

std::string field_id(const Ui& ui, intake::NodeId node, const Part& part) {
    return node_id(ui, node) + "." + std::string(part.name.key.substr(5));
}

void draw_part(Ui& ui, intake::NodeId node, const Part& part, const Rect& area) {
    const i18n::Text name = ui.say(part.name);
    const float label = measure(ui, name, Type::Help, area.w).h;
    write(ui, name, Type::Help, {area.x, area.y, area.w, label}, {ui.colors().quiet});
    const auto value = shown_draft(ui, node).*part.value;
    const StepperEvent event =
        stepper(ui,
                {.id = field_id(ui, node, part),
                 .key = {node, 0, part.key},
                 .name = name,
                 .value = value ? std::optional<std::int64_t>(*value) : std::nullopt,
                 .first = part.first,
                 .least = part.least,
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
    for (const Part& part : parts_of(ui, node)) {
        draw_part(ui, node, part, {x, area.y, width, area.h});
        x += width + gap;
    }
}

// One below the other, where the column is narrow or the text large.
void add_stack(Ui& ui, Column& column, intake::NodeId node, float height) {
    for (const Part& part : parts_of(ui, node)) {
        column.add(ui.m().gap(), height, [&ui, part, node](const Rect& area) {
            const float width = std::min(area.w, ui.m().of(34));
            draw_part(ui, node, part, {area.x, area.y, width, area.h});
        });
        column.holds_field(field_id(ui, node, part));
    }
}

void add_parts(Ui& ui, Column& column, intake::NodeId node) {
    const Metrics& m = ui.m();
    const float label = measure(ui, ui.say("date.year"_text), Type::Help, column.width()).h;
    const float height = label + m.of(0.75F) + m.tile_height();
    const bool beside = column.width() >= 3 * m.of(23) + 2 * m.gap();
    if (!beside) {
        return add_stack(ui, column, node, height);
    }
    column.add(m.of(2.5F), height, [&ui, node](const Rect& area) { draw_row(ui, node, area); });
    for (const Part& part : parts_of(ui, node)) {
        column.holds_field(field_id(ui, node, part));
    }
}

void choose_calendar(Ui& ui, intake::NodeId node, i18n::Calendar calendar) {
    DateDraft draft = shown_draft(ui, node);
    if (draft.calendar == calendar) {
        return;
    }
    const bool had_parts = !draft.empty();
    change_calendar(draft, calendar);
    for (const Part& part : parts_of(ui, node)) {
        ui.view.fields.erase({node, 0, part.key});
    }
    ui.view.dates[node] = draft;
    if (had_parts || !draft.empty()) {
        keep(ui, node, draft);
    }
}

void add_calendars(Ui& ui, Column& column, intake::NodeId node) {
    const DateDraft draft = shown_draft(ui, node);
    const auto calendars = calendars_on(page_of(ui, node), draft);
    if (calendars.size() < 2) {
        return;
    }
    std::vector<Tile> tiles;
    for (const i18n::Calendar calendar : calendars) {
        std::string name = i18n::calendar_name(calendar, ui.session.language);
        tiles.push_back(
            {.id = node_id(ui, node) + ".calendar." + std::string(i18n::code_of(calendar)),
             .label = ui.as_said(name, ui.session.language.tag),
             .icon = {},
             .chosen = draft.calendar == calendar,
             .light = true});
    }
    add_grid(ui, column,
             {.tiles = std::move(tiles),
              .across = widest_across(ui, column),
              .first_gap = ui.m().of(2.5F),
              .choose = [&ui, node, calendars](std::size_t i) {
                  choose_calendar(ui, node, calendars[i]);
              }});
}

bool is_typed(const Ui& ui, intake::NodeId node) {
    return ui.view.hands.has_focus(field_id(ui, node, parts_of(ui, node).back()));
}

} // namespace

void add_date(Ui& ui, Column& column, intake::NodeId node) {
    if (!ui.knows(form_id(ui.session.answers.item(node), ".help"))) {
        column.help(node_id(ui, node) + ".parts", ui.say("date.help"_text));
    }
    add_calendars(ui, column, node);
    const DateDraft draft = shown_draft(ui, node);
    if (draft.calendar) {
        add_parts(ui, column, node);
    }
    if (is_impossible(draft, page_of(ui, node), is_typed(ui, node))) {
        column.help(node_id(ui, node) + ".impossible", ui.say("date.impossible"_text));
    }
    add_unknown(ui, column, node);
}

} // namespace ui
