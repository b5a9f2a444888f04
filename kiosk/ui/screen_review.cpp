// All answers once more, each a card that leads back to its page.
#include "kiosk/ui/answers.h"
#include "kiosk/ui/form_ids.h"
#include "kiosk/ui/long_text.h"
#include "kiosk/ui/review_lines.h"
#include "kiosk/ui/screens.h"

#include <algorithm>
#include <memory>

namespace ui {

using namespace i18n::literals;

namespace {

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
    bool answered = true;
};

struct CardParts {
    float side = 0;      ///< padding at start and end, as a tile has
    float pad = 0;       ///< above and below
    float question = 0;  ///< width of the question
    float answer = 0;    ///< width of the answers
    float change = 0;    ///< of "Change" at the end
    bool beside = false; ///< the answers stand beside the question, not below it
};

// Short answers stand beside their question, so that a whole referral fits few pages. What has
// parts of its own, or is long, gets the full width.
bool fits_beside(Ui& ui, const Card& card, const CardParts& beside) {
    // Of several answers each keeps to its line, so that none looks like two.
    const float most = ui.m().body() * (card.lines.size() > 1 ? 1.9F : 3.5F);
    return beside.question + beside.answer >= ui.m().of(48) &&
           std::ranges::all_of(card.lines, [&](const Line& line) {
               return line.kind != LineKind::Label && line_height(ui, line, beside.answer) <= most;
           });
}

CardParts parts_of(Ui& ui, const Card& card, float width) {
    CardParts parts{.side = ui.m().pad(), .pad = ui.m().of(0.7F)};
    parts.change = measure(ui, ui.say("review.change"_text), Type::Help, i18n::kNoWidthLimit).w + 2;
    const float words = width - 2 * parts.side - parts.change - ui.m().of(2);
    parts.answer = (words - ui.m().of(2)) * 0.36F;
    parts.question = words - ui.m().of(2) - parts.answer;
    parts.beside = fits_beside(ui, card, parts);
    if (!parts.beside) {
        parts.answer = words;
        parts.question = words;
    }
    return parts;
}

float answers_height(Ui& ui, const Card& card, const CardParts& parts) {
    float height = 0;
    for (std::size_t i = 0; i < card.lines.size(); ++i) {
        height += gap_above(ui, card.lines, i) + line_height(ui, card.lines[i], parts.answer);
    }
    return height;
}

float card_height(Ui& ui, const Card& card, const CardParts& parts) {
    const float question = measure(ui, card.question, Type::Help, parts.question).h;
    const float answers = answers_height(ui, card, parts);
    const float words =
        parts.beside ? std::max(question, answers) : question + ui.m().of(0.2F) + answers;
    return std::max(ui.m().of(4.8F), words + 2 * parts.pad);
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
    const CardParts parts = parts_of(ui, card, area.w);
    const Rect window = ui.canvas.window(area);
    const Response response = ui.view.hands.respond(card.id, window);
    ui.tree.add({.id = card.id,
                 .role = Role::Button,
                 .name = card.question.utf8,
                 .value = {},
                 .focused = response.focused,
                 .window = window});
    ui.canvas.fill(area, response.held ? c.pressed : c.card, 0);
    ui.canvas.outline(area, c.border, 0, ui.m().hairline());
    const Rect in{area.x + parts.side, area.y + parts.pad, area.w - 2 * parts.side,
                  area.h - 2 * parts.pad};
    const float label = measure(ui, card.question, Type::Help, parts.question).h;
    const float answers = answers_height(ui, card, parts);
    // What is longer than the card she reads on its own page: the card leads there.
    const auto draw_answers = [&](const Rect& at) {
        const Canvas::Clip clip(ui.canvas, window.inset(ui.m().thick()));
        draw_lines(ui, card, at);
    };
    if (parts.beside) {
        write_centred(ui, card.question, Type::Help, {in.x, in.y, parts.question, in.h}, {c.quiet});
        draw_answers({in.x + parts.question + ui.m().of(2),
                      in.y + std::max(0.0F, (in.h - answers) / 2), parts.answer, 0});
    } else {
        write(ui, card.question, Type::Help, {in.x, in.y, parts.question, label}, {c.quiet});
        draw_answers({in.x, in.y + label + ui.m().of(0.2F), parts.answer, 0});
    }
    write_centred(ui, ui.say("review.change"_text), Type::Help,
                  {in.end() - parts.change, area.y, parts.change, area.h}, {c.primary});
    if (response.focused) {
        focus_ring(ui, area, 0);
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
    Card card{.id = card_id(item),
              .question = ui.say_form(form_id(item), item.text),
              .lines = review_lines(ui, nodes),
              .page = page};
    card.answered = std::ranges::any_of(
        card.lines, [](const Line& line) { return line.kind == LineKind::Answer; });
    if (card.lines.empty()) {
        card.lines.push_back({ui.say("review.empty"_text), {}, LineKind::Quiet, {}});
    }
    return card;
}

void add_card(Ui& ui, Column& column, Card card, float gap) {
    const CardParts parts = parts_of(ui, card, column.width());
    const auto question =
        pieces_of(ui, card.question, Type::Help, parts.question, column.most() / 3);
    if (question.size() > 1) {
        card.question = question.front();
        card.question.utf8 += " …";
    }
    const float height = std::min(card_height(ui, card, parts), column.most());
    const auto kept = std::make_shared<Card>(std::move(card));
    column.add(gap, height, [&ui, kept](const Rect& area) { draw_card(ui, *kept, area); });
}

// What she passed over stands folded away at the end: reachable, and not in her way.
void add_open_fold(Ui& ui, Column& column, std::size_t count) {
    const i18n::Argument argument{"count", static_cast<std::int64_t>(count)};
    const Button fold{.id = "review.open",
                      .label = ui.say("review.open"_text, {&argument, 1}),
                      .icon = ui.view.open_shown ? "chevron-up" : "chevron-down",
                      .style = Style::Quiet,
                      .icon_at_end = true};
    column.add(ui.m().of(2.5F), ui.m().of(4.5F), [&ui, fold](const Rect& area) {
        const Rect place{area.x - ui.m().of(2), area.y, button_width(ui, fold), area.h};
        if (button(ui, fold, place)) {
            ui.view.open_shown = !ui.view.open_shown;
        }
    });
}

void add_private_note(Ui& ui, Column& column) {
    if (ui.session.answers.private_closed()) {
        column.help("review.private", ui.say("review.private"_text));
    }
}

} // namespace

void draw_review(Ui& ui) {
    Column column(ui);
    column.title(ui.say("review.title"_text));
    column.help("review.text", ui.say("review.text"_text));
    if (ui.session.identifying_dropped) {
        column.help("review.dropped", ui.say("review.dropped"_text));
    }
    add_private_note(ui, column);
    std::vector<Card> open;
    float gap = ui.m().of(2.5F);
    for (const std::size_t page : intake::enabled_pages(ui.session.answers)) {
        auto card = card_of(ui, page);
        if (card && !card->answered) {
            open.push_back(std::move(*card));
        } else if (card) {
            add_card(ui, column, std::move(*card), gap);
            gap = -ui.m().hairline(); // the rows of one list share their edges
        }
    }
    if (!open.empty()) {
        add_open_fold(ui, column, open.size());
    }
    gap = ui.m().gap();
    for (Card& card : open) {
        if (ui.view.open_shown) {
            add_card(ui, column, std::move(card), gap);
            gap = -ui.m().hairline();
        }
    }
    column.help("review.keep_note", ui.say("review.keep_note"_text));
    column.draw();
}

} // namespace ui
