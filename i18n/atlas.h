// Glyph bitmaps, packed on square 8-bit pages for upload as textures (red = coverage). The caller
// owns the textures: one for each page, uploaded from dirty(). No OpenGL in here.
#pragma once

#include "i18n/fonts.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <unordered_map>
#include <vector>

namespace i18n {

/// Where a glyph's bitmap lies on its page, and where to draw it: its left edge `left` pixels right
/// of the whole pixel of the pen, its top edge `top` pixels above the baseline. Without width:
/// nothing to draw (a space).
struct AtlasCell {
    std::uint16_t page;
    std::uint16_t x, y, width, height;
    std::int16_t left, top;
};

/// A part of a page, in pixels.
struct AtlasRect {
    std::uint16_t x, y, width, height;
};

/// A horizontal pen position as a whole pixel and a quarter: the phases glyphs are rendered at.
struct SubpixelPosition {
    int pixel;
    std::uint8_t phase; ///< 0 to 3
};
SubpixelPosition subpixel(float x);

class Atlas {
public:
    static constexpr std::uint16_t kPageSide = 1024;
    static constexpr std::size_t kPageBytes = std::size_t{kPageSide} * kPageSide;
    static constexpr std::size_t kDefaultBudget = std::size_t{16} << 20;

    /// At most `budget` bytes of bitmaps, one page at least. `fonts` must outlive it.
    explicit Atlas(const Fonts& fonts, std::size_t budget = kDefaultBudget);

    /// From here on the cells of the previous frame may be given to other glyphs.
    void begin_frame();
    /// The glyph's cell, rendered if it is new; valid in this frame. Nothing if the budget is used
    /// up by this frame's own cells, if the glyph is larger than a page, or if FreeType refuses it.
    std::optional<AtlasCell> place(FaceIndex face, std::uint32_t glyph, float px,
                                   std::uint8_t phase);

    std::size_t page_count() const { return pages_.size(); }
    /// The page's rows, kPageSide bytes each, from the top.
    std::span<const std::byte> pixels(std::size_t page) const { return pages_[page].pixels; }
    /// What changed on the page since the last mark_clean.
    std::optional<AtlasRect> dirty(std::size_t page) const { return pages_[page].dirty; }
    void mark_clean(std::size_t page) { pages_[page].dirty.reset(); }

private:
    /// A strip of a page; its cells come and go together.
    struct Shelf {
        std::uint16_t y, height;
        std::uint16_t used_width = 0;
        std::uint64_t last_frame = 0;
        std::vector<std::uint64_t> keys;
    };
    struct Page {
        std::vector<std::byte> pixels;
        std::vector<Shelf> shelves; ///< from the top, without gaps
        std::optional<AtlasRect> dirty;
        int free_height() const;
    };
    struct Spot {
        std::size_t page;
        std::size_t shelf;
    };

    /// Neighbouring shelves from `first` on.
    struct Stretch {
        Spot first;
        std::size_t count;
        std::uint64_t last_frame;
    };

    std::optional<Spot> spot_for(int width, int height);
    std::optional<Spot> open_spot(int width, int height) const;
    std::optional<Spot> fresh_spot(int height);
    std::optional<Spot> reused_spot(int height);
    Stretch stretch_from(Spot first, int height) const;
    void put(AtlasCell& cell, Spot spot, const unsigned char* rows, int pitch);
    void merge(Spot spot, std::size_t count, int height);
    void empty(Spot spot);
    void touch(const AtlasCell& cell);
    void mark_dirty(std::size_t page, const AtlasRect& changed);

    const Fonts& fonts_;
    std::size_t max_pages_;
    std::uint64_t frame_ = 1;
    std::vector<Page> pages_;
    std::unordered_map<std::uint64_t, AtlasCell> cells_;
};

} // namespace i18n
