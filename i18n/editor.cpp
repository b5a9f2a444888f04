#include "i18n/editor.h"

#include "i18n/backspace.h"
#include "i18n/ellipsis.h"
#include "i18n/mask.h"
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

std::string_view view_of(const WipedVector<char>& text) {
    return {text.data(), text.size()};
}

} // namespace

Editor::Editor(Typesetter& typesetter, EditorLimits limits, TextStyle style, float width)
    : typesetter_(&typesetter), limits_(limits), style_(std::move(style)), width_(width) {}

void Editor::changed() {
    layout_.reset();
    goal_x_.reset();
    word_.reset();
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

void Editor::mask(bool masked) {
    if (masked_ != masked) {
        masked_ = masked;
        changed();
    }
}

/// What layout() shows; a mask is put into `mask`.
std::string_view Editor::shown_text(WipedVector<char>& mask) const {
    if (!masked_) {
        return text_.view();
    }
    mask = mask_of(text_.view(), style_.locale, *typesetter_);
    return view_of(mask);
}

const Layout& Editor::layout() {
    if (!layout_) {
        WipedVector<char> mask;
        const auto paragraph = Paragraph::shape(shown_text(mask), style_, *typesetter_);
        const auto natural = paragraph.lay_out(kNoWidthLimit);
        const bool fits = natural.width() <= width_;
        layout_ = paragraph.lay_out(limits_.multi_line || fits ? width_ : kNoWidthLimit)
                      .in_locked_memory();
    }
    return *layout_;
}

Layout Editor::cut_to_width() const {
    WipedVector<char> mask;
    return ellipsized(shown_text(mask), style_, *typesetter_, width_).lay_out(width_);
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
    // Behind a bullet she cannot see what would be left of a character.
    const auto taken = masked_ ? cluster_before : taken_by_backspace;
    erase(taken(text_.view(), caret_.offset, style_.locale, *typesetter_), caret_.offset);
}

void Editor::erase_forward() {
    const auto [begin, end] = selection();
    const std::size_t to = has_selection() ? end : in_text(layout().next(shown_caret())).offset;
    if (to > begin) {
        erase(begin, to);
    }
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
