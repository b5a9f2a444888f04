// The thread that waits for the network, so that the one with the queue never does: it is given
// bytes and gives back an answer. Touches no database and decides nothing.
#pragma once

#include "kiosk/outbox/uplink.h"
#include "kiosk/wire/descriptor.h"

#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <variant>

namespace outbox {

struct FetchLists {};
struct UploadEnvelope {
    crypto::Bytes envelope;
};
using Errand = std::variant<FetchLists, UploadEnvelope>;
using ErrandResult = std::expected<Answer, Offline>;

class Courier {
public:
    explicit Courier(UplinkSettings settings);
    /// Ends what is under way and waits for the thread.
    ~Courier();
    Courier(const Courier&) = delete;
    Courier& operator=(const Courier&) = delete;

    /// One errand at a time: only after take() gave the last one's result (CHECK).
    void start(Errand errand);
    /// The result of the errand, once; nothing while it is under way.
    std::optional<ErrandResult> take();
    int fd() const { return done_.get(); } ///< readable when take() has something

private:
    void work();
    std::optional<Errand> next_errand();
    void deliver(ErrandResult result);

    Uplink uplink_;
    wire::Descriptor done_; // an eventfd
    std::mutex mutex_;      // guards the four below
    std::condition_variable changed_;
    std::optional<Errand> errand_;
    std::optional<ErrandResult> result_;
    bool busy_ = false;
    bool stopping_ = false;
    std::thread thread_; // last: starts when all the others are there
};

} // namespace outbox
