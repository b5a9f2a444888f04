#include "kiosk/ui/keyboard.h"

#include "kiosk/ui/keyboard_cursor.h"

#include <algorithm>
#include <utility>

namespace ui {

using i18n::PageKind;

namespace {

constexpr double kHoldSeconds = 0.4;
constexpr double kRepeatSeconds = 0.08;

std::optional<std::size_t> key_at(const Ui& ui, const std::vector<PlacedKey>& keys) {
    const Point at = ui.canvas.window(ui.view.hands.input().pointer);
    const auto found =
        std::ranges::find_if(keys, [&](const PlacedKey& key) { return key.cell.holds(at); });
    return found == keys.end() ? std::nullopt
                               : std::optional(static_cast<std::size_t>(found - keys.begin()));
}

/// One frame of a finger on the keyboard.
class Touch {
public:
    Touch(Ui& ui, KeyboardFrame& frame) : ui_(ui), view_(ui.view.keyboard), frame_(frame) {}

    void take() {
        const Input& input = ui_.view.hands.input();
        if (view_.cursor) {
            take_steps();
        }
        if (input.pressed && ui_.view.hands.awake() && !ui_.view.hands.press_claimed()) {
            view_.cursor.reset();
            press();
        }
        if (input.pointer_down) {
            hold();
        }
        if (input.released) {
            release();
        }
    }

private:
    /// Whoever has arrows and Enter instead of a finger.
    void take_steps() {
        for (const Key step : ui_.view.hands.take_steps()) {
            if (view_.cursor) {
                take_step(step);
            }
        }
    }

    void take_step(Key step) {
        const auto& keys = view_.pop_up ? frame_.choices : frame_.keys;
        const std::size_t at = key_near(ui_, keys, view_.cursor.value_or(Point{}));
        if (step == Key::Escape) {
            return view_.pop_up ? close_pop_up() : view_.cursor.reset();
        }
        if (step == Key::Enter || step == Key::Space) {
            return press_at(at, step == Key::Space);
        }
        const Point from = ui_.canvas.window(keys[at].area).centre();
        if (const auto next = key_beyond(ui_, keys, from, step)) {
            view_.cursor = ui_.canvas.window(keys[*next].area).centre();
        } else if (step == Key::Up && !view_.pop_up) {
            view_.cursor.reset(); // back to the field
        } else if (step == Key::Down && !view_.pop_up) {
            view_.cursor.reset();
            ui_.view.hands.focus_next();
        }
    }

    /// Enter types a key, Space shows what it holds.
    void press_at(std::size_t at, bool open) {
        if (view_.pop_up) {
            const std::string text = frame_.keys[*view_.pop_up].state->more[at];
            view_.cursor = ui_.canvas.window(frame_.keys[*view_.pop_up].area).centre();
            close_pop_up();
            return type(text);
        }
        const PlacedKey& key = frame_.keys[at];
        if (holds_more(key) && (open || opens_at_once(ui_, key))) {
            view_.held = at;
            open_pop_up();
            view_.held.reset();
            view_.cursor = ui_.canvas.window(frame_.choices.front().area).centre();
        } else if (key.role == KeyRole::Done) {
            ui_.view.hands.focus_next();
        } else {
            view_.repeated = false;
            act(key);
        }
    }

    bool holds_more(const PlacedKey& key) const {
        return key.role == KeyRole::Text && !key.state->more.empty();
    }

    void press() {
        if (view_.pop_up && around(frame_.choices).holds(pointer())) {
            view_.choice = key_at(ui_, frame_.choices);
            return ui_.view.hands.claim_press();
        }
        close_pop_up();
        if (!around(frame_.keys).holds(pointer())) {
            return;
        }
        ui_.view.hands.claim_press(); // a finger between two keys leaves the field as it is
        view_.held = key_at(ui_, frame_.keys);
        view_.held_since = now();
        view_.repeats_at = now() + kHoldSeconds;
        view_.repeated = false;
        if (view_.held && opens_at_once(ui_, held())) {
            open_pop_up();
        }
    }

    void hold() {
        if (view_.pop_up) {
            view_.choice = key_at(ui_, frame_.choices);
        } else if (view_.held && held().cell.holds(pointer())) {
            if (held().role == KeyRole::Backspace) {
                repeat();
            } else if (holds_more(held()) && now() - view_.held_since >= kHoldSeconds) {
                open_pop_up();
            }
        }
    }

    void release() {
        const auto choice = std::exchange(view_.choice, std::nullopt);
        const auto pressed = std::exchange(view_.held, std::nullopt);
        if (view_.pop_up) {
            const PlacedKey& key = frame_.keys[*view_.pop_up];
            const bool chosen = choice && frame_.choices[*choice].cell.holds(pointer());
            if (chosen) {
                type(key.state->more[*choice]);
            }
            if (chosen || !key.cell.holds(pointer())) {
                close_pop_up(); // else the choices stay for another touch
            }
        } else if (pressed && frame_.keys[*pressed].cell.holds(pointer())) {
            act(frame_.keys[*pressed]);
        }
    }

