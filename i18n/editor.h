// Text while a person types it: kept in locked memory, edited by what she sees as one character, in
// any direction. It never touches a clipboard and draws nothing.
#pragma once

#include "crypto/secret.h"
#include "i18n/edit_history.h"
#include "i18n/editor_terms.h"
#include "i18n/paragraph.h"
#include "i18n/wiping.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <utility>

namespace i18n {

class Editor {
public:
    /// An empty text, shown in `style` in a box `width` pixels wide. A single line that does not
    /// fit is laid out from 0 without a limit, for the caller to scroll. `typesetter` must outlive
    /// it.
    Editor(Typesetter& typesetter, EditorLimits limits, TextStyle style, float width);

    const crypto::SecretText& text() const { return text_; }
    /// Replaces everything, within the limits; the caret goes to the end, and there is nothing to
    /// undo.
    void set_text(std::string_view utf8);
    /// Wipes the text, its layout and what could be undone.
    void clear();
    /// Changes how the text is shown; does nothing if both are the same as before.
    void show_as(const TextStyle& style, float width);
    /// Shows one bullet for each grapheme cluster in place of the text, until it is told otherwise.
    /// Nothing but their number can be seen or found out with the keys: the whole is one word, and
    /// Backspace takes a whole cluster. The text itself stays as it is.
    void mask(bool masked);
    bool masked() const { return masked_; }
    /// The text as it stands, or its mask; shaped again after a change. Valid until the next
    /// change. Its offsets are those of shown_caret() and shown_selection().
    const Layout& layout();
    /// The same on one line, with an ellipsis where it is longer than the box is wide. For a field
    /// that nobody writes in: no caret fits it.
    Layout cut_to_width() const;
    /// Wipes the layout; the next call of layout() shapes again. For a field that is not on screen.
    void release_layout() { layout_.reset(); }

    /// Puts `utf8` in place of the selection. Control characters and broken UTF-8 are left out, a
    /// newline becomes a space in a single line; what exceeds the limits is cut at a whole cluster.
    /// Returns false if the text was cut or nothing was left to insert.
    bool insert(std::string_view utf8);
    /// Puts `utf8` in place of the `bytes` before the caret, as one change; they end at whole
    /// clusters. False, and nothing changes, if it would exceed the limits.
    bool rewrite(std::size_t bytes, std::string_view utf8);
    /// Removes the selection, or what stands before the caret: one code point where people type a
    /// letter and its marks one by one (Arabic, Indic, Khmer, Thai...), else the whole cluster.
    void backspace();
    /// Removes the selection, or the whole cluster after the caret.
    void erase_forward();

    /// Takes the last change back, the caret to where it was before. False if there is none.
    bool undo();

    /// Moves the caret; `extend` keeps the other end of the selection where it is. Without it, Left
    /// and Right go to that side of a selection.
    void move(Move move, bool extend = false);
    /// Puts the caret at a point of the layout's box, as by a touch.
    void place(float x, float y, bool extend = false);
    /// Selects the word that is drawn at the point, or the one nearest to it in its line; of a
    /// masked text all.
    void select_word_at(float x, float y);
    /// Selects from the word that was selected by the point, and nothing done since, to the word at
    /// this one; does nothing where there is none. As by a drag after two taps.
    void select_words_to(float x, float y);
    void select_all();

    Caret caret() const { return caret_; }
    bool has_selection() const { return anchor_ != caret_.offset; }
    /// First and last byte offset of the selection; equal if there is none.
    std::pair<std::size_t, std::size_t> selection() const;
    /// Where both stand in layout(): of a masked text, in its mask.
    Caret shown_caret() const { return in_layout(caret_); }
    std::pair<std::size_t, std::size_t> shown_selection() const;

    /// Makes the text NFC (UAX 15), as it is stored; the caret stays between the same characters.
    /// A text that would exceed the limits by it (some letters take more bytes in NFC) stays as it
    /// is.
    void normalise();
    /// Grapheme clusters in the text.
    std::size_t character_count() const;

private:
    std::string_view shown_text(WipedVector<char>& mask) const;
    Caret in_layout(Caret caret) const;
    Caret in_text(Caret caret) const;
    std::size_t character_at(float x, float y);
    std::pair<Caret, Caret> word_at(float x, float y);
    Caret moved(Move move, float x);
    Caret on_stop(std::size_t offset, bool after);
    void go_to(Caret caret, bool extend);
    void set_caret(Caret caret);
    void erase(std::size_t begin, std::size_t end);
    void replace(std::size_t begin, std::size_t end, std::string_view utf8);
    void changed();
    Direction line_direction();
    std::size_t word_boundary(std::size_t from, bool forward) const;
    std::size_t count(std::string_view utf8) const;
    std::string_view whole_clusters(std::string_view utf8, std::size_t size) const;
    bool bytes_fit(std::string_view utf8) const;
    std::string_view within_limits(std::string_view utf8) const;

    Typesetter* typesetter_;
    EditorLimits limits_;
    TextStyle style_;
    float width_;
    crypto::SecretText text_;
    Caret caret_;
    std::size_t anchor_ = 0;
    bool masked_ = false;
    std::optional<std::pair<Caret, Caret>> word_; ///< that select_word_at() took, while it is
    EditHistory history_;
    std::optional<float> goal_x_; ///< kept while the caret goes up and down
    std::optional<Layout> layout_;
};

} // namespace i18n
