// All answers once more, each a card that leads back to its page.
#include "kiosk/ui/answers.h"
#include "kiosk/ui/form_ids.h"
#include "kiosk/ui/furniture.h"
#include "kiosk/ui/review_card.h"
#include "kiosk/ui/screens.h"

#include <algorithm>

namespace ui {

using namespace i18n::literals;

namespace {

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

// What she passed over stands folded away at the end: reachable, and not in her way.
void add_open_fold(Ui& ui, Column& column, std::size_t count) {
    const i18n::Argument argument{"count", static_cast<std::int64_t>(count)};
    const Button fold{.id = "review.open",
                      .label = ui.say("review.open"_text, {&argument, 1}),
                      .icon = ui.view.open_shown ? "chevron-up" : "chevron-down",
                      .style = Style::Quiet,
                      .icon_at_end = true};
    column.add(ui.m().of(2.5F), ui.m().fold_height(), [&ui, fold](const Rect& area) {
        const Rect place{area.x - ui.m().of(2), area.y, button_width(ui, fold), area.h};
        if (button(ui, fold, place)) {
            ui.view.open_shown = !ui.view.open_shown;
        }
    });
}

// In the page, below all she looks through, where nothing was pressed before; and deaf for a moment
// after it comes into sight. What was tapped again and again to get here does not send it.
void add_keep(Ui& ui, Column& column) {
    column.help("review.keep_note", ui.say("review.keep_note"_text));
    column.keep_with_next();
    Button keep{.id = "nav.keep",
                .label = ui.say("nav.keep"_text),
                .icon = {},
                .style = Style::Primary,
                .enabled = intake::can_go_next(ui.session, *ui.house.setup)};
    column.add(ui.m().section_gap(), ui.m().bar_height(), [&ui, keep](const Rect& area) mutable {
        View& view = ui.view;
        view.keep_drawn = true;
        view.keep_since = view.keep_since.value_or(view.hands.input().now);
        keep.asleep = keep_wakes_in(view) > 0;
        const float width = std::max(ui.m().action_width(), button_width(ui, keep));
        if (button(ui, keep, {area.x, area.y, width, area.h})) {
            ui.act(intake::Keep{});
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
    Column column(ui, list_area(ui));
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
    add_keep(ui, column);
    ui.view.keep_drawn = false;
    column.draw();
    if (!ui.view.keep_drawn) {
        ui.view.keep_since.reset();
    }
}

double keep_wakes_in(const View& view) {
    return view.keep_since
               ? std::max(0.0, *view.keep_since + kKeepDeadSeconds - view.hands.input().now)
               : 0;
}

} // namespace ui
