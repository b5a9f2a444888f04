// One end of the socket between the screen process and the queue: whole messages and the sealed
// files beside them. Understands message.h and nothing of what is in the files.
#pragma once

#include "kiosk/wire/descriptor.h"
#include "kiosk/wire/message.h"

#include <chrono>
#include <filesystem>
#include <sys/types.h>

namespace wire {

enum class ChannelError {
    Unreachable, ///< nobody listens there, or we may not speak to them
    Closed,      ///< the other end has gone, or does not read what we send
    TimedOut,
    BadMessage, ///< close the channel: the other end does not speak our protocol
    NoMemory,   ///< the kernel could not make a sealed file
};

struct ReceivedRequest {
    Request request;
    crypto::Bytes file; ///< a Put's age file, of exactly its age_length; else empty
};

/// A connected SEQPACKET socket. Closes with the object. Not for two threads at once.
class Channel {
public:
    /// The screen's end. `socket` at most 107 bytes. Unreachable.
    static std::expected<Channel, ChannelError> connect(const std::filesystem::path& socket);
    /// The queue's end: takes over an accepted socket.
    explicit Channel(Descriptor socket) : socket_(std::move(socket)) {}

    /// Sends without waiting. `file` goes as a sealed memfd; a Put's age_length must be its size
    /// (CHECK), and the other requests carry none. Closed, NoMemory.
    std::expected<void, ChannelError> send(const Request& request, crypto::ByteView file = {});
    /// Sends without waiting; what is too long for a datagram goes as a sealed file by itself.
    std::expected<void, ChannelError> send(const Reply& reply);

    /// Waits at most `timeout` (0: asks only). TimedOut, Closed, BadMessage.
    std::expected<Reply, ChannelError> receive(std::chrono::milliseconds timeout);
    std::expected<ReceivedRequest, ChannelError> receive_request(std::chrono::milliseconds timeout);

    /// The user the other end ran as when it connected (SO_PEERCRED).
    std::optional<uid_t> peer_user() const;
    int fd() const { return socket_.get(); } ///< to be waited for in poll()

private:
    Descriptor socket_;
};

} // namespace wire
