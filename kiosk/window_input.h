// What happens at the window, as GLFW tells it: whether it wants a frame, and whether it was a
// person.
#pragma once

#include "kiosk/window_x11.h"

#include <utility>

namespace kiosk {

/// What has happened since it was asked last.
struct Happened {
    bool wants_frame = false;
    bool bared = false; ///< what the window showed may be gone, or be of another size
    /// A person pressed something: a new press of a button or a key, a new character. What drifts,
    /// what lies on a key, the wheel and other programs are none; letting go is none.
    bool presence = false;
};

class WindowInput {
public:
    /// Takes the window's callbacks and user pointer; must outlive it. ImGui's backend, begun
    /// afterwards, calls these before its own. `closes`: whether the window may be closed from
    /// outside.
    void listen(GLFWwindow* window, bool closes);
    Happened take() { return std::exchange(happened_, {}); }

private:
    static WindowInput& of(GLFWwindow* window);
    static void on_button(GLFWwindow* window, int button, int action, int mods);
    static void on_key(GLFWwindow* window, int key, int code, int action, int mods);
    static void on_bared(GLFWwindow* window);
    static void on_return(GLFWwindow* window, int here);
    void tell_place(GLFWwindow* window) const;

    Happened happened_;
    std::bitset<x11::kKeyCodes> held_; ///< the keys that are down
    bool repeats_ = false;             ///< what the keys did last was to repeat
    double heard_x_ = 0;               ///< where the pointer last said that it is
    double heard_y_ = 0;
};

} // namespace kiosk
