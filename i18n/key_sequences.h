// Letters of another script typed on Latin keys, one or several to a letter: "se" for ሰ. Looks at
// nothing but the text before the caret, remembers nothing and learns nothing.
#pragma once

#include "i18n/telex.h"

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace i18n {

struct KeySequence {
    std::string keys; ///< ASCII that shows
    std::string text; ///< UTF-8 of one code point
    friend bool operator==(const KeySequence&, const KeySequence&) = default;
};

class KeySequences {
public:
    /// Takes one more. False: it is empty, too long, no such keys or text, or does not come after
    /// the last one in the order of its keys' bytes.
    bool add(KeySequence sequence);
    bool empty() const { return all_.empty(); }
    const std::vector<KeySequence>& all() const { return all_; }

    /// What `key` does behind `before` (UTF-8): it makes another letter of the last one if that
    /// one's keys and this one are a sequence, else begins a letter of its own. Null: neither.
    std::optional<Rewrite> type(std::string_view before, char32_t key) const;

    friend bool operator==(const KeySequences&, const KeySequences&) = default;

private:
    const KeySequence* find(std::string_view keys) const;
    const KeySequence* grown(std::string_view last, char key) const;

    std::vector<KeySequence> all_; ///< sorted by keys
};

/// No letter has more keys.
inline constexpr std::size_t kLongestSequence = 3;

} // namespace i18n
