#include "kiosk/ui/screens.h"

#include "crypto/check.h"

namespace ui {

using namespace i18n::literals;
using intake::Screen;

namespace {

Button action_button(std::string id, i18n::Text label, bool enabled = true) {
    return {.id = std::move(id),
            .label = std::move(label),
            .icon = {},
            .style = Style::Primary,
            .enabled = enabled};
}

std::optional<Button> main_action(Ui& ui) {
    switch (ui.session.screen) {
    case Screen::Start:
        return action_button("start.begin", ui.say("start.begin"_text));
    case Screen::Notice:
    case Screen::Question:
        return action_button("nav.next", ui.say("nav.next"_text),
                             intake::can_go_next(ui.session, *ui.house.setup));
    case Screen::Kept:
        return action_button("kept.done", ui.say("kept.done"_text));
    case Screen::NotKept:
        return action_button("not_kept.again", ui.say("not_kept.again"_text));
    case Screen::Everyday:
        return action_button("everyday.start", ui.say("everyday.start"_text));
    case Screen::NotReady:
    case Screen::Surroundings: // its tiles lead on
    case Screen::Review:       // Keep stands in the page: nobody drums on it by accident
    case Screen::Keeping:
        return std::nullopt;
    }
    return std::nullopt;
}

intake::Action meaning_of_action(const Ui& ui) {
    switch (ui.session.screen) {
    case Screen::Start:
        return intake::Begin{};
    case Screen::Kept:
    case Screen::Everyday:
        return intake::StartOver{};
    case Screen::NotKept:
        return intake::TryAgain{};
    default:
        return intake::Next{.at = ui.view.hands.input().now};
    }
}

} // namespace

Bars bars_of(Ui& ui) {
    if (ui.view.still_here && !ui.view.still_here->choose) {
        return {.skip = std::nullopt,
                .action = action_button("idle.here", ui.say("idle.here"_text))};
    }
    if (ui.view.still_here || ui.session.asks_to_go_on) {
        return {.skip = std::nullopt, .action = std::nullopt}; // their tiles stand in the page
    }
    if (ui.view.panel != Panel::None) {
        return {.back = true,
                .skip = std::nullopt,
                .action = action_button("nav.close", ui.say("nav.close"_text))};
    }
    Bars bars{.back = intake::can_go_back(ui.session, *ui.house.setup),
              .skip = std::nullopt,
              .action = main_action(ui)};
    if (ui.session.screen == Screen::Start || ui.session.screen == Screen::NotReady) {
        // Anybody opens it here, so that standing on it tells nothing of her who left.
        bars.skip = Button{
            .id = "start.everyday", .label = ui.say("start.everyday"_text), .icon = "restaurant"};
    }
    if (intake::can_skip(ui.session, *ui.house.setup)) {
        bars.skip = Button{.id = "nav.skip", .label = ui.say("nav.skip"_text), .icon = {}};
    }
    return bars;
}

void act_on(Ui& ui, BarEvent event) {
    if (event == BarEvent::Exit) {
        ui.view.panel = Panel::None;
        return ui.act(intake::Exit{});
    }
    if (ui.view.still_here) {
        return; // any touch has already said that she is there
    }
    if (ui.view.panel != Panel::None) {
        const bool closes = event == BarEvent::Back || event == BarEvent::Action;
        ui.view.panel = closes ? Panel::None : ui.view.panel;
        return;
    }
    switch (event) {
    case BarEvent::Back:
        return ui.act(intake::Back{});
    case BarEvent::Skip:
        if (ui.session.screen == Screen::Start || ui.session.screen == Screen::NotReady) {
            return ui.act(intake::OpenEveryday{});
        }
        return ui.act(intake::Skip{.at = ui.view.hands.input().now});
    case BarEvent::Action:
        return ui.act(meaning_of_action(ui));
    case BarEvent::Exit:
    case BarEvent::None:
        return;
    }
}

std::string_view name_of(Screen screen) {
    switch (screen) {
    case Screen::NotReady:
        return "not_ready";
    case Screen::Start:
        return "start";
    case Screen::Surroundings:
        return "surroundings";
    case Screen::Notice:
        return "notice";
    case Screen::Question:
        return "question";
    case Screen::Review:
        return "review";
    case Screen::Keeping:
        return "keeping";
    case Screen::Kept:
        return "kept";
    case Screen::NotKept:
        return "not_kept";
    case Screen::Everyday:
        return "everyday";
    }
    CHECK(false);
}

} // namespace ui
