#include "kiosk/ui/hand.h"

#include "kiosk/ui/tile_grid.h"

namespace ui {

using namespace i18n::literals;

void add_hand(Ui& ui, Column& column) {
    if (!intake::may_change_hand(ui.session)) {
        return;
    }
    column.help("hand.question", ui.say("hand.question"_text));
    column.keep_with_next();
    const bool helper = intake::hand_of(ui.session) == intake::Hand::Helper;
    std::vector<Tile> tiles{
        {.id = "hand.person", .label = ui.say("hand.person"_text), .icon = {}, .chosen = !helper},
        {.id = "hand.helper", .label = ui.say("hand.helper"_text), .icon = {}, .chosen = helper}};
    for (Tile& tile : tiles) {
        tile.light = true;
    }
    add_grid(ui, column,
             {.tiles = std::move(tiles),
              .across = 2,
              .first_gap = ui.m().gap(),
              .choose = [&ui](std::size_t i) {
                  ui.act(intake::SetHand{i == 0 ? intake::Hand::Person : intake::Hand::Helper});
              }});
}

} // namespace ui
