// The centre's door over real TLS against peers that are old, slow, rude, too many or gone. What
// the handler says does not matter here; that it hears whole requests only, does.
#include "tests/central/door.h"

#include <openssl/sslerr.h>

#include <atomic>
#include <functional>

namespace {

using namespace std::chrono_literals;
using central::HttpReply;
using central::HttpRequest;
using fixture::Certificates;
using fixture::Client;
using fixture::Door;
using fixture::get;
using fixture::impatient;
using fixture::Wire;
using Clock = std::chrono::steady_clock;

/// A door that answers "heard", and how often it had to.
struct Heard {
    Certificates certificates;
    std::atomic<int> count = 0;
    Door door;

    explicit Heard(central::ServerSettings settings = {})
        : door(
              certificates,
              [this](const HttpRequest&) {
                  ++count;
                  return HttpReply{.body = "heard"};
              },
              std::move(settings)) {}
    Client client() const { return Client(door.port(), certificates.papers()); }
    bool serves() const {
        Client other = client();
        const auto answer = other.ask(get("/"));
        return answer && answer->status == 200 && answer->body == "heard";
    }
};

/// Sends `first`, does what is to be done `meanwhile`, and then sends a byte every 20 ms until the
/// other side closes; how long that took. The time begins before the connection does, so that a
/// busy machine cannot make it look too short.
Clock::duration
drip(const Heard& heard, std::string_view first, const std::function<void()>& meanwhile = [] {}) {
    const auto begun = Clock::now();
    Client client = heard.client();
    bool open = client.send(first);
    meanwhile();
    while (open && Clock::now() - begun < 8s) {
        open = !client.closed_within(20ms) && client.send("x");
    }
    return Clock::now() - begun;
}

central::ServerSettings few(std::size_t connections) {
    central::ServerSettings settings;
    settings.connections = connections;
    return settings;
}

} // namespace

TEST_CASE("requests follow each other on one connection") {
    const Heard heard;
    Client client = heard.client();
    REQUIRE(client.connected());
    const auto answer = client.ask(get("/"));
    REQUIRE(answer.has_value());
    CHECK(answer->status == 200);
    CHECK(answer->says("Cache-Control: no-store\r\n"));
    CHECK(client.send(get("/") + get("/"))); // both at once
    CHECK(client.receive().has_value());
    CHECK(client.receive().has_value());
    const auto last = client.ask("GET / HTTP/1.1\r\nHost: centre\r\nConnection: close\r\n\r\n");
    REQUIRE(last.has_value());
    client.end_sending();
    CHECK(client.closed_within(5s));
    CHECK(heard.count == 4);
}

TEST_CASE("nothing older than TLS 1.3 and nothing without TLS is served") {
    const Heard heard;
    fixture::Papers old = heard.certificates.papers();
    old.newest = TLS1_2_VERSION;
    const Client client(heard.door.port(), old);
    CHECK_FALSE(client.connected());
    CHECK(client.reason() == SSL_R_TLSV1_ALERT_PROTOCOL_VERSION);

    Wire plain(heard.door.port());
    REQUIRE(plain.send(get("/")));
    std::string got;
    for (auto part = plain.receive(5s); part && !part->empty(); part = plain.receive(5s)) {
        got += *part;
    }
    CHECK(got.find("HTTP") == std::string::npos);
    CHECK(got.find("heard") == std::string::npos);
    CHECK(heard.count == 0);
    CHECK(heard.serves());
}

TEST_CASE("a server whose files or address cannot be used says which") {
    const Certificates certificates;
    const auto nowhere = certificates.file("nowhere.pem");
    const auto fault = [&](auto change) {
        central::ServerSettings settings;
        settings.address = "127.0.0.1";
        settings.certificate = certificates.file("server.pem");
        settings.key = certificates.file("server.key");
        settings.desk_ca = certificates.file("ca.pem");
        change(settings);
        const auto server = central::Server::start(settings, {});
        return server ? "" : server.error();
    };
    using Settings = central::ServerSettings;
    CHECK(fault([](Settings&) {}) == "");
    CHECK(
        fault([&](Settings& s) { s.certificate = nowhere; }).starts_with(nowhere.string() + ": "));
    CHECK(fault([&](Settings& s) { s.key = nowhere; }).starts_with(nowhere.string() + ": "));
    CHECK(fault([&](Settings& s) { s.desk_ca = nowhere; }).starts_with(nowhere.string() + ": "));
    const auto other = certificates.file("desk.key");
    CHECK(fault([&](Settings& s) {
              s.key = other;
          }).starts_with(other.string() + ": is not the certificate's PEM key: "));
    CHECK(fault([](Settings& s) { s.address = "localhost"; }) == "localhost: is no IP address");

    const Heard heard;
    const std::uint16_t port = heard.door.port();
    CHECK(fault([port](Settings& s) {
              s.port = port;
          }).starts_with("127.0.0.1:" + std::to_string(port) + ": cannot listen: "));
}

