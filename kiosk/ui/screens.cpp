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
    case Screen::Review:
        return action_button("nav.keep", ui.say("nav.keep"_text),
                             intake::can_go_next(ui.session, *ui.house.setup));
    case Screen::Kept:
        return action_button("kept.done", ui.say("kept.done"_text));
    case Screen::NotKept:
        return action_button("not_kept.again", ui.say("not_kept.again"_text));
    case Screen::Everyday:
        return action_button("everyday.start", ui.say("everyday.start"_text));
    case Screen::NotReady:
    case Screen::Surroundings: // its tiles lead on
    case Screen::Keeping:
        return std::nullopt;
    }
    return std::nullopt;
}

intake::Action meaning_of_action(Screen screen) {
    switch (screen) {
    case Screen::Start:
        return intake::Begin{};
    case Screen::Review:
        return intake::Keep{};
    case Screen::Kept:
    case Screen::Everyday:
        return intake::StartOver{};
    case Screen::NotKept:
        return intake::TryAgain{};
    default:
        return intake::Next{};
    }
}

} // namespace

Bars bars_of(Ui& ui) {
    if (ui.view.idle_seconds) {
        return {.skip = std::nullopt,
                .action = action_button("idle.here", ui.say("idle.here"_text))};
    }
    if (ui.view.panel != Panel::None) {
        return {.back = true,
                .skip = std::nullopt,
                .action = action_button("nav.close", ui.say("nav.close"_text))};
    }
    Bars bars{.back = intake::can_go_back(ui.session, *ui.house.setup),
              .skip = std::nullopt,
              .action = main_action(ui)};
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
    if (ui.view.idle_seconds) {
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
        return ui.act(intake::Skip{});
    case BarEvent::Action:
        return ui.act(meaning_of_action(ui.session.screen));
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
