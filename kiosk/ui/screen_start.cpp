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

} // namespace ui
