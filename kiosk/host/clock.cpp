#include "kiosk/host/clock.h"

#include "crypto/check.h"

#include <ctime>

namespace host {

double SystemClock::seconds() const {
    timespec time{};
    CHECK(::clock_gettime(CLOCK_BOOTTIME, &time) == 0);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) / 1e9;
}

std::chrono::sys_days SystemClock::today() const {
    return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

std::chrono::sys_days AdjustableClock::today() const {
    const auto ahead = std::chrono::seconds(static_cast<std::int64_t>(ahead_));
    return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now() + ahead);
}

} // namespace host
