// The recovery key in parts: what makes it again, what does not, and what is said of a bad share.
#include "crypto/recovery.h"

#include "tests/crypto/sealed.h"

#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <array>
#include <bit>

using namespace crypto;

namespace {

using Kind = ShareFault::Kind;

RecoveryShare copy_of(const RecoveryShare& share) {
    return {.set = share.set,
            .point = {.x = share.point.x, .y = SecretBytes::copy_of(share.point.y.span())}};
}

/// Those of `shares` whose bit is set in `chosen`.
std::vector<RecoveryShare> some(std::span<const RecoveryShare> shares, unsigned chosen) {
    std::vector<RecoveryShare> picked;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if ((chosen >> i & 1U) != 0) {
            picked.push_back(copy_of(shares[i]));
        }
    }
    return picked;
}

ShareFault fault_of(std::span<const RecoveryShare> shares) {
    const auto combined = combine_shares(shares);
    REQUIRE_FALSE(combined.has_value());
    return combined.error();
}

std::string text_of(const RecoveryShare& share) {
    return std::string(format_share(share).view()); // of keys made for a test
}

/// Those of `points` whose bit is set in `chosen`.
std::vector<const Point*> pointers(std::span<const Point> points, unsigned chosen = ~0U) {
    std::vector<const Point*> picked;
    for (std::size_t i = 0; i < points.size(); ++i) {
        if ((chosen >> i & 1U) != 0) {
            picked.push_back(&points[i]);
        }
    }
    return picked;
}

} // namespace

TEST_CASE("any three of five shares make the recovery key, in any order, and no two do") {
    const auto identity = HybridIdentity::generate();
    const auto shares = split_identity(identity, 3, 5);
    for (unsigned chosen = 1; chosen < 32; ++chosen) {
        auto picked = some(shares, chosen);
        std::ranges::reverse(picked);
        if (picked.size() < 3) {
            const ShareFault fault = fault_of(picked);
            CHECK(fault.kind == Kind::TooFew);
            CHECK(fault.line == 3);
        } else {
            const auto combined = combine_shares(picked);
            REQUIRE(combined);
            CHECK(equal(combined->seed(), identity.seed()));
        }
    }
    CHECK(fault_of({}).kind == Kind::TooFew);
}

TEST_CASE("every threshold and number of shares up to eight makes random keys again") {
    const auto count = GENERATE(range(2U, 9U));
    const auto threshold = GENERATE_COPY(range(2U, count + 1));
    const Bytes secret = random_bytes(32);
    const auto points = split_secret(secret, threshold, count);
    REQUIRE(points.size() == count);
    for (unsigned chosen = 1; chosen < 1U << count; ++chosen) {
        const auto picked = pointers(points, chosen);
        const bool enough = picked.size() >= threshold;
        // Fewer could hit 32 bytes by a chance of 2^-256.
        REQUIRE(equal(value_at(0, picked).span(), secret) == enough);
    }
}

TEST_CASE("the keys of random splittings come back through their texts") {
    for (int i = 0; i < 100; ++i) {
        const auto identity = HybridIdentity::generate();
        std::vector<RecoveryShare> read;
        for (const RecoveryShare& share : split_identity(identity, 3, 5)) {
            auto parsed = parse_share(text_of(share));
            REQUIRE(parsed);
            CHECK(parsed->set == share.set);
            CHECK(parsed->point.x == share.point.x);
            CHECK(equal(parsed->point.y.span(), share.point.y.span()));
            read.push_back(std::move(*parsed));
        }
        const auto combined = combine_shares(read);
        REQUIRE(combined);
        CHECK(equal(combined->seed(), identity.seed()));
    }
}

TEST_CASE("the most shares that can be made work") {
    const auto identity = HybridIdentity::generate();
    const auto shares = split_identity(identity, kMostShares, kMostShares);
    const auto combined = combine_shares(shares);
    REQUIRE(combined);
    CHECK(equal(combined->seed(), identity.seed()));
    CHECK(fault_of(std::span(shares).first(kMostShares - 1)).kind == Kind::TooFew);
}

