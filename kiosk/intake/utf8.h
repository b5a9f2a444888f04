// UTF-8 as the Unicode Standard defines it (table 3-7): no overlong forms, no surrogates.
#pragma once

#include <cstddef>
#include <string_view>

namespace intake {

/// Bytes of the character `text` begins with, 1 to 4; 0 if it does not begin with one.
std::size_t utf8_length(std::string_view text);

} // namespace intake
