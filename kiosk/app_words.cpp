#include "kiosk/app_words.h"

#include <algorithm>

namespace kiosk {
namespace {

constexpr std::string_view kHelpLine = "help"; // the number on the page after keeping

bool tells(const crypto::Manifest& list, const i18n::LocaleId& language) {
    return std::ranges::find(list.notices, i18n::language_of(language).tag,
                             &crypto::Notice::language) != list.notices.end();
}

} // namespace

std::vector<i18n::LocaleId> languages_told(const Settings& settings, const crypto::Manifest* list) {
    std::vector<i18n::LocaleId> told;
    std::ranges::copy_if(
        settings.languages, std::back_inserter(told),
        [&](const i18n::LocaleId& language) { return list == nullptr || tells(*list, language); });
    return told;
}

std::optional<std::string> missing_words(const Settings& settings, const crypto::Manifest& list) {
    const std::string name =
        "manifest.json (version " + std::to_string(list.version) + ", from the queue): ";
    std::string languages;
    for (const i18n::LocaleId& language : settings.languages) {
        if (!tells(list, language)) {
            languages += (languages.empty() ? "" : ", ") + language.tag;
        }
    }
    if (!languages.empty()) {
        return name + "has no notice in " + languages + ", which `languages` of " +
               settings.file.string() + " names";
    }
    if (std::ranges::find(list.hotlines, kHelpLine, &crypto::Hotline::id) == list.hotlines.end()) {
        return name + "has no hotline \"" + std::string(kHelpLine) + "\"";
    }
    return std::nullopt;
}

} // namespace kiosk
