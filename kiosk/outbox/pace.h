// When to try the centre next. Arithmetic only: randomness and time come from the caller.
#pragma once

#include <chrono>
#include <cstdint>

namespace outbox {

struct PaceSettings {
    std::chrono::milliseconds retry_base{2000};
    std::chrono::milliseconds slot{std::chrono::minutes(10)};
};

class Pace {
public:
    static constexpr std::chrono::milliseconds kLongestRetry = std::chrono::minutes(15);
    static constexpr unsigned kBreakerFailures = 5;

    explicit Pace(PaceSettings settings) : settings_(settings) {}

    void reached();     ///< the centre answered, whatever it said
    void unreachable(); ///< a transport failure
    void refused();     ///< an answer that leaves the envelope pending
    void progressed();  ///< a verified receipt, or nothing left to send

    /// Open after five transport failures in a row: then one probe at a time, until it is answered.
    bool breaker_open() const { return transport_failures_ >= kBreakerFailures; }
    /// After a failure, full jitter: up to min(15 min, base * 2^failures). Else the next slot,
    /// between half a slot and one and a half. `random`: 64 random bits.
    std::chrono::milliseconds wait(std::uint64_t random) const;
    /// The longest wait() can give now.
    std::chrono::milliseconds longest_wait() const;

private:
    PaceSettings settings_;
    unsigned failures_ = 0;
    unsigned transport_failures_ = 0;
};

} // namespace outbox
