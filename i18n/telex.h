// Vietnamese as people type it on Latin keys: "nguowif" becomes "người". Looks at nothing but the
// text before the caret, remembers nothing, and leaves alone what is no Vietnamese syllable.
#pragma once

#include "i18n/wiping.h"

#include <cstddef>
#include <optional>
#include <string_view>

namespace i18n {

/// What a key makes of the text before the caret: `text` in place of its last `taken` bytes.
struct Rewrite {
    std::size_t taken = 0;
    WipedVector<char> text; ///< UTF-8, NFC

    std::string_view view() const { return {text.data(), text.size()}; }
};

/// What `key` does behind `before` (UTF-8): a letter that shapes (a e o d w), one that gives a tone
/// (s f r x j, z takes it away), or a combining tone mark, goes onto the letter of the syllable
/// that it belongs to; a tone moves as the syllable grows. The same key once more takes its own
/// change back and is written. Null: the key stands for itself. Tones stand as in "hòa" and "thúy".
std::optional<Rewrite> telex(std::string_view before, char32_t key);

} // namespace i18n
