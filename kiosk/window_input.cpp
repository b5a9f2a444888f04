#include "kiosk/window_input.h"

#include <GLFW/glfw3.h>
#include <imgui.h>

namespace kiosk {

WindowInput& WindowInput::of(GLFWwindow* window) {
    return *static_cast<WindowInput*>(glfwGetWindowUserPointer(window));
}

void WindowInput::listen(GLFWwindow* window, bool closes) {
    glfwSetWindowUserPointer(window, this);
    held_ = x11::keys_down();
    glfwSetCursorPosCallback(window, [](GLFWwindow* moved, double x, double y) {
        WindowInput& input = of(moved);
        input.happened_.wants_frame = true;
        input.heard_x_ = x;
        input.heard_y_ = y;
    });
    glfwSetMouseButtonCallback(window, on_button);
    glfwSetKeyCallback(window, on_key);
    // Some input methods give characters only, without a key.
    glfwSetCharCallback(window, [](GLFWwindow* typed, unsigned) {
        WindowInput& input = of(typed);
        input.happened_.wants_frame = true;
        input.happened_.presence = input.happened_.presence || !input.repeats_;
    });
    glfwSetScrollCallback(window, [](GLFWwindow* turned, double, double) {
        of(turned).happened_.wants_frame = true;
    });
    glfwSetFramebufferSizeCallback(window, [](GLFWwindow* sized, int, int) { on_bared(sized); });
    glfwSetWindowRefreshCallback(window, on_bared);
    glfwSetWindowFocusCallback(window, on_return);
    glfwSetCursorEnterCallback(window, on_return);
    if (!closes) {
        glfwSetWindowCloseCallback(
            window, [](GLFWwindow* kept) { glfwSetWindowShouldClose(kept, GLFW_FALSE); });
    }
}

void WindowInput::on_button(GLFWwindow* window, int, int action, int) {
    WindowInput& input = of(window);
    input.happened_.wants_frame = true;
    if (action == GLFW_PRESS) {
        input.happened_.presence = true;
        input.tell_place(window);
    }
}

// ImGui forgets the pointer when the focus goes, GLFW 3.3 keeps some of its movements to itself,
// and the server may send a press without any: with each press goes where it is. That is where the
// pointer stands now, unless it went on since, as its movement in the queue says.
void WindowInput::tell_place(GLFWwindow* window) const {
    double x = 0;
    double y = 0;
    glfwGetCursorPos(window, &x, &y);
    if (x11::motion_waits(window)) {
        x = heard_x_;
        y = heard_y_;
    }
    ImGui::GetIO().AddMousePosEvent(static_cast<float>(x), static_cast<float>(y));
}

// GLFW calls a key that it does not know newly pressed each time it repeats, and every key after
// the focus was away: what is held is remembered here.
void WindowInput::on_key(GLFWwindow* window, int, int code, int action, int) {
    WindowInput& input = of(window);
    input.happened_.wants_frame = true;
    const auto at = static_cast<std::size_t>(code) % x11::kKeyCodes;
    const bool down = action != GLFW_RELEASE;
    input.repeats_ = down && input.held_[at];
    input.happened_.presence = input.happened_.presence || (down && !input.held_[at]);
    input.held_[at] = down;
}

void WindowInput::on_bared(GLFWwindow* window) {
    of(window).happened_.wants_frame = true;
    of(window).happened_.bared = true;
}

// What the keys did while another window heard them was not told here.
void WindowInput::on_return(GLFWwindow* window, int here) {
    if (here == GLFW_TRUE) {
        of(window).held_ = x11::keys_down();
    }
}

} // namespace kiosk
