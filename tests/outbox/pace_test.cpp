// Waiting times: never longer than the format says, spread over their whole range.
#include "kiosk/outbox/pace.h"

#include "crypto/bytes.h"

#include <algorithm>
#include <catch2/catch_test_macros.hpp>

using namespace std::chrono_literals;
using outbox::Pace;

namespace {

struct Range {
    std::chrono::milliseconds least = std::chrono::hours(1);
    std::chrono::milliseconds most{0};
};
Range observed(const Pace& pace) {
    Range range;
    for (int i = 0; i < 20'000; ++i) {
        const auto wait = pace.wait(crypto::read_u64(crypto::random_array<8>()));
        range.least = std::min(range.least, wait);
        range.most = std::max(range.most, wait);
    }
    return range;
}

} // namespace

TEST_CASE("after n failures the wait is anywhere up to base times two to the n") {
    Pace pace({2000ms, 600s});
    for (int n = 1; n <= 8; ++n) {
        pace.unreachable();
        const auto longest = std::chrono::milliseconds(2000 << n);
        CHECK(pace.longest_wait() == longest);
        const Range range = observed(pace);
        CHECK(range.most <= longest);
        CHECK(range.most > longest * 99 / 100);
        CHECK(range.least < longest / 100);
    }
}

TEST_CASE("the wait is never longer than a quarter of an hour, after any number of failures") {
    Pace pace({2000ms, 600s});
    for (int n = 0; n < 100'000; ++n) {
        pace.refused();
    }
    CHECK(pace.longest_wait() == 15min);
    CHECK(observed(pace).most <= 15min);
    CHECK(pace.wait(~std::uint64_t{0}) <= 15min);
}

TEST_CASE("without a failure the next slot comes between half a slot and one and a half") {
    const Pace pace({2000ms, 600s});
    const Range range = observed(pace);
    CHECK(range.least >= 300s);
    CHECK(range.most <= 900s);
    CHECK(range.least < 310s);
    CHECK(range.most > 890s);
}

TEST_CASE("the breaker opens after five transport failures and closes at an answer") {
    Pace pace({2000ms, 600s});
    for (int n = 0; n < 4; ++n) {
        pace.unreachable();
        pace.refused(); // an answer that was refused says nothing of the transport
        CHECK_FALSE(pace.breaker_open());
    }
    pace.unreachable();
    CHECK(pace.breaker_open());
    pace.reached();
    CHECK_FALSE(pace.breaker_open());
    CHECK(pace.longest_wait() > 600s * 3 / 2 - 1ms); // still waits longer, until it progresses
    pace.progressed();
    CHECK(pace.longest_wait() == 900s);
}
