// What time it is, for everything that waits or dates: given to whoever needs it and never asked of
// the system, so that a test owns the time.
#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>

namespace host {

class Clock {
public:
    Clock() = default;
    virtual ~Clock() = default;
    Clock(const Clock&) = delete;
    Clock& operator=(const Clock&) = delete;

    /// Seconds since an unspecified start. Never goes back, whatever is done to the calendar, and
    /// goes on while the machine is suspended. Thread-safe.
    virtual double seconds() const = 0;
    /// The day in UTC. Thread-safe.
    virtual std::chrono::sys_days today() const = 0;
};

/// The machine's own time: CLOCK_BOOTTIME (clock_gettime(2)) and the system clock.
class SystemClock : public Clock {
public:
    double seconds() const override;
    std::chrono::sys_days today() const override;
};

/// The same until it is put forward. Only tests and builds for automation have one.
class AdjustableClock final : public SystemClock {
public:
    double seconds() const override { return SystemClock::seconds() + ahead_; }
    std::chrono::sys_days today() const override;
    /// `seconds` at least 0. Thread-safe.
    void advance(double seconds) { ahead_ = ahead_ + seconds; }

private:
    std::atomic<double> ahead_ = 0;
};

} // namespace host
