// A disk that fails at every single operation of a put, in four ways: never a false "kept", never a
// referral that was told lost and sent all the same, and the queue works on afterwards.
#include "fault_vfs.h"
#include "fixture.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <fstream>

namespace {

using fault_vfs::Fault;
using fixture::Authority;
using fixture::Terminal;

crypto::SubmissionId new_id() {
    return crypto::random_array<16>();
}

bool is_pending(Terminal& terminal, const crypto::SubmissionId& id) {
    for (const crypto::Envelope& envelope : terminal.pending()) {
        if (envelope.head.submission == id) {
            return true;
        }
    }
    return false;
}

struct Tally {
    std::size_t refused = 0;
    std::size_t stored = 0;
};

/// One put with a fault at operation `at`; false when the put has fewer operations.
bool put_with_fault(const Authority& authority, Fault fault, std::size_t at, bool lasting,
                    Tally& tally) {
    Terminal terminal(authority, fixture::Medium::Memory);
    REQUIRE(terminal.put(new_id(), authority.seal()).has_value());
    const crypto::SubmissionId id = new_id();
    const crypto::Bytes sealed = authority.seal();
    fault_vfs::arm(fault, at, lasting);
    const auto answer = terminal.put(id, sealed);
    if (fault_vfs::disarm() == 0) {
        REQUIRE(answer.has_value());
        return false;
    }
    INFO("operation " << at << " lasting " << lasting);
    if (answer) {
        ++tally.stored;
        CHECK(is_pending(terminal, id));
        terminal.restart(); // checks every page
        CHECK(is_pending(terminal, id));
    } else {
        ++tally.refused;
        CHECK((answer.error() == wire::RefusedReason::DiskFull) == (fault == Fault::DiskFull));
        CHECK_FALSE(is_pending(terminal, id)); // told "not kept": it is never sent
        REQUIRE(terminal.put(id, sealed).has_value());
        terminal.restart();
        CHECK(is_pending(terminal, id));
    }
    const auto pending = terminal.pending();
    CHECK(pending.size() == 2);
    fixture::check_chain(pending, terminal.signer().public_key());
    return true;
}

} // namespace

TEST_CASE("an error at any operation of a put is never a false word") {
    fault_vfs::install();
    const Authority authority;
    const Fault fault = GENERATE(Fault::Refused, Fault::DoneBut, Fault::DiskFull);
    const bool lasting = GENERATE(false, true);
    Tally tally;
    std::size_t at = 1;
    while (put_with_fault(authority, fault, at, lasting, tally)) {
        ++at;
    }
    CHECK(at > 40); // a put of 77 KiB writes its pages, its journal and the syncs between
    CHECK(tally.refused > 40);
}

TEST_CASE("a disk that loses a page and says nothing is found out before the answer") {
    fault_vfs::install();
    const Authority authority;
    Terminal measured(authority, fixture::Medium::Memory);
    fault_vfs::arm(Fault::Lost, 0, false);
    REQUIRE(measured.put(new_id(), authority.seal()).has_value());
    const std::size_t operations = fault_vfs::operations();
    std::size_t found_out = 0;
    for (std::size_t at = 1; at <= operations; ++at) {
        Terminal terminal(authority, fixture::Medium::Memory);
        const crypto::SubmissionId id = new_id();
        fault_vfs::arm(Fault::Lost, at, false);
        const auto answer = terminal.put(id, authority.seal());
        REQUIRE(fault_vfs::disarm() > 0);
        if (!answer) {
            ++found_out;
            continue;
        }
        INFO("operation " << at << " of " << operations);
        // Only what did not change the file in the end may go unnoticed (syncs, the journal).
        CHECK(is_pending(terminal, id));
    }
    CHECK(found_out >= 15); // the pages of the envelope itself
}

TEST_CASE("a full disk during the receipt leaves the envelope where it was") {
    fault_vfs::install();
    const Authority authority;
    Terminal terminal(authority, fixture::Medium::Memory);
    const crypto::SubmissionId id = new_id();
    REQUIRE(terminal.put(id, authority.seal()).has_value());
    const auto receipt = terminal.receipt_for(terminal.pending().at(0), "2026-11-23");
    std::size_t at = 1;
    for (;; ++at) {
        fault_vfs::arm(Fault::DiskFull, at, true);
        const auto settled = terminal.queue().settle(receipt);
        if (fault_vfs::disarm() == 0) {
            REQUIRE(settled.has_value());
            break;
        }
        CHECK_FALSE(settled.has_value());
        REQUIRE(is_pending(terminal, id));
    }
    CHECK(at > 5);
    CHECK_FALSE(is_pending(terminal, id));
    terminal.restart();
    CHECK(terminal.pending().empty());
}
