// Choices and yes or no, as tiles.
#include "kiosk/ui/answer_search.h"
#include "kiosk/ui/answers.h"
#include "kiosk/ui/form_ids.h"
#include "kiosk/ui/names.h"
#include "kiosk/ui/tile_grid.h"

#include <algorithm>

namespace ui {

using namespace i18n::literals;

namespace {

// Beside tiles with pictures one without would look unfinished.
std::string picture_of_open(const intake::Option& option) {
    if (option.code == "rather_not_say") {
        return "not-say";
    }
    return option.code == "not_sure" || option.code == "unknown" ? "not-sure" : "minus";
}

std::vector<Tile> tiles_of(Ui& ui, intake::NodeId node) {
    const intake::Answers& answers = ui.session.answers;
    const intake::Item& item = answers.item(node);
    const bool pictures = std::ranges::any_of(
        item.options, [](const intake::Option& option) { return !option.icon.empty(); });
    std::vector<Tile> tiles;
    for (std::uint32_t i = 0; i < item.options.size(); ++i) {
        const intake::Option& option = item.options[i];
        const bool bare = pictures && option.icon.empty() && keeps_open(option);
        tiles.push_back({.id = option_id(answers, node, i),
                         .label = option_text(ui, item, option),
                         .icon = bare ? picture_of_open(option) : option.icon,
                         .indent = pictures,
                         .chosen = answers.chosen(node, i),
                         .several = item.repeats,
                         .light = keeps_open(option)});
    }
    return tiles;
}

// The first answers of a page begin on its first part, however many they are.
bool opens_page(const Ui& ui, intake::NodeId node) {
    const intake::Answers& answers = ui.session.answers;
    while (answers.node(node).parent != intake::kRoot) {
        const intake::NodeId parent = answers.node(node).parent;
        const auto& children = answers.node(parent).children;
        const auto shown = [&](intake::NodeId child) { return intake::is_shown(answers, child); };
        if (*std::ranges::find_if(children, shown) != node) {
            return false;
        }
        node = parent;
    }
    return intake::nodes_of_page(answers, ui.session.page).front() == node;
}

bool boolean_is(const Ui& ui, intake::NodeId node, bool value) {
    const auto& values = ui.session.answers.node(node).values;
    return !values.empty() && values.front() == intake::Value(value);
}

} // namespace

void add_hint(Ui& ui, Column& column, intake::NodeId node) {
    const intake::Item& item = ui.session.answers.item(node);
    if (item.kind != intake::ItemKind::Choice && item.kind != intake::ItemKind::OpenChoice) {
        return;
    }
    if (item.repeats) {
        column.help(node_id(ui, node) + ".many", ui.say("question.choose_many"_text));
    } else if (item.required) {
        column.help(node_id(ui, node) + ".one", ui.say("question.decide"_text));
    }
}

namespace {

void add_all_tiles(Ui& ui, Column& column, intake::NodeId node) {
    auto tiles = tiles_of(ui, node);
    const std::size_t across = across_for(ui, column, tiles);
    add_grid(ui, column,
             {.tiles = std::move(tiles),
              .across = across,
              .first_gap = ui.m().of(2.5F),
              .together = !opens_page(ui, node),
              .choose = [&ui, node](std::size_t option) {
                  ui.act(intake::Choose{node, static_cast<std::uint32_t>(option)});
              }});
}

} // namespace

void add_choice(Ui& ui, Column& column, intake::NodeId node) {
    const intake::Item& item = ui.session.answers.item(node);
    if (item.options.size() > kSearchAbove) {
        add_search(ui, column, node);
    } else {
        add_all_tiles(ui, column, node);
    }
    if (item.kind == intake::ItemKind::OpenChoice &&
        intake::takes_own_words(ui.session.answers, node)) {
        add_text(ui, column, node);
    }
}

void add_boolean(Ui& ui, Column& column, intake::NodeId node) {
    const std::string base = node_id(ui, node);
    std::vector<Tile> tiles{{.id = base + ".yes",
                             .label = ui.say("answer.yes"_text),
                             .icon = {},
                             .chosen = boolean_is(ui, node, true)},
                            {.id = base + ".no",
                             .label = ui.say("answer.no"_text),
                             .icon = {},
                             .chosen = boolean_is(ui, node, false)}};
    add_grid(ui, column,
             {.tiles = std::move(tiles),
              .across = 2,
              .first_gap = ui.m().of(2.5F),
              .choose = [&ui, node](std::size_t i) { ui.act(intake::SetBoolean{node, i == 0}); }});
}

void add_unknown(Ui& ui, Column& column, intake::NodeId node) {
    const bool chosen = ui.session.answers.node(node).state == intake::AnswerState::Unknown;
    add_grid(ui, column,
             {.tiles = {{.id = node_id(ui, node) + ".unknown",
                         .label = ui.say("answer.unknown"_text),
                         .icon = {},
                         .chosen = chosen,
                         .light = true}},
              .across = 1,
              .first_gap = ui.m().of(2.5F),
              .choose = [&ui, node](std::size_t) {
                  ui.view.fields.clear();
                  ui.view.dates.clear();
                  ui.act(intake::SetUnknown{node});
              }});
}

} // namespace ui
