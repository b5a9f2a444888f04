// A page of the form: its question, help, why it is asked, and the answers.
#include "kiosk/ui/answers.h"
#include "kiosk/ui/form_ids.h"
#include "kiosk/ui/hand.h"
#include "kiosk/ui/phone.h"
#include "kiosk/ui/screens.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace ui {

using namespace i18n::literals;
using intake::ItemKind;

namespace {

void draw_why(Ui& ui, const i18n::Text& text, const Rect& area) {
    const Rect inside = card(ui, area, ui.colors().chosen, ui.colors().line);
    note(ui, "why.text", Role::Text, text, inside);
    write(ui, text, Type::Help, inside, {ui.colors().text});
}

void add_why(Ui& ui, Column& column, const intake::Item& item) {
    const std::string id = form_id(item, ".why");
    if (!ui.knows(id)) {
        return;
    }
    const bool shown = ui.view.why_shown;
    const Button fold{.id = "why",
                      .label = ui.say(shown ? "question.why_hide"_text : "question.why"_text),
                      .icon = shown ? "chevron-up" : "chevron-down",
                      .style = Style::Quiet,
                      .icon_at_end = true};
    const i18n::Text text = shown ? ui.say({id}) : i18n::Text{};
    const float pad = ui.m().pad();
    const float fold_height = ui.m().fold_height();
    const float gap = ui.m().of(0.5F);
    const float card_height =
        shown ? measure(ui, text, Type::Help, column.width() - 2 * pad).h + 2 * pad + gap : 0;
    column.add(ui.m().of(1), fold_height + card_height,
               [&ui, fold, text, fold_height, gap, shown](const Rect& area) {
                   // Its words stand on the column's edge.
                   const Rect place{area.x - ui.m().of(2), area.y, button_width(ui, fold),
                                    fold_height};
                   if (button(ui, fold, place)) {
                       ui.view.why_shown = !ui.view.why_shown;
                       ui.view.why_turned = true;
                   }
                   if (shown) {
                       const float top = area.y + fold_height + gap;
                       draw_why(ui, text, {area.x, top, area.w, area.bottom() - top});
                   }
               });
    if (std::exchange(ui.view.why_turned, false)) {
        column.reveal();
    }
}

void add_help(Ui& ui, Column& column, const intake::Item& item, const std::string& id) {
    const std::string help = form_id(item, ".help");
    if (ui.knows(help)) {
        column.help(id + ".help", ui.say({help}));
    }
}

// A page that asks nothing: its text at full size, and whom to call where it warns.
void add_message(Ui& ui, Column& column, const intake::Item& item) {
    const std::string id = form_id(item, ".help");
    if (ui.knows(id)) {
        column.paragraph(item_id(item) + ".help", ui.say({id}));
    }
    if (item.icon == "warning") {
        add_call(ui, column, "emergency", "call.emergency"_text);
        add_call(ui, column, "help", "call.help"_text);
    }
}

// The first field for words at or below the node.
std::optional<intake::NodeId> first_words(const intake::Answers& answers, intake::NodeId node) {
    const intake::ItemKind kind = answers.item(node).kind;
    if (kind == ItemKind::Text || kind == ItemKind::String) {
        return node;
    }
    for (const intake::NodeId child : answers.node(node).children) {
        const auto found = intake::is_shown(answers, child) ? first_words(answers, child)
                                                            : std::optional<intake::NodeId>();
        if (found) {
            return found;
        }
    }
    return std::nullopt;
}

// What happens to her words stands where she writes them: at the first field of the page.
void add_sealed(Ui& ui, Column& column, intake::NodeId node) {
    const intake::Answers& answers = ui.session.answers;
    const intake::NodeId page = intake::nodes_of_page(answers, ui.session.page).front();
    if (first_words(answers, page) == node) {
        column.help(item_id(answers.item(page)) + ".sealed", ui.say("text.sealed"_text));
    }
}

void add_instance_bar(Ui& ui, Column& column, intake::NodeId node, std::size_t position,
                      std::size_t count) {
    const std::array arguments{i18n::Argument{"position", static_cast<std::int64_t>(position + 1)},
                               i18n::Argument{"count", static_cast<std::int64_t>(count)}};
    const i18n::Text text = ui.say("repeat.position"_text, arguments);
    const Button remove{.id = node_id(ui, node) + ".remove",
                        .label = ui.say("repeat.remove"_text),
                        .icon = "close",
                        .style = Style::Quiet};
    column.add(
        ui.m().section_gap(), ui.m().fold_height(), [&ui, text, remove, node](const Rect& area) {
            write_centred(ui, text, Type::Help, area, {ui.colors().quiet});
            const float width = button_width(ui, remove);
            if (button(ui, remove, {area.end() - width + ui.m().of(2), area.y, width, area.h})) {
                ui.view.fields.clear();
                ui.act(intake::RemoveInstance{node});
            }
        });
    column.keep_with_next();
    column.close_up();
}

// `node`: any instance of the group; the button has its name.
void add_another(Ui& ui, Column& column, intake::NodeId node) {
    const Button add{
        .id = node_id(ui, node) + ".add", .label = ui.say("repeat.add"_text), .icon = "plus"};
    column.add(ui.m().section_gap(), ui.m().tile_height(), [&ui, add, node](const Rect& area) {
        if (button(ui, add, {area.x, area.y, button_width(ui, add), area.h})) {
            ui.act(intake::AddInstance{node});
        }
    });
}

// The part of a page that belongs to one item below another.
void add_child(Ui& ui, Column& column, intake::NodeId node) {
    const intake::Item& item = ui.session.answers.item(node);
    const std::string id = node_id(ui, node);
    const i18n::Text text = ui.say_form(form_id(item), item.text);
    if (item.kind == ItemKind::Display) {
        column.paragraph(id, text);
        return;
    }
    if (!text.utf8.empty()) {
        column.subheading(id + ".label", text);
    }
    const bool labelled = !text.utf8.empty();
    add_help(ui, column, item, id);
    add_sealed(ui, column, node);
    if (labelled) {
        column.keep_with_next();
    }
    add_hint(ui, column, node);
    if (labelled) {
        column.keep_with_next();
    }
    add_answer(ui, column, node);
}

// One of the instances of a repeating group within a page, with what adds and removes one.
void add_instance(Ui& ui, Column& column, intake::NodeId node) {
    const intake::Answers& answers = ui.session.answers;
    const intake::Node& here = answers.node(node);
    std::vector<intake::NodeId> all;
    std::ranges::copy_if(
        answers.node(here.parent).children, std::back_inserter(all),
        [&](intake::NodeId sibling) { return answers.node(sibling).item == here.item; });
    if (all.size() > 1) {
        const auto position = std::ranges::find(all, node) - all.begin();
        add_instance_bar(ui, column, node, static_cast<std::size_t>(position), all.size());
    }
    add_child(ui, column, node);
    if (node == all.back() && all.size() < answers.item(node).max_values) {
        add_another(ui, column, node);
    }
}

void add_children(Ui& ui, Column& column, intake::NodeId node) {
    for (const intake::NodeId child : ui.session.answers.node(node).children) {
        if (!intake::is_shown(ui.session.answers, child)) {
            continue;
        }
        const intake::Item& item = ui.session.answers.item(child);
        if (item.kind == ItemKind::Group && item.repeats) {
            add_instance(ui, column, child);
        } else {
            add_child(ui, column, child);
        }
    }
}

// kRoot, which is no page, where the form has no decision.
intake::NodeId decision_node(const intake::Answers& answers) {
    const auto& decision = answers.form().decision;
    return decision ? answers.of_item(*decision).front() : intake::kRoot;
}

} // namespace

