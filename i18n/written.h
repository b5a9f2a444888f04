// How a language is written: which faces its letters may come from. Knows no file. Internal to
// fonts.cpp.
#pragma once

#include "i18n/fonts.h"

#include <string>
#include <string_view>

namespace i18n {

struct Written {
    /// A tag that ICU does not know is written in Latin letters.
    explicit Written(const LocaleId& locale);

    /// Whether a family that prefers `preferred`, a cell of the font table, is for this language.
    bool is_for(std::string_view preferred) const;
    /// Whether a family of `family_script` that prefers `preferred` writes the language as its tag
    /// asks.
    bool takes(Script family_script, std::string_view preferred) const;

    std::string language;
    Script script = 0;       ///< one that faces are listed by
    std::string with_script; ///< "language-Script" of the tag, as the font table has it
    bool styled = false;     ///< the tag asks for a style of the script
};

} // namespace i18n
