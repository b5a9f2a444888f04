// Cuts lines from the shaped paragraph and puts their glyphs and runs in visual order.
#include "i18n/paragraph_lines.h"

#include "i18n/icu.h"

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

/// With what a line may exceed `width`, in pixels: the same advances summed in the order of the
/// screen and in that of the text differ in their last bits, the more the longer the line is, and a
/// text fits a box of its own width.
float with_slack(float width) {
    return width + 0.01F + width * 1e-5F;
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
    while (layout_.lines_.back().width > with_slack(std::max(max_width_, first_width()))) {
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

/// How wide the first cluster of the last line is that has a width: no line can be narrower.
float LineBuilder::first_width() const {
    const Line& line = layout_.lines_.back();
    std::size_t first = line.next;
    float width = 0;
    for (const Glyph& glyph :
         std::span(layout_.glyphs_).subspan(line.first_glyph, line.glyph_count)) {
        if (glyph.advance > 0 && glyph.offset <= first) {
            width = glyph.offset == first ? width + glyph.advance : glyph.advance;
            first = glyph.offset;
        }
    }
    return width;
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
/// else at the last caret stop that fits, else after the first one that has a width.
std::size_t LineBuilder::line_end(std::size_t begin, std::size_t limit) const {
    float allowed = max_width_;
    float width = 0;
    float visible = 0;
    bool nothing_yet = true;
    std::optional<std::size_t> opportunity;
    std::optional<std::size_t> stop;
    for (std::size_t at = begin; at < text_.size();) {
        const char16_t unit = text_.text.units[at];
        width += text_.advances[at];
        visible = is_trailing_space(unit) || is_newline(unit) ? visible : width;
        ++at;
        if (nothing_yet && is_stop(at)) {
            allowed = std::max(allowed, visible); // a line holds one character however wide it is
            nothing_yet = width == 0;
        }
        if (stop && (visible > with_slack(allowed) || at > limit)) {
            break;
        }
        if (text_.flags[at] & kHardLineBreak) {
            return at;
        }
        if ((text_.flags[at] & kLineBreak) && is_stop(at)) {
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
    std::size_t first = end;
    while (end > begin && is_trailing_space(text_.text.units[end - 1])) {
        --end;
        // A joiner belongs to the character before it, whichever way that runs.
        first = text_.flags[end] & kCharacterBreak ? end : first;
    }
    return first;
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
    float x = pen;
    const std::size_t first = layout_.glyphs_.size();
    for (const ShapedGlyph& glyph : piece.glyphs) {
        layout_.glyphs_.push_back({.id = glyph.id,
                                   .face = piece.item.face,
                                   .offset = offset(glyph.cluster),
                                   .x = x + glyph.x_offset,
                                   .y = line.baseline - glyph.y_offset,
                                   .advance = glyph.advance});
        x += glyph.advance;
    }
    // The sum that the cells make, so that the next run's first cell begins where the last one
    // ends: in the gap that the last bit of another sum would leave, no point would hit anything.
    pen = add_cells(piece, left);
    layout_.runs_.push_back({.begin = offset(piece.item.begin),
                             .end = offset(piece.item.end),
                             .first_glyph = first,
                             .glyph_count = layout_.glyphs_.size() - first,
                             .face = piece.item.face,
                             .script = piece.item.script,
                             .level = piece.item.level,
                             .x = left,
                             .width = pen - left});
}

void LineBuilder::align_lines(Align align) {
    for (const Line& line : layout_.lines_) {
        layout_.width_ = std::max(layout_.width_, line.width);
    }
    const float box = std::isinf(box_) ? layout_.width_ : box_;
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

namespace {

/// True if the last line holds so little that it looks forgotten.
bool ends_in_a_scrap(const Layout& layout) {
    constexpr float kScrap = 0.3F;
    return layout.lines().back().width < layout.width() * kScrap;
}

bool is_one_paragraph(const Layout& layout) {
    return std::ranges::none_of(layout.lines() | std::views::take(layout.lines().size() - 1),
                                &Line::hard_end);
}

} // namespace

Layout Paragraph::lay_out(float max_width, Align align) const {
    return LineBuilder(*text_, max_width, max_width).build(align);
}

Layout Paragraph::lay_out_evenly(float max_width, Align align) const {
    Layout layout = lay_out(max_width, align);
    if (layout.lines().size() < 2 || !is_one_paragraph(layout) || !ends_in_a_scrap(layout)) {
        return layout;
    }
    for (const float narrower : {0.95F, 0.9F, 0.85F, 0.8F, 0.75F, 0.7F, 0.65F, 0.6F}) {
        Layout even = LineBuilder(*text_, max_width * narrower, max_width).build(align);
        if (even.lines().size() > layout.lines().size()) {
            break;
        }
        if (!ends_in_a_scrap(even)) {
            return even;
        }
    }
    return layout;
}

} // namespace i18n
