// All answers once more, each a card that leads back to its page.
#include "kiosk/ui/answers.h"
#include "kiosk/ui/names.h"
#include "kiosk/ui/screens.h"

#include <algorithm>
#include <cstring>
#include <memory>

namespace ui {

using namespace i18n::literals;
using intake::NodeId;

namespace {

enum class LineKind {
    Answer,
    Quiet, ///< no answer: skipped, not known, left empty
    Label, ///< the question of one part of a page, above its answers
};

// One line of a card: a sentence, or `own` words of hers that are only looked at. What is made out
// of her answer (a day, a number) lies in `made`, in locked memory, and `own` looks at it.
struct Line {
    i18n::Text text;
    std::string_view own;
    LineKind kind = LineKind::Answer;
    crypto::SecretText made;
};

Line line_made(std::string words) {
    Line line{.text = {}, .own = {}, .made = crypto::SecretText(words)};
    ::explicit_bzero(words.data(), words.size());
    line.own = line.made.view();
    return line;
}

i18n::PartialDay day_of(const intake::PartialDate& date) {
    return {.year = date.year.value_or(0),
            .month = static_cast<unsigned>(date.month.value_or(0)),
            .day = static_cast<unsigned>(date.day.value_or(0))};
}

Line line_of(Ui& ui, const intake::Item& item, const intake::Value& value) {
    if (const auto* own = std::get_if<crypto::SecretText>(&value)) {
        return {.text = {}, .own = own->view(), .made = {}};
    }
    if (const auto* chosen = std::get_if<intake::Chosen>(&value)) {
        const intake::Option& option = item.options[chosen->option];
        return {.text = option_text(ui, item, option), .own = {}, .made = {}};
    }
    if (const auto* yes = std::get_if<bool>(&value)) {
        return {.text = ui.say(*yes ? "answer.yes"_text : "answer.no"_text), .own = {}, .made = {}};
    }
    if (const auto* number = std::get_if<std::int64_t>(&value)) {
        return line_made(i18n::format_integer(*number, ui.session.language));
    }
    const auto& date = std::get<intake::PartialDate>(value);
    return line_made(i18n::format_day(day_of(date), ui.session.language));
}

void collect_answer(Ui& ui, NodeId id, std::vector<Line>& lines) {
    const intake::Node& node = ui.session.answers.node(id);
    switch (node.state) {
    case intake::AnswerState::Answered:
        for (const intake::Value& value : node.values) {
            lines.push_back(line_of(ui, ui.session.answers.item(id), value));
        }
        break;
    case intake::AnswerState::Declined:
        lines.push_back({ui.say("review.declined"_text), {}, LineKind::Quiet, {}});
        break;
    case intake::AnswerState::Unknown:
        lines.push_back({ui.say("answer.unknown"_text), {}, LineKind::Quiet, {}});
        break;
    case intake::AnswerState::Unanswered:
        break;
    }
}

void collect(Ui& ui, NodeId id, std::vector<Line>& lines) {
    const intake::Answers& answers = ui.session.answers;
    if (!intake::is_shown(answers, id)) {
        return;
    }
    collect_answer(ui, id, lines);
    for (const NodeId child : answers.node(id).children) {
        const std::size_t before = lines.size();
        collect(ui, child, lines);
        const intake::Item& item = answers.item(child);
        if (lines.size() > before && intake::is_question(item.kind)) {
            const auto at = lines.begin() + static_cast<std::ptrdiff_t>(before);
            lines.insert(at, {ui.say_form(form_id(item), item.text), {}, LineKind::Label, {}});
        }
    }
}

// A page that was skipped as a whole says so once, without the labels of its parts.
void merge(std::vector<Line>& lines) {
    const auto differs = [&](const Line& line) {
        return line.kind == LineKind::Answer ||
               (line.kind == LineKind::Quiet && line.text.utf8 != lines.back().text.utf8);
    };
    if (!lines.empty() && std::ranges::none_of(lines, differs)) {
        lines.erase(lines.begin(), lines.end() - 1);
    }
}

Look own_look(const Ui& ui) {
    return look_of(ui, ui.as_said(""), Type::Body, {ui.colors().text});
}

Type type_of(const Line& line) {
    return line.kind == LineKind::Label ? Type::Help : Type::Body;
}

// Above a label that is not the first line, so that the eye finds the parts.
float gap_above(const Ui& ui, const std::vector<Line>& lines, std::size_t at) {
    return at > 0 && lines[at].kind == LineKind::Label ? ui.m().of(0.8F) : 0;
}

float line_height(Ui& ui, const Line& line, float width) {
    return line.own.empty() ? measure(ui, line.text, type_of(line), width).h
                            : ui.painter.measure_own(line.own, own_look(ui), width);
}

struct Card {
    std::string id;
    i18n::Text question;
    std::vector<Line> lines;
    std::size_t page = 0;
};

struct CardParts {
    float side = 0;   ///< padding at start and end, as a tile has
    float pad = 0;    ///< above and below
    float width = 0;  ///< of the words
    float change = 0; ///< of "Change" at the end
};

CardParts parts_of(Ui& ui, float width) {
    CardParts parts{.side = ui.m().pad(), .pad = ui.m().of(1.3F)};
    parts.change = measure(ui, ui.say("review.change"_text), Type::Help, i18n::kNoWidthLimit).w + 2;
    parts.width = width - 2 * parts.side - parts.change - ui.m().of(2);
    return parts;
}

float card_height(Ui& ui, const Card& card, const CardParts& parts) {
    float height = measure(ui, card.question, Type::Help, parts.width).h + ui.m().of(0.2F);
    for (std::size_t i = 0; i < card.lines.size(); ++i) {
        height += gap_above(ui, card.lines, i) + line_height(ui, card.lines[i], parts.width);
    }
    return height + 2 * parts.pad;
}

void draw_lines(Ui& ui, const Card& card, Rect at) {
    for (std::size_t i = 0; i < card.lines.size(); ++i) {
        const Line& line = card.lines[i];
        at.y += gap_above(ui, card.lines, i);
        at.h = line_height(ui, line, at.w);
        if (line.own.empty()) {
            const bool answer = line.kind == LineKind::Answer;
            write(ui, line.text, type_of(line), at,
                  {answer ? ui.colors().text : ui.colors().quiet});
        } else {
            ui.painter.draw_own(ui.canvas, line.own, own_look(ui), at);
        }
        at.y += at.h;
    }
}

void draw_card(Ui& ui, const Card& card, const Rect& area) {
    const Colors& c = ui.colors();
    const CardParts parts = parts_of(ui, area.w);
    const Rect window = ui.canvas.window(area);
    const Response response = ui.view.hands.respond(card.id, window);
    ui.tree.add({.id = card.id,
                 .role = Role::Button,
                 .name = card.question.utf8,
                 .value = {},
                 .focused = response.focused,
                 .window = window});
    ui.canvas.fill(area, response.held ? c.pressed : c.card, ui.m().radius());
    ui.canvas.outline(area, c.border, ui.m().radius(), ui.m().hairline());
    const Rect in{area.x + parts.side, area.y + parts.pad, area.w - 2 * parts.side,
                  area.h - 2 * parts.pad};
    const float label = measure(ui, card.question, Type::Help, parts.width).h;
    write(ui, card.question, Type::Help, {in.x, in.y, parts.width, label}, {c.quiet});
    draw_lines(ui, card, {in.x, in.y + label + ui.m().of(0.2F), parts.width, 0});
    write_centred(ui, ui.say("review.change"_text), Type::Help,
                  {in.end() - parts.change, area.y, parts.change, area.h}, {c.primary});
    if (response.focused) {
        focus_ring(ui, area, ui.m().radius());
    }
    if (response.acted) {
        ui.act(intake::Change{card.page});
    }
}

std::optional<Card> card_of(Ui& ui, std::size_t page) {
    const intake::Answers& answers = ui.session.answers;
    const auto nodes = intake::nodes_of_page(answers, page);
    const intake::Item& item = answers.item(nodes.front());
    if (item.kind == intake::ItemKind::Display) {
        return std::nullopt;
    }
    Card card{.id = "review." + item.link_id,
              .question = ui.say_form(form_id(item), item.text),
              .lines = {},
              .page = page};
    for (const NodeId node : nodes) {
        collect(ui, node, card.lines);
    }
    merge(card.lines);
    if (card.lines.empty()) {
        card.lines.push_back({ui.say("review.empty"_text), {}, LineKind::Quiet, {}});
    }
    return card;
}

void add_card(Ui& ui, Column& column, Card card, float gap) {
    const float height = card_height(ui, card, parts_of(ui, column.width()));
    const auto kept = std::make_shared<Card>(std::move(card));
    column.add(gap, height, [&ui, kept](const Rect& area) { draw_card(ui, *kept, area); });
}

} // namespace

void draw_review(Ui& ui) {
    Column column(ui);
    column.title(ui.say("review.title"_text));
    column.help("review.text", ui.say("review.text"_text));
    if (ui.session.identifying_dropped) {
        column.help("review.dropped", ui.say("review.dropped"_text));
    }
    float gap = ui.m().of(2.5F);
    for (const std::size_t page : intake::enabled_pages(ui.session.answers)) {
        if (auto card = card_of(ui, page)) {
            add_card(ui, column, std::move(*card), gap);
            gap = ui.m().of(0.9F);
        }
    }
    column.help("review.keep_note", ui.say("review.keep_note"_text));
    column.draw();
}

} // namespace ui