// With one share fewer than are needed, each value of the one that lacks leads to another secret,
// and all of them occur: every secret is as possible as before.
TEST_CASE("one share fewer than the threshold leaves every secret possible") {
    for (const unsigned threshold : {2U, 3U, 5U}) {
        auto points = split_secret(random_bytes(1), threshold, threshold);
        std::array<bool, 256> possible{};
        for (unsigned guess = 0; guess < 256; ++guess) {
            points.back().y.span()[0] = static_cast<std::byte>(guess);
            const SecretBytes secret = value_at(0, pointers(points));
            possible[static_cast<unsigned>(secret.span()[0])] = true;
        }
        CHECK(std::ranges::count(possible, true) == 256);
    }
}

// Two shares of a 3-of-5 splitting of one fixed byte, over and over: all 65,536 pairs come equally
// often. A coefficient that is never zero, or drawn twice, fails this.
TEST_CASE("two shares of three are spread evenly, whatever the secret is") {
    const std::byte secret = GENERATE(std::byte{0}, std::byte{0x53}, std::byte{0xff});
    constexpr std::size_t kTimes = std::size_t{1} << 20;
    const Bytes secrets(kTimes, secret);
    const auto points = split_secret(secrets, 3, 5);
    std::vector<unsigned> seen(65536);
    for (std::size_t i = 0; i < kTimes; ++i) {
        const auto one = static_cast<unsigned>(points[1].y.span()[i]);
        const auto other = static_cast<unsigned>(points[4].y.span()[i]);
        ++seen[one << 8 | other];
    }
    double chi_squared = 0;
    constexpr double kExpected = static_cast<double>(kTimes) / 65536;
    for (const unsigned count : seen) {
        chi_squared += (count - kExpected) * (count - kExpected) / kExpected;
    }
    // 65,535 degrees of freedom: the standard deviation is 362. Beyond seven of them: never.
    CHECK(chi_squared > 65535 - 7 * 362);
    CHECK(chi_squared < 65535 + 7 * 362);
}

TEST_CASE("a share is five lines of six groups that also come back in capitals without spaces") {
    const auto shares = split_identity(HybridIdentity::generate(), 3, 5);
    const std::string text = text_of(shares[0]);
    CHECK(std::ranges::count(text, '\n') == 5);
    CHECK(text.size() == 5 * (2 + 6 * 6 + 1));
    std::string typed = "# what stands here decides nothing\r\n\n";
    for (const char c : text) {
        if (c == '\n') {
            typed += " \r\n\n";
        } else if (c != ' ') {
            typed += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
            typed += c == 'q' ? "-" : "";
        }
    }
    const auto parsed = parse_share(typed);
    REQUIRE(parsed);
    CHECK(equal(parsed->point.y.span(), shares[0].point.y.span()));
    typed.resize(typed.find_last_not_of(" \r\n") + 1); // no end of the last line
    CHECK(parse_share(typed));
}

TEST_CASE("a wrong character anywhere in a share is found and its line is named") {
    const std::string text = text_of(split_identity(HybridIdentity::generate(), 3, 5)[2]);
    const auto line = GENERATE(range(0U, 5U));
    const std::size_t length = text.size() / 5;
    const char typed = GENERATE('q', 'p', 'z', 'r', 'y', '9', 'x', '8', 'g', 'f', '2', 't', 'v',
                                'd', 'w', '0', 's', '3', 'j', 'n', '5', '4', 'k', 'h', 'c', 'e',
                                '6', 'm', 'u', 'a', '7', 'l', '1', 'b', 'i', 'o', '.', '\0');
    for (std::size_t at = line * length; at < (line + 1) * length - 1; ++at) {
        std::string damaged = text;
        damaged[at] = typed;
        if (damaged != text) {
            const auto parsed = parse_share(damaged);
            REQUIRE_FALSE(parsed.has_value());
            CHECK((parsed.error().kind == Kind::Line && parsed.error().line == line + 1));
        }
    }
}

TEST_CASE("a character too few or too many anywhere in a share is found") {
    const std::string text = text_of(split_identity(HybridIdentity::generate(), 3, 5)[2]);
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
        std::string shorter = text;
        shorter.erase(at, 1);
        CHECK(parse_share(shorter).has_value() == (text[at] == ' '));
        std::string longer = text;
        longer.insert(at, 1, 'q');
        CHECK_FALSE(parse_share(longer).has_value());
    }
    CHECK_FALSE(parse_share(text + "q").has_value());
}

