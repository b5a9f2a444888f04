// The socket as the screen process meets it: the real server in a thread, the screen's own channel.
#include "kiosk/outbox/server.h"
#include "peer.h"

#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <sys/socket.h>
#include <thread>
#include <tuple>

namespace {

using fixture::Authority;
using fixture::Terminal;
using wire::Channel;
using wire::RefusedReason;
using namespace std::chrono_literals;

/// Serves a terminal whose centre is away; the queue may be looked at only after stop().
class Served {
public:
    explicit Served(uid_t peer = ::getuid()) : peer_(peer) {
        outbox::UplinkSettings nobody;
        nobody.url = "https://127.0.0.1:1";
        courier_.emplace(nobody);
        sync_.emplace(terminal.queue(), terminal.manifests(), *courier_,
                      outbox::PaceSettings{1h, 1h});
        service_.emplace(terminal.queue(), terminal.manifests(), *sync_);
        auto listener = outbox::Listener::open(socket());
        REQUIRE(listener.has_value());
        listener_.emplace(std::move(*listener));
        server_.emplace(*listener_, *service_, *sync_, peer_);
        thread_ = std::thread([this] { server_->serve(stop_, courier_->fd()); });
    }
    ~Served() { stop(); }
    Served(const Served&) = delete;
    Served& operator=(const Served&) = delete;

    void stop() {
        if (thread_.joinable()) {
            ::kill(::getpid(), SIGTERM); // blocked by StopSignal, which reads it
            thread_.join();
            // The server leaves the signal where it is; the next one would stop on it at once.
            sigset_t signals;
            sigemptyset(&signals);
            sigaddset(&signals, SIGTERM);
            const timespec at_once{};
            ::sigtimedwait(&signals, nullptr, &at_once);
        }
    }
    std::filesystem::path socket() const { return terminal.folder() / "socket"; }
    Channel connect() const {
        auto channel = Channel::connect(socket());
        REQUIRE(channel.has_value());
        return std::move(*channel);
    }
    wire::Put put_of(const crypto::Bytes& file) const {
        return {crypto::random_array<16>(), crypto::sha256(authority.manifest(1).bytes),
                static_cast<std::uint32_t>(file.size())};
    }

    Authority authority;
    Terminal terminal{authority};

private:
    uid_t peer_;
    host::StopSignal stop_; // before every thread
    std::optional<outbox::Courier> courier_;
    std::optional<outbox::Sync> sync_;
    std::optional<outbox::Service> service_;
    std::optional<outbox::Listener> listener_;
    std::optional<outbox::Server> server_;
    std::thread thread_;
};

wire::Reply ask(Channel& channel, const wire::Request& request, crypto::ByteView file = {}) {
    REQUIRE(channel.send(request, file).has_value());
    auto reply = channel.receive(10s);
    REQUIRE(reply.has_value());
    return *reply;
}

RefusedReason refusal(const wire::Reply& reply) {
    REQUIRE(std::holds_alternative<wire::Refused>(reply));
    return std::get<wire::Refused>(reply).reason;
}

} // namespace

TEST_CASE("hello and status say who the queue is and how it stands") {
    Served served;
    Channel channel = served.connect();
    const auto hello = std::get<wire::HelloReply>(ask(channel, wire::Hello{}));
    CHECK(hello.kiosk == crypto::kiosk_id_of(served.terminal.signer().public_key()));
    CHECK(hello.manifest.bytes == served.authority.manifest(1).bytes);
    CHECK(hello.manifest.signatures.size() == 2);
    CHECK_FALSE(hello.open_for_forms);
    const auto status = std::get<wire::StatusReply>(ask(channel, wire::Status{}));
    CHECK_FALSE(status.online);
    CHECK(status.last_receipt_day.empty());
}

TEST_CASE("what the socket calls stored is in the file, and the same again is the same") {
    Served served;
    Channel channel = served.connect();
    const crypto::Bytes sealed = served.authority.seal();
    const wire::Put put = served.put_of(sealed);
    const auto first = std::get<wire::Stored>(ask(channel, put, sealed)).envelope;
    CHECK(std::get<wire::Stored>(ask(channel, put, sealed)).envelope == first);
    const crypto::Bytes other = served.authority.seal();
    CHECK(refusal(ask(channel, put, other)) == RefusedReason::Conflict);
    served.stop();
    served.terminal.restart();
    const auto pending = served.terminal.pending();
    REQUIRE(pending.size() == 1);
    CHECK(pending[0].id == first);
    CHECK(pending[0].head.submission == put.submission);
    CHECK(pending[0].age_file() == sealed);
}

TEST_CASE("a file that is no referral, or for another list, is refused and leaves nothing") {
    Served served;
    Channel channel = served.connect();
    const crypto::Bytes sealed = served.authority.seal();
    const std::string text(crypto::text_of(sealed));
    const auto stanza = text.find("-> mlkem768x25519");
    const auto second = text.find("-> mlkem768x25519", stanza + 1);
    std::string seven = text;
    seven.erase(stanza, second - stanza);
    std::string wrong_type = text;
    wrong_type.replace(stanza + 3, 3, "xlk");
    const std::string longer = text + "x";
    const std::string shorter = text.substr(0, text.size() - 1);
    for (const std::string& bad : {seven, wrong_type, longer, shorter, std::string("hello")}) {
        const crypto::ByteView view = crypto::bytes_of(bad);
        const crypto::Bytes file(view.begin(), view.end());
        CHECK(refusal(ask(channel, served.put_of(file), file)) == RefusedReason::NotAReferral);
    }
    wire::Put unknown = served.put_of(sealed);
    unknown.manifest = crypto::random_array<32>();
    CHECK(refusal(ask(channel, unknown, sealed)) == RefusedReason::UnknownManifest);
    served.stop();
    served.terminal.restart();
    CHECK(served.terminal.pending().empty());
}

TEST_CASE("a process of another user is let go without an answer") {
    Served served(::getuid() + 1);
    Channel channel = served.connect();
    std::ignore = channel.send(wire::Hello{}); // the server may be gone from it already
    const auto reply = channel.receive(10s);
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error() == wire::ChannelError::Closed);
}

TEST_CASE("nonsense closes its own connection and no other") {
    Served served;
    Channel good = served.connect();
    CHECK(std::holds_alternative<wire::HelloReply>(ask(good, wire::Hello{})));
    Channel bad = served.connect();
    REQUIRE(::send(bad.fd(), "nonsense", 8, MSG_NOSIGNAL) == 8);
    const auto reply = bad.receive(10s);
    REQUIRE_FALSE(reply.has_value());
    CHECK(reply.error() == wire::ChannelError::Closed);
    CHECK(std::holds_alternative<wire::StatusReply>(ask(good, wire::Status{})));
    Channel next = served.connect();
    CHECK(std::holds_alternative<wire::HelloReply>(ask(next, wire::Hello{})));
}
