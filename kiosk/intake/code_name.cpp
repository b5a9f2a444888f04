#include "kiosk/intake/code_name.h"

#include "i18n/names.h"
#include "kiosk/intake/code_lists.h"

namespace intake {

using namespace i18n::literals;

i18n::TextId code_sentence(std::string_view system, std::string_view code) {
    if (system == kOwnCountrySystem && code == "stateless")
        return "search.stateless"_text;
    if (system == kOwnCountrySystem && code == "unknown")
        return "search.unknown"_text;
    if (system == kLanguageSystem && code == "kmr")
        return "search.kurmanji"_text;
    return {};
}

std::string code_name(std::string_view system, std::string_view code,
                      const i18n::LocaleId& reader) {
    if (system == kCountrySystem)
        return i18n::country_name(code, reader);
    if (system == kLanguageSystem)
        return i18n::language_name(code, reader);
    return {};
}

} // namespace intake