TEST_CASE("two neighbouring characters that changed places are found") {
    const auto shares = split_identity(HybridIdentity::generate(), 3, 5);
    const std::string text = text_of(shares[0]);
    for (std::size_t at = 0; at + 1 < text.size(); ++at) {
        std::string swapped = text;
        std::swap(swapped[at], swapped[at + 1]);
        const bool same = swapped == text || text[at] == ' ' || text[at + 1] == ' ';
        CHECK((same || !parse_share(swapped).has_value()));
    }
}

TEST_CASE("lines left out, doubled or of two shares make no share") {
    const auto shares = split_identity(HybridIdentity::generate(), 3, 5);
    const std::string text = text_of(shares[0]);
    const std::string other = text_of(shares[1]);
    const std::size_t length = text.size() / 5;
    for (std::size_t i = 0; i < 5; ++i) {
        std::string mixed = text;
        mixed.replace(i * length, length, other, i * length, length);
        const auto parsed = parse_share(mixed);
        REQUIRE(parsed.has_value() == (mixed == text)); // the second line is that of all shares
        CHECK((parsed || parsed.error().kind == Kind::Lines));
        std::string without = text;
        without.erase(i * length, length);
        CHECK_FALSE(parse_share(without).has_value());
        std::string twice = text;
        twice.insert(i * length, text, i * length, length);
        CHECK_FALSE(parse_share(twice).has_value());
    }
    CHECK(parse_share("").error().kind == Kind::None);
    CHECK(parse_share("# a share\n").error().kind == Kind::None);
}

TEST_CASE("shares of another splitting, also of the same key, are told apart and named") {
    const auto identity = HybridIdentity::generate();
    const auto first = split_identity(identity, 3, 5);
    const auto second = split_identity(identity, 3, 5);
    auto mixed = some(first, 0b00011);
    mixed.push_back(copy_of(second[2]));
    const ShareFault fault = fault_of(mixed);
    CHECK(fault.kind == Kind::Foreign);
    CHECK(fault.share == 2);
    CHECK(fault.other == 0);
}

TEST_CASE("a share that is there twice does not count twice") {
    const auto shares = split_identity(HybridIdentity::generate(), 3, 5);
    auto doubled = some(shares, 0b01001);
    doubled.push_back(copy_of(shares[3]));
    const ShareFault fault = fault_of(doubled);
    CHECK(fault.kind == Kind::Duplicate);
    CHECK(fault.share == 2);
    CHECK(fault.other == 1);
}

TEST_CASE("a share that was changed and given a right check makes no key, and one more names it") {
    auto shares = split_identity(HybridIdentity::generate(), 3, 5);
    const std::size_t changed = GENERATE(range<std::size_t>(0, 5));
    shares[changed].point.y.span()[7] ^= std::byte{0x10};
    for (unsigned chosen = 0; chosen < 32; ++chosen) {
        const auto picked = some(shares, chosen);
        if (picked.size() < 3) {
            continue;
        }
        if ((chosen >> changed & 1U) == 0) {
            CHECK(combine_shares(picked).has_value());
            continue;
        }
        const ShareFault fault = fault_of(picked);
        CHECK(fault.kind == (picked.size() == 3 ? Kind::NotTheKey : Kind::Changed));
        if (picked.size() > 3) {
            CHECK(picked[fault.share].point.x == changed + 1);
        }
    }
}

TEST_CASE("a share that names another key than it makes is refused") {
    auto shares = split_identity(HybridIdentity::generate(), 2, 3);
    for (RecoveryShare& share : shares) {
        share.set.commitment[0] ^= std::byte{1};
    }
    CHECK(fault_of(std::span(shares).first(2)).kind == Kind::NotTheKey);
    CHECK(fault_of(shares).kind == Kind::NotTheKey);
}

TEST_CASE("the field is that of AES") {
    // {57} * {83} = {c1} (FIPS 197, 4.2): the line through 0 with the slope {57} is {c1} at {83}.
    std::vector<Point> line;
    for (const unsigned x : {1U, 0U}) {
        line.push_back({.x = static_cast<std::uint8_t>(x), .y = SecretBytes(1)});
    }
    line[0].y.span()[0] = std::byte{0x57};
    CHECK(value_at(0x83, pointers(line)).span()[0] == std::byte{0xc1});
}
