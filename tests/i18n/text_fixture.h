// What every test of the text engine needs: the installed fonts and a typesetter, opened once.
#pragma once

#include "i18n/paragraph.h"

#include <cstdlib>
#include <iostream>

namespace i18n_tests {

inline constexpr const char* kFontFolder = "/usr/share/fonts/truetype/noto";

inline const i18n::Fonts& fonts() {
    static const auto opened = i18n::Fonts::open(kFontFolder);
    if (!opened) {
        std::cerr << opened.error().file << ": " << opened.error().reason << "\n";
        std::abort();
    }
    return *opened;
}

inline i18n::Typesetter& typesetter() {
    static i18n::Typesetter opened(fonts());
    return opened;
}

inline i18n::Paragraph shape(std::string_view text, const char* locale, float px = 32) {
    return i18n::Paragraph::shape(text, {.locale = {locale}, .px = px}, typesetter());
}

inline i18n::Layout lay_out(std::string_view text, const char* locale,
                            float width = i18n::kNoWidthLimit) {
    return shape(text, locale).lay_out(width);
}

} // namespace i18n_tests
