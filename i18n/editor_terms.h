// The terms in which others speak to an editor: what a field takes, and where its caret is to go.
#pragma once

#include <cstddef>
#include <string_view>

namespace i18n {

enum class Move {
    Left,
    Right,
    WordLeft,
    WordRight,
    LineUp,
    LineDown,
    LineStart,
    LineEnd,
    TextStart,
    TextEnd,
};

/// What a field takes.
struct EditorLimits {
    bool multi_line = false;
    std::size_t max_characters = 200; ///< grapheme clusters (UAX 29)
    std::size_t max_bytes = 4096;     ///< as `bytes_of` counts them
    /// How many bytes a text takes where it is kept; null: as many as it has in UTF-8. Never fewer.
    std::size_t (*bytes_of)(std::string_view) = nullptr;
};

} // namespace i18n
