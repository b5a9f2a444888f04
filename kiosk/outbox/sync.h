// What is sent when, and what an answer changes: lists first, then pending envelopes in order, one
// at a time. Runs in the queue's thread and never waits; the courier does.
#pragma once

#include "kiosk/outbox/courier.h"
#include "kiosk/outbox/manifests.h"
#include "kiosk/outbox/pace.h"
#include "kiosk/outbox/queue.h"

namespace outbox {

class Sync {
public:
    using Clock = std::chrono::steady_clock;

    /// All three must outlive it. The first round is due at once.
    Sync(Queue& queue, Manifests& manifests, Courier& courier, PaceSettings settings);

    /// Begins a round when one is due, and takes up what the courier brought. Call when due() has
    /// come or the courier's fd is readable.
    void tick();
    /// When tick() has something to begin; nothing while the courier is under way.
    std::optional<Clock::time_point> due() const;
    /// The last attempt reached the centre.
    bool online() const { return online_; }

private:
    void begin_round();
    void lists_came(const Answer& answer);
    void envelope_answered(const Outgoing& sent, const Answer& answer);
    void set_aside(const Outgoing& sent);
    void settle(const crypto::Envelope& envelope, const Answer& answer);
    void send_next();
    void end_round();
    void queue_test_record();
    void note_reached(const ErrandResult& result);

    Queue* queue_;
    Manifests* manifests_;
    Courier* courier_;
    Pace pace_;
    Clock::time_point due_ = Clock::now();
    bool under_way_ = false;
    bool online_ = false;
    bool told_unlisted_ = false;
    std::optional<Outgoing> outgoing_; ///< with the courier; nothing while it fetches lists
    std::int64_t position_ = 0;        ///< the last one tried
    std::optional<crypto::Day> quarantine_day_;
};

} // namespace outbox
