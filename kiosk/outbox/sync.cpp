// The rules of FORMAT.md 7: which answer settles, which sets aside, and which leaves pending.
#include "kiosk/outbox/sync.h"

#include "kiosk/host/log.h"
#include "kiosk/outbox/lists_body.h"
#include "kiosk/outbox/records.h"

namespace outbox {
namespace {

using host::Event;

constexpr long kOk = 200;
constexpr long kCreated = 201;
constexpr long kMalformed = 400;
constexpr long kTooLarge = 413;

template <class T>
bool failed(const DatabaseResult<T>& result) {
    if (!result) {
        host::log(Event::QueueFailed, {{"code", result.error().code}});
    }
    return !result;
}

} // namespace

Sync::Sync(Queue& queue, Manifests& manifests, Courier& courier, PaceSettings settings)
    : queue_(&queue), manifests_(&manifests), courier_(&courier), pace_(settings) {}

std::optional<Sync::Clock::time_point> Sync::due() const {
    return under_way_ ? std::nullopt : std::optional(due_);
}

void Sync::tick() {
    if (under_way_) {
        const auto result = courier_->take();
        if (!result) {
            return;
        }
        under_way_ = false;
        note_reached(*result);
        if (!*result) {
            end_round();
        } else if (const auto sent = std::exchange(outgoing_, std::nullopt)) {
            envelope_answered(*sent, **result);
        } else {
            lists_came(**result);
        }
    } else if (Clock::now() >= due_) {
        begin_round();
    }
}

void Sync::note_reached(const ErrandResult& result) {
    const bool before = online_;
    online_ = result.has_value();
    if (online_) {
        pace_.reached();
        if (!before) {
            host::log(Event::CentreReached);
        }
        return;
    }
    const bool already_open = pace_.breaker_open();
    pace_.unreachable();
    if (before || (pace_.breaker_open() && !already_open)) {
        host::log(Event::CentreLost, {{"reason", result.error().reason}});
    }
}

/// The lists are also the probe: while they do not come, no envelope is tried.
void Sync::begin_round() {
    outgoing_.reset();
    under_way_ = true;
    courier_->start(FetchLists{});
}

void Sync::lists_came(const Answer& answer) {
    const auto lists = answer.status == kOk ? parse_lists(answer.body) : std::nullopt;
    if (!lists) {
        host::log(Event::ListsRefused, {{"status", answer.status}});
        if (manifests_->current() == nullptr) {
            pace_.refused();
            end_round();
            return;
        }
        send_next();
        return;
    }
    manifests_->accept(lists->manifest);
    const bool listed = manifests_->lists_terminal(lists->kiosks, queue_->kiosk()).value_or(false);
    if (!listed && !told_unlisted_) {
        host::log(Event::TerminalNotListed);
    }
    told_unlisted_ = !listed;
    send_next();
}

void Sync::send_next() {
    const crypto::Day day = today();
    if (quarantine_day_ != day) {
        // Once a day and at each start (so after each upgrade), what was set aside is tried again.
        if (!failed(queue_->release_quarantine())) {
            quarantine_day_ = day;
        }
    }
    queue_test_record();
    auto next = queue_->next_after(position_);
    if (failed(next)) {
        pace_.refused();
        end_round();
        return;
    }
    outgoing_ = std::move(*next);
    if (!outgoing_) {
        pace_.progressed();
        end_round();
        return;
    }
    position_ = outgoing_->position;
    under_way_ = true;
    courier_->start(UploadEnvelope{outgoing_->bytes});
}

void Sync::end_round() {
    outgoing_.reset();
    due_ = Clock::now() + pace_.wait(crypto::read_u64(crypto::random_array<8>()));
}

void Sync::envelope_answered(const Outgoing& sent, const Answer& answer) {
    const auto envelope = crypto::parse_envelope(sent.bytes);
    if (!envelope || answer.status == kMalformed || answer.status == kTooLarge) {
        host::log(Event::EnvelopeQuarantined, {{"status", answer.status}});
        set_aside(sent);
    } else if (answer.status == kOk || answer.status == kCreated) {
        settle(*envelope, answer);
    } else {
        host::log(Event::CentreRefused, {{"status", answer.status}});
        pace_.refused();
        end_round();
    }
}

void Sync::set_aside(const Outgoing& sent) {
    if (failed(queue_->quarantine(sent.position))) {
        pace_.refused();
        end_round();
        return;
    }
    send_next();
}

void Sync::settle(const crypto::Envelope& envelope, const Answer& answer) {
    const crypto::Manifest* manifest = manifests_->current();
    auto receipt = manifest == nullptr ? std::unexpected(crypto::Error::BadReceipt)
                                       : crypto::verify_receipt(crypto::text_of(answer.body),
                                                                manifest->receipt_keys);
    if (!receipt || !crypto::matches(*receipt, envelope)) {
        host::log(Event::ReceiptRefused);
        pace_.refused();
        end_round();
        return;
    }
    const auto before = queue_->head();
    if (failed(queue_->settle(*receipt))) {
        pace_.refused();
        end_round();
        return;
    }
    pace_.progressed();
    host::log(Event::EnvelopeSettled, {{"sequence", static_cast<std::int64_t>(receipt->sequence)}});
    const auto after = queue_->head();
    if (before && after && !before->tested && after->tested) {
        host::log(Event::FormsOpen);
    }
    send_next();
}

void Sync::queue_test_record() {
    const crypto::Manifest* manifest = manifests_->current();
    const auto head = queue_->head();
    const auto waiting = queue_->test_is_pending();
    if (manifest == nullptr || failed(head) || failed(waiting) || head->tested || *waiting) {
        return;
    }
    const RecordIdentity identity{crypto::random_array<16>(), queue_->kiosk(), manifest->hash};
    const auto sealed = seal_test_record(identity, *manifest, today());
    if (!sealed) {
        host::log(Event::ManifestRefused, {{"reason", crypto::describe(sealed.error())}});
        return;
    }
    const auto put = queue_->put({identity.submission, identity.manifest, *sealed, Kind::Test});
    host::log(put ? Event::TestRecordQueued : Event::SubmissionRefused);
}

} // namespace outbox
