// The one form in which a text is kept, whichever keyboard wrote it.
#pragma once

#include "i18n/wiping.h"

#include <string_view>

namespace i18n {

/// `utf8` in Normalization Form C (UAX 15). Bytes that are not UTF-8 become U+FFFD.
WipedVector<char> nfc(std::string_view utf8);

} // namespace i18n
