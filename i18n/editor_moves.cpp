// The caret of a field: where keys and fingers put it, and what they select.
#include "i18n/editor.h"

#include "i18n/mask.h"
#include "i18n/paragraph_breaks.h"
#include "i18n/paragraph_text.h"

#include <algorithm>
#include <cstdint>
#include <span>

namespace i18n {
namespace {

/// Where the next word ends, or the text if there is none. `flags` are Breaks::words'.
std::size_t word_end_after(std::span<const std::uint8_t> flags, std::size_t at) {
    for (std::size_t i = at + 1; i < flags.size(); ++i) {
        if (flags[i] & kWordEnd) {
            return i;
        }
    }
    return flags.size() - 1;
}

/// Where the word before `at` begins, or the text if there is none.
std::size_t word_begin_before(std::span<const std::uint8_t> flags, std::size_t at) {
    bool word = false; // whether the piece that the walk is in is one
    for (std::size_t i = flags.size() - 1; i > 0; --i) {
        if (!(flags[i] & kWordBreak)) {
            continue;
        }
        if (word && i < at) {
            return i;
        }
        word = (flags[i] & kWordEnd) != 0;
    }
    return 0;
}

} // namespace

/// The place in what layout() shows.
Caret Editor::in_layout(Caret caret) const {
    if (!masked_) {
        return caret;
    }
    return {place_in_mask(text_.view(), caret.offset, style_.locale, *typesetter_), caret.affinity};
}

/// The place in the text of one in what layout() shows.
Caret Editor::in_text(Caret caret) const {
    if (!masked_) {
        return caret;
    }
    return {place_in_text(text_.view(), caret.offset, style_.locale, *typesetter_), caret.affinity};
}

std::pair<std::size_t, std::size_t> Editor::shown_selection() const {
    const auto [begin, end] = selection();
    return {in_layout({begin}).offset, in_layout({end}).offset};
}

void Editor::go_to(Caret caret, bool extend) {
    history_.part();
    caret_ = caret;
    goal_x_.reset();
    word_.reset();
    if (!extend) {
        anchor_ = caret.offset;
    }
}

void Editor::move(Move move, bool extend) {
    const bool sideways = move == Move::Left || move == Move::Right;
    if (sideways && has_selection() && !extend) {
        const auto [begin, end] = selection();
        const bool left_is_begin = line_direction() == Direction::LeftToRight;
        const bool to_begin = (move == Move::Left) == left_is_begin;
        go_to(on_stop(to_begin ? begin : end, !to_begin), false);
        return;
    }
    const bool vertical = move == Move::LineUp || move == Move::LineDown;
    const float x = goal_x_.value_or(layout().locate(shown_caret()).x);
    const Caret to = moved(move, x);
    go_to(in_text(layout().locate(in_layout(to)).caret), extend);
    if (vertical) {
        goal_x_ = x;
    }
}

Direction Editor::line_direction() {
    return layout().lines()[layout().locate(shown_caret()).line].direction;
}

Caret Editor::moved(Move move, float x) {
    const Layout& shown = layout();
    const Caret here = shown_caret();
    const bool left_to_right = line_direction() == Direction::LeftToRight;
    switch (move) {
    case Move::Left:
        return in_text(shown.left(here));
    case Move::Right:
        return in_text(shown.right(here));
    case Move::WordLeft:
        return on_stop(word_boundary(caret_.offset, !left_to_right), !left_to_right);
    case Move::WordRight:
        return on_stop(word_boundary(caret_.offset, left_to_right), left_to_right);
    case Move::LineUp:
        return in_text(shown.line_up(here, x));
    case Move::LineDown:
        return in_text(shown.line_down(here, x));
    case Move::LineStart:
        return in_text(shown.line_start(here));
    case Move::LineEnd:
        return in_text(shown.line_end(here));
    case Move::TextStart:
        return {0, Affinity::Downstream};
    case Move::TextEnd:
        return {text_.size(), Affinity::Upstream};
    }
    return caret_;
}

/// The end of the next word, or the beginning of the one before; the text's end or beginning if
/// there is none.
std::size_t Editor::word_boundary(std::size_t from, bool forward) const {
    if (masked_) {
        return forward ? text_.size() : 0; // where words end is what a mask hides
    }
    const Utf16 text = utf16_of(text_.view());
    const auto flags = typesetter_->breaks().words(text.units, style_.locale);
    const std::size_t at = unit_at(text, from);
    return text.offsets[forward ? word_end_after(flags, at) : word_begin_before(flags, at)];
}

/// A caret at the offset, or at the side of the character around it: words may begin and selections
/// end inside one.
Caret Editor::on_stop(std::size_t offset, bool after) {
    const std::size_t at = in_layout({offset, Affinity::Upstream}).offset;
    const Caret stop = layout().locate({at, Affinity::Upstream}).caret;
    return in_text(
        stop.offset == at || !after ? stop : Caret{layout().next(stop).offset, Affinity::Upstream});
}

void Editor::place(float x, float y, bool extend) {
    go_to(in_text(layout().hit_test(x, y)), extend);
}

/// Where the character begins that is drawn at the point or, where none is, the one nearest to it
/// in its line.
std::size_t Editor::character_at(float x, float y) {
    const Layout& shown = layout();
    const Caret near = shown.hit_test(x, y);
    const auto covers = [&](std::size_t begin, std::size_t end) {
        return std::ranges::any_of(shown.selection(begin, end), [&](const Rect& part) {
            return x >= part.x && x < part.x + part.width;
        });
    };
    const std::size_t before = shown.previous(near).offset;
    const bool in_line = before >= shown.lines()[shown.locate(near).line].begin;
    const bool after_it = in_line && !covers(near.offset, shown.next(near).offset);
    return in_text({after_it ? before : near.offset}).offset;
}

/// First and last offset of the word there, or of what lies between two words.
std::pair<Caret, Caret> Editor::word_at(float x, float y) {
    const Utf16 text = utf16_of(text_.view());
    const auto flags = typesetter_->breaks().words(text.units, style_.locale);
    std::size_t begin = unit_at(text, character_at(x, y));
    begin = std::min(begin, text.units.empty() ? 0 : text.units.size() - 1);
    std::size_t end = std::min(begin + 1, text.units.size());
    while (begin > 0 && !(flags[begin] & kWordBreak)) {
        --begin;
    }
    while (end < text.units.size() && !(flags[end] & kWordBreak)) {
        ++end;
    }
    return {on_stop(text.offsets[begin], false), on_stop(text.offsets[end], true)};
}

void Editor::select_word_at(float x, float y) {
    if (masked_) {
        return select_all();
    }
    const auto [begin, end] = word_at(x, y);
    go_to(begin, false);
    go_to(end, true);
    word_ = {begin, end};
}

void Editor::select_words_to(float x, float y) {
    if (!word_) {
        return;
    }
    const auto first = *word_;
    const auto [begin, end] = word_at(x, y);
    const bool back = begin.offset < first.first.offset;
    go_to(back ? first.second : first.first, false);
    go_to(back ? begin : end, true);
    word_ = first;
}

void Editor::select_all() {
    go_to({0, Affinity::Downstream}, false);
    go_to({text_.size(), Affinity::Upstream}, true);
}

} // namespace i18n
