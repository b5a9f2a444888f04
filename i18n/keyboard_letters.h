// What Unicode and CLDR say about letters, for building keyboards: which characters a language
// writes, which letter another one is a form of, and the families of Ethiopic.
#pragma once

#include "i18n/locale.h"

#include <string>
#include <string_view>
#include <vector>

namespace i18n {

/// CLDR's main exemplar characters and then its auxiliary ones, each as NFC.
std::vector<std::string> exemplars_of(const LocaleId& language);

std::string nfd_of(std::string_view text);
std::string nfc_of(std::string_view text);
/// As a name begins: Georgian has no capitals for that.
std::string capital_of(std::string_view text, const LocaleId& language);
std::string lower_of(std::string_view text, const LocaleId& language);

/// The plain letter `text` is a form of: "a" for "ä", "o" for "ø"; `text` itself where there is
/// none.
std::string base_letter(std::string_view text);

/// A letter or a mark: what stands on the page of letters.
bool is_letter(std::string_view text);
/// Both of one script, or one of them of none.
bool same_script(std::string_view a, std::string_view b);

/// All characters of the Ethiopic consonant `base`, itself first, and of its labialised row; none
/// for what is no letter.
std::vector<std::string> ethiopic_family(std::string_view base);

/// The digits 0 to 9 that the language counts with (`native`: those of its script), ten of them.
std::vector<std::string> digits_of(const LocaleId& language, bool native);

/// True if touching some of `keys`, each as often as wanted, gives `text` after NFC.
bool is_typed_by(std::string_view text, const std::vector<std::string>& keys);

} // namespace i18n
