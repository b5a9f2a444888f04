#include "kiosk/window_x11.h"

#include <algorithm>
#include <array>
#include <memory>
#include <span>

#define GLFW_EXPOSE_NATIVE_X11
#include <GLFW/glfw3.h>
#include <GLFW/glfw3native.h>
#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/extensions/Xrandr.h>

namespace kiosk::x11 {
namespace {

Display* display() {
    return glfwGetX11Display();
}

Window root() {
    return DefaultRootWindow(display());
}

Atom atom(const char* name) {
    return XInternAtom(display(), name, False);
}

// The list of monitors came with version 1.5.
bool tells_monitors() {
    int event = 0;
    int error = 0;
    int major = 0;
    int minor = 0;
    return XRRQueryExtension(display(), &event, &error) == True &&
           XRRQueryVersion(display(), &major, &minor) != 0 &&
           (major > 1 || (major == 1 && minor >= 5));
}

bool is_motion_of(const XEvent& event, Window window) {
    return event.xany.window == window && (event.type == MotionNotify || event.type == EnterNotify);
}

} // namespace

// GLFW asks for changes of outputs alone, which do not tell of a monitor that was moved or scaled.
void watch_monitors() {
    if (tells_monitors()) {
        XRRSelectInput(display(), root(),
                       RRScreenChangeNotifyMask | RRCrtcChangeNotifyMask |
                           RROutputChangeNotifyMask);
    }
}

std::optional<Place> monitor() {
    if (!tells_monitors()) {
        return whole_screen();
    }
    int count = 0;
    const std::unique_ptr<XRRMonitorInfo, decltype(&XRRFreeMonitors)> monitors(
        XRRGetMonitors(display(), root(), True, &count), XRRFreeMonitors);
    if (!monitors || count <= 0) {
        return std::nullopt;
    }
    const std::span all(monitors.get(), static_cast<std::size_t>(count));
    const auto primary =
        std::ranges::find_if(all, [](const XRRMonitorInfo& one) { return one.primary != 0; });
    const XRRMonitorInfo& chosen = primary == all.end() ? all.front() : *primary;
    return Place{chosen.x, chosen.y, chosen.width, chosen.height};
}

Place whole_screen() {
    XWindowAttributes attributes{};
    XGetWindowAttributes(display(), root(), &attributes);
    return {0, 0, attributes.width, attributes.height};
}

void ask_full_screen(GLFWwindow* window) {
    const Window handle = glfwGetX11Window(window);
    const Atom state = atom("_NET_WM_STATE");
    const Atom full = atom("_NET_WM_STATE_FULLSCREEN");
    XWindowAttributes attributes{};
    XGetWindowAttributes(display(), handle, &attributes);
    if (attributes.map_state == IsUnmapped) {
        const auto* value = reinterpret_cast<const unsigned char*>(&full);
        XChangeProperty(display(), handle, state, XA_ATOM, 32, PropModeReplace, value, 1);
        return;
    }
    constexpr long kAdd = 1;
    constexpr long kFromAProgram = 1;
    XEvent event{};
    event.xclient.type = ClientMessage;
    event.xclient.window = handle;
    event.xclient.message_type = state;
    event.xclient.format = 32;
    event.xclient.data.l[0] = kAdd;
    event.xclient.data.l[1] = static_cast<long>(full);
    event.xclient.data.l[3] = kFromAProgram;
    XSendEvent(display(), root(), False, SubstructureNotifyMask | SubstructureRedirectMask, &event);
}

bool motion_waits(GLFWwindow* window) {
    struct Search {
        Window window;
        bool found;
    } search{glfwGetX11Window(window), false};
    XEvent unused{};
    XCheckIfEvent(
        display(), &unused,
        [](Display*, XEvent* event, XPointer argument) -> Bool {
            auto* looked_for = reinterpret_cast<Search*>(argument);
            looked_for->found = looked_for->found || is_motion_of(*event, looked_for->window);
            return False; // it stays in the queue
        },
        reinterpret_cast<XPointer>(&search));
    return search.found;
}

std::bitset<kKeyCodes> keys_down() {
    std::array<char, kKeyCodes / 8> bits{};
    XQueryKeymap(display(), bits.data());
    std::bitset<kKeyCodes> down;
    for (std::size_t code = 0; code < kKeyCodes; ++code) {
        down[code] = ((static_cast<unsigned char>(bits[code / 8]) >> (code % 8)) & 1U) != 0;
    }
    return down;
}

ScreenSaverOff::ScreenSaverOff() {
    XGetScreenSaver(display(), &timeout_, &interval_, &blanking_, &exposures_);
    XSetScreenSaver(display(), 0, 0, DontPreferBlanking, DefaultExposures);
}

ScreenSaverOff::~ScreenSaverOff() {
    XSetScreenSaver(display(), timeout_, interval_, blanking_, exposures_);
}

} // namespace kiosk::x11
