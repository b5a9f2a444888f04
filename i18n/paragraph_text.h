// A text between its UTF-8 form and its lines: what itemising and shaping fill in and line breaking
// reads. Internal to paragraph*; all offsets here count UTF-16 code units.
#pragma once

#include "i18n/paragraph.h"
#include "i18n/wiping.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace i18n {

/// UTF-16 and the way back: `offsets[i]` is the byte at which unit i came from, one more at the
/// end.
struct Utf16 {
    WipedVector<char16_t> units;
    WipedVector<std::uint32_t> offsets;
};
/// Bytes that are not UTF-8, noncharacters, and control characters other than tab and newlines
/// become U+FFFD.
Utf16 utf16_of(std::string_view utf8);

/// The code point at `at`, which moves past it. utf16_of leaves no surrogate alone.
inline char32_t next_code_point(std::span<const char16_t> text, std::size_t& at) {
    const char32_t lead = text[at++];
    if (lead < 0xD800 || lead > 0xDBFF) {
        return lead;
    }
    const char32_t trail = text[at++];
    return 0x10000 + ((lead - 0xD800) << 10) + (trail - 0xDC00);
}

/// Index of the UTF-16 unit that begins at the byte offset or after it.
inline std::size_t unit_at(const Utf16& text, std::size_t offset) {
    const auto found = std::ranges::lower_bound(text.offsets, offset);
    return static_cast<std::size_t>(found - text.offsets.begin());
}

/// The characters at which a line must end (UAX 14 classes BK, CR, LF, NL).
constexpr bool is_newline(char16_t unit) {
    return (unit >= u'\n' && unit <= u'\r') || unit == 0x85 || unit == 0x2028 || unit == 0x2029;
}

/// A stretch of one bidi level, one script and one face. Newlines belong to none.
struct Item {
    std::size_t begin, end;
    std::uint8_t level;
    Script script;
    FaceIndex face;
    std::size_t first_glyph = 0, glyph_count = 0;
};

/// One glyph as HarfBuzz placed it, in pixels, in visual order within its item.
struct ShapedGlyph {
    std::uint32_t id;
    std::uint32_t cluster;
    float advance, x_offset, y_offset;
    bool unsafe_to_break; ///< a line that begins with this cluster must be shaped anew
};

/// A stretch between newlines with a direction of its own (UAX 9 P1).
struct BidiParagraph {
    std::size_t end;
    std::uint8_t level;
};

struct ShapedText {
    Typesetter* typesetter;
    TextStyle style;
    Utf16 text;
    WipedVector<std::uint8_t> flags;  ///< BreakFlag for each offset, the end included
    WipedVector<std::uint8_t> levels; ///< UAX 9, after L1 for each whole paragraph
    WipedVector<BidiParagraph> paragraphs;
    WipedVector<Item> items;
    WipedVector<ShapedGlyph> glyphs;
    WipedVector<float> advances;          ///< of the cluster that begins at the offset, else 0
    WipedVector<std::uint8_t> cluster_at; ///< ClusterFlag for each offset

    std::size_t size() const { return text.units.size(); }
    std::span<const ShapedGlyph> glyphs_of(const Item& item) const {
        return std::span(glyphs).subspan(item.first_glyph, item.glyph_count);
    }
};

enum ClusterFlag : std::uint8_t {
    kClusterStart = 1,
    kUnsafeToBreak = 2,
};

} // namespace i18n
