// What the input methods of m17n-db make of keys, asked of libm17n key by key. For the build tool
// only: at run time that library would keep what is being typed in memory it does not wipe, and
// read settings from a home folder.
#pragma once

#include "i18n/key_sequences.h"
#include "i18n/spellings.h"

#include <expected>

namespace i18n {

/// The characters of each syllable of pinyin: the input method zh/py. The error says what is
/// missing.
std::expected<Spellings, std::string> read_pinyin();
/// The letters of Ethiopic by their Latin keys: the input method am/sera, which has those of
/// Tigrinya as well.
std::expected<KeySequences, std::string> read_sera();

} // namespace i18n
