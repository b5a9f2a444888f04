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
    const bool step = std::exchange(focus_next_, false);
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
    if (step) {
        move_focus(1);
    }
    read_navigation();
}

void Interaction::read_navigation() {
    const bool owns = focus_owns_keys();
    for (const KeyPress& press : input_.keys) {
        const bool back = press.key == Key::Tab && press.shift;
        if (press.key == Key::Tab) {
            move_focus(back ? -1 : 1);
        } else if (owns) {
            continue;
        } else if (press.key == Key::Down || press.key == Key::Up) {
            move_focus(press.key == Key::Down ? 1 : -1);
        } else if (press.key == Key::Left || press.key == Key::Right) {
            move_focus((press.key == Key::Right) != right_to_left_ ? 1 : -1);
        }
    }
}

bool Interaction::focus_owns_keys() const {
    const auto at = std::ranges::find(last_order_, focus_, &Target::id);
    return at != last_order_.end() && at->keys == Keys::Own;
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

Response Interaction::respond(std::string_view id, const Rect& window, Keys keys) {
    order_.push_back({std::string(id), keys});
    Response response;
    const bool inside = window.holds(input_.pointer);
    if (input_.pressed && !press_claimed_ && inside && awake()) {
        held_ = id;
        focus_ = id;
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
    if (response.focused && keys == Keys::Move && awake()) {
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

void Interaction::end() {
    if (input_.pressed && !press_landed_) {
        focus_.clear();
    }
    wipe_input(input_);
}

} // namespace ui
