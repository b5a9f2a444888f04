// What holds of a field whatever is done to it: keys decoded from bytes, so that random lots and a
// fuzzer press the same ones, and after each the rules, among them a naive model of what it does.
#pragma once

#include "i18n/editor.h"

#include <cstdint>
#include <string>

namespace i18n_tests {

/// One thing a person can do to a field. Every value means something.
struct Key {
    std::uint8_t kind = 0;
    std::uint8_t first = 0;
    std::uint8_t second = 0;
};

/// A field and what was in it before the last key.
class WatchedField {
public:
    WatchedField(i18n::Typesetter& typesetter, i18n::EditorLimits limits, i18n::TextStyle style,
                 float width);

    /// Presses the key. Returns the first rule that is broken by then, empty if all hold.
    std::string press(Key key);
    /// Deletes everything character by character, from the end or from the beginning, and says
    /// likewise what is broken.
    std::string delete_all(bool from_end);
    /// Rules that cost more: that what is shown is this text, and laid out by the rules.
    std::string broken_layout();

    std::string text() const { return std::string(field_.text().view()); }
    i18n::Editor& field() { return field_; }

private:
    struct Before {
        std::string text;
        std::size_t begin, end; ///< of the selection
        std::size_t caret, anchor;
    };
    Before state() const;
    std::string insert(std::string_view piece);
    std::string erase(bool forward);
    std::string move(i18n::Move move, bool extend);
    std::string point(Key key);
    std::string other(Key key);
    std::string went(const Before& before, bool extended);
    std::string broken_state();

    i18n::Typesetter& typesetter_;
    i18n::EditorLimits limits_;
    i18n::TextStyle style_;
    float width_;
    i18n::Editor field_;
};

} // namespace i18n_tests
