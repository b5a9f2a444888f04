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
    for (;;) {
        std::unique_lock lock(mutex_);
        changed_.wait(lock, [this] { return stopping_ || errand_; });
        if (stopping_) {
            return;
        }
        const Errand errand = std::move(*std::exchange(errand_, std::nullopt));
        lock.unlock();
        const auto* upload = std::get_if<UploadEnvelope>(&errand);
        ErrandResult result =
            upload != nullptr ? uplink_.put_envelope(upload->envelope) : uplink_.get_lists();
        lock.lock();
        result_ = std::move(result);
        const std::uint64_t one = 1;
        CHECK(::write(done_.get(), &one, sizeof one) == sizeof one);
    }
}

} // namespace outbox
