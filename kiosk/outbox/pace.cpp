// Full jitter keeps thousands of terminals from coming back in step after an outage.
#include "kiosk/outbox/pace.h"

#include <algorithm>

namespace outbox {
namespace {

constexpr unsigned kMostDoublings = 30; // far above the longest retry, far below an overflow

} // namespace

void Pace::reached() {
    transport_failures_ = 0;
}
void Pace::unreachable() {
    ++transport_failures_;
    ++failures_;
}
void Pace::refused() {
    ++failures_;
}
void Pace::progressed() {
    failures_ = 0;
}

std::chrono::milliseconds Pace::longest_wait() const {
    if (failures_ == 0) {
        return settings_.slot + settings_.slot / 2;
    }
    const auto grown =
        settings_.retry_base * (std::int64_t{1} << std::min(failures_, kMostDoublings));
    return std::min<std::chrono::milliseconds>(grown, kLongestRetry);
}

std::chrono::milliseconds Pace::wait(std::uint64_t random) const {
    const std::chrono::milliseconds longest = longest_wait();
    const std::chrono::milliseconds least =
        failures_ == 0 ? settings_.slot / 2 : std::chrono::milliseconds(0);
    const auto span = static_cast<std::uint64_t>((longest - least).count()) + 1;
    return least + std::chrono::milliseconds(random % span);
}

} // namespace outbox
