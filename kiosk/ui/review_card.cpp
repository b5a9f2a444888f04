// How a card of the review is laid out and drawn.
#include "kiosk/ui/review_card.h"

#include <algorithm>
#include <memory>
#include <span>

namespace ui {

using namespace i18n::literals;

namespace {

Look own_look(const Ui& ui) {
    return look_of(ui, ui.as_said(""), Type::Body, {ui.colors().text});
}

Type type_of(const Line& line) {
    return line.kind == LineKind::Label ? Type::Help : Type::Body;
}

float line_height(Ui& ui, const Line& line, float width) {
    return line.own.empty() ? measure(ui, line.text, type_of(line), width).h
                            : ui.painter.measure_own(line.own, own_look(ui), width);
}

struct CardParts {
    float side = 0;      ///< padding at start and end, as a tile has
    float pad = 0;       ///< above and below
    float words = 0;     ///< width of all that is read
    float question = 0;  ///< of it, the question's where the answers stand beside it
    float answer = 0;    ///< and the answers'
    float change = 0;    ///< of "Change" at the end
    bool narrow = false; ///< too narrow for anything beside anything
    bool beside = false; ///< the answers stand beside the question, not below it
};

// Short answers stand beside their question, so that a whole referral fits few pages. What has
// parts of its own, or is long, gets the full width.
bool fits_beside(Ui& ui, std::span<const Line> answers, float width) {
    // Of several answers each keeps to its line, so that none looks like two.
    const float most = ui.m().body() * (answers.size() > 1 ? 1.9F : 3.5F);
    return std::ranges::all_of(answers, [&](const Line& line) {
        return line.kind != LineKind::Label && line_height(ui, line, width) <= most;
    });
}

CardParts parts_of(Ui& ui, const Card& card, float width) {
    CardParts parts{.side = ui.m().pad(), .pad = ui.m().of(0.6F)};
    parts.change = measure(ui, ui.say("review.change"_text), Type::Help, i18n::kNoWidthLimit).w + 2;
    parts.words = width - 2 * parts.side - parts.change - ui.m().of(2);
    parts.answer = (parts.words - ui.m().of(2)) * 0.42F;
    parts.question = parts.words - ui.m().of(2) - parts.answer;
    parts.narrow = parts.words < ui.m().of(50);
    parts.beside = !parts.narrow && fits_beside(ui, card.lines, parts.answer);
    return parts;
}

// One part of a card: a label and the answers that follow it; either may be missing.
struct Row {
    const Line* label = nullptr;
    std::span<const Line> answers;
    bool beside = false;
    float gap = 0;
};

std::vector<Row> rows_of(Ui& ui, const Card& card, const CardParts& parts) {
    const std::span<const Line> lines(card.lines);
    std::vector<Row> rows;
    for (std::size_t i = 0; i < lines.size();) {
        Row row;
        if (lines[i].kind == LineKind::Label) {
            row.label = &lines[i++];
        }
        const auto after = std::ranges::find(lines.subspan(i), LineKind::Label, &Line::kind);
        row.answers = {lines.begin() + static_cast<std::ptrdiff_t>(i), after};
        i += row.answers.size();
        row.beside = row.label != nullptr && !row.answers.empty() && !parts.narrow &&
                     fits_beside(ui, row.answers, parts.answer);
        row.gap = rows.empty() || row.label == nullptr ? 0 : ui.m().of(0.4F);
        rows.push_back(row);
    }
    return rows;
}

float answers_height(Ui& ui, std::span<const Line> answers, float width) {
    float height = 0;
    for (const Line& line : answers) {
        height += line_height(ui, line, width);
    }
    return height;
}

// Above labels of its parts the question must not look like one of them.
bool has_labels(const Card& card) {
    return std::ranges::find(card.lines, LineKind::Label, &Line::kind) != card.lines.end();
}

float row_height(Ui& ui, const Row& row, const CardParts& parts) {
    const float label =
        row.label == nullptr
            ? 0
            : line_height(ui, *row.label, row.beside ? parts.question : parts.words);
    const float answers = answers_height(ui, row.answers, row.beside ? parts.answer : parts.words);
    return row.beside ? std::max(label, answers) : label + answers;
}

float rows_height(Ui& ui, const Card& card, const CardParts& parts) {
    float height = 0;
    for (const Row& row : rows_of(ui, card, parts)) {
        height += row.gap + row_height(ui, row, parts);
    }
    return height;
}

float question_height(Ui& ui, const Card& card, float width) {
    return std::min(card.most_question, measure(ui, card.question, Type::Help, width).h);
}

float card_height(Ui& ui, const Card& card, const CardParts& parts) {
    float words = 0;
    if (parts.beside) {
        words = std::max(question_height(ui, card, parts.question),
                         answers_height(ui, card.lines, parts.answer));
    } else {
        words =
            question_height(ui, card, parts.words) + ui.m().of(0.2F) + rows_height(ui, card, parts);
    }
    return std::max(ui.m().of(4.8F), words + 2 * parts.pad);
}

void draw_cut_line(Ui& ui, const Line& line, const Rect& at) {
    const bool own = !line.own.empty();
    const Look look =
        own ? own_look(ui) : look_of(ui, line.text, type_of(line), {ui.colors().text});
    ui.painter.draw_cut(ui.canvas, own ? line.own : std::string_view(line.text.utf8), look, at);
}

// No further down than `bottom`: the card leads to the page that has all of it.
void draw_lines(Ui& ui, std::span<const Line> lines, Rect at, float bottom) {
    for (const Line& line : lines) {
        at.h = line_height(ui, line, at.w);
        if (at.bottom() > bottom + 1) {
            at.h = bottom - at.y;
            const bool room = at.h >= ui.m().body();
            return room ? draw_cut_line(ui, line, at) : void();
        }
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

void draw_row(Ui& ui, const Row& row, const CardParts& parts, const Rect& at, float bottom) {
    const std::span<const Line> label(row.label, row.label == nullptr ? 0 : 1);
    if (row.beside) {
        // A label is smaller than an answer: both on the middle of the row.
        const auto middle = [&](std::span<const Line> lines, float x, float width) {
            const float height = answers_height(ui, lines, width);
            draw_lines(ui, lines, {x, at.y + (at.h - height) / 2, width, height}, bottom);
        };
        middle(label, at.x, parts.question);
        middle(row.answers, at.x + parts.words - parts.answer, parts.answer);
        return;
    }
    draw_lines(ui, label, {at.x, at.y, parts.words, 0}, bottom);
    const float below = answers_height(ui, label, parts.words);
    draw_lines(ui, row.answers, {at.x, at.y + below, parts.words, 0}, bottom);
}

// What is longer than the card she reads on its own page: the card leads there.
void draw_answers(Ui& ui, const Card& card, const CardParts& parts, const Rect& area,
                  const Rect& in) {
    const Canvas::Clip clip(ui.canvas, ui.canvas.window(area).inset(ui.m().thick()));
    if (parts.beside) {
        const float height = answers_height(ui, card.lines, parts.answer);
        draw_lines(ui, card.lines,
                   {in.x + parts.words - parts.answer, in.y + std::max(0.0F, (in.h - height) / 2),
                    parts.answer, height},
                   in.bottom());
        return;
    }
    float y = in.y + question_height(ui, card, parts.words) + ui.m().of(0.2F);
    for (const Row& row : rows_of(ui, card, parts)) {
        const float height = row_height(ui, row, parts);
        y += row.gap;
        draw_row(ui, row, parts, {in.x, y, parts.words, height}, in.bottom());
        y += height;
    }
}

// One that would fill the page by itself, in another's form, is cut: its own page has all of it.
void draw_question(Ui& ui, const Card& card, const CardParts& parts, const Rect& in) {
    const float width = parts.beside ? parts.question : parts.words;
    const float height = question_height(ui, card, width);
    const float top = parts.beside ? in.y + (in.h - height) / 2 : in.y;
    const Rect place{in.x, top, width, height};
    const Ink ink{!parts.beside && has_labels(card) ? ui.colors().text : ui.colors().quiet};
    if (height < measure(ui, card.question, Type::Help, width).h) {
        return ui.painter.draw_cut(ui.canvas, card.question.utf8,
                                   look_of(ui, card.question, Type::Help, ink), place);
    }
    write(ui, card.question, Type::Help, place, ink);
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
    draw_question(ui, card, parts, in);
    draw_answers(ui, card, parts, area, in);
    write_centred(ui, ui.say("review.change"_text), Type::Help,
                  {in.end() - parts.change, area.y, parts.change, area.h}, {c.primary});
    if (response.focused) {
        focus_ring(ui, area, 0);
    }
    if (response.acted) {
        ui.act(intake::Change{card.page});
    }
}

} // namespace

void add_card(Ui& ui, Column& column, Card card, float gap) {
    const CardParts parts = parts_of(ui, card, column.width());
    card.most_question = column.most() / 3;
    const float height = std::min(card_height(ui, card, parts), column.most());
    const auto kept = std::make_shared<Card>(std::move(card));
    column.add(gap, height, [&ui, kept](const Rect& area) { draw_card(ui, *kept, area); });
}

} // namespace ui
