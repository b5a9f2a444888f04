// What a layout consists of. Lengths are pixels from the top left corner of the box, y downwards.
// Offsets are bytes of the UTF-8 text it was made from.
#pragma once

#include "i18n/fonts.h"
#include "i18n/locale.h"

#include <cstddef>
#include <cstdint>

namespace i18n {

/// One glyph, in visual order from left to right within its line.
struct Glyph {
    std::uint32_t id; ///< glyph number in the face; 0 = the face has none
    FaceIndex face;
    std::size_t offset; ///< first byte of the cluster it belongs to
    float x, y;         ///< origin on the baseline
    float advance;
};

/// Neighbouring glyphs of one face and one bidi level.
struct Run {
    std::size_t begin, end; ///< bytes
    std::size_t first_glyph, glyph_count;
    FaceIndex face;
    Script script;
    std::uint8_t level; ///< UAX 9; odd = right to left
    float x, width;
};

struct Line {
    std::size_t begin, end; ///< bytes; a newline at the end is outside, spaces there are inside
    std::size_t next;       ///< where the next line begins
    std::size_t first_run, run_count;
    std::size_t first_glyph, glyph_count;
    std::size_t first_cell, cell_count;
    float x, width; ///< of what is visible: spaces at the end hang outside
    float top, height, baseline;
    Direction direction; ///< of the bidi paragraph the line is in
    bool hard_end;       ///< ends by a newline or by the end of the text
};

struct Rect {
    float x, y, width, height;
};

/// The smallest piece of text with a caret stop on each side. Visual order within its line.
struct Cell {
    std::size_t begin, end; ///< bytes
    float left, right;
    bool right_to_left;
};

} // namespace i18n