std::string form_id(const intake::Item& item, std::string_view suffix) {
    return "form." + item.link_id + std::string(suffix);
}

std::string node_id(const Ui& ui, intake::NodeId node) {
    return node_id(ui.session.answers, node);
}

namespace {

void add_own_answer(Ui& ui, Column& column, intake::NodeId node) {
    switch (ui.session.answers.item(node).kind) {
    case ItemKind::Choice:
    case ItemKind::OpenChoice:
        return add_choice(ui, column, node);
    case ItemKind::Boolean:
        return add_boolean(ui, column, node);
    case ItemKind::Integer:
        return add_integer(ui, column, node);
    case ItemKind::Date:
        return add_date(ui, column, node);
    case ItemKind::String:
    case ItemKind::Text:
        return add_text(ui, column, node);
    case ItemKind::Display:
    case ItemKind::Group:
        return;
    }
}

} // namespace

void add_answer(Ui& ui, Column& column, intake::NodeId node) {
    add_own_answer(ui, column, node);
    add_children(ui, column, node);
}

void draw_question(Ui& ui) {
    const intake::Answers& answers = ui.session.answers;
    const auto nodes = intake::nodes_of_page(answers, ui.session.page);
    const intake::Item& item = answers.item(nodes.front());
    Column column(ui);
    column.question(ui.say_form(form_id(item), item.text), item_id(item) + ".question");
    if (item.kind == ItemKind::Display) {
        add_message(ui, column, item);
        return column.draw();
    }
    add_help(ui, column, item, item_id(item));
    add_sealed(ui, column, nodes.front());
    add_hint(ui, column, nodes.front());
    if (ui.session.identifying_dropped && nodes.front() == decision_node(answers)) {
        column.help("review.dropped", ui.say("review.dropped"_text));
    }
    add_why(ui, column, item);
    const bool several = item.kind == ItemKind::Group && item.repeats;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        if (several && nodes.size() > 1) {
            add_instance_bar(ui, column, nodes[i], i, nodes.size());
        }
        add_answer(ui, column, nodes[i]);
    }
    if (several && nodes.size() < item.max_values) {
        add_another(ui, column, nodes.front());
    }
    add_hand(ui, column);
    column.draw();
}

} // namespace ui
