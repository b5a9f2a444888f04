// Whether a form is being filled in or only walked through: a drumming child, a tremor or a
// dripping touch passes pages without an answer, and faster than they can be read.
#pragma once

#include "kiosk/intake/wiped.h"

#include <cstdint>
#include <optional>

namespace intake {

/// Counts pages that were passed over in a row. Knows no clock: it is told the time.
class Haste {
public:
    static constexpr int kPages = 5;
    static constexpr double kSeconds = 2; ///< between two of them, at most

    /// A page that asks something was passed at `now` (seconds, monotonic). True: it is to be asked
    /// whether to go on.
    bool passed(std::size_t page, bool answered, double now) {
        const bool hasty = last_ && now - *last_ <= kSeconds;
        last_ = now;
        if (answered) {
            count_ = 0;
        } else if (count_ == 0 || !hasty) {
            count_ = 1;
            first_ = page;
        } else {
            ++count_;
        }
        return count_ >= kPages;
    }
    void restart() { *this = Haste{}; }
    std::size_t first() const { return first_; } ///< page of those in a row

private:
    int count_ = 0;
    std::size_t first_ = 0;
    std::optional<double> last_;
};

} // namespace intake
