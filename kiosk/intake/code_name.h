// What a code of a public list is called, for whoever reads an answer: the screen and the desk.
#pragma once

#include "i18n/locale.h"
#include "i18n/text_id.h"

#include <string>
#include <string_view>

namespace intake {

/// The catalogues' sentence for a code that no library names: being stateless, not knowing a
/// country, Kurmanji. Empty for every other.
i18n::TextId code_sentence(std::string_view system, std::string_view code);

/// A country or a language in the reader's language; empty for other systems, and where the name is
/// not known in that language.
std::string code_name(std::string_view system, std::string_view code, const i18n::LocaleId& reader);

} // namespace intake
