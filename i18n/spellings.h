// What letters may stand for, where a language is written by spelling its characters: the syllables
// of pinyin, each with its characters, the most usual first. Learns nothing and writes nothing.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace i18n {

struct Spelling {
    std::string letters;    ///< a to z; v stands for ü
    std::string characters; ///< UTF-8, one code point each
    friend bool operator==(const Spelling&, const Spelling&) = default;
};

/// One character that what was typed may mean.
struct Candidate {
    std::string_view text;   ///< lives as long as the spellings
    std::size_t letters = 0; ///< so many of those typed are used up by it
};

/// No syllable is longer.
inline constexpr std::size_t kLongestSpelling = 6;

class Spellings {
public:
    /// Takes one more. False: it is empty, too long, not of a to z, does not come after the last
    /// one in the order of its bytes, or its characters are no text.
    bool add(Spelling spelling);
    bool empty() const { return all_.empty(); }
    const std::vector<Spelling>& all() const { return all_; }

    /// What `letters` (a to z) begin with: the characters of the longest syllable, then those of
    /// the shorter ones. While no syllable is whole yet ("zh"), or none can be ("zx"): the first of
    /// each that begins as they do, as far as one does.
    std::vector<Candidate> candidates(std::string_view letters) const;

    friend bool operator==(const Spellings&, const Spellings&) = default;

private:
    std::vector<Spelling> all_; ///< sorted
};

} // namespace i18n
