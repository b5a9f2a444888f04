// Text that has been broken into lines: what to draw where, and where the caret can stand.
// It draws nothing.
#pragma once

#include "i18n/layout_parts.h"
#include "i18n/wiping.h"

#include <cstddef>
#include <cstdint>
#include <span>

namespace i18n {

/// Where lines stand in the box. Start is the left side of a left to right paragraph.
enum class Align : std::uint8_t { Start, Center, End };

/// Which of its two neighbours the caret belongs to where they do not stand side by side.
enum class Affinity : std::uint8_t { Upstream /**< before it */, Downstream /**< after it */ };

/// A place between two characters.
struct Caret {
    std::size_t offset = 0;
    Affinity affinity = Affinity::Downstream;
    friend bool operator==(const Caret&, const Caret&) = default;
};

/// A caret and where it is drawn.
struct CaretStop {
    Caret caret;
    float x;
    std::size_t line;
    Direction direction; ///< of the character it belongs to
};

/// The laid-out text. Made by Paragraph::lay_out.
class Layout {
public:
    std::span<const Line> lines() const { return lines_; }
    std::span<const Run> runs() const { return runs_; }
    std::span<const Glyph> glyphs() const { return glyphs_; }
    /// Of the widest line.
    float width() const { return width_; }
    float height() const { return height_; }

    /// A copy in locked memory: a person's own text must not lie in plain heap between two frames.
    Layout in_locked_memory() const;

    /// The stop at `caret`; one inside a cluster moves to the cluster's beginning.
    CaretStop locate(Caret caret) const;
    /// The caret nearest to a point; points outside count for the nearest line.
    Caret hit_test(float x, float y) const;

    /// One step in reading order. At the end of the text they return the caret they were given.
    Caret next(Caret caret) const;
    Caret previous(Caret caret) const;
    /// One step on the screen, through every direction change and on to the neighbouring line.
    Caret left(Caret caret) const;
    Caret right(Caret caret) const;

    Caret line_start(Caret caret) const;
    Caret line_end(Caret caret) const;
    /// The caret nearest to `x` one line up or down; the text's beginning or end beyond the last.
    Caret line_up(Caret caret, float x) const;
    Caret line_down(Caret caret, float x) const;

    /// What covers the bytes from `begin` to `end`, one or more rectangles for each line.
    WipedVector<Rect> selection(std::size_t begin, std::size_t end) const;
    /// Every stop, by line and then in reading order; two for an offset whose sides lie apart.
    WipedVector<CaretStop> caret_stops() const;

private:
    friend class LineBuilder;
    std::span<const Cell> cells_of(std::size_t line) const;
    void add_stops(WipedVector<CaretStop>& to, std::size_t line) const;
    std::size_t line_of(Caret caret) const;
    std::size_t line_at(float y) const;
    float edge(std::size_t line, bool right) const;
    CaretStop stop_in(std::size_t line, Caret caret) const;
    Caret hit_line(std::size_t line, float x) const;
    Caret edge_caret(std::size_t line, bool right) const;
    Caret begin_edge(std::size_t line) const;
    bool is_one_place_with_next(std::size_t line) const;
    Caret canonical(Caret caret) const;
    std::size_t gap_of(std::size_t line, Caret caret) const;
    Caret step(Caret caret, bool right) const;
    Caret step_over(std::size_t line, bool right, Caret caret) const;

    WipedVector<Line> lines_;
    WipedVector<Run> runs_;
    WipedVector<Glyph> glyphs_;
    WipedVector<Cell> cells_;
    float width_ = 0;
    float height_ = 0;
};

} // namespace i18n
