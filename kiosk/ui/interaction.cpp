#include "kiosk/ui/interaction.h"

#include "kiosk/ui/theme.h"

#include <algorithm>
#include <utility>

namespace ui {

void Interaction::begin(const Input& input, std::string_view page) {
    input_ = input;
    last_order_ = std::move(order_);
    order_.clear();
    press_landed_ = false;
    press_claimed_ = false;
    const int step = std::exchange(next_step_, 0);
    if (page != page_) {
        page_ = page;
        page_since_ = input.now;
        held_.clear();
        focus_.clear();
        last_order_.clear();
    }
    if (input.pressed) {
        keys_in_use_ = false;
        held_.clear();
    }
    if (step != 0) {
        step_on(step);
    }
    read_navigation();
}

void Interaction::step_on(int step) {
    move_focus(step);
    for (std::size_t i = 0; step > 0 && i < last_order_.size() && focus_has(Keys::Beside); ++i) {
        move_focus(step);
    }
}

// A key that moved the focus is used up: what has it now must not act on it as well.
void Interaction::read_navigation() {
    const bool owns = focus_has(Keys::Own);
    std::erase_if(input_.keys, [&](const KeyPress& press) {
        const int step = step_of(press, owns);
        if (step != 0) {
            move_focus(step);
        }
        return step != 0;
    });
}

int Interaction::step_of(const KeyPress& press, bool owns) const {
    if (press.key == Key::Tab) {
        return press.shift ? -1 : 1;
    }
    if (owns) {
        return 0;
    }
    switch (press.key) {
    case Key::Down:
        return 1;
    case Key::Up:
        return -1;
    case Key::Left:
    case Key::Right:
        return (press.key == Key::Right) != right_to_left_ ? 1 : -1;
    default:
        return 0;
    }
}

bool Interaction::focus_has(Keys keys) const {
    const auto at = std::ranges::find(last_order_, focus_, &Target::id);
    return at != last_order_.end() && at->keys == keys;
}

void Interaction::move_focus(int step) {
    keys_in_use_ = true;
    if (last_order_.empty()) {
        return;
    }
    const auto at = std::ranges::find(last_order_, focus_, &Target::id);
    const auto count = static_cast<int>(last_order_.size());
    int next = step > 0 ? 0 : count - 1;
    if (at != last_order_.end()) {
        next = (static_cast<int>(at - last_order_.begin()) + step + count) % count;
    }
    focus_ = last_order_[static_cast<std::size_t>(next)].id;
}

bool Interaction::awake() const {
    return page_age() >= kDeadSeconds;
}

bool Interaction::pressed_key(Key key) const {
    return std::ranges::find(input_.keys, key, &KeyPress::key) != input_.keys.end();
}

Response Interaction::respond(std::string_view id, const Rect& window, Keys keys, bool asleep) {
    order_.push_back({std::string(id), keys});
    Response response;
    const bool inside = window.holds(input_.pointer);
    if (input_.pressed && !press_claimed_ && inside && awake() && !asleep) {
        held_ = id;
        if (keys != Keys::Beside) {
            focus_ = id;
        }
        press_landed_ = true;
    }
    if (held_ == id) {
        response.held = input_.pointer_down && inside;
        response.acted = input_.released && inside;
        if (input_.released) {
            held_.clear();
        }
    }
    response.focused = keys_in_use_ && focus_ == id;
    if (response.focused && keys != Keys::Own && awake() && !asleep) {
        response.acted = response.acted || pressed_key(Key::Enter) || pressed_key(Key::Space);
    }
    return response;
}

void Interaction::claim_press() {
    press_claimed_ = true;
    press_landed_ = true;
}

void Interaction::type(std::string_view utf8) {
    input_.typed.reserve(input_.typed.size() + utf8.size()); // growing would copy it about
    while (!utf8.empty()) {
        input_.typed.push_back(take_character(utf8));
    }
}

std::vector<Key> Interaction::take_steps() {
    std::vector<Key> steps;
    std::erase_if(input_.keys, [&](const KeyPress& press) {
        const bool step = press.key == Key::Left || press.key == Key::Right ||
                          press.key == Key::Up || press.key == Key::Down ||
                          press.key == Key::Enter || press.key == Key::Space ||
                          press.key == Key::Escape;
        if (step) {
            steps.push_back(press.key);
        }
        return step;
    });
    if (std::ranges::find(steps, Key::Space) != steps.end()) {
        std::erase(input_.typed, U' '); // the same key, as a character
    }
    return steps;
}

void Interaction::end() {
    if (input_.pressed && !press_landed_) {
        focus_.clear();
    }
    wipe_input(input_);
}

} // namespace ui
