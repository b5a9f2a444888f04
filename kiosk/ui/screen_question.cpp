// A page of the form: its question, help, why it is asked, and the answers.
#include "kiosk/ui/answers.h"
#include "kiosk/ui/hand.h"
#include "kiosk/ui/phone.h"
#include "kiosk/ui/screens.h"

#include <algorithm>
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
    const float fold_height = ui.m().of(4.5F);
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
        column.paragraph(item.link_id + ".help", ui.say({id}));
    }
    if (item.icon == "warning") {
        add_call(ui, column, "emergency", "call.emergency"_text);
        add_call(ui, column, "help", "call.help"_text);
    }
}

bool takes_words(const Ui& ui, intake::NodeId node) {
    const intake::Answers& answers = ui.session.answers;
    const intake::ItemKind kind = answers.item(node).kind;
    return kind == ItemKind::Text || kind == ItemKind::String ||
           (kind == ItemKind::Group &&
            std::ranges::any_of(answers.node(node).children, [&](intake::NodeId child) {
                return intake::is_shown(answers, child) && takes_words(ui, child);
            }));
}

// The part of a page that belongs to one child of a group.
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
    add_help(ui, column, item, id);
    add_hint(ui, column, node);
    add_answer(ui, column, node);
}

void add_children(Ui& ui, Column& column, intake::NodeId node) {
    for (const intake::NodeId child : ui.session.answers.node(node).children) {
        if (intake::is_shown(ui.session.answers, child)) {
            add_child(ui, column, child);
        }
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
    column.add(ui.m().section_gap(), ui.m().of(4.5F), [&ui, text, remove, node](const Rect& area) {
        write_centred(ui, text, Type::Help, area, {ui.colors().quiet});
        const float width = button_width(ui, remove);
        if (button(ui, remove, {area.end() - width, area.y, width, area.h})) {
            ui.view.fields.clear();
            ui.act(intake::RemoveInstance{node});
        }
    });
}

void add_another(Ui& ui, Column& column, intake::NodeId node) {
    const Button add{
        .id = node_id(ui, node) + ".add", .label = ui.say("repeat.add"_text), .icon = "plus"};
    column.add(ui.m().section_gap(), ui.m().tile_height(), [&ui, add, node](const Rect& area) {
        if (button(ui, add, {area.x, area.y, button_width(ui, add), area.h})) {
            ui.act(intake::AddInstance{node});
        }
    });
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
    const intake::Answers& answers = ui.session.answers;
    const auto all = answers.of_item(answers.node(node).item);
    const auto position = std::ranges::find(all, node) - all.begin();
    const std::string& link_id = answers.item(node).link_id;
    return position == 0 ? link_id : link_id + "#" + std::to_string(position + 1);
}

void add_answer(Ui& ui, Column& column, intake::NodeId node) {
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
        return;
    case ItemKind::Group:
        return add_children(ui, column, node);
    }
}

void draw_question(Ui& ui) {
    const intake::Answers& answers = ui.session.answers;
    const auto nodes = intake::nodes_of_page(answers, ui.session.page);
    const intake::Item& item = answers.item(nodes.front());
    Column column(ui);
    column.question(ui.say_form(form_id(item), item.text), item.link_id + ".question");
    if (item.kind == ItemKind::Display) {
        add_message(ui, column, item);
        return column.draw();
    }
    add_help(ui, column, item, item.link_id);
    if (takes_words(ui, nodes.front())) {
        column.help(item.link_id + ".sealed", ui.say("text.sealed"_text));
    }
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
