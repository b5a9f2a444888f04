#include "kiosk/ui/input.h"

#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <utility>

namespace ui {
namespace {

struct Binding {
    ImGuiKey from;
    Key to;
    bool repeats = false;
    bool with_ctrl = false;
};

constexpr std::array kBindings{
    Binding{ImGuiKey_Tab, Key::Tab, true},
    Binding{ImGuiKey_Enter, Key::Enter},
    Binding{ImGuiKey_KeypadEnter, Key::Enter},
    Binding{ImGuiKey_Space, Key::Space},
    Binding{ImGuiKey_Escape, Key::Escape},
    Binding{ImGuiKey_LeftArrow, Key::Left, true},
    Binding{ImGuiKey_RightArrow, Key::Right, true},
    Binding{ImGuiKey_UpArrow, Key::Up, true},
    Binding{ImGuiKey_DownArrow, Key::Down, true},
    Binding{ImGuiKey_Home, Key::Home},
    Binding{ImGuiKey_End, Key::End},
    Binding{ImGuiKey_Backspace, Key::Backspace, true},
    Binding{ImGuiKey_Delete, Key::Delete, true},
    Binding{ImGuiKey_A, Key::SelectAll, false, true},
    Binding{ImGuiKey_Z, Key::Undo, true, true},
};

bool is_text(ImWchar c) {
    return c >= 0x20 && c != 0x7F;
}

// The events of this frame, in their order: wipe_input() has emptied the list after the last one.
const ImVector<ImGuiInputEvent>& events() {
    return ImGui::GetCurrentContext()->InputEventsTrail;
}

// The event with which the key went down; the first one for a key that repeats.
int went_down(ImGuiKey key) {
    for (int i = 0; i < events().Size; ++i) {
        const ImGuiInputEvent& event = events()[i];
        if (event.Type == ImGuiInputEventType_Key && event.Key.Key == key && event.Key.Down) {
            return i;
        }
    }
    return 0;
}

// Whether the modifier was down at the event. At the end of the frame it may not be any more: who
// presses Ctrl and A at once lets go of both at once, and frames can be slow.
bool held_at(int event, ImGuiKey modifier) {
    bool held = ImGui::IsKeyDown(modifier);
    for (int i = events().Size - 1; i >= 0; --i) {
        const ImGuiInputEvent& change = events()[i];
        if (change.Type != ImGuiInputEventType_Key || change.Key.Key != modifier) {
            continue;
        }
        if (i < event) {
            return change.Key.Down;
        }
        held = !change.Key.Down;
    }
    return held;
}

std::size_t typed_before(int event) {
    std::size_t typed = 0;
    for (int i = 0; i < event; ++i) {
        const ImGuiInputEvent& one = events()[i];
        typed += one.Type == ImGuiInputEventType_Text && is_text(one.Text.Char) ? 1U : 0U;
    }
    return typed;
}

// In the order in which they went down.
std::vector<KeyPress> read_keys() {
    std::vector<std::pair<int, KeyPress>> pressed;
    for (const Binding& binding : kBindings) {
        if (!ImGui::IsKeyPressed(binding.from, binding.repeats)) {
            continue;
        }
        const int at = went_down(binding.from);
        const bool ctrl = held_at(at, ImGuiMod_Ctrl);
        if (ctrl || !binding.with_ctrl) {
            pressed.push_back(
                {at, {binding.to, held_at(at, ImGuiMod_Shift), ctrl, typed_before(at)}});
        }
    }
    std::ranges::sort(pressed, {}, &std::pair<int, KeyPress>::first);
    std::vector<KeyPress> keys;
    std::ranges::transform(pressed, std::back_inserter(keys), &std::pair<int, KeyPress>::second);
    return keys;
}

} // namespace

Input read_input(double now) {
    const ImGuiIO& io = ImGui::GetIO();
    Input input{.now = now,
                .pointer = {io.MousePos.x, io.MousePos.y},
                .pointer_down = io.MouseDown[0],
                .pressed = ImGui::IsMouseClicked(ImGuiMouseButton_Left),
                .released = ImGui::IsMouseReleased(ImGuiMouseButton_Left),
                .shift = io.KeyShift,
                .keys = read_keys(),
                .typed = {},
                .keys_held = std::ranges::any_of(kBindings, [](const Binding& binding) {
                    return binding.repeats && ImGui::IsKeyDown(binding.from);
                })};
    for (const ImWchar c : io.InputQueueCharacters) {
        if (is_text(c)) {
            input.typed.push_back(static_cast<char32_t>(c));
        }
    }
    return input;
}

char32_t take_character(std::string_view& utf8) {
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
    const std::size_t length = byte(0) < 0x80 ? 1 : byte(0) < 0xE0 ? 2 : byte(0) < 0xF0 ? 3 : 4;
    constexpr std::array<unsigned, 5> kLeadBits{0, 0x7F, 0x1F, 0x0F, 0x07};
    char32_t c = byte(0) & kLeadBits[length];
    for (std::size_t i = 1; i < length; ++i) {
        c = (c << 6U) | (byte(i) & 0x3FU);
    }
    utf8.remove_prefix(length);
    return c;
}

bool input_waits() {
    return ImGui::GetCurrentContext()->InputEventsQueue.Size > 0;
}

namespace {

// What is empty may have no address, which explicit_bzero does not take.
void wipe(void* data, std::size_t bytes) {
    if (bytes > 0) {
        ::explicit_bzero(data, bytes);
    }
}

} // namespace

void wipe_input(Input& input) {
    input.typed = TypedText(); // given back, which wipes it
    ImGuiContext& context = *ImGui::GetCurrentContext();
    ImVector<ImWchar>& queue = context.IO.InputQueueCharacters;
    wipe(queue.Data, static_cast<std::size_t>(queue.Capacity) * sizeof(ImWchar));
    // Behind those that wait for the next frame stand those that it has taken.
    ImVector<ImGuiInputEvent>& waiting = context.InputEventsQueue;
    wipe(waiting.end(),
         static_cast<std::size_t>(waiting.Capacity - waiting.Size) * sizeof(ImGuiInputEvent));
    // ImGui keeps the last frame's events for its debug windows, which are not built in.
    ImVector<ImGuiInputEvent>& trail = context.InputEventsTrail;
    wipe(trail.Data, static_cast<std::size_t>(trail.Capacity) * sizeof(ImGuiInputEvent));
    trail.resize(0);
}

} // namespace ui
