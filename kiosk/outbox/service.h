// Answers the screen process: hello, put, status. Opens no socket.
#pragma once

#include "kiosk/outbox/sync.h"
#include "kiosk/wire/channel.h"

namespace outbox {

class Service {
public:
    /// All three must outlive it.
    Service(Queue& queue, const Manifests& manifests, const Sync& sync)
        : queue_(&queue), manifests_(&manifests), sync_(&sync) {}

    wire::Reply answer(const wire::ReceivedRequest& received);

private:
    wire::Reply answer_hello();
    wire::Reply answer_put(const wire::Put& put, crypto::ByteView file);
    wire::Reply answer_status();

    Queue* queue_;
    const Manifests* manifests_;
    const Sync* sync_;
};

} // namespace outbox
