// Feeds texts to the reader of recovery shares, and shares of any bytes to the writer: what is read
// has one way to be written, what is written is read again if it can be a share, and combining
// gives the key that the shares name or none, in whatever order they come.
#include "crypto/recovery.h"
#include "tests/fuzz/crypto_fuzz.h"

#include <algorithm>

using namespace crypto;

namespace {

constexpr std::size_t kMostCombined = 4; // the key is looked for in every choice among them
constexpr std::size_t kShare = 67;       // threshold, shares, number, set id, commitment, values

bool same_share(const RecoveryShare& a, const RecoveryShare& b) {
    return a.set == b.set && a.point.x == b.point.x &&
           fuzz::same(a.point.y.span(), b.point.y.span());
}

/// The text without what decides nothing: remarks, empty lines, spaces, capitals.
std::string bare(std::string_view text) {
    std::string all;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find('\n'), text.size());
        std::string line(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
        std::erase_if(line, [](char c) { return std::string_view(" \t\r-").contains(c); });
        if (!line.empty() && line[0] != '#') {
            all += line + "\n";
        }
    }
    std::ranges::transform(all, all.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? char(c | 0x20) : c; });
    return all;
}

/// Whether it can be a share: then it is read as it was written, otherwise not at all.
bool comes_back(const RecoveryShare& share) {
    const SecretText text = format_share(share);
    const auto again = parse_share(text.view());
    const ShareSet& set = share.set;
    const bool possible = set.threshold >= kLeastThreshold && set.threshold <= set.shares &&
                          set.shares <= kMostShares && share.point.x >= 1 &&
                          share.point.x <= set.shares;
    fuzz::require_empty(again.has_value() == possible ? "" : "a share that cannot be, or is lost");
    fuzz::require_empty(!again || same_share(*again, share) ? "" : "another share");
    return possible;
}

/// The shares among texts with a NUL between each.
std::vector<RecoveryShare> read(std::string_view texts) {
    std::vector<RecoveryShare> shares;
    while (!texts.empty()) {
        const std::size_t end = std::min(texts.find('\0'), texts.size());
        const std::string_view text = texts.substr(0, end);
        texts.remove_prefix(std::min(end + 1, texts.size()));
        auto share = parse_share(text);
        if (!share) {
            const unsigned line = share.error().line;
            const bool of_line = share.error().kind == ShareFault::Kind::Line;
            fuzz::require_empty(of_line == (line >= 1 && line <= 5) ? "" : "a line there is not");
            continue;
        }
        fuzz::require_empty(comes_back(*share) ? "" : "a share that cannot be");
        const bool one_way = bare(format_share(*share).view()) == bare(text);
        fuzz::require_empty(one_way ? "" : "another text of one share");
        shares.push_back(std::move(*share));
    }
    return shares;
}

/// The shares that these bytes are, those among them that can be.
std::vector<RecoveryShare> made_of(ByteView bytes) {
    std::vector<RecoveryShare> shares;
    for (; bytes.size() >= kShare && shares.size() < kMostCombined; bytes = bytes.subspan(kShare)) {
        RecoveryShare share;
        share.set.threshold = static_cast<unsigned>(bytes[0]);
        share.set.shares = static_cast<unsigned>(bytes[1]);
        share.point.x = static_cast<std::uint8_t>(bytes[2]);
        std::ranges::copy(bytes.subspan(3, share.set.id.size()), share.set.id.begin());
        std::ranges::copy(bytes.subspan(11, share.set.commitment.size()),
                          share.set.commitment.begin());
        share.point.y = SecretBytes::copy_of(bytes.subspan(35, 32));
        if (comes_back(share)) {
            shares.push_back(std::move(share));
        }
    }
    return shares;
}

/// The key split once more, with fresh randomness, is that key.
void require_split_anew(const HybridIdentity& key, const ShareSet& set) {
    const auto anew = split_identity(key, set.threshold, set.shares);
    const auto again = combine_shares(std::span(anew).last(set.threshold));
    const bool same = again && fuzz::same(again->seed(), key.seed());
    fuzz::require_empty(same ? "" : "another key after splitting");
}

void combine(std::vector<RecoveryShare> shares) {
    shares.resize(std::min(shares.size(), kMostCombined));
    const auto key = combine_shares(shares);
    const bool named = !key || commitment_to(key->recipient()) == shares[0].set.commitment;
    const bool enough = !key || shares.size() >= shares[0].set.threshold;
    fuzz::require_empty(named && enough ? "" : "a key that the shares do not name");
    if (key) {
        require_split_anew(*key, shares[0].set);
    }
    const bool of_these = key || shares.empty() || key.error().share < shares.size();
    fuzz::require_empty(of_these ? "" : "the fault of a share that is not there");
    std::ranges::reverse(shares);
    const auto again = combine_shares(shares);
    const bool same =
        key.has_value() == again.has_value() && (!key || fuzz::same(key->seed(), again->seed()));
    fuzz::require_empty(same ? "" : "another key in another order");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes = fuzz::view_of(data, size);
    combine(read(text_of(bytes)));
    combine(made_of(bytes));
    return 0;
}
