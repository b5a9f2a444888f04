// The uplink against peers that are not the centre, or no longer: none of them is an answer.
#include "peer.h"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <cstdlib>
#include <thread>

namespace {

using fixture::Certificates;
using fixture::Peer;
using namespace std::chrono_literals;

const outbox::UplinkLibrary library;

crypto::Bytes some_envelope(const fixture::Authority& authority) {
    const auto key = crypto::SigningKey::generate();
    crypto::EnvelopeHead head;
    head.kiosk = crypto::kiosk_id_of(key.public_key());
    return crypto::make_envelope(head, authority.seal(), key).value().encode();
}

/// libcurl's reason, or 0 for an answer.
int reason(const outbox::UplinkSettings& settings) {
    outbox::Uplink uplink(settings);
    const auto answer = uplink.get_lists();
    return answer ? 0 : answer.error().reason;
}

} // namespace

TEST_CASE("an upload arrives whole, under its id and with its digest") {
    const Certificates certificates;
    const Peer peer("folder", certificates);
    const fixture::Authority authority;
    const crypto::Bytes envelope = some_envelope(authority);
    const auto id = crypto::parse_envelope(envelope).value().id;
    peer.give_answer(id, 201, "the receipt");
    // A proxy in the environment is not asked, whatever it is called.
    for (const char* name : {"https_proxy", "HTTPS_PROXY", "ALL_PROXY", "all_proxy"}) {
        ::setenv(name, "http://127.0.0.1:1", 1);
    }
    outbox::Uplink uplink(peer.settings());
    for (int round = 0; round < 2; ++round) { // the second on the same connection
        const auto answer = uplink.put_envelope(envelope);
        REQUIRE(answer.has_value());
        CHECK(answer->status == 201);
        CHECK(crypto::text_of(answer->body) == "the receipt");
    }
    const std::string digest = crypto::base64_padded(crypto::sha256(envelope));
    const auto requests = peer.requests();
    REQUIRE(requests.size() == 2);
    CHECK(requests[1] ==
          "PUT /v1/envelopes/" + crypto::base64url(id) + " sha-256=:" + digest + ": " + digest);
    const auto lists = uplink.get_lists();
    REQUIRE(lists.has_value());
    CHECK(lists->status == 503);
    CHECK(peer.requests().back().starts_with("GET /v1/lists - "));
}

TEST_CASE("only the pinned key below the private CA over TLS 1.3 is the centre") {
    const Certificates certificates;
    const Certificates others;
    const Peer peer("folder", certificates);
    CHECK(reason(peer.settings()) == 0);

    auto settings = peer.settings();
    settings.pin = others.pin();
    CHECK(reason(settings) == 90); // CURLE_SSL_PINNEDPUBKEYNOTMATCH
    settings = peer.settings();
    settings.ca = others.ca();
    CHECK(reason(settings) == 60); // CURLE_PEER_FAILED_VERIFICATION
    settings = peer.settings();
    settings.url.replace(settings.url.find("127.0.0.1"), 9, "localhost"); // not in the certificate
    CHECK(reason(settings) == 60);
    const std::size_t served = peer.requests().size();
    CHECK(served == 1); // none of them got as far as a request

    const Peer old("tls12", certificates);
    CHECK(reason(old.settings()) == 35); // CURLE_SSL_CONNECT_ERROR
    CHECK(old.requests().empty());
}

TEST_CASE("a portal without TLS, or nobody at all, is offline") {
    const Certificates certificates;
    const Peer portal("plain", certificates);
    CHECK(reason(portal.settings()) != 0);
    auto settings = portal.settings();
    settings.url.replace(0, 5, "http"); // and plain HTTP is never spoken
    CHECK(reason(settings) == 1);       // CURLE_UNSUPPORTED_PROTOCOL
    CHECK(portal.requests().empty());
    {
        const Peer gone("folder", certificates);
        settings = gone.settings();
    }
    CHECK(reason(settings) == 7); // CURLE_COULDNT_CONNECT
}

TEST_CASE("a redirect is an answer that is not followed") {
    const Certificates certificates;
    const Peer peer("redirect", certificates);
    outbox::Uplink uplink(peer.settings());
    const auto answer = uplink.get_lists();
    REQUIRE(answer.has_value());
    CHECK(answer->status == 302);
    const fixture::Authority authority;
    CHECK(uplink.put_envelope(some_envelope(authority)).value().status == 302);
    for (const std::string& request : peer.requests()) {
        CHECK(request.find("/elsewhere") == std::string::npos);
    }
    CHECK(peer.requests().size() == 2);
}

TEST_CASE("a body above its cap is no answer") {
    const Certificates certificates;
    const Peer peer("endless", certificates);
    outbox::Uplink uplink(peer.settings());
    const auto lists = uplink.get_lists();
    REQUIRE_FALSE(lists.has_value());
    CHECK(lists.error().reason == 23); // CURLE_WRITE_ERROR
    const fixture::Authority authority;
    CHECK_FALSE(uplink.put_envelope(some_envelope(authority)).has_value());
}

TEST_CASE("stopping ends a transfer that nobody answers") {
    const Certificates certificates;
    const Peer peer("silent", certificates);
    outbox::Uplink uplink(peer.settings());
    std::thread stopper([&uplink] {
        std::this_thread::sleep_for(300ms);
        uplink.stop();
    });
    const auto begun = std::chrono::steady_clock::now();
    const auto answer = uplink.get_lists();
    stopper.join();
    REQUIRE_FALSE(answer.has_value());
    CHECK(answer.error().reason == 42); // CURLE_ABORTED_BY_CALLBACK
    CHECK(std::chrono::steady_clock::now() - begun < 10s);
}