TEST_CASE("a request that does not arrive whole is not heard") {
    const Heard heard;
    const std::string head = "PUT / HTTP/1.1\r\nHost: centre\r\nContent-Length: 100\r\n\r\n";
    for (const std::string& part : {std::string("PU"), head.substr(0, 40), head, head + "half"}) {
        CAPTURE(part);
        Client polite = heard.client();
        REQUIRE(polite.send(part));
        polite.end_sending();
        CHECK_FALSE(polite.receive().has_value());
        Client gone = heard.client();
        REQUIRE(gone.send(part));
        gone.reset();
    }
    CHECK(heard.serves());
    CHECK(heard.count == 1);
}

TEST_CASE("a request that is not HTTP is answered 400 and not heard") {
    const Heard heard;
    const auto status = [&](const std::string& request) {
        Client client = heard.client();
        const auto answer = client.ask(request);
        CHECK(client.closed_within(5s));
        return answer ? answer->status : 0U;
    };
    CHECK(status("hello\r\n\r\n") == 400);
    CHECK(status("GET / HTTP/9.9\r\n\r\n") == 400);
    CHECK(status("GET / HTTP/1.1\r\nno colon\r\n\r\n") == 400);
    CHECK(status("PUT / HTTP/1.1\r\nContent-Length: x\r\n\r\n") == 400);
    CHECK(status("PUT / HTTP/1.1\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab") == 400);
    // Two ways to tell the end of one body: nobody may choose.
    CHECK(status("PUT / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n"
                 "0\r\n\r\n") == 400);
    CHECK(status("PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n") == 400);
    CHECK(status("GET / HTTP/1.1\r\nX: " + std::string(9000, 'x') + "\r\n\r\n") == 431);
    CHECK(heard.count == 0);
    CHECK(heard.serves());
}

TEST_CASE("a body above the limit is answered 413 and not heard") {
    central::ServerSettings settings;
    settings.body_limit = 1000;
    const Heard heard(settings);
    const auto status = [&](const std::string& request) {
        Client client = heard.client();
        const auto answer = client.ask(request);
        return answer ? answer->status : 0U;
    };
    const auto put = [](std::size_t size, std::string_view body) {
        return "PUT / HTTP/1.1\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
               std::string(body);
    };
    CHECK(status(put(1000, std::string(1000, 'x'))) == 200);
    CHECK(status(put(1001, "")) == 413); // by its announcement alone
    CHECK(status(put(300000, std::string(300000, 'x'))) == 413);
    CHECK(status("PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3e9\r\n" +
                 std::string(1001, 'x') + "\r\n0\r\n\r\n") == 413);
    CHECK(heard.count == 1);
}

TEST_CASE("a client that asks first is told to go on, or not to") {
    central::ServerSettings settings;
    settings.body_limit = 1000;
    const Heard heard(settings);
    const auto asks = [](int size) {
        return "PUT / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: " + std::to_string(size) +
               "\r\n\r\n";
    };
    Client client = heard.client();
    CHECK(client.ask(asks(4)).value().status == 100);
    CHECK(heard.count == 0);
    CHECK(client.ask("body").value().status == 200);
    CHECK(client.ask(asks(1001)).value().status == 413);
    CHECK(heard.count == 1);
}

TEST_CASE("an answer to HEAD has no body") {
    const Heard heard;
    Client client = heard.client();
    // What follows on the connection must be the next answer, not the body of this one.
    REQUIRE(client.send("HEAD / HTTP/1.1\r\nHost: centre\r\n\r\n" + get("/")));
    const auto head = client.receive_head();
    REQUIRE(head.has_value());
    CHECK(head->status == 200);
    const auto next = client.receive();
    REQUIRE(next.has_value());
    CHECK(next->body == "heard");
}

