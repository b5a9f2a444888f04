// What holds of every layout, whatever the text: the engine's promises, each written down once and
// asked of random texts (properties_test.cpp) and of a fuzzer's (tests/fuzz). It makes no text.
#pragma once

#include "i18n/paragraph.h"

#include <string>

namespace i18n_tests {

/// A text and how it is to be shown.
struct Shown {
    std::string text;
    i18n::TextStyle style;
    float width = i18n::kNoWidthLimit;
    i18n::Align align = i18n::Align::Start;
};

/// The first rule that the layout breaks, said so that a reader can follow it; empty if all hold.
std::string broken_rule(const Shown& shown, const i18n::Layout& layout);

/// Likewise of everything a paragraph makes of the text, on even lines too.
std::string broken_rule(const Shown& shown, i18n::Typesetter& typesetter);

/// How the two differ in what is drawn or where carets stand; empty if they do not.
std::string difference(const i18n::Layout& a, const i18n::Layout& b);

/// The bytes as a reader can type them again.
std::string escaped(std::string_view text);

} // namespace i18n_tests
