// The queue on a real SQLCipher file: what it acknowledges is there, what it refuses is not.
#include "fixture.h"

#include <catch2/catch_test_macros.hpp>
#include <fstream>

namespace {

using fixture::Authority;
using fixture::Terminal;
using wire::RefusedReason;

crypto::SubmissionId new_id() {
    return crypto::random_array<16>();
}

std::string contents(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

void overwrite(const std::filesystem::path& file, std::streamoff offset, std::string_view bytes) {
    std::fstream out(file, std::ios::binary | std::ios::in | std::ios::out);
    out.seekp(offset);
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    REQUIRE(out.good());
}

} // namespace

TEST_CASE("a referral is kept as a signed envelope with the same age file inside") {
    const Authority authority;
    Terminal terminal(authority);
    const crypto::SubmissionId id = new_id();
    const crypto::Bytes sealed = authority.seal();
    const auto stored = terminal.put(id, sealed);
    REQUIRE(stored.has_value());

    for (int round = 0; round < 2; ++round) {
        const auto pending = terminal.pending();
        REQUIRE(pending.size() == 1);
        CHECK(pending[0].id == *stored);
        CHECK(pending[0].head.submission == id);
        CHECK(pending[0].head.kiosk == terminal.queue().kiosk());
        CHECK(pending[0].age_file() == sealed);
        fixture::check_chain(pending, terminal.signer().public_key());
        terminal.restart();
    }
}

TEST_CASE("the chain goes on across restarts, in the order of arrival") {
    const Authority authority;
    Terminal terminal(authority);
    std::vector<crypto::EnvelopeId> ids;
    for (int i = 0; i < 6; ++i) {
        const auto stored = terminal.put(new_id(), authority.seal());
        REQUIRE(stored.has_value());
        ids.push_back(*stored);
        if (i % 2 == 1) {
            terminal.restart();
        }
    }
    const auto pending = terminal.pending();
    REQUIRE(pending.size() == ids.size());
    for (std::size_t i = 0; i < ids.size(); ++i) {
        CHECK(pending[i].id == ids[i]);
    }
    fixture::check_chain(pending, terminal.signer().public_key());
}

TEST_CASE("the same submission again gives the same answer, other bytes are a conflict") {
    const Authority authority;
    Terminal terminal(authority);
    const crypto::SubmissionId id = new_id();
    const crypto::Bytes sealed = authority.seal();
    const auto first = terminal.put(id, sealed);
    REQUIRE(first.has_value());
    const auto expect_same = [&] {
        CHECK(terminal.put(id, sealed) == first);
        CHECK(terminal.put(id, authority.seal()) == std::unexpected(RefusedReason::Conflict));
    };
    expect_same();
    CHECK(terminal.pending().size() == 1);
    terminal.restart();
    expect_same();

    const auto receipt = terminal.receipt_for(terminal.pending().at(0), "2026-11-23");
    REQUIRE(terminal.queue().settle(receipt).has_value());
    CHECK(terminal.pending().empty());
    expect_same(); // the tombstone remembers
    terminal.restart();
    expect_same();
    CHECK(terminal.pending().empty());
    CHECK(terminal.queue().last_receipt_day() == std::string("2026-11-23"));
}

TEST_CASE("the sequence goes on after a receipt") {
    const Authority authority;
    Terminal terminal(authority);
    const auto first = terminal.put(new_id(), authority.seal());
    REQUIRE(first.has_value());
    REQUIRE(terminal.queue()
                .settle(terminal.receipt_for(terminal.pending().at(0), "2026-11-23"))
                .has_value());
    REQUIRE(terminal.put(new_id(), authority.seal()).has_value());
    const auto pending = terminal.pending();
    REQUIRE(pending.size() == 1);
    CHECK(pending[0].head.sequence == 2);
    CHECK(pending[0].head.previous == *first);
}

TEST_CASE("tombstones go after ninety days by the centre's calendar") {
    const Authority authority;
    Terminal terminal(authority);
    const crypto::SubmissionId id = new_id();
    const crypto::Bytes sealed = authority.seal();
    const auto settle_on = [&](const std::string& day) {
        REQUIRE(terminal.queue()
                    .settle(terminal.receipt_for(terminal.pending().at(0), day))
                    .has_value());
    };
    REQUIRE(terminal.put(id, sealed).has_value());
    settle_on("2026-01-01");
    REQUIRE(terminal.put(new_id(), authority.seal()).has_value());
    settle_on("2026-04-01"); // the ninetieth day
    CHECK(terminal.put(id, authority.seal()) == std::unexpected(RefusedReason::Conflict));
    REQUIRE(terminal.put(new_id(), authority.seal()).has_value());
    settle_on("2026-04-02");
    CHECK(terminal.put(id, authority.seal()).has_value());
}

TEST_CASE("a receipt for an envelope that is not here changes nothing") {
    const Authority authority;
    Terminal terminal(authority);
    REQUIRE(terminal.put(new_id(), authority.seal()).has_value());
    crypto::Receipt other = terminal.receipt_for(terminal.pending().at(0), "2026-11-23");
    other.envelope[0] ^= std::byte{1};
    CHECK(terminal.queue().settle(other).has_value());
    CHECK(terminal.pending().size() == 1);
}

TEST_CASE("what is no referral, or sealed to an unknown list, is refused") {
    const Authority authority;
    Terminal terminal(authority);
    crypto::Bytes sealed = authority.seal();
    const auto not_a_referral = std::unexpected(RefusedReason::NotAReferral);
    CHECK(terminal.put(new_id(), {}) == not_a_referral);
    CHECK(terminal.put(new_id(), crypto::random_bytes(80'000)) == not_a_referral);
    CHECK(terminal.put(new_id(), crypto::ByteView(sealed).first(sealed.size() - 1)) ==
          not_a_referral);
    sealed.push_back(std::byte{0});
    CHECK(terminal.put(new_id(), sealed) == not_a_referral);
    sealed.pop_back();
    CHECK(terminal.queue().put({new_id(), crypto::Hash{}, sealed, outbox::Kind::Referral}) ==
          std::unexpected(RefusedReason::UnknownManifest));
    CHECK(terminal.pending().empty());
    CHECK(terminal.put(new_id(), sealed).has_value());
}

TEST_CASE("a superseded list is still a known one") {
    const Authority authority;
    Terminal terminal(authority);
    REQUIRE(terminal.manifests().accept(authority.manifest(2)) ==
            outbox::Manifests::Outcome::Accepted);
    CHECK(terminal.put(new_id(), authority.seal()).has_value());
}

TEST_CASE("a quarantined envelope blocks nobody, is kept, and comes back when released") {
    const Authority authority;
    Terminal terminal(authority);
    std::vector<crypto::EnvelopeId> ids;
    for (int i = 0; i < 3; ++i) {
        ids.push_back(terminal.put(new_id(), authority.seal()).value());
    }
    auto& queue = terminal.queue();
    const auto first = queue.next_after(0);
    REQUIRE((first && *first));
    REQUIRE(queue.quarantine((*first)->position).has_value());
    CHECK(terminal.pending().size() == 2);
    CHECK(terminal.pending().at(0).id == ids[1]);
    terminal.restart();
    CHECK(terminal.pending().size() == 2);
    CHECK(terminal.queue().release_quarantine() == 1);
    CHECK(terminal.queue().release_quarantine() == 0);
    CHECK(terminal.pending().at(0).id == ids[0]);
}

TEST_CASE("the next after the last is the first again") {
    const Authority authority;
    Terminal terminal(authority);
    REQUIRE(terminal.put(new_id(), authority.seal()).has_value());
    REQUIRE(terminal.put(new_id(), authority.seal()).has_value());
    auto& queue = terminal.queue();
    const auto position_after = [&](std::int64_t position) {
        const auto next = queue.next_after(position);
        REQUIRE((next && *next));
        return (*next)->position;
    };
    const auto first = position_after(0);
    const auto second = position_after(first);
    CHECK(second > first);
    CHECK(position_after(second) == first);
}

TEST_CASE("forms open after a test record's receipt on this chain, not after a referral's") {
    const Authority authority;
    Terminal terminal(authority);
    auto& queue = terminal.queue();
    const auto settle_first = [&] {
        REQUIRE(
            queue.settle(terminal.receipt_for(terminal.pending().at(0), "2026-11-23")).has_value());
    };
    REQUIRE(terminal.put(new_id(), authority.seal()).has_value());
    settle_first();
    CHECK_FALSE(queue.head()->tested);
    CHECK(queue.test_is_pending() == false);
    const crypto::Bytes sealed = authority.seal();
    const crypto::Hash manifest = terminal.manifests().current()->hash;
    REQUIRE(queue.put({new_id(), manifest, sealed, outbox::Kind::Test}).has_value());
    CHECK(queue.test_is_pending() == true);
    CHECK(queue.fill() != wire::Fill::Some); // it is nobody's referral
    settle_first();
    CHECK(queue.head()->tested);
    CHECK(queue.test_is_pending() == false);
    terminal.restart();
    CHECK(terminal.queue().head()->tested);
}

TEST_CASE("a lost head begins a new chain that carries everything pending") {
    const Authority authority;
    Terminal terminal(authority);
    std::vector<crypto::Bytes> files;
    std::vector<crypto::SubmissionId> ids;
    for (int i = 0; i < 3; ++i) {
        files.push_back(authority.seal());
        ids.push_back(new_id());
        REQUIRE(terminal.put(ids.back(), files.back()).has_value());
    }
    REQUIRE(terminal.queue().settle(terminal.receipt_for(terminal.pending().at(0), "2026-11-23")));
    const auto old_chain = terminal.pending().at(0).head.chain;
    REQUIRE(terminal.store().write(
        [](outbox::Database& database) { return database.run("DELETE FROM head"); }));
    terminal.restart();

    const auto pending = terminal.pending();
    REQUIRE(pending.size() == 2);
    fixture::check_chain(pending, terminal.signer().public_key());
    CHECK(pending[0].head.chain != old_chain);
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(pending[i].head.submission == ids[i + 1]);
        CHECK(pending[i].age_file() == files[i + 1]);
    }
    CHECK_FALSE(terminal.queue().head()->tested);
    CHECK(terminal.put(ids[1], files[1]) == pending[0].id);
    REQUIRE(terminal.put(new_id(), authority.seal()).has_value());
    fixture::check_chain(terminal.pending(), terminal.signer().public_key());
}

TEST_CASE("every setting of the format is in force") {
    const Authority authority;
    Terminal terminal(authority);
    const auto ask = [&](const char* sql) {
        return terminal.store()
            .read([sql](outbox::Database& database) { return database.ask(sql); })
            .value();
    };
    CHECK(ask("PRAGMA cipher_version").substr(0, 2) == "4.");
    CHECK(ask("PRAGMA journal_mode") == "delete");
    CHECK(ask("PRAGMA synchronous") == "3");
    CHECK(ask("PRAGMA secure_delete") == "1");
    CHECK(ask("PRAGMA cipher_memory_security") == "1");
    CHECK(ask("PRAGMA temp_store") == "2");
    CHECK(ask("PRAGMA mmap_size") == "0");
    CHECK(ask("PRAGMA trusted_schema") == "0");
}

TEST_CASE("the file shows nothing of what is in it") {
    const Authority authority;
    Terminal terminal(authority);
    const std::string canary = "CANARY-7f3a-CANARY";
    const auto plant = [&](outbox::Database& database) -> outbox::DatabaseResult<void> {
        outbox::Statement insert(database, "INSERT INTO manifest_signature (text) VALUES (?)");
        return insert.bind(canary).finish();
    };
    REQUIRE(terminal.store().write(plant));
    const crypto::SubmissionId id = new_id();
    const crypto::Bytes sealed = authority.seal();
    const auto stored = terminal.put(id, sealed);
    REQUIRE(stored.has_value());

    // First found where it must be: the canary reads back, and an unencrypted file would show it.
    const auto found = terminal.store().read([&](outbox::Database& database) {
        return database.ask("SELECT text FROM manifest_signature WHERE text LIKE 'CANARY%'");
    });
    REQUIRE(found == canary);
    const std::string file = contents(terminal.database());
    REQUIRE(file.size() > sealed.size());
    CHECK(file.find(canary) == std::string::npos);
    CHECK(file.find("SQLite") == std::string::npos);
    CHECK(file.find("CREATE TABLE") == std::string::npos);
    CHECK(file.find("age-encryption.org") == std::string::npos);
    CHECK(file.find(crypto::text_of(id)) == std::string::npos);
    CHECK(file.find(crypto::text_of(*stored)) == std::string::npos);
    CHECK(file.find(crypto::text_of(terminal.key().span())) == std::string::npos);
    CHECK(crypto::text_of(sealed).find("age-encryption.org") != std::string::npos);
}

TEST_CASE("the fill level tells no number") {
    const Authority authority;
    Terminal terminal(authority);
    const bool room = terminal.store().has_room();
    CHECK(terminal.queue().fill() == (room ? wire::Fill::None : wire::Fill::NearlyFull));
    REQUIRE(terminal.put(new_id(), authority.seal()).has_value());
    CHECK(terminal.queue().fill() == (room ? wire::Fill::Some : wire::Fill::NearlyFull));
}

TEST_CASE("another key, damage and strangers' files are refused and left as they are") {
    const Authority authority;
    Terminal terminal(authority);
    REQUIRE(terminal.put(new_id(), authority.seal()).has_value());
    terminal.close();
    const auto file = terminal.database();
    const auto fault_of_opening = [&](const crypto::SecretBytes& key) {
        const std::string before = contents(file);
        const auto store = outbox::Store::open(file, fixture::copy(key));
        REQUIRE_FALSE(store.has_value());
        CHECK(contents(file) == before);
        return store.error();
    };
    CHECK(fault_of_opening(fixture::new_key()) == outbox::StoreFault::Unreadable);

    const std::string whole = contents(file);
    overwrite(file, 100, "damage");
    CHECK(fault_of_opening(terminal.key()) == outbox::StoreFault::Unreadable);
    // A change of one byte anywhere later: every page has its MAC.
    for (std::size_t page = 1; page < whole.size() / 4096; page += 7) {
        std::ofstream(file, std::ios::binary) << whole;
        const std::size_t offset = page * 4096 + (page * 613) % 4096;
        const std::string flipped(1, static_cast<char>(whole[offset] ^ 1));
        overwrite(file, static_cast<std::streamoff>(offset), flipped);
        CHECK(fault_of_opening(terminal.key()) == outbox::StoreFault::Damaged);
    }
    for (const std::size_t length : {std::size_t{4096}, whole.size() - 4096, whole.size() - 1}) {
        std::ofstream(file, std::ios::binary) << whole.substr(0, length);
        fault_of_opening(terminal.key());
    }
    std::ofstream(file, std::ios::binary) << "";
    CHECK(fault_of_opening(terminal.key()) == outbox::StoreFault::OtherVersion);
    std::ofstream(file, std::ios::binary) << whole;
    CHECK(terminal.open_store().has_value());
}

TEST_CASE("a missing file is not made, an existing one not overwritten, a used one not shared") {
    const Authority authority;
    Terminal terminal(authority);
    CHECK(terminal.open_store().error() == outbox::StoreFault::InUse);
    CHECK(outbox::Store::create(terminal.database(), terminal.key()).error() ==
          outbox::StoreFault::Exists);
    const auto missing = terminal.folder() / "missing.db";
    CHECK(outbox::Store::open(missing, fixture::copy(terminal.key())).error() ==
          outbox::StoreFault::Missing);
    CHECK_FALSE(std::filesystem::exists(missing));
    CHECK(outbox::Store::create(terminal.folder() / "none" / "queue.db", terminal.key()).error() ==
          outbox::StoreFault::InputOutput);
}
