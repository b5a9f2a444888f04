// The socket at which the screen process asks, and the loop that waits for it, for the courier, for
// the next round and for the order to stop.
#pragma once

#include "kiosk/host/stop.h"
#include "kiosk/outbox/service.h"

namespace outbox {

class Listener {
public:
    /// Binds and listens, mode 0660. Replaces a socket that a dead process left (the queue's lock
    /// says that no living one has it); fails with a reason for anything else at that path.
    static std::expected<Listener, std::string> open(const std::filesystem::path& path);
    /// Why open() would fail, as far as can be seen without a socket; nothing when it would not.
    static std::optional<std::string> fault_of(const std::filesystem::path& path);
    Listener(Listener&& other) noexcept
        : path_(std::exchange(other.path_, {})), socket_(std::move(other.socket_)) {}
    Listener& operator=(Listener&&) = delete;
    ~Listener(); ///< removes the socket

    /// The next connection; nothing when there is none after all.
    std::optional<wire::Channel> accept() const;
    int fd() const { return socket_.get(); }

private:
    Listener(std::filesystem::path path, wire::Descriptor socket)
        : path_(std::move(path)), socket_(std::move(socket)) {}
    std::filesystem::path path_;
    wire::Descriptor socket_;
};

class Server {
public:
    /// Speaks to processes of user `peer` only. Everything must outlive the server.
    Server(const Listener& listener, Service& service, Sync& sync, uid_t peer)
        : listener_(&listener), service_(&service), sync_(&sync), peer_(peer) {}
    /// Until a stop is asked for. `courier_fd`: Courier::fd().
    void serve(const host::StopSignal& stop, int courier_fd);

private:
    void accept_one();
    /// False: the client is to be let go.
    bool serve_one(wire::Channel& client);

    const Listener* listener_;
    Service* service_;
    Sync* sync_;
    uid_t peer_;
    std::vector<wire::Channel> clients_;
};

} // namespace outbox
