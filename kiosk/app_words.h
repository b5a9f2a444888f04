// Whether the signed list says what people have to be told, in every language the terminal speaks.
#pragma once

#include "kiosk/app_config.h"

namespace kiosk {

/// The configured languages in which `list` has a notice; all of them while there is no list.
std::vector<i18n::LocaleId> languages_told(const Settings& settings, const crypto::Manifest* list);
/// What the list lacks, as one sentence with its version and the languages; nothing: it lacks
/// nothing.
std::optional<std::string> missing_words(const Settings& settings, const crypto::Manifest& list);

} // namespace kiosk
