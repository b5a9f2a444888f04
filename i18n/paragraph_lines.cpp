// Cuts lines from the shaped paragraph and puts them in visual order: glyphs, runs and the cells
// between which the caret stands.
#include "i18n/icu.h"
#include "i18n/paragraph.h"
#include "i18n/paragraph_breaks.h"
#include "i18n/paragraph_shape.h"
#include "i18n/paragraph_text.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <optional>
#include <ranges>
#include <utility>

namespace i18n {
namespace {

/// Height of a line in em where the faces ask for less (design/look.md, Type).
constexpr float kLineHeight = 1.45F;

/// A part of an item on one line, with the glyphs to draw for it.
struct Piece {
    Item item;
    WipedVector<ShapedGlyph> glyphs;
};

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

/// UAX 9 L1: what takes the paragraph's level at the end of a line.
bool is_trailing_space(char16_t unit) {
    switch (u_charDirection(unit)) {
    case U_WHITE_SPACE_NEUTRAL:
    case U_SEGMENT_SEPARATOR:
    case U_BOUNDARY_NEUTRAL:
    case U_FIRST_STRONG_ISOLATE:
    case U_LEFT_TO_RIGHT_ISOLATE:
    case U_RIGHT_TO_LEFT_ISOLATE:
    case U_POP_DIRECTIONAL_ISOLATE:
        return !U16_IS_SURROGATE(unit);
    default:
        return false;
    }
}

} // namespace

/// Builds one Layout from one ShapedText. Offsets are UTF-16 until they are stored.
class LineBuilder {
public:
    LineBuilder(const ShapedText& text, float max_width) : text_(text), max_width_(max_width) {}

    Layout build(Align align);

private:
    std::size_t line_end(std::size_t begin, std::size_t limit) const;
    std::size_t without_newline(std::size_t begin, std::size_t end) const;
    std::size_t without_spaces(std::size_t begin, std::size_t end) const;
    std::uint8_t base_level(std::size_t at) const;
    bool is_stop(std::size_t at) const { return (text_.flags[at] & kCharacterBreak) && is_cut(at); }
    bool is_cut(std::size_t at) const {
        return at == text_.size() || is_newline(text_.text.units[at]) ||
               (text_.cluster_at[at] & kClusterStart);
    }

    WipedVector<Piece> pieces(std::size_t begin, std::size_t end, std::uint8_t base) const;
    void add_piece(WipedVector<Piece>& to, Item part, const Item& whole) const;
    std::size_t add_fitting_line(std::size_t begin);
    void add_line(std::size_t begin, std::size_t end);
    void remove_last_line();
    void measure(Line& line, std::span<const Piece> pieces) const;
    void emit(Line& line, const Piece& piece, float& pen);
    void add_cells(const Piece& piece, float left);
    void add_cluster(const Item& item, std::size_t begin, std::size_t end, float width);
    void place_cells(std::size_t first, const Item& item, float left);
    void align_lines(Align align);
    std::size_t offset(std::size_t unit) const { return text_.text.offsets[unit]; }

