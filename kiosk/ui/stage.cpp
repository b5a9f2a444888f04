#include "kiosk/ui/stage.h"

#include "crypto/secret_pool.h"
#include "kiosk/ui/field_pointer.h"
#include "kiosk/ui/keyboard.h"
#include "kiosk/ui/screens.h"

#include <imgui.h>

#include <algorithm>
#include <utility>

namespace ui {
namespace {

// Where she is in her session, whatever covers it.
std::string place_name(const intake::Session& session) {
    return std::string(name_of(session.screen)) + ":" + std::to_string(session.page) + ":" +
           std::to_string(session.notice_page);
}

bool covered(const View& view) {
    return view.still_here || view.panel != Panel::None;
}

// Two pages are the same if a press that began on one may end on the other.
std::string page_name(const intake::Session& session, const View& view) {
    if (view.still_here) {
        return view.still_here->choose ? "choose" : "idle";
    }
    if (session.asks_to_go_on) {
        return "hurry";
    }
    return place_name(session) + ":" + std::to_string(static_cast<int>(view.panel));
}

void draw_screen(Ui& ui) {
    if (ui.view.still_here) {
        return draw_still_here(ui, *ui.view.still_here);
    }
    if (ui.session.asks_to_go_on) {
        return draw_hurry(ui);
    }
    if (ui.view.panel != Panel::None) {
        return draw_panel(ui);
    }
    switch (ui.session.screen) {
    case intake::Screen::NotReady:
        return draw_not_ready(ui);
    case intake::Screen::Start:
        return draw_start(ui);
    case intake::Screen::Surroundings:
        return draw_surroundings(ui);
    case intake::Screen::Notice:
        return draw_notice(ui);
    case intake::Screen::Question:
        return draw_question(ui);
    case intake::Screen::Review:
        return draw_review(ui);
    case intake::Screen::Keeping:
        return draw_keeping(ui);
    case intake::Screen::Kept:
        return draw_kept(ui);
    case intake::Screen::NotKept:
        return draw_not_kept(ui);
    case intake::Screen::Everyday:
        return draw_everyday(ui);
    }
}

// A new page comes out of the ground: a veil over it that thins.
void draw_fade(Ui& ui) {
    const double age = ui.view.hands.page_age();
    if (ui.house.reduced_motion || age >= kFadeSeconds) {
        return;
    }
    Color veil = ui.colors().ground;
    veil.a = static_cast<std::uint8_t>(255 * (1 - age / kFadeSeconds));
    ui.canvas.veil(content_area(ui).inset(-ui.m().of(1)), veil);
}

// When the frame has ended: letters of hers that went through the functions that drew it.
class WipedStack {
public:
    WipedStack() = default;
    WipedStack(const WipedStack&) = delete;
    WipedStack& operator=(const WipedStack&) = delete;
    ~WipedStack() { crypto::wipe_dead_stack(); }
};

// She has begun, and what is to come of the form will need the names of its long lists.
bool form_is_ahead(intake::Screen screen) {
    return screen == intake::Screen::Surroundings || screen == intake::Screen::Notice ||
           screen == intake::Screen::Question;
}

} // namespace

Stage::Stage(const i18n::Fonts& fonts, House house, std::vector<std::uint64_t> textures)
    : house_(std::move(house)), painter_(fonts, std::move(textures)) {}

void Stage::forget() {
    view_ = View{};
    tree_.begin();
    names_.clear();
    painter_.forget();
}

// A row that holds one line of text is as high as her letters need: in Nastaliq a word runs down
// from its first letter to its last.
Theme Stage::theme_of(const intake::Session& session, Size window) {
    Theme theme{colors_of(session.palette), metrics_of(window.w, window.h, session.text_size)};
    const Look line{.locale = session.language, .px = theme.metrics.body(), .color = {}};
    theme.metrics.body_line = painter_.measure({}, line, i18n::kNoWidthLimit).h;
    return theme;
}

void Stage::follow_page(const intake::Session& session) {
    const std::string page = page_name(session, view_);
    if (page == view_.page) {
        return;
    }
    view_.page = page;
    view_.typing.reset();
    view_.keyboard = {};
    view_.tap.reset();
    view_.keep_since.reset();
    const bool was_covered = std::exchange(view_.covered, covered(view_));
    const std::string place = place_name(session);
    if (place != view_.place) {
        if (view_.place.starts_with(name_of(intake::Screen::Review))) {
            view_.review_part = view_.part;
        }
        // Back from changing one answer, she finds the others where she left them.
        view_.part = session.screen == intake::Screen::Review ? view_.review_part : 0;
        view_.place = place;
        view_.part_beneath = 0;
        view_.why_shown = false;
        view_.fields.clear();
        view_.dates.clear();
        view_.composition = {};
        return;
    }
    // Choosing a size, a language or to stay costs nothing of what stands beneath.
    if (view_.covered && !was_covered) {
        view_.part_beneath = view_.part;
    }
    view_.part = view_.covered ? 0 : view_.part_beneath;
}

Shown Stage::draw(const intake::Session& session, Input input, Size window,
                  std::optional<StillHere> still_here) {
    const WipedStack wiped; // first: it goes last
    view_.still_here = still_here;
    view_.stays = false;
    const bool right_to_left =
        painter_.direction_of(session.language) == i18n::Direction::RightToLeft;
    follow_page(session);
    painter_.begin_frame();
    const Theme theme = theme_of(session, window);
    tree_.begin();
    view_.hands.set_right_to_left(right_to_left);
    view_.hands.begin(input, view_.page);
    const bool keys_held = input.keys_held;
    wipe_input(input);
    follow_typing(view_, house_.keyboard(session.language));

    Canvas canvas(*ImGui::GetBackgroundDrawList(), *ImGui::GetForegroundDrawList(), window.w,
                  right_to_left);
    Ui ui{.canvas = canvas,
          .painter = painter_,
          .tree = tree_,
          .view = view_,
          .theme = theme,
          .names = names_,
          .house = house_,
          .session = session,
          .actions = {},
          .overflow = {}};
    const Panel panel = view_.panel;
    const std::size_t part = view_.part;
    const auto folds = std::pair(view_.why_shown, view_.open_shown);
    canvas.fill({0, 0, window.w, window.h}, theme.colors.ground);
    follow_taps(ui);
    const KeyboardFrame keyboard = touch_keyboard(ui);
    const Bars bars = bars_of(ui);
    const BarEvent top = draw_top(ui, bars);
    draw_screen(ui);
    draw_keyboard(ui, keyboard);
    const BarEvent bottom = draw_bottom(ui, bars);
    draw_fade(ui);
    act_on(ui, top != BarEvent::None ? top : bottom);
    view_.hands.end();
    if (form_is_ahead(session.screen) && !painter_.worked()) {
        names_.prepare(ui); // nothing on this page was new: the frame has time to spare
    }

    const double age = view_.hands.page_age();
    const bool fading = !house_.reduced_motion && age < kFadeSeconds;
    return {.actions = std::move(ui.actions),
            .moving = fading || keys_held || view_.keyboard.held,
            .stays = view_.stays,
            .turned = std::exchange(view_.searched, false) || view_.panel != panel ||
                      view_.part != part || std::pair(view_.why_shown, view_.open_shown) != folds,
            .due = std::max({0.0, kDeadSeconds - age, keep_wakes_in(view_)}),
            .overflow = std::move(ui.overflow),
            .missing = painter_.missing()};
}

} // namespace ui
