// A share as text: 75 bytes in five lines of Bech32, so that a wrong character is found where it
// stands, and a hash over all of it, so that lines of two shares make none. All of it in locked
// memory.
#include "crypto/bech32.h"
#include "crypto/check.h"
#include "crypto/recovery.h"
#include "crypto/sodium_bytes.h"

#include <algorithm>

namespace crypto {

namespace {

constexpr std::byte kVersion{1};
constexpr std::size_t kSecret = 32;
constexpr std::size_t kCheck = 7;
constexpr std::size_t kLines = 5;
constexpr std::size_t kLineBytes = 15; // 24 characters and six that check them: no bit is unused
constexpr std::size_t kShareBytes = kLines * kLineBytes;
constexpr std::size_t kLineSize = 32; // `a1` and 30 characters
constexpr std::size_t kGroup = 5;
constexpr std::string_view kLabels[kLines] = {"a", "b", "c", "d", "e"};
constexpr std::string_view kContext{"referral-recovery-share-v1\0", 27};

static_assert(4 + sizeof ShareSet::id + sizeof ShareSet::commitment + kSecret + kCheck ==
              kShareBytes);

using Kind = ShareFault::Kind;

std::unexpected<ShareFault> fault(Kind kind, std::size_t line = 0) {
    return std::unexpected(ShareFault{.kind = kind, .line = static_cast<unsigned>(line)});
}

ByteArray<kCheck> check_of(ByteView share) {
    crypto_hash_sha256_state state;
    crypto_hash_sha256_init(&state);
    crypto_hash_sha256_update(&state, in(bytes_of(kContext)), kContext.size());
    crypto_hash_sha256_update(&state, in(share), share.size());
    Hash hash{};
    crypto_hash_sha256_final(&state, out(hash));
    sodium_memzero(&state, sizeof state);
    ByteArray<kCheck> check{};
    std::copy_n(hash.begin(), check.size(), check.begin());
    return check;
}

SecretBytes bytes_of_share(const RecoveryShare& share) {
    SecretBytes bytes(kShareBytes);
    const std::span<std::byte> all = bytes.span();
    all[0] = kVersion;
    all[1] = static_cast<std::byte>(share.set.threshold);
    all[2] = static_cast<std::byte>(share.set.shares);
    all[3] = static_cast<std::byte>(share.point.x);
    auto at = std::ranges::copy(share.set.id, all.begin() + 4).out;
    at = std::ranges::copy(share.set.commitment, at).out;
    at = std::ranges::copy(share.point.y.span(), at).out;
    std::ranges::copy(check_of(all.first(kShareBytes - kCheck)), at);
    return bytes;
}

std::expected<RecoveryShare, ShareFault> share_of(ByteView all) {
    const ByteArray<kCheck> check = check_of(all.first(kShareBytes - kCheck));
    if (!std::ranges::equal(check, all.last(kCheck))) {
        return fault(Kind::Lines);
    }
    RecoveryShare share;
    share.set.threshold = static_cast<unsigned>(all[1]);
    share.set.shares = static_cast<unsigned>(all[2]);
    share.point.x = static_cast<std::uint8_t>(all[3]);
    const bool possible =
        share.set.threshold >= kLeastThreshold && share.set.threshold <= share.set.shares &&
        share.set.shares <= kMostShares && share.point.x >= 1 && share.point.x <= share.set.shares;
    if (all[0] != kVersion || !possible) {
        return fault(Kind::None);
    }
    all = all.subspan(4);
    std::copy_n(all.begin(), share.set.id.size(), share.set.id.begin());
    all = all.subspan(share.set.id.size());
    std::copy_n(all.begin(), share.set.commitment.size(), share.set.commitment.begin());
    share.point.y = SecretBytes::copy_of(all.subspan(share.set.commitment.size(), kSecret));
    return share;
}

// One line without what a person may put between its characters, in lower case; no more of it than
// one character too many.
std::size_t tidy(std::string_view line, std::span<char> to) {
    std::size_t size = 0;
    for (const char c : line) {
        const bool between = c == ' ' || c == '\t' || c == '\r' || c == '-';
        if (!between && size < to.size()) {
            to[size++] = c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
        }
    }
    return size;
}

} // namespace

SecretText format_share(const RecoveryShare& share) {
    const SecretBytes bytes = bytes_of_share(share);
    SecretBytes block(kLineSize);
    const std::span<char> line(reinterpret_cast<char*>(block.span().data()), kLineSize);
    SecretText text;
    for (std::size_t i = 0; i < kLines; ++i) {
        bech32_encode(kLabels[i], bytes.span().subspan(i * kLineBytes, kLineBytes), line);
        const std::string_view whole(line.data(), line.size());
        text.append(whole.substr(0, 2));
        for (std::size_t at = 2; at < whole.size(); at += kGroup) {
            text.append(" ");
            text.append(whole.substr(at, kGroup));
        }
        text.append("\n");
    }
    return text;
}

std::expected<RecoveryShare, ShareFault> parse_share(std::string_view text) {
    SecretBytes bytes(kShareBytes);
    SecretBytes block(kLineSize + 1);
    const std::span<char> line(reinterpret_cast<char*>(block.span().data()), block.size());
    std::size_t found = 0;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        const std::size_t size = tidy(text.substr(0, end), line);
        text.remove_prefix(std::min(end + 1, text.size()));
        if (size == 0 || line.front() == '#') {
            continue;
        }
        if (found == kLines) {
            return fault(Kind::None);
        }
        const auto part = bytes.span().subspan(found * kLineBytes, kLineBytes);
        if (!bech32_decode(kLabels[found], {line.data(), size}, part)) {
            return fault(Kind::Line, found + 1);
        }
        ++found;
    }
    return found == kLines ? share_of(bytes.span()) : fault(Kind::None);
}

} // namespace crypto
