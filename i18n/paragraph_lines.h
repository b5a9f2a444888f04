// Lines out of a shaped paragraph: paragraph_lines.cpp cuts and orders them, paragraph_cells.cpp
// puts in the cells between which the caret stands. Internal to Paragraph::lay_out().
#pragma once

#include "i18n/paragraph.h"
#include "i18n/paragraph_breaks.h"
#include "i18n/paragraph_shape.h"
#include "i18n/paragraph_text.h"

#include <span>

namespace i18n {

/// A part of an item on one line, with the glyphs to draw for it.
struct Piece {
    Item item;
    WipedVector<ShapedGlyph> glyphs;
};

/// Builds one Layout from one ShapedText. Offsets are UTF-16 until they are stored.
class LineBuilder {
public:
    /// `box`: what the lines are aligned in, `max_width` or more.
    LineBuilder(const ShapedText& text, float max_width, float box)
        : text_(text), max_width_(max_width), box_(box) {}

    Layout build(Align align);

private:
    std::size_t line_end(std::size_t begin, std::size_t limit) const;
    std::size_t without_newline(std::size_t begin, std::size_t end) const;
    std::size_t without_spaces(std::size_t begin, std::size_t end) const;
    std::uint8_t base_level(std::size_t at) const;
    bool is_stop(std::size_t at) const { return (text_.flags[at] & kCaretBreak) && is_cut(at); }
    bool is_cut(std::size_t at) const {
        return at == text_.size() || is_newline(text_.text.units[at]) ||
               (text_.cluster_at[at] & kClusterStart);
    }

    WipedVector<Piece> pieces(std::size_t begin, std::size_t end, std::uint8_t base) const;
    void add_piece(WipedVector<Piece>& to, Item part, const Item& whole) const;
    std::size_t add_fitting_line(std::size_t begin);
    void add_line(std::size_t begin, std::size_t end);
    float first_width() const;
    void remove_last_line();
    void measure(Line& line, std::span<const Piece> pieces) const;
    void emit(Line& line, const Piece& piece, float& pen);
    float add_cells(const Piece& piece, float left);
    void add_cluster(const Item& item, std::size_t begin, std::size_t end, float width);
    float place_cells(std::size_t first, const Item& item, float left);
    void align_lines(Align align);
    std::size_t offset(std::size_t unit) const { return text_.text.offsets[unit]; }

    const ShapedText& text_;
    float max_width_;
    float box_;
    Layout layout_;
};

} // namespace i18n
