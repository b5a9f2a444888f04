#include "i18n/atlas.h"

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_OUTLINE_H

#include <algorithm>
#include <cmath>
#include <cstring>
#include <limits>

namespace i18n {
namespace {

constexpr std::uint16_t kGutter =
    1; ///< right of and below each cell: linear filtering never mixes two
constexpr std::uint16_t kShelfStep =
    8; ///< shelf heights are multiples of this, so that they fit again
constexpr float kPhases = 4;

/// 64ths of a pixel, FreeType's unit.
FT_F26Dot6 size_of(float px) {
    return std::lround(px * 64);
}

/// Face (16 bits), glyph (16), size (26), phase (2): OpenType has no more than 65,535 glyphs.
std::uint64_t key_of(FaceIndex face, std::uint32_t glyph, FT_F26Dot6 size, std::uint8_t phase) {
    return static_cast<std::uint64_t>(face) << 48 |
           static_cast<std::uint64_t>(glyph & 0xFFFF) << 32 |
           static_cast<std::uint64_t>(size & 0x3FFFFFF) << 2 | (phase & 3U);
}

/// The glyph's bitmap in the face's slot, or null. No hinting: it would move what HarfBuzz placed.
const FT_GlyphSlotRec_* render(FT_Face face, std::uint32_t glyph, FT_F26Dot6 size,
                               std::uint8_t phase) {
    if (face == nullptr || FT_Set_Char_Size(face, size, size, 72, 72) != 0 ||
        FT_Load_Glyph(face, glyph, FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) {
        return nullptr;
    }
    if (face->glyph->format == FT_GLYPH_FORMAT_OUTLINE) {
        FT_Outline_Translate(&face->glyph->outline, phase * 64 / static_cast<FT_Pos>(kPhases), 0);
    }
    return FT_Render_Glyph(face->glyph, FT_RENDER_MODE_NORMAL) == 0 ? face->glyph : nullptr;
}

AtlasRect joined(const AtlasRect& a, const AtlasRect& b) {
    const auto left = std::min(a.x, b.x);
    const auto top = std::min(a.y, b.y);
    const auto right = std::max(a.x + a.width, b.x + b.width);
    const auto bottom = std::max(a.y + a.height, b.y + b.height);
    return {left, top, static_cast<std::uint16_t>(right - left),
            static_cast<std::uint16_t>(bottom - top)};
}

} // namespace

SubpixelPosition subpixel(float x) {
    const auto quarters = std::lround(x * kPhases);
    return {static_cast<int>(quarters >> 2), static_cast<std::uint8_t>(quarters & 3)};
}

Atlas::Atlas(const Fonts& fonts, std::size_t budget)
    : fonts_(fonts), max_pages_(std::max<std::size_t>(budget / kPageBytes, 1)) {}

void Atlas::begin_frame() {
    ++frame_;
}

std::optional<AtlasCell> Atlas::place(FaceIndex face, std::uint32_t glyph, float px,
                                      std::uint8_t phase) {
    const FT_F26Dot6 size = size_of(px);
    const std::uint64_t key = key_of(face, glyph, size, phase);
    if (const auto known = cells_.find(key); known != cells_.end()) {
        touch(known->second);
        return known->second;
    }
    const auto* slot = render(fonts_.raster_face(face), glyph, size, phase);
    if (slot == nullptr || slot->bitmap.width >= kPageSide || slot->bitmap.rows >= kPageSide) {
        return std::nullopt;
    }
    const FT_Bitmap& bitmap = slot->bitmap;
    AtlasCell cell{};
    if (bitmap.width > 0 && bitmap.rows > 0) {
        const auto spot = spot_for(static_cast<int>(bitmap.width), static_cast<int>(bitmap.rows));
        if (!spot) {
            return std::nullopt;
        }
        cell.width = static_cast<std::uint16_t>(bitmap.width);
        cell.height = static_cast<std::uint16_t>(bitmap.rows);
        cell.left = static_cast<std::int16_t>(slot->bitmap_left);
        cell.top = static_cast<std::int16_t>(slot->bitmap_top);
        put(cell, *spot, bitmap.buffer, bitmap.pitch);
        pages_[spot->page].shelves[spot->shelf].keys.push_back(key);
    }
    cells_.emplace(key, cell);
    return cell;
}

void Atlas::put(AtlasCell& cell, Spot spot, const unsigned char* rows, int pitch) {
    Page& page = pages_[spot.page];
    Shelf& shelf = page.shelves[spot.shelf];
    cell.page = static_cast<std::uint16_t>(spot.page);
    cell.x = shelf.used_width;
    cell.y = shelf.y;
    shelf.used_width = static_cast<std::uint16_t>(shelf.used_width + cell.width + kGutter);
    shelf.last_frame = frame_;
    for (std::size_t row = 0; row < cell.height; ++row) {
        std::memcpy(page.pixels.data() + (cell.y + row) * kPageSide + cell.x,
                    rows + static_cast<std::ptrdiff_t>(row) * pitch, cell.width);
    }
    mark_dirty(spot.page, {cell.x, cell.y, cell.width, cell.height});
}

/// Remembers that this frame draws from the cell's shelf.
void Atlas::touch(const AtlasCell& cell) {
    if (cell.width > 0) {
        std::ranges::lower_bound(pages_[cell.page].shelves, cell.y, {}, &Shelf::y)->last_frame =
            frame_;
    }
}

int Atlas::Page::free_height() const {
    return kPageSide - (shelves.empty() ? 0 : shelves.back().y + shelves.back().height);
}

/// Room for a cell: on a shelf of about its height, on a new one, or where nothing was used lately.
std::optional<Atlas::Spot> Atlas::spot_for(int width, int height) {
    const int wanted =
        std::min((height + kGutter + kShelfStep - 1) / kShelfStep * kShelfStep, int{kPageSide});
    if (const auto spot = open_spot(width + kGutter, wanted)) {
        return spot;
    }
    const auto fresh = fresh_spot(wanted);
    return fresh ? fresh : reused_spot(wanted);
}

std::optional<Atlas::Spot> Atlas::open_spot(int width, int height) const {
    for (std::size_t page = 0; page < pages_.size(); ++page) {
        const auto& shelves = pages_[page].shelves;
        const auto open = std::ranges::find_if(shelves, [&](const Shelf& shelf) {
            return shelf.height == height && shelf.used_width + width <= kPageSide;
        });
        if (open != shelves.end()) {
            return Spot{page, static_cast<std::size_t>(open - shelves.begin())};
        }
    }
    return std::nullopt;
}

std::optional<Atlas::Spot> Atlas::fresh_spot(int height) {
    auto page = std::ranges::find_if(
        pages_, [&](const Page& candidate) { return candidate.free_height() >= height; });
    if (page == pages_.end()) {
        if (pages_.size() == max_pages_) {
            return std::nullopt;
        }
        pages_.push_back({std::vector<std::byte>(kPageBytes), {}, std::nullopt});
        page = pages_.end() - 1;
    }
    page->shelves.push_back({static_cast<std::uint16_t>(kPageSide - page->free_height()),
                             static_cast<std::uint16_t>(height),
                             0,
                             0,
                             {}});
    return Spot{static_cast<std::size_t>(page - pages_.begin()), page->shelves.size() - 1};
}

/// As few shelves as are together high enough; none, and as new as can be, where the page ends
/// before.
Atlas::Stretch Atlas::stretch_from(Spot first, int height) const {
    const auto& shelves = pages_[first.page].shelves;
    Stretch stretch{first, 0, 0};
    int total = 0;
    for (std::size_t at = first.shelf; at < shelves.size() && total < height; ++at) {
        total += shelves[at].height;
        stretch.last_frame = std::max(stretch.last_frame, shelves[at].last_frame);
        ++stretch.count;
    }
    return total >= height ? stretch : Stretch{first, 0, frame_};
}

/// Makes one shelf of neighbours that are together high enough and have been unused for longest;
/// what they have too much stays as a shelf of its own.
std::optional<Atlas::Spot> Atlas::reused_spot(int height) {
    Stretch oldest{{0, 0}, 0, frame_}; // what this frame has used stays
    for (std::size_t page = 0; page < pages_.size(); ++page) {
        for (std::size_t first = 0; first < pages_[page].shelves.size(); ++first) {
            oldest = std::ranges::min(oldest, stretch_from({page, first}, height), {},
                                      &Stretch::last_frame);
        }
    }
    if (oldest.count == 0) {
        return std::nullopt;
    }
    merge(oldest.first, oldest.count, height);
    return oldest.first;
}

/// Empties `count` shelves from `spot` on and turns them into one of `height` and one of the rest.
void Atlas::merge(Spot spot, std::size_t count, int height) {
    auto& shelves = pages_[spot.page].shelves;
    int total = 0;
    for (std::size_t i = spot.shelf; i < spot.shelf + count; ++i) {
        empty({spot.page, i});
        total += shelves[i].height;
    }
    const auto first = shelves.begin() + static_cast<std::ptrdiff_t>(spot.shelf);
    first->height = static_cast<std::uint16_t>(height);
    const auto next = shelves.erase(first + 1, first + static_cast<std::ptrdiff_t>(count));
    if (total > height) {
        const auto y = static_cast<std::uint16_t>((next - 1)->y + height);
        shelves.insert(next, {y, static_cast<std::uint16_t>(total - height), 0, 0, {}});
    }
}

/// Forgets the shelf's cells and clears its pixels, so that the gutters are empty again.
void Atlas::empty(Spot spot) {
    Page& page = pages_[spot.page];
    Shelf& shelf = page.shelves[spot.shelf];
    for (const std::uint64_t key : shelf.keys) {
        cells_.erase(key);
    }
    shelf.keys.clear();
    shelf.used_width = 0;
    shelf.last_frame = 0;
    const auto begin = page.pixels.begin() + shelf.y * kPageSide;
    std::fill(begin, begin + shelf.height * kPageSide, std::byte{0});
    mark_dirty(spot.page, {0, shelf.y, kPageSide, shelf.height});
}

void Atlas::mark_dirty(std::size_t page, const AtlasRect& changed) {
    auto& dirty = pages_[page].dirty;
    dirty = dirty ? joined(*dirty, changed) : changed;
}

} // namespace i18n
