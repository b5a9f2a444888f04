#include "i18n/written.h"

#include "i18n/icu.h"

#include <utility>

namespace i18n {
namespace {

/// The four letters of a script.
std::string tag_of(Script script) {
    std::string tag;
    for (int shift = 24; shift >= 0; shift -= 8) {
        tag += static_cast<char>(script >> shift & 0xFFU);
    }
    return tag;
}

/// The script that the faces are listed by: a style of writing it, or the set of scripts that a
/// language mixes, counts as the one script of its letters.
Script base_script(Script script) {
    switch (script) {
    case script_of("Aran"):
        return script_of("Arab");
    case script_of("Hans"):
    case script_of("Hant"):
        return script_of("Hani");
    case script_of("Jpan"):
        return script_of("Kana");
    case script_of("Kore"):
        return script_of("Hang");
    default:
        return script;
    }
}

/// Language and usual script of a BCP 47 tag: "ur" -> ("ur", 'Arab').
std::pair<std::string, Script> language_and_script(const LocaleId& locale) {
    char id[ULOC_FULLNAME_CAPACITY] = "";
    char full[ULOC_FULLNAME_CAPACITY] = "";
    char language[ULOC_LANG_CAPACITY] = "";
    char script[ULOC_SCRIPT_CAPACITY] = "";
    UErrorCode status = U_ZERO_ERROR;
    uloc_forLanguageTag(locale.tag.c_str(), id, sizeof id, nullptr, &status);
    uloc_addLikelySubtags(id, full, sizeof full, &status);
    uloc_getLanguage(full, language, sizeof language, &status);
    if (U_FAILURE(status) || uloc_getScript(full, script, sizeof script, &status) != 4 ||
        U_FAILURE(status)) {
        return {locale.tag, script_of("Latn")};
    }
    Script code = 0;
    for (const char letter : std::string_view(script, 4)) {
        code = code << 8 | static_cast<unsigned char>(letter);
    }
    return {language, code};
}

} // namespace

Written::Written(const LocaleId& locale) : styled(language_of(locale) != locale) {
    const auto [its_language, its_script] = language_and_script(locale);
    language = its_language;
    script = base_script(its_script);
    with_script = its_language + "-" + tag_of(its_script);
}

bool Written::is_for(std::string_view preferred) const {
    return preferred.empty() || preferred == (preferred.contains('-') ? with_script : language);
}

bool Written::takes(Script family_script, std::string_view preferred) const {
    return family_script == script && is_for(preferred) && (!styled || preferred == with_script);
}

} // namespace i18n
