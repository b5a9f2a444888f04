// The characters of each syllable of pinyin, out of m17n-db, as libm17n's own input method offers
// them. For the build tool only: at run time that library would keep what is being typed in memory
// it does not wipe, and read settings from a home folder.
#pragma once

#include "i18n/spellings.h"

#include <expected>

namespace i18n {

/// All syllables of the input method zh/py. The error says what is missing.
std::expected<Spellings, std::string> read_pinyin();

} // namespace i18n
