// Splitting and combining. The key that comes out is compared with what the shares say it is before
// anybody gets it.
#include "crypto/recovery.h"

#include "crypto/check.h"
#include "crypto/sodium_bytes.h"

#include <algorithm>
#include <optional>

namespace crypto {

namespace {

using Kind = ShareFault::Kind;
using Points = std::vector<const Point*>;

// What is wrong with share `i`, seen beside those before it.
std::optional<ShareFault> fault_at(std::span<const RecoveryShare> shares, std::size_t i) {
    if (shares[i].set != shares[0].set) {
        return ShareFault{.kind = Kind::Foreign, .share = i, .other = 0};
    }
    for (std::size_t before = 0; before < i; ++before) {
        if (shares[before].point.x == shares[i].point.x) {
            return ShareFault{.kind = Kind::Duplicate, .share = i, .other = before};
        }
    }
    return std::nullopt;
}

std::optional<ShareFault> fault_among(std::span<const RecoveryShare> shares) {
    for (std::size_t i = 1; i < shares.size(); ++i) {
        if (const auto fault = fault_at(shares, i)) {
            return fault;
        }
    }
    const unsigned needed = shares.empty() ? kLeastThreshold : shares[0].set.threshold;
    if (shares.size() < needed) {
        return ShareFault{.kind = Kind::TooFew, .line = needed};
    }
    return std::nullopt;
}

bool holds(const Point& point, std::span<const Point* const> curve) {
    const SecretBytes value = value_at(point.x, curve);
    return sodium_memcmp(value.span().data(), point.y.span().data(), value.size()) == 0;
}

// The key, if these points make the one that was split.
std::optional<HybridIdentity> key_through(std::span<const Point* const> points,
                                          const ShareSet& set) {
    auto identity = HybridIdentity::from_seed(value_at(0, points));
    if (commitment_to(identity.recipient()) != set.commitment) {
        return std::nullopt;
    }
    return identity;
}

Points chosen_of(std::span<const RecoveryShare> shares, std::span<const char> chosen) {
    Points points;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        if (chosen[i] != 0) {
            points.push_back(&shares[i].point);
        }
    }
    return points;
}

// Which share is wrong, where there are more than are needed: some that make the key are found, and
// the first one that does not lie on their curve is the one.
ShareFault find_changed(std::span<const RecoveryShare> shares) {
    const ShareSet& set = shares[0].set;
    std::vector<char> chosen(shares.size(), 0);
    std::fill_n(chosen.begin(), set.threshold, 1);
    do {
        const Points points = chosen_of(shares, chosen);
        if (!key_through(points, set)) {
            continue;
        }
        const auto wrong = std::ranges::find_if(
            shares, [&](const RecoveryShare& share) { return !holds(share.point, points); });
        return {.kind = Kind::Changed, .share = static_cast<std::size_t>(wrong - shares.begin())};
    } while (std::ranges::prev_permutation(chosen).found);
    return {.kind = Kind::NotTheKey};
}

} // namespace

ByteArray<24> commitment_to(const Recipient& recipient) {
    const Hash hash = sha256(recipient.public_key);
    ByteArray<24> commitment{};
    std::copy_n(hash.begin(), commitment.size(), commitment.begin());
    return commitment;
}

std::vector<RecoveryShare> split_identity(const HybridIdentity& identity, unsigned threshold,
                                          unsigned shares) {
    CHECK(threshold >= kLeastThreshold && threshold <= shares && shares <= kMostShares);
    const ShareSet set{.threshold = threshold,
                       .shares = shares,
                       .id = random_array<sizeof ShareSet::id>(),
                       .commitment = commitment_to(identity.recipient())};
    std::vector<RecoveryShare> made;
    for (Point& point : split_secret(identity.seed(), threshold, shares)) {
        made.push_back({.set = set, .point = std::move(point)});
    }
    return made;
}

std::expected<HybridIdentity, ShareFault> combine_shares(std::span<const RecoveryShare> shares) {
    if (const auto fault = fault_among(shares)) {
        return std::unexpected(*fault);
    }
    Points points;
    for (const RecoveryShare& share : shares.first(shares[0].set.threshold)) {
        points.push_back(&share.point);
    }
    auto identity = key_through(points, shares[0].set);
    const bool all_hold = std::ranges::all_of(
        shares, [&](const RecoveryShare& share) { return holds(share.point, points); });
    if (!identity || !all_hold) {
        return std::unexpected(find_changed(shares));
    }
    return std::move(*identity);
}

} // namespace crypto
