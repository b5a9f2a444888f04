// The question whether she is still there: what it says, decided outside.
#pragma once

namespace ui {

struct StillHere {
    int seconds = 0;      ///< until everything is cleared, at least 1
    bool choose = false;  ///< a touch is no answer: one of two tiles is
    bool swapped = false; ///< the two tiles have changed places

    friend bool operator==(const StillHere&, const StillHere&) = default;
};

} // namespace ui