    void open_pop_up() {
        view_.pop_up = view_.held;
        frame_.choices = place_choices(ui_, held());
    }

    void close_pop_up() {
        view_.pop_up.reset();
        view_.choice.reset();
        frame_.choices.clear();
    }

    /// However slow the frames are, no more than she can follow.
    void repeat() {
        if (now() >= view_.repeats_at) {
            ui_.view.hands.press_key(Key::Backspace);
            view_.repeats_at = now() + kRepeatSeconds;
            view_.repeated = true;
        }
    }

    void act(const PlacedKey& key) {
        switch (key.role) {
        case KeyRole::Text:
            return type(key.state->text);
        case KeyRole::Space:
            return ui_.view.hands.type(" ");
        case KeyRole::Backspace:
            return view_.repeated ? void() : ui_.view.hands.press_key(Key::Backspace);
        case KeyRole::Enter:
            return ui_.view.hands.press_key(Key::Enter);
        case KeyRole::Shift:
            view_.shift = !view_.shift;
            return;
        case KeyRole::Letters:
            return turn_to(PageKind::Letters);
        case KeyRole::Digits:
            return turn_to(PageKind::Digits);
        case KeyRole::Latin:
            return turn_to(PageKind::Latin);
        case KeyRole::Done:
            return ui_.view.hands.drop_focus();
        case KeyRole::Spelling:
            return;
        case KeyRole::Candidate:
            ui_.view.composition.chosen = candidate_index(key);
            return;
        case KeyRole::Earlier:
            return ui_.view.hands.press_key(Key::Up);
        case KeyRole::Later:
            return ui_.view.hands.press_key(Key::Down);
        }
    }

    /// Which of the row it is.
    std::size_t candidate_index(const PlacedKey& key) const {
        const auto is_candidate = [](const PlacedKey& k) { return k.role == KeyRole::Candidate; };
        const auto first = std::ranges::find_if(frame_.keys, is_candidate);
        return static_cast<std::size_t>(&key - &*first);
    }

    /// One letter with Shift, then back.
    void type(const std::string& text) {
        ui_.view.hands.type(text);
        view_.shift = false;
    }

    void turn_to(PageKind page) {
        view_.page = page;
        view_.shift = false;
    }

    double now() const { return ui_.view.hands.input().now; }
    Point pointer() const { return ui_.canvas.window(ui_.view.hands.input().pointer); }
    const PlacedKey& held() const { return frame_.keys[view_.held.value_or(0)]; }

    Ui& ui_;
    KeyboardView& view_;
    KeyboardFrame& frame_;
};

/// The page that the field is typed on unless she turns it.
PageKind first_page(const Typing& asked, const i18n::Keyboard& keyboard) {
    if (asked.digits) {
        return PageKind::Digits;
    }
    return asked.latin && keyboard.page(PageKind::Latin) != nullptr ? PageKind::Latin
                                                                    : PageKind::Letters;
}

} // namespace

void follow_typing(View& view, const i18n::Keyboard* keyboard) {
    view.reveal.clear();
    const auto asked = std::exchange(view.typing, std::nullopt);
    const Input& input = view.hands.input();
    if (input.pointer_down || input.released) {
        return;
    }
    const auto wanted = keyboard != nullptr ? asked : std::nullopt;
    KeyboardView& shown = view.keyboard;
    if (wanted == shown.open && (!wanted || shown.language == keyboard->language)) {
        return;
    }
    view.reveal = wanted ? wanted->field : shown.open->field;
    shown = KeyboardView{};
    shown.open = wanted;
    if (wanted && view.typed_by_keys == wanted->field) {
        shown.cursor = Point{};
    }
    shown.language = wanted ? keyboard->language : i18n::LocaleId{};
    shown.page = wanted ? first_page(*wanted, *keyboard) : PageKind::Letters;
}

KeyboardFrame touch_keyboard(Ui& ui) {
    KeyboardFrame frame;
    if (!keyboard_shows(ui)) {
        return frame;
    }
    KeyboardView& view = ui.view.keyboard;
    const auto before = std::pair(view.page, view.shift);
    frame.keys = place_keys(ui);
    if (view.pop_up) {
        frame.choices = place_choices(ui, frame.keys[*view.pop_up]);
    }
    Touch(ui, frame).take();
    if (before != std::pair(view.page, view.shift)) {
        frame.keys = place_keys(ui);
    }
    return frame;
}

} // namespace ui
