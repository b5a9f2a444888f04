// The rules of the upload (FORMAT.md 7) against a real HTTPS peer: what each answer does to the
// queue, to the lists and to the permission to begin a form.
#include "kiosk/outbox/service.h"
#include "peer.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <poll.h>

namespace {

using fixture::Authority;
using fixture::Certificates;
using fixture::Peer;
using fixture::Terminal;
using namespace std::chrono_literals;

constexpr outbox::PaceSettings kQuick{1ms, 4ms};

/// A terminal, its sync, and the centre it speaks to.
class Rig {
public:
    Rig() {
        lists(1);
        restart();
    }
    /// A new process: the file opened again, a sync that knows nothing.
    void restart() {
        sync_.reset();
        courier_.reset();
        terminal.restart();
        courier_.emplace(peer.settings());
        sync_.emplace(terminal.queue(), terminal.manifests(), *courier_, kQuick);
    }
    void lists(std::uint64_t version, std::size_t signers = 2) const {
        peer.give_lists(authority.manifest(version, signers),
                        authority.kiosks(terminal.signer().public_key()));
    }
    /// Lets the sync work until `condition` holds; the limit only ends a test that has failed.
    template <class Condition>
    void run_until(Condition condition) {
        const auto limit = outbox::Sync::Clock::now() + 15s;
        while (!condition()) {
            REQUIRE(outbox::Sync::Clock::now() < limit);
            pollfd ready{courier_->fd(), POLLIN, 0};
            ::poll(&ready, 1, 2);
            sync_->tick();
        }
    }
    std::size_t seen(const std::string& request) const {
        std::size_t count = 0;
        for (const std::string& line : peer.requests()) {
            count += line.starts_with(request) ? 1U : 0U;
        }
        return count;
    }
    std::size_t tries(const crypto::EnvelopeId& id) const {
        return seen("PUT /v1/envelopes/" + crypto::base64url(id) + " ");
    }
    /// One try after another begins only when the answer to the one before has been dealt with.
    void two_more_tries(const crypto::EnvelopeId& id) {
        const std::size_t before = tries(id);
        run_until([&] { return tries(id) >= before + 2; });
    }
    /// Likewise: at least one whole answer to GET /v1/lists from now on.
    void two_more_lists() {
        const std::size_t before = seen("GET /v1/lists");
        run_until([&] { return seen("GET /v1/lists") >= before + 2; });
    }
    bool is_pending(const crypto::EnvelopeId& id) {
        for (const crypto::Envelope& envelope : terminal.pending()) {
            if (envelope.id == id) {
                return true;
            }
        }
        return false;
    }
    bool open_for_forms() {
        outbox::Service service(terminal.queue(), terminal.manifests(), *sync_);
        return std::get<wire::HelloReply>(service.answer({wire::Hello{}, {}})).open_for_forms;
    }
    crypto::Envelope the_only_pending() {
        run_until([&] { return terminal.pending().size() == 1; });
        return terminal.pending().at(0);
    }
    std::string receipt(const crypto::Envelope& of, const crypto::SigningKey& key) const {
        return crypto::make_receipt(
            {of.id, of.head.kiosk, of.head.chain, of.head.sequence, "2026-11-23"}, "test", key);
    }
    void give_receipt(const crypto::Envelope& of, int status = 201) const {
        peer.give_answer(of.id, status, receipt(of, authority.receipt_key()));
    }
    /// Settles the test record, which would otherwise be sent beside what a test looks at.
    void open_forms() {
        give_receipt(the_only_pending());
        run_until([&] { return terminal.pending().empty(); });
    }
    crypto::Envelope put() {
        const auto id = terminal.put(crypto::random_array<16>(), authority.seal());
        REQUIRE(id.has_value());
        crypto::Envelope last = terminal.pending().back();
        REQUIRE(last.id == *id);
        return last;
    }

    Authority authority;
    Certificates certificates;
    Peer peer{"folder", certificates};
    Terminal terminal{authority};

private:
    std::optional<outbox::Courier> courier_;
    std::optional<outbox::Sync> sync_;
};

} // namespace

