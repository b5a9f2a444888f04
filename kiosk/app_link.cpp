#include "kiosk/app_link.h"

#include "crypto/check.h"

#include <algorithm>
#include <array>
#include <poll.h>
#include <sys/eventfd.h>

namespace kiosk {
namespace {

using std::chrono::milliseconds;

constexpr milliseconds kFirstPause{250};
constexpr milliseconds kLongestPause{4000};
constexpr milliseconds kAskWhileClosed{1000}; // until the queue may take forms
constexpr milliseconds kAskWhileOpen{60'000}; // a new list, now and then
constexpr milliseconds kAnswerTimeout{5000};

PutOutcome outcome_of(wire::RefusedReason reason) {
    const bool room =
        reason == wire::RefusedReason::DiskFull || reason == wire::RefusedReason::InputOutput;
    return room ? PutOutcome::NotStored : PutOutcome::SealAgain;
}

} // namespace

QueueLink::QueueLink(std::filesystem::path socket, std::optional<uid_t> user,
                     std::function<void()> wake)
    : socket_(std::move(socket)), user_(user), wake_(std::move(wake)),
      bell_(::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK)), thread_([this] { run(); }) {
    CHECK(bell_.get() >= 0);
}

QueueLink::~QueueLink() {
    {
        const std::scoped_lock lock(mutex_);
        stopping_ = true;
    }
    ::eventfd_write(bell_.get(), 1);
    thread_.join();
}

void QueueLink::put(SealedReferral referral) {
    {
        const std::scoped_lock lock(mutex_);
        waiting_ = std::move(referral);
    }
    ::eventfd_write(bell_.get(), 1);
}

void QueueLink::refresh() {
    {
        const std::scoped_lock lock(mutex_);
        refresh_ = true;
    }
    ::eventfd_write(bell_.get(), 1);
}

std::vector<LinkEvent> QueueLink::take() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(events_, {});
}

void QueueLink::report(LinkEvent event) {
    {
        const std::scoped_lock lock(mutex_);
        events_.push_back(std::move(event));
    }
    wake_();
}

std::optional<SealedReferral> QueueLink::next_put() {
    const std::scoped_lock lock(mutex_);
    return std::exchange(waiting_, std::nullopt);
}

// Sleeps until the bell rings, the other end says something unasked (it has gone) or `time` is
// over.
void QueueLink::sleep(milliseconds time) {
    std::array<pollfd, 2> fds{pollfd{bell_.get(), POLLIN, 0},
                              pollfd{channel_ ? channel_->fd() : -1, POLLIN, 0}};
    ::poll(fds.data(), fds.size(), static_cast<int>(time.count()));
    if (fds[0].revents != 0) {
        eventfd_t rings = 0;
        ::eventfd_read(bell_.get(), &rings);
    }
    if (fds[1].revents != 0) {
        channel_.reset();
    }
}

bool QueueLink::connect() {
    auto channel = wire::Channel::connect(socket_);
    if (!channel || (user_ && channel->peer_user() != user_)) {
        return false;
    }
    channel_ = std::make_unique<wire::Channel>(std::move(*channel));
    return true;
}

void QueueLink::say_hello() {
    std::expected<wire::Reply, wire::ChannelError> reply =
        std::unexpected(wire::ChannelError::Closed);
    if (channel_->send(wire::Hello{})) {
        reply = channel_->receive(kAnswerTimeout);
    }
    const auto* hello = reply ? std::get_if<wire::HelloReply>(&*reply) : nullptr;
    if (hello == nullptr) {
        channel_.reset();
        return;
    }
    open_for_forms_ = hello->open_for_forms;
    told_lost_ = false;
    report(*hello);
}

bool QueueLink::ask_online() {
    if (!channel_->send(wire::Status{})) {
        return false;
    }
    const auto reply = channel_->receive(kAnswerTimeout);
    const auto* status = reply ? std::get_if<wire::StatusReply>(&*reply) : nullptr;
    return status != nullptr && status->online;
}

PutOutcome QueueLink::hand_over(const SealedReferral& referral) {
    if (!channel_ && !connect()) {
        return PutOutcome::NotStored;
    }
    const wire::Put put{.submission = referral.submission,
                        .manifest = referral.manifest,
                        .age_length = static_cast<std::uint32_t>(referral.age.size())};
    if (!channel_->send(put, referral.age)) {
        channel_.reset();
        return PutOutcome::NotStored;
    }
    const auto reply = channel_->receive(kPutTimeout);
    if (!reply) {
        channel_.reset(); // a late answer must not be taken for the next one's
        return PutOutcome::Unknown;
    }
    if (std::holds_alternative<wire::Stored>(*reply)) {
        return PutOutcome::Stored;
    }
    const auto* refused = std::get_if<wire::Refused>(&*reply);
    return refused == nullptr ? PutOutcome::Unknown : outcome_of(refused->reason);
}

PutDone QueueLink::carry_out(const SealedReferral& referral) {
    const PutOutcome outcome = hand_over(referral);
    return {.submission = referral.submission,
            .outcome = outcome,
            .online = outcome == PutOutcome::Stored && ask_online()};
}

void QueueLink::run() {
    milliseconds pause = kFirstPause;
    bool greet = true;
    while (true) {
        if (const auto referral = next_put()) {
            report(carry_out(*referral));
        }
        if (!channel_) {
            greet = connect();
        }
        if (channel_ && greet) {
            say_hello();
        }
        if (!channel_ && !std::exchange(told_lost_, true)) {
            report(LinkLost{});
        }
        pause = channel_ ? kFirstPause : std::min(2 * pause, kLongestPause);
        sleep(!channel_ ? pause : open_for_forms_ ? kAskWhileOpen : kAskWhileClosed);
        const std::scoped_lock lock(mutex_);
        if (stopping_) {
            return;
        }
        // Every waking but one for a file asks for the list: a bell, or time for it.
        greet = std::exchange(refresh_, false) || !waiting_;
    }
}

} // namespace kiosk
