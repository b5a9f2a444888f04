// The recovery key in parts: each a short text that a person prints, keeps and types back
// (FORMAT.md 6). Any `threshold` of them make the key again; fewer say nothing about it. Reads and
// writes no file.
#pragma once

#include "crypto/open.h"
#include "crypto/shamir.h"

namespace crypto {

inline constexpr unsigned kLeastThreshold = 2;
inline constexpr unsigned kMostShares = 16;

/// What every share of one splitting has in common.
struct ShareSet {
    unsigned threshold = 0;     ///< how many make the key again
    unsigned shares = 0;        ///< how many were made
    ByteArray<8> id{};          ///< random: shares of two splittings are never mixed
    ByteArray<24> commitment{}; ///< the first bytes of SHA-256 of the key's recipient
    friend bool operator==(const ShareSet&, const ShareSet&) = default;
};

struct RecoveryShare {
    ShareSet set;
    Point point; ///< its number is the place
};

/// Why a share, or several together, make no key.
struct ShareFault {
    enum class Kind : std::uint8_t {
        None,      ///< of parsing: no share of version 1 (a line is missing or there is one more)
        Line,      ///< of parsing: `line` does not hold its check: a character is wrong
        Lines,     ///< of parsing: each line holds, not all together: lines of several shares
        Foreign,   ///< `share` is of another splitting than `other`
        Duplicate, ///< `share` has the number of `other`
        TooFew,    ///< fewer than `line` different shares
        Changed,   ///< `share` is not what was made, as the others show
        NotTheKey, ///< one of exactly as many as are needed is not what was made
    };
    Kind kind = Kind::None;
    std::size_t share = 0; ///< of those given, from 0
    std::size_t other = 0;
    unsigned line = 0; ///< the line, from 1; or how many shares are needed
};

/// Splits. `threshold` must be kLeastThreshold to `shares`, `shares` at most kMostShares (CHECK).
std::vector<RecoveryShare> split_identity(const HybridIdentity& identity, unsigned threshold,
                                          unsigned shares);

/// The lines that decide, in lower case, each with its end.
SecretText format_share(const RecoveryShare& share);
/// Reads them again, in either case, with whatever spaces and dashes; lines that begin with `#` are
/// for people. None, Line or Lines, nothing about which characters stood there.
std::expected<RecoveryShare, ShareFault> parse_share(std::string_view text);

/// The key, or why not: Foreign, Duplicate, TooFew, Changed, NotTheKey. All shares given must be
/// right, also those beyond the threshold. What comes out is the key that the shares name.
std::expected<HybridIdentity, ShareFault> combine_shares(std::span<const RecoveryShare> shares);

/// The first bytes of SHA-256 of the recipient's public key, which the fingerprint is made of.
ByteArray<24> commitment_to(const Recipient& recipient);

} // namespace crypto
