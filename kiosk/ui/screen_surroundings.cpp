// Whether somebody can see or hear her, before anything is told. The answer only leads on, or to
// the everyday page; it is kept nowhere.
#include "kiosk/ui/screens.h"
#include "kiosk/ui/tile_grid.h"

#include <array>

namespace ui {

using namespace i18n::literals;

void draw_surroundings(Ui& ui) {
    constexpr std::array kWays{"surroundings.alone"_text, "surroundings.fine"_text,
                               "surroundings.hide"_text};
    std::vector<Tile> tiles;
    for (const i18n::TextId& id : kWays) {
        tiles.push_back(
            {.id = std::string(id.key), .label = ui.say(id), .icon = {}, .marked = false});
    }
    Column column(ui);
    column.question(ui.say("surroundings.title"_text));
    column.help("surroundings.help", ui.say("surroundings.help"_text));
    add_grid(ui, column,
             {.tiles = std::move(tiles),
              .across = 1,
              .first_gap = ui.m().of(2.5F),
              .choose = [&ui, last = kWays.size() - 1](std::size_t way) {
                  if (way == last) {
                      return ui.act(intake::Exit{});
                  }
                  ui.act(intake::Next{});
              }});
    column.draw();
}

} // namespace ui
