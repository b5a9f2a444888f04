// Who holds the finger and who holds the keyboard. The press rule of the whole product stands here:
// a press shows at once, acts on release inside the same target, and nothing acts just after a page
// change. Draws nothing.
#pragma once

#include "kiosk/ui/input.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ui {

struct Response {
    bool acted = false;   ///< released inside, or Enter or Space while focused
    bool held = false;    ///< pressed and still inside: show it
    bool focused = false; ///< show the focus ring
};

/// What a target does with arrow keys and typed characters while it has the focus. Beside: it
/// belongs to a field, which keeps the focus when it is touched, and focus_next(1) passes it over.
enum class Keys : std::uint8_t { Move, Own, Beside };

class Interaction {
public:
    /// Starts a frame. `page` names what is shown; when it differs from the last frame's, presses
    /// and focus are dropped and the dead time begins.
    void begin(const Input& input, std::string_view page);
    /// Registers a target at `window` (pixels) and says what happened to it. In drawing order,
    /// which is reading order.
    /// `asleep`: shown, in the keys' order, and deaf.
    Response respond(std::string_view id, const Rect& window, Keys keys = Keys::Move,
                     bool asleep = false);
    /// The press of this frame belongs to what lies over the page: no target drawn after this takes
    /// it, and the focus stays where it is.
    void claim_press();
    bool press_claimed() const { return press_claimed_; }
    /// Takes the focus away.
    void drop_focus() { focus_.clear(); }
    /// As if a hardware keyboard had given it in this frame.
    void type(std::string_view utf8);
    void press_key(Key key) {
        input_.keys.push_back({.key = key, .typed_before = input_.typed.size()});
    }
    /// Takes arrows, Enter, Space and Escape out of this frame's input: what lies over the page has
    /// them, and the target with the focus never sees them.
    std::vector<Key> take_steps();
    /// Ends a frame: a press outside every target takes the focus away.
    void end();

    const Input& input() const { return input_; }
    bool pressed_key(Key key) const;
    /// True from the first key that moves the focus until the next touch.
    bool keys_in_use() const { return keys_in_use_; }
    bool has_focus(std::string_view id) const { return focus_ == id; }
    /// From the next frame on: to what stands `step` after the focus in this one. Not at once: the
    /// key that asks for it would act on what comes next as well.
    void focus_next(int step = 1) { next_step_ = step; }
    /// Seconds since this page appeared.
    double page_age() const { return input_.now - page_since_; }
    /// The page reacts: its dead time is over.
    bool awake() const;
    const std::string& page() const { return page_; }

private:
    struct Target {
        std::string id;
        Keys keys = Keys::Move;
    };
    void move_focus(int step);
    void step_on(int step);
    void read_navigation();
    int step_of(const KeyPress& press, bool owns) const;
    bool focus_has(Keys keys) const;

    Input input_;
    std::string page_;
    double page_since_ = 0;
    std::string held_; ///< target the press began in
    std::string focus_;
    bool keys_in_use_ = false;
    bool press_landed_ = false;
    bool press_claimed_ = false;
    int next_step_ = 0;
    bool right_to_left_ = false;
    std::vector<Target> order_;      ///< of this frame
    std::vector<Target> last_order_; ///< of the frame before

public:
    /// Which way Left and Right move; set before begin().
    void set_right_to_left(bool value) { right_to_left_ = value; }
};

} // namespace ui