TEST_CASE("a slow client is closed when its time is over, and keeps nobody waiting") {
    const Heard heard(impatient(400ms));
    const auto within = [](Clock::duration time) { return time >= 400ms && time < 5s; };
    const std::string head = "PUT / HTTP/1.1\r\nHost: centre\r\nContent-Length: 4000\r\n";

    auto begun = Clock::now();
    Wire silent(heard.door.port()); // not even a handshake
    CHECK(silent.receive(5s).value_or("nothing") == "");
    CHECK(within(Clock::now() - begun));

    begun = Clock::now();
    Client idle = heard.client();
    REQUIRE(idle.ask(get("/")).has_value()); // and then nothing more
    CHECK(idle.closed_within(5s));
    CHECK(within(Clock::now() - begun));

    CHECK(within(drip(heard, head + "X-Slow: ", [&] { CHECK(heard.serves()); })));
    CHECK(within(drip(heard, head + "\r\n")));
    CHECK(heard.count == 2);
}

TEST_CASE("a client that never reads its answer loses its seat") {
    const Certificates certificates;
    const std::string large(16 * 1024 * 1024, 'x');
    auto settings = impatient(1s);
    settings.connections = 1;
    const Door door(
        certificates,
        [&large](const HttpRequest& request) {
            return HttpReply{.body = request.target == "/large" ? large : "heard"};
        },
        settings);
    Client deaf(door.port(), certificates.papers());
    REQUIRE(deaf.send(get("/large")));
    const fixture::LogCapture log;
    CHECK(fixture::eventually([&] {
        Client other(door.port(), certificates.papers());
        const auto answer = other.connected() ? other.ask(get("/")) : std::nullopt;
        return answer && answer->body == "heard";
    }));
    CHECK(log.has("CentralFull")); // the seat was taken before
}

TEST_CASE("more connections than allowed are closed, and later ones are served again") {
    const Heard heard(few(2));
    const fixture::LogCapture log;
    std::optional<Client> first(std::in_place, heard.door.port(), heard.certificates.papers());
    Client second = heard.client();
    REQUIRE(first->ask(get("/")).has_value());
    REQUIRE(second.ask(get("/")).has_value());
    for (int i = 0; i < 20; ++i) {
        CHECK_FALSE(heard.client().connected());
    }
    CHECK(log.has("<4>warning CentralFull connections=2 "));
    CHECK(second.ask(get("/")).has_value()); // who has a seat keeps it

    first.reset();
    CHECK(fixture::eventually([&] { return heard.client().connected(); }));
    CHECK(fixture::eventually([&] { return heard.serves(); }));
}

TEST_CASE("peers that go away while they are answered do not end the server") {
    const Certificates certificates;
    const std::string large(1024 * 1024, 'x');
    std::atomic<int> count = 0;
    const Door door(certificates, [&](const HttpRequest&) {
        ++count;
        return HttpReply{.body = large};
    });
    for (int i = 0; i < 20; ++i) {
        Client gone(door.port(), certificates.papers());
        REQUIRE(gone.send(get("/") + get("/")));
        if (i % 2 == 0) { // while the answer is on its way, and before it
            REQUIRE(fixture::eventually([&] { return count > i; }));
        }
        gone.reset();
    }
    Client client(door.port(), certificates.papers());
    CHECK(client.ask(get("/")).value().body == large);
}

TEST_CASE("a stop ends the server with connections open, and nothing is heard in part") {
    std::optional<Heard> heard(std::in_place);
    Client idle = heard->client();
    REQUIRE(idle.ask(get("/")).has_value());
    Client half = heard->client();
    REQUIRE(half.send("PUT / HTTP/1.1\r\nContent-Length: 10\r\n\r\nhalf"));
    Wire silent(heard->door.port());

    CHECK(heard->door.stop());
    heard->door.close();
    CHECK(idle.closed_within(5s));
    CHECK(half.closed_within(5s));
    CHECK(silent.receive(5s).value_or("nothing") == "");
    CHECK(heard->count == 1);
}

TEST_CASE("a server can be stopped before anybody came") {
    Heard heard;
    CHECK(heard.door.stop());
    CHECK(heard.count == 0);
}
