#include "i18n/editor.h"

#include "i18n/backspace.h"
#include "i18n/normal_form.h"

#include "crypto/check.h"
#include "i18n/icu.h"
#include "i18n/paragraph_breaks.h"
#include "i18n/paragraph_text.h"
#include "i18n/wiping.h"

#include <algorithm>
#include <cstdint>
#include <span>

namespace i18n {
namespace {

/// What UAX 9 calls embeddings, overrides and isolates: they would reach out of the field into the
/// sentence that quotes it. Single marks (RLM) and joiners (Persian needs ZWNJ) are letters'
/// business.
bool reaches_beyond(UChar32 code_point) {
    return (code_point >= 0x202A && code_point <= 0x202E) ||
           (code_point >= 0x2066 && code_point <= 0x2069);
}

/// What may stand in a text: valid UTF-8, '\n' as the only control character, or ' ' in its place.
WipedVector<char> cleaned(std::string_view utf8, bool multi_line) {
    WipedVector<char> result;
    result.reserve(utf8.size());
    bool after_return = false;
    for (std::size_t at = 0; at < utf8.size();) {
        const std::size_t begin = at;
        const UChar32 code_point = next_in_utf8(utf8, at);
        const bool newline = code_point == '\n' || code_point == '\r' || code_point == 0x2028 ||
                             code_point == 0x2029;
        if (newline && !(code_point == '\n' && after_return)) {
            result.push_back(multi_line ? '\n' : ' ');
        } else if (code_point == '\t') {
            result.push_back(' ');
        } else if (code_point >= 0 && !newline && !reaches_beyond(code_point) &&
                   u_charType(code_point) != U_CONTROL_CHAR) {
            const std::string_view kept = utf8.substr(begin, at - begin);
            result.insert(result.end(), kept.begin(), kept.end());
        }
        after_return = code_point == '\r';
    }
    return result;
}

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

std::string_view view_of(const WipedVector<char>& text) {
    return {text.data(), text.size()};
}

} // namespace

Editor::Editor(Typesetter& typesetter, EditorLimits limits, TextStyle style, float width)
    : typesetter_(&typesetter), limits_(limits), style_(std::move(style)), width_(width) {}

void Editor::changed() {
    layout_.reset();
    goal_x_.reset();
}

void Editor::set_text(std::string_view utf8) {
    clear();
    insert(utf8);
    history_.clear();
}

void Editor::clear() {
    text_.clear();
    history_.clear();
    caret_ = {};
    anchor_ = 0;
    changed();
}

void Editor::show_as(const TextStyle& style, float width) {
    if (style_ != style || width_ != width) {
        style_ = style;
        width_ = width;
        changed();
    }
}

const Layout& Editor::layout() {
    if (!layout_) {
        const auto paragraph = Paragraph::shape(text_.view(), style_, *typesetter_);
        const auto natural = paragraph.lay_out(kNoWidthLimit);
        const bool fits = natural.width() <= width_;
        layout_ = paragraph.lay_out(limits_.multi_line || fits ? width_ : kNoWidthLimit);
    }
    return *layout_;
}

std::pair<std::size_t, std::size_t> Editor::selection() const {
    return std::minmax({anchor_, caret_.offset});
}

std::size_t Editor::count(std::string_view utf8) const {
    const auto flags = typesetter_->breaks().characters(utf16_of(utf8).units, style_.locale);
    return static_cast<std::size_t>(std::ranges::count_if(
               flags, [](std::uint8_t flag) { return (flag & kCharacterBreak) != 0; })) -
           1;
}

std::size_t Editor::character_count() const {
    return count(text_.view());
}

/// The first `size` bytes of `utf8`, or fewer so that no cluster is cut.
std::string_view Editor::whole_clusters(std::string_view utf8, std::size_t size) const {
    const Utf16 text = utf16_of(utf8);
    const auto flags = typesetter_->breaks().characters(text.units, style_.locale);
    std::size_t last = 0;
    for (std::size_t i = 0; i < flags.size() && text.offsets[i] <= size; ++i) {
        last = flags[i] & kCharacterBreak ? text.offsets[i] : last;
    }
    return utf8.substr(0, last);
}

bool Editor::bytes_fit(std::string_view utf8) const {
    const std::size_t bytes = limits_.bytes_of != nullptr ? limits_.bytes_of(utf8) : utf8.size();
    return bytes <= limits_.max_bytes;
}

/// As much of `utf8` as may stand in place of the selection.
std::string_view Editor::within_limits(std::string_view utf8) const {
    const auto [begin, end] = selection();
    const std::string_view text = text_.view();
    const std::size_t kept = text.size() - (end - begin);
    std::string_view allowed =
        whole_clusters(utf8, limits_.max_bytes - std::min(kept, limits_.max_bytes));
    while (!allowed.empty()) {
        WipedVector<char> whole(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(begin));
        whole.insert(whole.end(), allowed.begin(), allowed.end());
        whole.insert(whole.end(), text.begin() + static_cast<std::ptrdiff_t>(end), text.end());
        const std::size_t characters = count(view_of(whole));
        if (characters <= limits_.max_characters && bytes_fit(view_of(whole))) {
            break;
        }
        // A cluster has a byte at least: never too many at once.
        const std::size_t surplus =
            characters > limits_.max_characters ? characters - limits_.max_characters : 1;
        allowed = whole_clusters(allowed, allowed.size() - std::min(surplus, allowed.size()));
    }
    return allowed;
}

bool Editor::insert(std::string_view utf8) {
    const WipedVector<char> clean = cleaned(utf8, limits_.multi_line);
    const std::string_view allowed = within_limits(view_of(clean));
    if (allowed.empty()) {
        return false;
    }
    const auto [begin, end] = selection();
    replace(begin, end, allowed);
    set_caret({begin + allowed.size(), Affinity::Upstream});
    return allowed.size() == clean.size();
}

bool Editor::rewrite(std::size_t bytes, std::string_view utf8) {
    anchor_ = caret_.offset - bytes;
    const bool fits = within_limits(utf8).size() == utf8.size();
    if (!fits) {
        anchor_ = caret_.offset;
        return false;
    }
    return insert(utf8);
}

void Editor::erase(std::size_t begin, std::size_t end) {
    replace(begin, end, {});
    set_caret({begin, begin > 0 ? Affinity::Upstream : Affinity::Downstream});
}

void Editor::replace(std::size_t begin, std::size_t end, std::string_view utf8) {
    const std::string_view removed = text_.view().substr(begin, end - begin);
    history_.note(begin, removed, utf8, caret_, anchor_);
    text_.replace(begin, end - begin, utf8);
    changed();
}

bool Editor::undo() {
    const auto edit = history_.take();
    if (!edit) {
        return false;
    }
    text_.replace(edit->begin, edit->inserted, edit->removed.view());
    changed();
    caret_ = edit->caret;
    anchor_ = edit->anchor;
    return true;
}

/// After a change: where it ends, with nothing selected.
void Editor::set_caret(Caret caret) {
    caret_ = caret;
    anchor_ = caret.offset;
}

void Editor::backspace() {
    if (has_selection()) {
        const auto [begin, end] = selection();
        erase(begin, end);
        return;
    }
    erase(taken_by_backspace(text_.view(), caret_.offset, style_.locale, *typesetter_),
          caret_.offset);
}

void Editor::erase_forward() {
    const auto [begin, end] = selection();
    const std::size_t to = has_selection() ? end : layout().next(caret_).offset;
    if (to > begin) {
        erase(begin, to);
    }
}

void Editor::go_to(Caret caret, bool extend) {
    history_.part();
    caret_ = caret;
    goal_x_.reset();
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
    const float x = goal_x_.value_or(layout().locate(caret_).x);
    const Caret to = moved(move, x);
    go_to(layout().locate(to).caret, extend);
    if (vertical) {
        goal_x_ = x;
    }
}

Direction Editor::line_direction() {
    return layout().lines()[layout().locate(caret_).line].direction;
}

Caret Editor::moved(Move move, float x) {
    const Layout& shown = layout();
    const bool left_to_right = line_direction() == Direction::LeftToRight;
    switch (move) {
    case Move::Left:
        return shown.left(caret_);
    case Move::Right:
        return shown.right(caret_);
    case Move::WordLeft:
        return on_stop(word_boundary(caret_.offset, !left_to_right), !left_to_right);
    case Move::WordRight:
        return on_stop(word_boundary(caret_.offset, left_to_right), left_to_right);
    case Move::LineUp:
        return shown.line_up(caret_, x);
    case Move::LineDown:
        return shown.line_down(caret_, x);
    case Move::LineStart:
        return shown.line_start(caret_);
    case Move::LineEnd:
        return shown.line_end(caret_);
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
    const Utf16 text = utf16_of(text_.view());
    const auto flags = typesetter_->breaks().words(text.units, style_.locale);
    const std::size_t at = unit_at(text, from);
    return text.offsets[forward ? word_end_after(flags, at) : word_begin_before(flags, at)];
}

/// A caret at the offset, or at the side of the character around it: words may begin and selections
/// end inside one.
Caret Editor::on_stop(std::size_t offset, bool after) {
    const Caret stop = layout().locate({offset, Affinity::Upstream}).caret;
    return stop.offset == offset || !after ? stop
                                           : Caret{layout().next(stop).offset, Affinity::Upstream};
}

void Editor::place(float x, float y, bool extend) {
    go_to(layout().hit_test(x, y), extend);
}

void Editor::select_word_at(float x, float y) {
    const Utf16 text = utf16_of(text_.view());
    const auto flags = typesetter_->breaks().words(text.units, style_.locale);
    std::size_t begin = unit_at(text, layout().hit_test(x, y).offset);
    begin = std::min(begin, text.units.empty() ? 0 : text.units.size() - 1);
    std::size_t end = std::min(begin + 1, text.units.size());
    while (begin > 0 && !(flags[begin] & kWordBreak)) {
        --begin;
    }
    while (end < text.units.size() && !(flags[end] & kWordBreak)) {
        ++end;
    }
    go_to(on_stop(text.offsets[begin], false), false);
    go_to(on_stop(text.offsets[end], true), true);
}

void Editor::select_all() {
    go_to({0, Affinity::Downstream}, false);
    go_to({text_.size(), Affinity::Upstream}, true);
}

void Editor::normalise() {
    const WipedVector<char> whole = nfc(text_.view());
    if (view_of(whole) == text_.view() || !bytes_fit(view_of(whole))) {
        return;
    }
    // A caret inside what has been composed goes before it.
    const auto place_of = [&](std::size_t offset) {
        std::size_t place = std::min(nfc(text_.view().substr(0, offset)).size(), whole.size());
        while (place > 0 && place < whole.size() && U8_IS_TRAIL(whole[place])) {
            --place;
        }
        return place;
    };
    const std::size_t anchor = place_of(anchor_);
    const std::size_t caret = place_of(caret_.offset);
    text_.replace(0, text_.size(), view_of(whole));
    history_.clear(); // its places are those of the text as it was
    changed();
    caret_.offset = caret;
    anchor_ = anchor;
}

} // namespace i18n
