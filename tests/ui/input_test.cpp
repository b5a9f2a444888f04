// What a frame's events become, when a slow frame gets several at once.
#include "kiosk/ui/input.h"

#include <catch2/catch_test_macros.hpp>
#include <imgui.h>
#include <imgui_internal.h>

#include <algorithm>
#include <cstring>
#include <span>
#include <type_traits>

using ui::Input;
using ui::Key;

namespace {

// A context that nobody draws in, and the events that a window would give it.
class Window {
public:
    Window() {
        ImGui::CreateContext();
        ImGuiIO& io = ImGui::GetIO();
        io.IniFilename = nullptr;
        io.DisplaySize = {640, 480};
        io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures;
        frame();
    }
    ~Window() {
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
        ImGui::DestroyContext();
    }
    Window(const Window&) = delete;
    Window& operator=(const Window&) = delete;

    void ctrl(bool down) {
        ImGui::GetIO().AddKeyEvent(ImGuiMod_Ctrl, down);
        ImGui::GetIO().AddKeyEvent(ImGuiKey_LeftCtrl, down);
    }
    void key(ImGuiKey key, bool down) { ImGui::GetIO().AddKeyEvent(key, down); }
    void text(unsigned character) { ImGui::GetIO().AddInputCharacter(character); }

    /// What the stage is given; wiped from ImGui afterwards, as the stage does.
    Input frame() {
        ImGui::NewFrame();
        Input input = ui::read_input(0);
        Input again = input;
        ui::wipe_input(again);
        ImGui::EndFrame();
        return input;
    }
};

} // namespace

TEST_CASE("Ctrl counts as it was when the key went down, however soon it is let go") {
    Window window;
    window.ctrl(true); // in a frame of its own, as it came a moment earlier
    CHECK(window.frame().keys.empty());
    window.key(ImGuiKey_A, true);
    window.ctrl(false); // before the key, within the same frame
    const Input input = window.frame();
    REQUIRE(input.keys.size() == 1);
    CHECK(input.keys[0].key == Key::SelectAll);
    CHECK(input.keys[0].word);
    window.key(ImGuiKey_A, false);
    CHECK(window.frame().keys.empty());
}

TEST_CASE("Ctrl that comes after the key does not count for it") {
    Window window;
    window.key(ImGuiKey_A, true);
    window.key(ImGuiKey_LeftArrow, true);
    window.ctrl(true);
    const Input input = window.frame();
    REQUIRE(input.keys.size() == 1);
    CHECK(input.keys[0].key == Key::Left);
    CHECK_FALSE(input.keys[0].word);
}

TEST_CASE("keys and characters of one frame keep their order") {
    Window window;
    window.ctrl(true);
    window.key(ImGuiKey_A, true);
    window.key(ImGuiKey_Backspace, true);
    Input input = window.frame();
    REQUIRE(input.keys.size() == 2);
    CHECK(input.keys[0].key == Key::SelectAll);
    CHECK(input.keys[1].key == Key::Backspace);
    window.key(ImGuiKey_A, false);
    window.key(ImGuiKey_Backspace, false);
    window.ctrl(false);
    window.frame();
    window.text('x');
    window.text('y');
    window.key(ImGuiKey_Backspace, true);
    window.text('z');
    input = window.frame();
    REQUIRE(input.keys.size() == 1);
    CHECK(input.typed == ui::TypedText{U'x', U'y', U'z'});
    CHECK(input.keys[0].typed_before == 2);
    CHECK_FALSE(input.keys[0].word);
}

namespace {

/// How many of the events that ImGui has room for are of a character that was typed.
template <class Events>
std::ptrdiff_t letters_in(const Events& events) {
    const std::span room(events.Data, static_cast<std::size_t>(events.Capacity));
    return std::ranges::count_if(room, [](const ImGuiInputEvent& event) {
        std::underlying_type_t<ImGuiInputEventType> type = 0; // what was wiped is no such value
        std::memcpy(&type, &event.Type, sizeof type);
        return type == ImGuiInputEventType_Text && event.Text.Char >= 'a';
    });
}

} // namespace

TEST_CASE("ImGui keeps no letter of what was typed once its frame has it") {
    Window window;
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    for (const char letter : {'x', 'y', 'z'}) {
        window.text(static_cast<unsigned>(letter));
    }
    CHECK(letters_in(context.InputEventsQueue) == 3);
    CHECK(window.frame().typed.size() == 3);
    CHECK(letters_in(context.InputEventsQueue) == 0);
    CHECK(letters_in(context.InputEventsTrail) == 0);
    // While others wait for the next frame.
    window.key(ImGuiKey_A, true);
    window.text('b');
    window.key(ImGuiKey_A, false);
    window.text('c');
    std::ptrdiff_t typed = 0;
    for (int i = 0; i < 4; ++i) {
        typed += std::ssize(window.frame().typed);
        CHECK(letters_in(context.InputEventsQueue) == 2 - typed);
        CHECK(letters_in(context.InputEventsTrail) == 0);
    }
    CHECK(typed == 2);
}
