// One function a request. When the queue's file fails, the answer is the one that promises least.
#include "kiosk/outbox/service.h"

#include "kiosk/host/log.h"

namespace outbox {
namespace {

std::string_view word(wire::RefusedReason reason) {
    switch (reason) {
    case wire::RefusedReason::DiskFull:
        return "disk-full";
    case wire::RefusedReason::InputOutput:
        return "input-output";
    case wire::RefusedReason::NotAReferral:
        return "not-a-referral";
    case wire::RefusedReason::UnknownManifest:
        return "unknown-manifest";
    case wire::RefusedReason::Conflict:
        return "conflict";
    }
    return "unknown";
}

} // namespace

wire::Reply Service::answer(const wire::ReceivedRequest& received) {
    if (const auto* put = std::get_if<wire::Put>(&received.request)) {
        return answer_put(*put, received.file);
    }
    return std::holds_alternative<wire::Hello>(received.request) ? answer_hello() : answer_status();
}

wire::Reply Service::answer_hello() {
    const auto head = queue_->head();
    const bool usable = manifests_->current() != nullptr;
    return wire::HelloReply{queue_->kiosk(), manifests_->signed_list(),
                            usable && head && head->tested};
}

wire::Reply Service::answer_put(const wire::Put& put, crypto::ByteView file) {
    const auto kept = queue_->put({put.submission, put.manifest, file, Kind::Referral});
    if (!kept) {
        host::log(host::Event::SubmissionRefused, {{"reason", word(kept.error())}});
        return wire::Refused{kept.error()};
    }
    return wire::Stored{*kept};
}

wire::Reply Service::answer_status() {
    return wire::StatusReply{queue_->fill().value_or(wire::Fill::NearlyFull), sync_->online(),
                             queue_->last_receipt_day().value_or("")};
}

} // namespace outbox
