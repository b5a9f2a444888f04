// A thread, a mutex and an eventfd around Uplink.
#include "kiosk/outbox/courier.h"

#include "crypto/check.h"

#include <sys/eventfd.h>

namespace outbox {

Courier::Courier(UplinkSettings settings)
    : uplink_(std::move(settings)), done_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)),
      thread_([this] { work(); }) {
    CHECK(done_.get() >= 0);
}

Courier::~Courier() {
    uplink_.stop();
    {
        const std::lock_guard lock(mutex_);
        stopping_ = true;
    }
    changed_.notify_all();
    thread_.join();
}

void Courier::start(Errand errand) {
    {
        const std::lock_guard lock(mutex_);
        CHECK(!busy_);
        busy_ = true;
        errand_ = std::move(errand);
    }
    changed_.notify_all();
}

std::optional<ErrandResult> Courier::take() {
    std::uint64_t count = 0;
    (void)!::read(done_.get(), &count, sizeof count); // an empty one says nothing new
    const std::lock_guard lock(mutex_);
    if (!result_) {
        return std::nullopt;
    }
    busy_ = false;
    return std::exchange(result_, std::nullopt);
}

void Courier::work() {
    while (const auto errand = next_errand()) {
        const auto* upload = std::get_if<UploadEnvelope>(&*errand);
        deliver(upload != nullptr ? uplink_.put_envelope(upload->envelope) : uplink_.get_lists());
    }
}

/// Waits for it; nothing when it is time to stop.
std::optional<Errand> Courier::next_errand() {
    std::unique_lock lock(mutex_);
    changed_.wait(lock, [this] { return stopping_ || errand_; });
    return stopping_ ? std::nullopt : std::exchange(errand_, std::nullopt);
}

void Courier::deliver(ErrandResult result) {
    const std::lock_guard lock(mutex_);
    result_ = std::move(result);
    const std::uint64_t one = 1;
    CHECK(::write(done_.get(), &one, sizeof one) == sizeof one);
}

} // namespace outbox
