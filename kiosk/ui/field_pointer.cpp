#include "kiosk/ui/field_pointer.h"

#include <cmath>
#include <string>

namespace ui {
namespace {

constexpr double kTapSeconds = 0.4; // from one press to the next
constexpr int kMostTaps = 3;

Point between(Point from, Point to) {
    return {to.x - from.x, to.y - from.y};
}

float distance(Point from, Point to) {
    return std::hypot(to.x - from.x, to.y - from.y);
}

// A word, then all. The finger may come down beside the word: what was meant is what the first tap
// touched.
void tap_again(Tap& tap, Field& field, const Input& input, Point at) {
    ++tap.count;
    tap.at = input.now;
    tap.window = input.pointer;
    field.grip = between(tap.text, at);
    field.by_words = tap.count == 2;
    field.touched = field.by_words;
    if (field.by_words) {
        field.editor.select_word_at(tap.text.x, tap.text.y);
    } else {
        field.editor.select_all();
    }
}

void press(View& view, Field& field, std::string_view id, const Response& response, Point at) {
    const Input& input = view.hands.input();
    if (view.tapped_again && view.tap && view.tap->field == id) {
        return tap_again(*view.tap, field, input, at);
    }
    field.touched = response.held;
    field.by_words = false;
    field.grip = {};
    if (!response.held) {
        return;
    }
    field.editor.place(at.x, at.y, input.shift);
    if (!input.shift) {
        view.tap =
            Tap{.field = std::string(id), .at = input.now, .window = input.pointer, .text = at};
    }
}

void drag(Ui& ui, Field& field, Point at) {
    const Tap* tap = ui.view.tap ? &*ui.view.tap : nullptr;
    if (!field.by_words || tap == nullptr) {
        return field.editor.place(at.x, at.y, true);
    }
    // A finger never lies quite still, and a word may end right beneath it.
    const bool lies = distance(tap->window, ui.view.hands.input().pointer) < ui.m().of(1);
    field.editor.select_words_to(lies ? tap->text.x : at.x, lies ? tap->text.y : at.y);
}

} // namespace

void follow_taps(Ui& ui) {
    View& view = ui.view;
    const Input& input = view.hands.input();
    view.tapped_again = false;
    if (!input.pressed || !view.tap) {
        return;
    }
    const Tap& tap = *view.tap;
    const float finger = ui.m().least_key();
    view.tapped_again = tap.count < kMostTaps && input.now - tap.at <= kTapSeconds &&
                        distance(tap.window, input.pointer) <= finger && !input.shift &&
                        view.hands.has_focus(tap.field);
    if (view.tapped_again) {
        view.hands.claim_press();
    } else {
        view.tap.reset();
    }
}

void follow_pointer(Ui& ui, Field& field, std::string_view id, const Response& response,
                    Point origin) {
    const Input& input = ui.view.hands.input();
    const Point at = between(origin, input.pointer);
    if (input.pressed) {
        press(ui.view, field, id, response, at);
    } else if (field.touched && input.pointer_down) {
        drag(ui, field, between(field.grip, at));
    } else {
        field.touched = false;
    }
}

} // namespace ui
