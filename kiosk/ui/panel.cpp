// The choosers: languages, text sizes, colours. One tile for each, chosen at once, closed by
// itself.
#include "kiosk/ui/furniture.h"
#include "kiosk/ui/tile_grid.h"

#include <algorithm>
#include <array>

namespace ui {

using namespace i18n::literals;

namespace {

// One tile a choice; choosing it closes the chooser.
template <class Action>
void add_choices(Ui& ui, Column& column, std::vector<Tile> tiles, std::vector<Action> actions,
                 std::size_t across) {
    add_grid(ui, column,
             {.tiles = std::move(tiles),
              .across = across,
              .first_gap = ui.m().of(3),
              .choose = [&ui, actions = std::move(actions)](std::size_t i) {
                  ui.act(actions[i]);
                  ui.view.panel = Panel::None;
              }});
}

void add_sizes(Ui& ui, Column& column) {
    using enum intake::TextSize;
    const std::array sizes{
        std::pair{Normal, "size.normal"_text}, std::pair{Large, "size.large"_text},
        std::pair{Larger, "size.larger"_text}, std::pair{Largest, "size.largest"_text}};
    std::vector<Tile> tiles;
    std::vector<intake::SetTextSize> actions;
    for (const auto& [size, id] : sizes) {
        tiles.push_back({.id = std::string(id.key),
                         .label = ui.say(id),
                         .icon = {},
                         .chosen = size == ui.session.text_size});
        actions.push_back({size});
    }
    add_choices(ui, column, std::move(tiles), std::move(actions), 1);
}

void add_palettes(Ui& ui, Column& column) {
    using enum intake::Palette;
    const std::array palettes{std::pair{CalmLight, "palette.calm_light"_text},
                              std::pair{Dark, "palette.dark"_text},
                              std::pair{BlackOnWhite, "palette.black_on_white"_text},
                              std::pair{WhiteOnBlack, "palette.white_on_black"_text}};
    std::vector<Tile> tiles;
    std::vector<intake::SetPalette> actions;
    for (const auto& [palette, id] : palettes) {
        tiles.push_back({.id = std::string(id.key),
                         .label = ui.say(id),
                         .icon = {},
                         .chosen = palette == ui.session.palette});
        actions.push_back({palette});
    }
    add_choices(ui, column, std::move(tiles), std::move(actions), 1);
}

} // namespace

void add_language_tiles(Ui& ui, Column& column) {
    std::vector<Tile> tiles;
    std::vector<intake::SetLanguage> actions;
    for (const i18n::LocaleId& language : ui.house.languages) {
        tiles.push_back({.id = "language." + language.tag,
                         .label = ui.as_said(ui.names.own_name(language), language.tag),
                         .icon = {},
                         .chosen = language == ui.session.language});
        actions.push_back({language});
    }
    const float narrowest = ui.m().of(26);
    const auto across = static_cast<std::size_t>(column.width() / narrowest);
    add_choices(ui, column, std::move(tiles), std::move(actions), std::max<std::size_t>(1, across));
}

void draw_panel(Ui& ui) {
    Column column(ui);
    switch (ui.view.panel) {
    case Panel::Languages:
        column.question(ui.say("language.title"_text));
        column.help("language.note", ui.say("language.note"_text));
        add_language_tiles(ui, column);
        break;
    case Panel::Sizes:
        column.question(ui.say("size.title"_text));
        add_sizes(ui, column);
        break;
    case Panel::Palettes:
        column.question(ui.say("palette.title"_text));
        add_palettes(ui, column);
        break;
    case Panel::None:
        break;
    }
    column.draw();
}

} // namespace ui