    const ShapedText& text_;
    float max_width_;
    Layout layout_;
};

Layout LineBuilder::build(Align align) {
    std::size_t begin = 0;
    bool after_newline = true;
    while (begin < text_.size() || after_newline) {
        const std::size_t end = add_fitting_line(begin);
        after_newline = end > begin && is_newline(text_.text.units[end - 1]);
        begin = end;
    }
    align_lines(align);
    return std::move(layout_);
}

/// Adds the line that begins at `begin`; returns where it ends.
std::size_t LineBuilder::add_fitting_line(std::size_t begin) {
    std::size_t end = line_end(begin, text_.size());
    add_line(begin, end);
    // Shaping a line's ends anew can make it wider: take the opportunity before that one.
    while (layout_.lines_.back().width > max_width_ + 0.01F && !layout_.lines_.back().hard_end) {
        const std::size_t earlier = line_end(begin, end - 1);
        if (earlier >= end) {
            break;
        }
        end = earlier;
        remove_last_line();
        add_line(begin, end);
    }
    return end;
}

void LineBuilder::remove_last_line() {
    const Line& last = layout_.lines_.back();
    layout_.runs_.resize(last.first_run);
    layout_.glyphs_.resize(last.first_glyph);
    layout_.cells_.resize(last.first_cell);
    layout_.height_ = last.top;
    layout_.lines_.pop_back();
}

/// Where the line that begins at `begin` ends: at the last opportunity up to `limit` that fits,
/// else at the last caret stop that fits, else after the first one.
std::size_t LineBuilder::line_end(std::size_t begin, std::size_t limit) const {
    float allowed = max_width_;
    float width = 0;
    float visible = 0;
    std::optional<std::size_t> opportunity;
    std::optional<std::size_t> stop;
    for (std::size_t at = begin; at < text_.size();) {
        const char16_t unit = text_.text.units[at];
        width += text_.advances[at];
        visible = is_trailing_space(unit) || is_newline(unit) ? visible : width;
        ++at;
        if (!stop && is_stop(at)) {
            allowed = std::max(allowed, visible); // a line holds one character however wide it is
        }
        if (stop && (visible > allowed || at > limit)) {
            break;
        }
        if (text_.flags[at] & kHardLineBreak) {
            return at;
        }
        if ((text_.flags[at] & kLineBreak) && is_cut(at)) {
            opportunity = at;
        }
        if (is_stop(at)) {
            stop = at;
        }
    }
    return opportunity ? *opportunity : stop.value_or(text_.size());
}

std::size_t LineBuilder::without_newline(std::size_t begin, std::size_t end) const {
    while (end > begin && is_newline(text_.text.units[end - 1])) {
        --end;
    }
    return end;
}

std::size_t LineBuilder::without_spaces(std::size_t begin, std::size_t end) const {
    while (end > begin && is_trailing_space(text_.text.units[end - 1])) {
        --end;
    }
    return end;
}

std::uint8_t LineBuilder::base_level(std::size_t at) const {
    const auto found = std::ranges::find_if(
        text_.paragraphs, [&](const BidiParagraph& paragraph) { return paragraph.end > at; });
    return found != text_.paragraphs.end() ? found->level : text_.paragraphs.back().level;
}

/// Adds `part` of the item `whole` with the glyphs it has there, or with fresh ones where the cut
/// runs through what HarfBuzz shaped as one.
void LineBuilder::add_piece(WipedVector<Piece>& to, Item part, const Item& whole) const {
    Piece piece{part, {}};
    const auto unsafe = [&](std::size_t at) {
        return at > whole.begin && at < whole.end && (text_.cluster_at[at] & kUnsafeToBreak);
    };
    const auto is_inside = [&](const ShapedGlyph& glyph) {
        return glyph.cluster >= part.begin && glyph.cluster < part.end;
    };
    if (unsafe(part.begin) || unsafe(part.end)) {
        text_.typesetter->shaper().shape(text_, part, piece.glyphs);
    } else {
        std::ranges::copy_if(text_.glyphs_of(whole), std::back_inserter(piece.glyphs), is_inside);
        if ((part.level ^ whole.level) & 1) {
            std::ranges::reverse(piece.glyphs);
        }
    }
    to.push_back(std::move(piece));
}

/// The items between `begin` and `end`, the spaces at the end on the paragraph's level (L1), in
/// visual order (L2).
WipedVector<Piece> LineBuilder::pieces(std::size_t begin, std::size_t end,
                                       std::uint8_t base) const {
    const std::size_t spaces = without_spaces(begin, end);
    WipedVector<Piece> logical;
    const auto cut = [&](const Item& whole, std::size_t from, std::size_t to, std::uint8_t level) {
        Item part = whole;
        part.begin = std::max(whole.begin, from);
        part.end = std::min(whole.end, to);
        part.level = level;
        if (part.begin < part.end) {
            add_piece(logical, part, whole);
        }
    };
    auto item = std::ranges::upper_bound(text_.items, begin, {}, &Item::end);
    for (; item != text_.items.end() && item->begin < end; ++item) {
        cut(*item, begin, item->level == base ? end : spaces, item->level);
        if (item->level != base) {
            cut(*item, spaces, end, base);
        }
    }
    WipedVector<UBiDiLevel> levels;
    for (const Piece& piece : logical) {
        levels.push_back(piece.item.level);
    }
    WipedVector<std::int32_t> order(logical.size());
    ubidi_reorderVisual(levels.data(), static_cast<std::int32_t>(levels.size()), order.data());
    WipedVector<Piece> visual;
    for (const std::int32_t index : order) {
        visual.push_back(std::move(logical[static_cast<std::size_t>(index)]));
    }
    return visual;
}

void LineBuilder::add_line(std::size_t begin, std::size_t end) {
    const std::uint8_t base = base_level(begin);
    const std::size_t content = without_newline(begin, end);
    const std::size_t spaces = without_spaces(begin, content);
    const auto visual = pieces(begin, content, base);
    Line line{};
    line.begin = offset(begin);
    line.end = offset(content);
    line.next = offset(end);
    line.first_run = layout_.runs_.size();
    line.first_glyph = layout_.glyphs_.size();
    line.first_cell = layout_.cells_.size();
    line.direction = base & 1 ? Direction::RightToLeft : Direction::LeftToRight;
    line.hard_end = end == text_.size() || (text_.flags[end] & kHardLineBreak);
    measure(line, visual);

    float hanging = 0;
    for (const Piece& piece : visual) {
        for (const ShapedGlyph& glyph : piece.glyphs) {
            (glyph.cluster >= spaces ? hanging : line.width) += glyph.advance;
        }
    }
    // Spaces at the end of a right to left line hang out on its left.
    float pen = base & 1 ? -hanging : 0;
    for (const Piece& piece : visual) {
        emit(line, piece, pen);
    }
    line.run_count = layout_.runs_.size() - line.first_run;
    line.glyph_count = layout_.glyphs_.size() - line.first_glyph;
    line.cell_count = layout_.cells_.size() - line.first_cell;
    layout_.height_ = line.top + line.height;
    layout_.lines_.push_back(line);
}

/// Height and baseline, on whole pixels, from the faces on the line and the language's own one.
void LineBuilder::measure(Line& line, std::span<const Piece> pieces) const {
    const Fonts& fonts = text_.typesetter->fonts();
    FaceMetrics most = fonts.metrics(fonts.primary(text_.style.locale, text_.style.weight));
    for (const Piece& piece : pieces) {
        const FaceMetrics metrics = fonts.metrics(piece.item.face);
        most.ascent = std::max(most.ascent, metrics.ascent);
        most.descent = std::max(most.descent, metrics.descent);
    }
    const float faces = most.ascent + most.descent;
    const float height = std::max(faces, kLineHeight);
    line.top = layout_.height_;
    line.height = std::round(height * text_.style.px);
    line.baseline = line.top + std::round(((height - faces) / 2 + most.ascent) * text_.style.px);
}

void LineBuilder::emit(Line& line, const Piece& piece, float& pen) {
    const float left = pen;
    const std::size_t first = layout_.glyphs_.size();
    for (const ShapedGlyph& glyph : piece.glyphs) {
        layout_.glyphs_.push_back({.id = glyph.id,
                                   .face = piece.item.face,
                                   .offset = offset(glyph.cluster),
                                   .x = pen + glyph.x_offset,
                                   .y = line.baseline - glyph.y_offset,
                                   .advance = glyph.advance});
        pen += glyph.advance;
    }
    layout_.runs_.push_back({.begin = offset(piece.item.begin),
                             .end = offset(piece.item.end),
                             .first_glyph = first,
                             .glyph_count = layout_.glyphs_.size() - first,
                             .face = piece.item.face,
                             .script = piece.item.script,
                             .level = piece.item.level,
                             .x = left,
                             .width = pen - left});
    add_cells(piece, left);
}

/// The cells of a piece whose left edge is at `left`: from stop to stop, each as wide as the
/// clusters it holds.
void LineBuilder::add_cells(const Piece& piece, float left) {
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
    place_cells(first, piece.item, left);
}

/// The cells of one cluster, for now with the unit where they begin in `begin` and their width in
/// `right`. A ligature is divided evenly where the script allows it.
void LineBuilder::add_cluster(const Item& item, std::size_t begin, std::size_t end, float width) {
    const bool divides = divides_ligatures(item.script);
    const auto is_character = [&](std::size_t at) {
        return (text_.flags[at] & kCharacterBreak) != 0;
    };
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
/// visual order.
void LineBuilder::place_cells(std::size_t first, const Item& item, float left) {
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
}

void LineBuilder::align_lines(Align align) {
    for (const Line& line : layout_.lines_) {
        layout_.width_ = std::max(layout_.width_, line.width);
    }
    const float box = std::isinf(max_width_) ? layout_.width_ : max_width_;
    for (Line& line : layout_.lines_) {
        const bool at_right = (align == Align::End) == (line.direction == Direction::LeftToRight);
        const float space = box - line.width;
        line.x = align == Align::Center ? space / 2 : at_right ? space : 0;
        for (Run& run : std::span(layout_.runs_).subspan(line.first_run, line.run_count)) {
            run.x += line.x;
        }
        for (Glyph& glyph :
             std::span(layout_.glyphs_).subspan(line.first_glyph, line.glyph_count)) {
            glyph.x += line.x;
        }
        for (Cell& cell : std::span(layout_.cells_).subspan(line.first_cell, line.cell_count)) {
            cell.left += line.x;
            cell.right += line.x;
        }
    }
}

Layout Paragraph::lay_out(float max_width, Align align) const {
    return LineBuilder(*text_, max_width).build(align);
}

} // namespace i18n
