// Whether the signs of a text stand where its script has them: for a hint, never to refuse a name.
#pragma once

#include "i18n/paragraph.h"

#include <string_view>

namespace i18n {

/// True if a mark stands without the letter it belongs to: the shaper put a dotted circle before
/// it, or, in Thai, the input rules of WTT 2.0 (libthai) do not take it there.
bool has_stray_sign(std::string_view utf8, const TextStyle& style, Typesetter& typesetter);

} // namespace i18n