TEST_CASE("forms open with the test record's valid receipt and not before") {
    Rig rig;
    CHECK_FALSE(rig.open_for_forms());
    const auto record = rig.the_only_pending();
    CHECK_FALSE(rig.open_for_forms());
    rig.peer.give_answer(record.id, 201, rig.receipt(record, crypto::SigningKey::generate()));
    rig.two_more_tries(record.id);
    CHECK_FALSE(rig.open_for_forms());
    CHECK(rig.terminal.pending().size() == 1); // and no second record meanwhile
    rig.give_receipt(record);
    rig.run_until([&] { return rig.terminal.pending().empty(); });
    CHECK(rig.open_for_forms());
    rig.restart();
    CHECK(rig.open_for_forms());
}

TEST_CASE("a valid receipt with 201 or 200 removes its envelope and no other") {
    const int status = GENERATE(201, 200);
    Rig rig;
    rig.open_forms();
    const auto sent = rig.put();
    const auto other = rig.put(); // the peer says 503 to it
    rig.give_receipt(sent, status);
    rig.run_until([&] { return !rig.is_pending(sent.id); });
    rig.two_more_tries(other.id);
    CHECK(rig.tries(sent.id) == 1);
    CHECK(rig.is_pending(other.id));
    CHECK(rig.terminal.queue().last_receipt_day() == std::string("2026-11-23"));
}

TEST_CASE("an answer without the right receipt removes nothing") {
    Rig rig;
    rig.open_forms();
    const auto sent = rig.put();
    for (const std::string& body : {rig.receipt(sent, crypto::SigningKey::generate()),
                                    std::string("<html>Welcome</html>"), std::string()}) {
        INFO(body);
        rig.peer.give_answer(sent.id, 201, body);
        rig.two_more_tries(sent.id);
        CHECK(rig.is_pending(sent.id));
    }
    rig.give_receipt(sent);
    rig.run_until([&] { return !rig.is_pending(sent.id); });
}

TEST_CASE("a valid receipt for one envelope is no answer to another, and settles neither") {
    Rig rig;
    rig.open_forms();
    const auto sent = rig.put();
    const auto other = rig.put();
    rig.peer.give_answer(sent.id, 201, rig.receipt(other, rig.authority.receipt_key()));
    rig.two_more_tries(sent.id);
    CHECK(rig.is_pending(sent.id));
    CHECK(rig.is_pending(other.id));
}

TEST_CASE("refusals that may pass leave the envelope pending, even with a receipt in them") {
    Rig rig;
    rig.open_forms();
    // 0: the connection breaks off.
    for (const int status : {401, 403, 404, 408, 421, 425, 429, 500, 502, 503, 599, 0}) {
        INFO(status);
        const auto sent = rig.put();
        rig.give_receipt(sent, status);
        rig.two_more_tries(sent.id);
        CHECK(rig.is_pending(sent.id));
        rig.give_receipt(sent);
        rig.run_until([&] { return !rig.is_pending(sent.id); });
    }
}

TEST_CASE("what the centre calls malformed is set aside, blocks nobody and is tried at a start") {
    const int status = GENERATE(400, 413);
    Rig rig;
    rig.open_forms();
    const auto bad = rig.put();
    const auto next = rig.put();
    rig.peer.give_answer(bad.id, status, "");
    rig.give_receipt(next);
    rig.run_until([&] { return rig.terminal.pending().empty(); });
    rig.two_more_lists();
    CHECK(rig.tries(bad.id) == 1); // once a day, not once a round
    CHECK(rig.terminal.queue().fill() != wire::Fill::None);
    rig.restart();
    rig.give_receipt(bad);
    rig.run_until([&] { return rig.tries(bad.id) == 2; });
    rig.run_until([&] { return rig.terminal.queue().fill() == wire::Fill::None; });
}

TEST_CASE("of the lists that come only a verified newer one is taken") {
    Rig rig;
    rig.open_forms();
    const auto version = [&] { return rig.terminal.manifests().current()->version; };
    rig.lists(2, 1); // one signature of the two that are needed
    rig.two_more_lists();
    CHECK(version() == 1);
    rig.lists(3);
    rig.run_until([&] { return version() == 3; });
    rig.lists(2);
    rig.two_more_lists();
    CHECK(version() == 3);
    CHECK(rig.terminal.manifests().signed_list().bytes == rig.authority.manifest(3).bytes);
    rig.restart();
    CHECK(version() == 3);
}
