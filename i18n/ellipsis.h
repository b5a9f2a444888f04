// A text that is longer than its place, cut so that it ends in an ellipsis.
#pragma once

#include "i18n/paragraph.h"

#include <cstddef>
#include <string_view>

namespace i18n {

/// `utf8` shaped as it is where `lines` lines of `max_width` pixels hold it; else as much of its
/// beginning as they hold with "…" behind it. It is cut where a caret may stand, never behind a
/// space. The ellipsis takes part in UAX 9: it stands where the text would go on.
Paragraph ellipsized(std::string_view utf8, const TextStyle& style, Typesetter& typesetter,
                     float max_width, std::size_t lines = 1);

} // namespace i18n
