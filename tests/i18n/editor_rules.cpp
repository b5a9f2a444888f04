#include "tests/i18n/editor_rules.h"

#include "i18n/icu.h"
#include "i18n/mask.h"
#include "tests/i18n/text_pieces.h"
#include "tests/i18n/text_rules.h"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <utility>

using namespace i18n;

namespace i18n_tests {
namespace {

std::string say(const auto&... parts) {
    std::ostringstream text;
    (text << ... << parts);
    return text.str();
}

std::string_view piece_of(std::uint8_t number) {
    return kTextPieces[number % std::size(kTextPieces)];
}

/// Whether a field takes the code point as it is.
bool is_plain(UChar32 code_point) {
    const bool newline = code_point == 0x2028 || code_point == 0x2029;
    const bool embeds = (code_point >= 0x202A && code_point <= 0x202E) ||
                        (code_point >= 0x2066 && code_point <= 0x2069);
    const bool control = code_point < 0x20 || (code_point >= 0x7F && code_point < 0xA0);
    return !newline && !embeds && !control;
}

bool is_plain(std::string_view text) {
    for (std::size_t at = 0; at < text.size();) {
        if (!is_plain(next_in_utf8(text, at))) {
            return false;
        }
    }
    return true;
}

bool is_between_code_points(std::string_view text, std::size_t at) {
    return at == text.size() || (at < text.size() && !U8_IS_TRAIL(text[at]));
}

std::string without(const std::string& text, std::size_t begin, std::size_t end) {
    return text.substr(0, begin) + text.substr(end);
}

bool is_stop(const Layout& layout, std::size_t offset) {
    const auto stops = layout.caret_stops();
    return std::ranges::any_of(stops,
                               [&](const CaretStop& stop) { return stop.caret.offset == offset; });
}

} // namespace

WatchedField::WatchedField(Typesetter& typesetter, EditorLimits limits, TextStyle style,
                           float width)
    : typesetter_(typesetter), limits_(limits), style_(std::move(style)), width_(width),
      field_(typesetter, limits_, style_, width_) {}

WatchedField::Before WatchedField::state() const {
    const auto [begin, end] = field_.selection();
    const std::size_t caret = field_.caret().offset;
    return {text(), begin, end, caret, caret == begin ? end : begin};
}

std::string WatchedField::press(Key key) {
    std::string broken;
    const bool extend = key.second % 3 == 0;
    switch (key.kind % 16) {
    case 0:
    case 1:
    case 2:
    case 3:
    case 4:
        broken = insert(piece_of(key.first));
        break;
    case 5:
        broken = insert(std::string(piece_of(key.first)) + std::string(piece_of(key.second)));
        break;
    case 6:
    case 7:
        broken = erase(false);
        break;
    case 8:
        broken = erase(true);
        break;
    case 9:
    case 10:
    case 11:
    case 12:
        broken = move(static_cast<Move>(key.first % 10), extend);
        break;
    case 13:
        broken = point(key);
        break;
    default:
        broken = other(key);
    }
    return broken.empty() ? broken_state() : broken;
}

/// Where the selection was there is now the piece, or as much of it as the limits let in.
std::string WatchedField::insert(std::string_view piece) {
    const Before before = state();
    const bool all = field_.insert(piece);
    const std::string after = text();
    if (after == before.text && !all) {
        return "";
    }
    const std::size_t rest = before.text.size() - before.end;
    if (after.size() < before.begin + rest || without(after, before.begin, after.size() - rest) !=
                                                  without(before.text, before.begin, before.end)) {
        return "insert changes what is outside the selection";
    }
    const std::string taken = after.substr(before.begin, after.size() - rest - before.begin);
    if (is_plain(piece) && (all ? taken != piece : !piece.starts_with(taken))) {
        return say("insert puts in ", escaped(taken), " for ", escaped(piece));
    }
    if (field_.caret().offset != before.begin + taken.size() || field_.has_selection()) {
        return "after insert the caret is not behind what was inserted";
    }
    return "";
}

/// The selection is gone, or something beside the caret, and nothing else.
std::string WatchedField::erase(bool forward) {
    const Before before = state();
    forward ? field_.erase_forward() : field_.backspace();
    const std::string after = text();
    const char* name = forward ? "delete" : "backspace";
    if (before.begin != before.end) {
        const bool exact = after == without(before.text, before.begin, before.end);
        return exact && field_.caret().offset == before.begin ? "" : say(name, " of a selection");
    }
    const bool at_end = before.caret == (forward ? before.text.size() : 0);
    if (at_end != (after == before.text)) {
        return say(name, " at ", before.caret, at_end ? " takes something" : " takes nothing");
    }
    const std::size_t size = before.text.size() - after.size();
    const std::size_t begin = forward ? before.caret : before.caret - size;
    if (after != without(before.text, begin, begin + size) || field_.caret().offset != begin) {
        return say(name, " at ", before.caret, " takes what is not beside the caret");
    }
    return "";
}

/// After a move: the text as it was, the caret on a stop, the selection's other end in its place.
std::string WatchedField::went(const Before& before, bool extended) {
    if (text() != before.text) {
        return "a move changes the text";
    }
    if (!extended && field_.has_selection()) {
        return "a move leaves a selection";
    }
    if (extended && state().anchor != before.anchor && field_.has_selection()) {
        return "a move loses the other end of the selection";
    }
    if (!is_stop(field_.layout(), field_.shown_caret().offset)) {
        return say("a move ends at ", field_.caret().offset, ", which is no stop");
    }
    return "";
}

std::string WatchedField::move(Move move, bool extend) {
    const Before before = state();
    field_.move(move, extend);
    const std::size_t caret = field_.caret().offset;
    if ((move == Move::TextStart && caret != 0) ||
        (move == Move::TextEnd && caret != before.text.size())) {
        return "an end of the text is somewhere else";
    }
    auto broken = went(before, extend);
    return broken.empty() ? broken : say("move ", static_cast<int>(move), ": ", broken);
}

std::string WatchedField::point(Key key) {
    const Before before = state();
    const float x = static_cast<float>(key.first) * 2 - 20;
    const float y = static_cast<float>(key.second) * 2 - 20;
    if (key.kind & 16) {
        const bool extend = (key.kind & 32) != 0;
        field_.place(x, y, extend);
        return went(before, extend);
    }
    field_.select_word_at(x, y);
    auto broken = went({before.text, 0, 0, 0, field_.selection().first}, true);
    if (broken.empty() && !is_stop(field_.layout(), field_.shown_selection().first)) {
        broken = "a word begins where no stop is";
    }
    if (broken.empty() && !before.text.empty() && !field_.has_selection()) {
        broken = "a word is empty";
    }
    return broken;
}

/// What is done seldom.
std::string WatchedField::other(Key key) {
    const Before before = state();
    switch (key.first % 8) {
    case 0:
        field_.select_all();
        return field_.selection() == std::pair<std::size_t, std::size_t>(0, before.text.size())
                   ? went({before.text, 0, 0, 0, 0}, field_.has_selection())
                   : "all is not selected";
    case 1:
        style_.px = 12 + static_cast<float>(key.second % 50);
        width_ = static_cast<float>(key.second) * 2;
        field_.show_as(style_, width_);
        return text() == before.text && field_.caret().offset == before.caret
                   ? ""
                   : "showing it in another way changes it";
    case 2:
        field_.release_layout();
        return "";
    case 3:
        field_.normalise();
        return "";
    case 4:
        field_.set_text(piece_of(key.second));
        return field_.caret().offset == text().size() ? "" : "a new text has its caret inside";
    case 5:
        if (key.second % 8 == 0) {
            field_.clear();
            return text().empty() && field_.caret() == Caret{} ? ""
                                                               : "what is cleared is not empty";
        }
        return move(Move::TextEnd, false);
    case 6:
        field_.mask(!field_.masked());
        return text() == before.text && field_.caret().offset == before.caret ? ""
                                                                              : "a mask changes it";
    default:
        return move(Move::LineDown, false);
    }
}

std::string WatchedField::broken_state() {
    const std::string now = text();
    for (std::size_t at = 0; at < now.size();) {
        const UChar32 code_point = next_in_utf8(now, at);
        if (code_point < 0 ||
            (!is_plain(code_point) && !(code_point == '\n' && limits_.multi_line))) {
            return say("at ", at, " is what no field takes");
        }
    }
    const std::size_t bytes = limits_.bytes_of != nullptr ? limits_.bytes_of(now) : now.size();
    if (bytes > limits_.max_bytes || field_.character_count() > limits_.max_characters) {
        return say("the text has ", field_.character_count(), " characters and ", bytes, " bytes");
    }
    const auto [begin, end] = field_.selection();
    if (end > now.size() || !is_between_code_points(now, begin) ||
        !is_between_code_points(now, end)) {
        return "caret or selection is inside a code point";
    }
    // Typed before a mark, the caret is inside the character that both make: it is drawn at a stop.
    const CaretStop drawn = field_.layout().locate(field_.shown_caret());
    if (!is_stop(field_.layout(), drawn.caret.offset) ||
        drawn.caret.offset > field_.shown_caret().offset) {
        return "the caret is drawn where no stop is";
    }
    return "";
}

std::string WatchedField::delete_all(bool from_end) {
    field_.move(from_end ? Move::TextEnd : Move::TextStart);
    for (std::size_t keys = text().size() + 1; keys > 0 && !text().empty(); --keys) {
        auto broken = erase(!from_end);
        broken = broken.empty() ? broken_state() : broken;
        if (!broken.empty()) {
            return "while deleting all: " + broken;
        }
    }
    return text().empty() && field_.layout().glyphs().empty() ? "" : "not all can be deleted";
}

std::string WatchedField::broken_layout() {
    const Layout& shown = field_.layout();
    if (!limits_.multi_line && shown.lines().size() != 1) {
        return "a single line has several";
    }
    std::string all = text();
    if (field_.masked()) {
        const auto mask = mask_of(all, style_.locale, typesetter_);
        all.assign(mask.data(), mask.size());
    }
    const auto paragraph = Paragraph::shape(all, style_, typesetter_);
    const bool fits = limits_.multi_line || paragraph.lay_out(kNoWidthLimit).width() <= width_;
    const float width = fits ? width_ : kNoWidthLimit;
    auto broken = difference(shown, paragraph.lay_out(width));
    return broken.empty() ? broken_rule({all, style_, width}, shown) : broken;
}

} // namespace i18n_tests
