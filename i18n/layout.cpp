// Carets, hit test and selection on finished lines. Nothing here knows a font or a Unicode rule:
// the cells say where characters begin and which way they run.
#include "i18n/layout.h"

#include "crypto/check.h"

#include <algorithm>
#include <optional>

namespace i18n {
namespace {

/// Adds what covers the line's bytes from `begin` to `end`.
void add_chosen(WipedVector<Rect>& to, const Line& line, std::span<const Cell> cells,
                std::size_t begin, std::size_t end) {
    bool joined = false;
    for (const Cell& cell : cells) {
        const bool chosen = cell.begin < end && begin < cell.end;
        if (chosen && joined) {
            to.back().width = cell.right - to.back().x;
        } else if (chosen) {
            to.push_back({cell.left, line.top, cell.right - cell.left, line.height});
        }
        joined = chosen;
    }
}

Direction direction_of(const Cell& cell) {
    return cell.right_to_left ? Direction::RightToLeft : Direction::LeftToRight;
}
/// Where the caret stands before the cell's text.
float leading(const Cell& cell) {
    return cell.right_to_left ? cell.right : cell.left;
}
/// Where the caret stands after the cell's text.
float trailing(const Cell& cell) {
    return cell.right_to_left ? cell.left : cell.right;
}
Caret at_left(const Cell& cell) {
    return cell.right_to_left ? Caret{cell.end, Affinity::Upstream}
                              : Caret{cell.begin, Affinity::Downstream};
}
Caret at_right(const Cell& cell) {
    return cell.right_to_left ? Caret{cell.begin, Affinity::Downstream}
                              : Caret{cell.end, Affinity::Upstream};
}

} // namespace

std::span<const Cell> Layout::cells_of(std::size_t line) const {
    return std::span(cells_).subspan(lines_[line].first_cell, lines_[line].cell_count);
}

std::size_t Layout::line_of(Caret caret) const {
    const auto after = std::ranges::upper_bound(lines_, caret.offset, {}, &Line::begin);
    const auto line = static_cast<std::size_t>(after - lines_.begin()) - 1;
    const bool upstream =
        caret.affinity == Affinity::Upstream && caret.offset == lines_[line].begin;
    return upstream && line > 0 && !lines_[line - 1].hard_end ? line - 1 : line;
}

float Layout::edge(std::size_t line, bool right) const {
    const auto cells = cells_of(line);
    if (cells.empty()) {
        return lines_[line].x;
    }
    return right ? cells.back().right : cells.front().left;
}

CaretStop Layout::stop_in(std::size_t line, Caret caret) const {
    for (const Cell& cell : cells_of(line)) {
        if (cell.begin < caret.offset && caret.offset < cell.end) {
            caret = {cell.begin, Affinity::Downstream};
        }
    }
    const bool upstream = caret.affinity == Affinity::Upstream;
    for (const Cell& cell : cells_of(line)) {
        if (upstream ? cell.end == caret.offset : cell.begin == caret.offset) {
            return {caret, upstream ? trailing(cell) : leading(cell), line, direction_of(cell)};
        }
    }
    // Before the first character or after the last: the side where the line begins or ends.
    const Line& at = lines_[line];
    const bool right_to_left = at.direction == Direction::RightToLeft;
    const bool begins = upstream && caret.offset <= at.begin;
    caret.offset = std::clamp(caret.offset, at.begin, at.end);
    return {caret, edge(line, begins == right_to_left), line, at.direction};
}

Layout Layout::in_locked_memory() const {
    Layout copy;
    copy.lines_ = locked(lines_);
    copy.runs_ = locked(runs_);
    copy.glyphs_ = locked(glyphs_);
    copy.cells_ = locked(cells_);
    copy.width_ = width_;
    copy.height_ = height_;
    return copy;
}

CaretStop Layout::locate(Caret caret) const {
    return stop_in(line_of(caret), caret);
}

Caret Layout::canonical(Caret caret) const {
    const CaretStop here = locate(caret);
    const CaretStop down = locate({here.caret.offset, Affinity::Downstream});
    return down.line == here.line && down.x == here.x ? down.caret : here.caret;
}

std::size_t Layout::line_at(float y) const {
    const auto below = std::ranges::find_if(lines_, [&](const Line& line) { return y < line.top; });
    const auto line = static_cast<std::size_t>(below - lines_.begin());
    return line == 0 ? 0 : line - 1;
}

Caret Layout::hit_line(std::size_t line, float x) const {
    const auto cells = cells_of(line);
    for (const Cell& cell : cells) {
        if (x >= cell.left && x < cell.right) {
            return canonical(x < (cell.left + cell.right) / 2 ? at_left(cell) : at_right(cell));
        }
    }
    return edge_caret(line, !cells.empty() && x >= cells.back().right);
}

Caret Layout::hit_test(float x, float y) const {
    return hit_line(line_at(y), x);
}

/// The caret at a line's left or right end: its logical beginning or end where that is drawn there,
/// else the outer edge of the outermost character.
Caret Layout::edge_caret(std::size_t line, bool right) const {
    const Line& at = lines_[line];
    const auto cells = cells_of(line);
    if (cells.empty()) {
        return {at.begin, Affinity::Downstream};
    }
    const bool begins = (at.direction == Direction::RightToLeft) == right;
    const bool after_hard = line == 0 || lines_[line - 1].hard_end;
    if (begins && after_hard) {
        return canonical({at.begin, Affinity::Upstream});
    }
    if (!begins && at.hard_end) {
        return {at.end, Affinity::Downstream};
    }
    return canonical(right ? at_right(cells.back()) : at_left(cells.front()));
}

Caret Layout::next(Caret caret) const {
    const std::size_t line = line_of({caret.offset, Affinity::Downstream});
    for (const Cell& cell : cells_of(line)) {
        if (cell.begin <= caret.offset && caret.offset < cell.end) {
            return {cell.end, Affinity::Downstream};
        }
    }
    return line + 1 < lines_.size() ? Caret{lines_[line + 1].begin, Affinity::Downstream} : caret;
}

Caret Layout::previous(Caret caret) const {
    const std::size_t line = line_of({caret.offset, Affinity::Upstream});
    for (const Cell& cell : cells_of(line)) {
        if (cell.begin < caret.offset && caret.offset <= cell.end) {
            return {cell.begin, Affinity::Downstream};
        }
    }
    return line > 0 ? Caret{lines_[line - 1].end, Affinity::Downstream} : caret;
}

/// How many cells of the line stand left of the caret.
std::size_t Layout::gap_of(std::size_t line, Caret caret) const {
    const auto cells = cells_of(line);
    const CaretStop stop = stop_in(line, caret);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (at_left(cells[i]) == stop.caret) {
            return i;
        }
        if (at_right(cells[i]) == stop.caret) {
            return i + 1;
        }
    }
    const bool begins = stop.caret.affinity == Affinity::Upstream;
    const bool right_to_left = lines_[line].direction == Direction::RightToLeft;
    return begins == right_to_left ? cells.size() : 0;
}

