// The first screen: an invitation, the languages, and what to do in danger. Names nothing that
// could tell a passer-by what the terminal is for.
#include "kiosk/ui/column.h"
#include "kiosk/ui/phone.h"
#include "kiosk/ui/screens.h"

namespace ui {

using namespace i18n::literals;

void draw_start(Ui& ui) {
    Column column(ui);
    column.question(ui.say("start.title"_text));
    column.paragraph("start.text", ui.say("start.text"_text));
    add_language_tiles(ui, column);
    column.help("start.alone", ui.say("start.alone"_text));
    column.help("start.exit", ui.say("start.exit"_text));
    add_emergency(ui, column, "start.emergency"_text);
    column.draw();
}

void draw_not_ready(Ui& ui) {
    Column column(ui);
    column.question(ui.say("not_ready.title"_text));
    column.paragraph("not_ready.text", ui.say("not_ready.text"_text));
    add_language_tiles(ui, column);
    add_emergency(ui, column, "start.emergency"_text);
    column.draw();
}

void draw_idle(Ui& ui) {
    Column column(ui);
    const i18n::Argument seconds{"seconds", std::int64_t{ui.view.idle_seconds.value_or(0)}};
    column.question(ui.say("idle.title"_text));
    column.paragraph("idle.text", ui.say("idle.text"_text, {&seconds, 1}));
    const std::string number = std::to_string(ui.view.idle_seconds.value_or(0));
    const float inside = column.width() - 2 * ui.m().pad();
    const float height = number_height(ui, number, inside) + 2 * ui.m().pad();
    column.add(ui.m().section_gap(), height, [&ui, number](const Rect& area) {
        const Rect words = card(ui, area, ui.colors().chosen, ui.colors().line);
        draw_number(ui, number, words, i18n::Align::Start);
    });
    column.draw();
}

} // namespace ui
