// poll(2) over everything that can happen. One thread: the database is used here and nowhere else.
#include "kiosk/outbox/server.h"

#include "kiosk/host/log.h"
#include "kiosk/host/whole_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <poll.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

namespace outbox {
namespace {

constexpr std::size_t kMaxClients = 8;
constexpr int kBacklog = 8;

int milliseconds_until(std::optional<Sync::Clock::time_point> due) {
    if (!due) {
        return -1;
    }
    const auto left = std::chrono::ceil<std::chrono::milliseconds>(*due - Sync::Clock::now());
    return static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 60'000));
}

} // namespace

std::optional<std::string> Listener::fault_of(const std::filesystem::path& path) {
    if (path.native().size() >= sizeof sockaddr_un{}.sun_path) {
        return "is too long for a socket's path (107 bytes)";
    }
    const auto there = host::is_there(path);
    struct stat status{};
    if (there && *there && ::lstat(path.c_str(), &status) == 0 && !S_ISSOCK(status.st_mode)) {
        return "exists and is no socket";
    }
    const auto folder = path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    if (!there || ::access(folder.c_str(), W_OK | X_OK) != 0) {
        return "the socket cannot be made there: " +
               (there ? std::string(std::strerror(errno)) : there.error().sentence());
    }
    return std::nullopt;
}

std::expected<Listener, std::string> Listener::open(const std::filesystem::path& path) {
    if (auto fault = fault_of(path)) {
        return std::unexpected(std::move(*fault));
    }
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string& name = path.native();
    std::memcpy(address.sun_path, name.data(), name.size());
    ::unlink(name.c_str()); // what a dead process left, if anything
    wire::Descriptor socket(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    // Nobody can connect before listen(), so the mode is right from the first connection on.
    if (!socket ||
        ::bind(socket.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0 ||
        ::chmod(name.c_str(), 0660) != 0 || ::listen(socket.get(), kBacklog) != 0) {
        return std::unexpected("the socket cannot be made there");
    }
    return Listener(path, std::move(socket));
}

Listener::~Listener() {
    if (!path_.empty()) {
        ::unlink(path_.c_str());
    }
}

std::optional<wire::Channel> Listener::accept() const {
    wire::Descriptor socket(::accept4(socket_.get(), nullptr, nullptr, SOCK_CLOEXEC));
    if (!socket) {
        return std::nullopt;
    }
    return wire::Channel(std::move(socket));
}

void Server::serve(const host::StopSignal& stop, int courier_fd) {
    for (;;) {
        std::vector<pollfd> waiting{
            {stop.fd(), POLLIN, 0}, {courier_fd, POLLIN, 0}, {listener_->fd(), POLLIN, 0}};
        for (const wire::Channel& client : clients_) {
            waiting.push_back({client.fd(), POLLIN, 0});
        }
        const int ready = ::poll(waiting.data(), waiting.size(), milliseconds_until(sync_->due()));
        if (ready > 0 && waiting[0].revents != 0) {
            return;
        }
        // Persons first: a client that asks is served before the next piece of the sync.
        std::size_t index = 3;
        std::erase_if(clients_, [&](wire::Channel& client) {
            const bool asks = waiting[index++].revents != 0;
            return asks && !serve_one(client);
        });
        if (waiting[2].revents != 0) {
            accept_one();
        }
        sync_->tick();
    }
}

void Server::accept_one() {
    auto client = listener_->accept();
    if (!client) {
        return;
    }
    if (client->peer_user() != peer_) {
        host::log(host::Event::PeerRefused);
        return;
    }
    if (clients_.size() < kMaxClients) {
        clients_.push_back(std::move(*client));
    }
}

bool Server::serve_one(wire::Channel& client) {
    const auto received = client.receive_request(std::chrono::milliseconds(0));
    if (!received) {
        if (received.error() == wire::ChannelError::BadMessage) {
            host::log(host::Event::PeerMalformed);
        }
        return received.error() == wire::ChannelError::TimedOut;
    }
    return client.send(service_->answer(*received)).has_value();
}

} // namespace outbox
