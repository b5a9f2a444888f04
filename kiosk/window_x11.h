// What the window has to know of the X server and GLFW does not tell, or not truly: where the
// monitor shows, which keys are down, what is still in the queue.
#pragma once

#include <bitset>
#include <optional>

struct GLFWwindow;

namespace kiosk::x11 {

/// A part of the whole X screen, in pixels.
struct Place {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    bool operator==(const Place&) const = default;
};

constexpr std::size_t kKeyCodes = 256;

/// Has the server tell of every change of the monitors, so that it ends GLFW's waits.
void watch_monitors();
/// What the primary monitor (without one: the first) shows, turned and scaled as it is. Nothing:
/// all are off.
std::optional<Place> monitor();
/// All that the server draws on, whatever of it shows.
Place whole_screen();
/// Asks whoever manages the windows to keep this one over the whole monitor: now, and also before
/// it is shown. Where nobody does, nothing happens.
void ask_full_screen(GLFWwindow* window);
/// Whether a movement of the pointer over the window has arrived and was not handed out yet.
bool motion_waits(GLFWwindow* window);
/// The keys that are down at this moment, by their code.
std::bitset<kKeyCodes> keys_down();

/// While it lives the server's own screen saver does not blank the screen.
class ScreenSaverOff {
public:
    ScreenSaverOff();
    ~ScreenSaverOff();
    ScreenSaverOff(const ScreenSaverOff&) = delete;
    ScreenSaverOff& operator=(const ScreenSaverOff&) = delete;

private:
    int timeout_ = 0;
    int interval_ = 0;
    int blanking_ = 0;
    int exposures_ = 0;
};

} // namespace kiosk::x11