Caret Layout::step(Caret caret, bool right) const {
    const std::size_t line = line_of(caret);
    const auto cells = cells_of(line);
    std::size_t gap = gap_of(line, caret);
    const float from = stop_in(line, caret).x;
    // Characters without width (marks of direction) are crossed along with their neighbour.
    while (right ? gap < cells.size() : gap > 0) {
        const Cell& crossed = cells[right ? gap : gap - 1];
        gap = right ? gap + 1 : gap - 1;
        Caret to = right ? at_right(crossed) : at_left(crossed);
        if (locate(to).x == from && locate(to).line == line) {
            continue;
        }
        const bool ends = right == (lines_[line].direction == Direction::LeftToRight);
        if (ends && locate(to).x == edge(line, right) && is_one_place_with_next(line)) {
            return {lines_[line].next, Affinity::Downstream}; // drawn where typing goes on
        }
        return to;
    }
    return step_over(line, right, caret);
}

/// The caret at the side of the screen where the line begins, whichever way its first word runs.
Caret Layout::begin_edge(std::size_t line) const {
    return edge_caret(line, lines_[line].direction == Direction::RightToLeft);
}

/// Whether a wrapped line's end on the screen and the next one's beginning there are one place in
/// the text: then arrows stop once.
bool Layout::is_one_place_with_next(std::size_t line) const {
    const Line& at = lines_[line];
    const bool has_width = edge(line, true) > edge(line, false);
    return !at.hard_end && has_width && begin_edge(line + 1).offset == at.next &&
           edge_caret(line, at.direction == Direction::LeftToRight).offset == at.next;
}

