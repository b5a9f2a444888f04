// What a screen process is begun with, and what it tells whoever has begun it.
#pragma once

#include <cstdint>
#include <functional>

namespace kiosk {

/// The page a screen process begins with. Nothing else goes from one person to the next.
enum class FirstPage : std::uint8_t { Start, Everyday };

struct Reports {
    std::function<void()> shown;          ///< the first frame is on the screen
    std::function<void(FirstPage)> ended; ///< a person's session is over: another process goes on
};

struct Beginning {
    FirstPage page = FirstPage::Start;
    /// The program has just been started by a person, who is told what is wrong with the first list
    /// that comes.
    bool at_start = false;
    Reports reports;
};

} // namespace kiosk
