#include "kiosk/intake/options.h"

#include <algorithm>

namespace intake {

std::string_view FormText::in(std::string_view language) const {
    auto find = [&](std::string_view tag) {
        return std::ranges::find(translations, tag, &Translation::language);
    };
    auto found = find(language);
    if (found == translations.end())
        found = find(language.substr(0, language.find('-')));
    return found == translations.end() ? text : found->text;
}

std::vector<Option>& Options::own() {
    if (!list_) {
        list_ = std::make_shared<std::vector<Option>>();
    } else if (list_.use_count() > 1) {
        list_ = std::make_shared<std::vector<Option>>(*list_);
    }
    return *list_;
}

} // namespace intake
