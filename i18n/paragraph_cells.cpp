// The cells of a line: from caret stop to caret stop, in visual order.
#include "i18n/paragraph_lines.h"

#include <algorithm>
#include <ranges>

namespace i18n {
namespace {

/// Scripts whose grapheme clusters may be parts of one syllable: there a caret stands only where
/// HarfBuzz's clusters meet. In all others it may also stand inside a ligature (Arabic lam-alef).
bool divides_ligatures(Script script) {
    switch (script) {
    case script_of("Latn"):
    case script_of("Grek"):
    case script_of("Cyrl"):
    case script_of("Armn"):
    case script_of("Geor"):
    case script_of("Hebr"):
    case script_of("Arab"):
    case script_of("Syrc"):
    case script_of("Thaa"):
    case script_of("Nkoo"):
    case script_of("Adlm"):
        return true;
    default:
        return false;
    }
}

} // namespace

/// The cells of a piece whose left edge is at `left`: from stop to stop, each as wide as the
/// clusters it holds. Returns where the last one ends.
float LineBuilder::add_cells(const Piece& piece, float left) {
    const std::size_t begin = piece.item.begin;
    const std::size_t size = piece.item.end - begin;
    WipedVector<float> widths(size);
    WipedVector<std::uint8_t> starts(size);
    starts[0] = 1;
    for (const ShapedGlyph& glyph : piece.glyphs) {
        widths[glyph.cluster - begin] += glyph.advance;
        starts[glyph.cluster - begin] = 1;
    }
    const std::size_t first = layout_.cells_.size();
    for (std::size_t cluster = 0; cluster < size;) {
        std::size_t next = cluster + 1;
        while (next < size && !starts[next]) {
            ++next;
        }
        add_cluster(piece.item, begin + cluster, begin + next, widths[cluster]);
        cluster = next;
    }
    return place_cells(first, piece.item, left);
}

/// The cells of one cluster, for now with the unit where they begin in `begin` and their width in
/// `right`. A ligature is divided evenly where the script allows it.
void LineBuilder::add_cluster(const Item& item, std::size_t begin, std::size_t end, float width) {
    const bool divides = divides_ligatures(item.script);
    const auto is_character = [&](std::size_t at) { return (text_.flags[at] & kCaretBreak) != 0; };
    const auto begins_share = [&](std::size_t at) {
        return at == begin || (divides && is_character(at));
    };
    const auto shares = std::ranges::count_if(std::views::iota(begin, end), begins_share);
    for (std::size_t at = begin; at < end; ++at) {
        if (!begins_share(at)) {
            continue;
        }
        // Marks with a cluster of their own add to the cell of their base.
        if (at == item.begin || is_character(at)) {
            layout_.cells_.push_back({at, 0, 0, 0, (item.level & 1) != 0});
        }
        layout_.cells_.back().right += width / static_cast<float>(shares);
    }
}

/// Gives the cells from `first` on, so far as add_cluster left them, their ends, bytes and edges in
/// visual order. Returns the right edge of the last.
float LineBuilder::place_cells(std::size_t first, const Item& item, float left) {
    const auto cells = std::span(layout_.cells_).subspan(first);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        const bool last = i + 1 == cells.size();
        cells[i].end = offset(last ? item.end : cells[i + 1].begin);
        cells[i].begin = offset(cells[i].begin);
    }
    if (item.level & 1) {
        std::ranges::reverse(cells);
    }
    for (Cell& cell : cells) {
        cell.left = left;
        left += cell.right;
        cell.right = left;
    }
    return left;
}

} // namespace i18n
