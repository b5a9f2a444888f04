// Builds the keyboard of a language from its table, xkb-data and CLDR's exemplar characters. For
// the build tool only.
#pragma once

#include "i18n/keyboard_table.h"

namespace i18n {

/// `file`: the table, TAG.keys; its name without the ending is the language.
std::expected<Keyboard, KeyboardError> compile_keyboard(const std::filesystem::path& file);

} // namespace i18n
