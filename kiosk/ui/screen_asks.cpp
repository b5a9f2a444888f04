// What the terminal asks in between, before the page it stands on goes on: whether she is still
// there, and whether she wants to go on though she passes over page after page. Tiles in the middle
// of the page answer it, where a finger that drums on a button of the bars never is.
#include "kiosk/ui/phone.h"
#include "kiosk/ui/screens.h"
#include "kiosk/ui/tile_grid.h"

#include <algorithm>
#include <array>

namespace ui {

using namespace i18n::literals;

namespace {

struct Choice {
    std::string id;
    i18n::TextId label;
    std::function<void()> chosen;
};

void add_choices(Ui& ui, Column& column, std::array<Choice, 2> choices, bool swapped) {
    if (swapped) {
        std::ranges::reverse(choices);
    }
    std::vector<Tile> tiles;
    for (const Choice& choice : choices) {
        tiles.push_back(
            {.id = choice.id, .label = ui.say(choice.label), .icon = {}, .marked = false});
    }
    add_grid(ui, column,
             {.tiles = std::move(tiles),
              .across = 1,
              .first_gap = ui.m().section_gap(),
              .together = true,
              .choose = [choices = std::move(choices)](std::size_t i) { choices[i].chosen(); }});
}

void add_countdown(Ui& ui, Column& column, int seconds) {
    const std::string number = std::to_string(seconds);
    const float inside = column.width() - 2 * ui.m().pad();
    const float height = number_height(ui, number, inside) + 2 * ui.m().pad();
    // The sentence says the number too: where large letters leave no room, that is enough.
    if (column.rest(ui.m().section_gap(), 0) < height) {
        return;
    }
    column.add(ui.m().section_gap(), height, [&ui, number](const Rect& area) {
        const Rect words = card(ui, area, ui.colors().chosen, ui.colors().line);
        draw_number(ui, number, words, i18n::Align::Start);
    });
}

// Of answers it speaks only where there are some.
i18n::TextId sentence_of(const Ui& ui, const StillHere& asked) {
    const bool answers = intake::has_answers(ui.session);
    if (asked.choose) {
        return answers ? "still.text"_text : "still.nothing"_text;
    }
    return answers ? "idle.text"_text : "idle.nothing"_text;
}

} // namespace

void draw_still_here(Ui& ui, const StillHere& asked) {
    Column column(ui);
    const i18n::Argument seconds{"seconds", std::int64_t{asked.seconds}};
    column.question(ui.say("idle.title"_text));
    column.paragraph("idle.text", ui.say(sentence_of(ui, asked), {&seconds, 1}));
    if (asked.choose) {
        add_choices(ui, column,
                    {{{"still.here", "idle.here"_text, [&ui] { ui.view.stays = true; }},
                      {"still.stop", "still.stop"_text, [&ui] { ui.act(intake::Exit{}); }}}},
                    asked.swapped);
    }
    add_countdown(ui, column, asked.seconds);
    column.draw();
}

void draw_hurry(Ui& ui) {
    Column column(ui);
    column.question(ui.say("hurry.title"_text));
    column.paragraph("hurry.text", ui.say("hurry.text"_text));
    add_choices(ui, column,
                {{{"hurry.on", "hurry.on"_text, [&ui] { ui.act(intake::GoOn{}); }},
                  {"hurry.back", "hurry.back"_text, [&ui] { ui.act(intake::ReturnToFirst{}); }}}},
                false);
    column.draw();
}

} // namespace ui
