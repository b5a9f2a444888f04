// What the person did since the last frame, free of any library's types, so that tests can write
// it.
#pragma once

#include "crypto/secret_pool.h"
#include "kiosk/ui/geometry.h"

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace ui {

enum class Key : std::uint8_t {
    Tab,
    Enter,
    Space,
    Escape,
    Left,
    Right,
    Up,
    Down,
    Home,
    End,
    Backspace,
    Delete,
    SelectAll,
    Undo,
};

struct KeyPress {
    Key key{};
    bool shift = false;
    bool word = false;            ///< Ctrl was held: by words, or to the very start or end
    std::size_t typed_before = 0; ///< of the frame's characters: the others came after it
};

/// A vector, not a string: a short string would lie in the object itself.
using TypedText = crypto::SecretVector<char32_t>;

struct Input {
    double now = 0;        ///< seconds, monotonic
    Point pointer{-1, -1}; ///< window pixels
    bool pointer_down = false;
    bool pressed = false;  ///< went down in this frame
    bool released = false; ///< went up in this frame
    bool shift = false;
    std::vector<KeyPress> keys;
    TypedText typed;        ///< committed characters; wiped by wipe_input()
    bool keys_held = false; ///< a key that repeats is down: another frame is due soon
};

/// Reads the frame's events from the current ImGui context. Call between NewFrame and drawing.
Input read_input(double now);
/// The character that `utf8` begins with, and takes it off. `utf8` is well-formed and not empty.
char32_t take_character(std::string_view& utf8);
/// True when ImGui still holds events for a next frame.
bool input_waits();
/// Overwrites the typed characters, ImGui's copy included.
void wipe_input(Input& input);

} // namespace ui