/// From the end of a line to the neighbouring line, at the side where one comes in.
Caret Layout::step_over(std::size_t line, bool right, Caret caret) const {
    const bool forward = right == (lines_[line].direction == Direction::LeftToRight);
    if (forward ? line + 1 == lines_.size() : line == 0) {
        return caret;
    }
    if (forward) {
        return begin_edge(line + 1);
    }
    const Line& above = lines_[line - 1];
    if (above.hard_end || cells_of(line - 1).empty()) {
        return {above.end, Affinity::Downstream};
    }
    const Caret end = edge_caret(line - 1, above.direction == Direction::LeftToRight);
    return is_one_place_with_next(line - 1) ? step(end, right) : end;
}

Caret Layout::left(Caret caret) const {
    return step(caret, false);
}

Caret Layout::right(Caret caret) const {
    return step(caret, true);
}

Caret Layout::line_start(Caret caret) const {
    return {lines_[line_of(caret)].begin, Affinity::Downstream};
}

Caret Layout::line_end(Caret caret) const {
    const Line& line = lines_[line_of(caret)];
    return {line.end, line.hard_end ? Affinity::Downstream : Affinity::Upstream};
}

Caret Layout::line_up(Caret caret, float x) const {
    const std::size_t line = line_of(caret);
    return line > 0 ? hit_line(line - 1, x) : Caret{0, Affinity::Downstream};
}

Caret Layout::line_down(Caret caret, float x) const {
    const std::size_t line = line_of(caret);
    return line + 1 < lines_.size() ? hit_line(line + 1, x)
                                    : Caret{lines_.back().end, Affinity::Downstream};
}

WipedVector<Rect> Layout::selection(std::size_t begin, std::size_t end) const {
    WipedVector<Rect> rects;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
        add_chosen(rects, lines_[i], cells_of(i), begin, end);
    }
    return rects;
}

WipedVector<CaretStop> Layout::caret_stops() const {
    WipedVector<CaretStop> stops;
    for (std::size_t line = 0; line < lines_.size(); ++line) {
        add_stops(stops, line);
    }
    return stops;
}

void Layout::add_stops(WipedVector<CaretStop>& to, std::size_t line) const {
    WipedVector<std::size_t> offsets{lines_[line].begin, lines_[line].end};
    for (const Cell& cell : cells_of(line)) {
        offsets.push_back(cell.begin);
        offsets.push_back(cell.end);
    }
    std::ranges::sort(offsets);
    const auto repeated = std::ranges::unique(offsets);
    offsets.erase(repeated.begin(), repeated.end());
    for (const std::size_t offset : offsets) {
        const CaretStop up = locate({offset, Affinity::Upstream});
        const CaretStop down = locate({offset, Affinity::Downstream});
        const bool apart = up.x != down.x || up.line != down.line;
        if (up.line == line && apart) {
            to.push_back(up);
        }
        if (down.line == line) {
            to.push_back(down);
        }
    }
}

} // namespace i18n
