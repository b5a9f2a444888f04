// What a screen process does from its first frame to its last.
#pragma once

#include "kiosk/app.h"
#include "kiosk/supervisor.h"

namespace kiosk {

inline constexpr std::string_view kProgram = "referral-kiosk";

/// What the command line and the files say, checked before any window opens.
struct Prepared {
    Settings settings;
    std::optional<WindowSize> windowed;
    Assets assets;
    int automation = -1; ///< a listening socket; negative: none
};

/// Shows the terminal to one person. `prepared` is this process's own copy. Returns the exit code;
/// what is wrong stands on standard error.
int show_screen(Prepared& prepared, const host::StopSignal& stop, const ScreenLine& line,
                FirstPage first, bool at_start);

} // namespace kiosk
