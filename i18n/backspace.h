// What backspace takes: a rule about texts, without one.
#pragma once

#include "i18n/paragraph.h"

#include <cstddef>
#include <string_view>

namespace i18n {

/// Where what backspace takes begins, with the caret behind the byte `caret` of `utf8`: one code
/// point where people type a letter and its marks one by one, else the whole grapheme cluster.
std::size_t taken_by_backspace(std::string_view utf8, std::size_t caret, const LocaleId& locale,
                               Typesetter& typesetter);

} // namespace i18n
