#include "kiosk/ui/names.h"

#include "i18n/names.h"
#include "kiosk/intake/code_lists.h"
#include "kiosk/intake/code_name.h"
#include "kiosk/ui/answer_search.h"
#include "kiosk/ui/answers.h"
#include "kiosk/ui/form_ids.h"

#include <algorithm>
#include <array>

namespace ui {
namespace {

std::string_view system_of(const intake::Option& option) {
    const auto* coding = std::get_if<intake::Coding>(&option.value);
    return coding == nullptr ? std::string_view{} : std::string_view(coding->system);
}

bool is_language(const intake::Option& option) {
    return system_of(option) == intake::kLanguageSystem;
}

/// How well `keys` has `key`: 0 a name begins with it, 1 a word does, 2 it is a part; 3 not at all.
unsigned fit(std::string_view keys, std::string_view key) {
    unsigned best = 3;
    for (std::size_t at = keys.find(key); at != std::string_view::npos && best > 0;
         at = keys.find(key, at + 1)) {
        const char before = keys[at - 1]; // every name stands behind a line feed
        best = std::min(best, before == '\n' ? 0U : before == ' ' ? 1U : 2U);
    }
    return best;
}

} // namespace

std::optional<i18n::Text> written_text(const Ui& ui, const intake::Item& item,
                                       const intake::Option& option) {
    const std::string id = form_id(item, "." + option.code);
    if (ui.knows(id)) {
        return ui.say({id});
    }
    if (const auto code = intake::code_sentence(system_of(option), option.code); !code.empty()) {
        return ui.say(code);
    }
    const std::string_view own = option.display.in(ui.session.language.tag);
    if (own != option.display.text) {
        return ui.as_said(own);
    }
    return std::nullopt;
}

i18n::Text named_text(const Ui& ui, const intake::Option& option, std::string name) {
    if (!name.empty()) {
        return {std::move(name), ui.session.language, false};
    }
    // Only our lists are known to be English; a form's own text is in the form's language.
    const bool listed = is_language(option) || system_of(option) == intake::kCountrySystem;
    return ui.as_said(option.display.text, listed ? i18n::kEnglish.tag : std::string_view{});
}

bool keeps_open(const intake::Option& option) {
    return option.exclusive || option.code == "not_sure" || option.code == "unknown" ||
           option.code == "rather_not_say";
}

i18n::Text option_text(const Ui& ui, const intake::Item& item, const intake::Option& option) {
    if (auto text = written_text(ui, item, option)) {
        return std::move(*text);
    }
    return named_text(ui, option,
                      intake::code_name(system_of(option), option.code, ui.session.language));
}

std::optional<i18n::WipedVector<std::uint32_t>> NameIndex::find(std::string_view typed) const {
    const auto key = i18n::search_key(typed);
    if (key.empty()) {
        return std::nullopt;
    }
    std::array<i18n::WipedVector<std::uint32_t>, 3> found;
    for (std::uint32_t i = 0; i < keys_.size(); ++i) {
        const unsigned how = fit(keys_[i], {key.data(), key.size()});
        if (how < found.size()) {
            found[how].push_back(i);
        }
    }
    i18n::WipedVector<std::uint32_t> all;
    for (auto& part : found) {
        std::ranges::sort(part, {}, [&](std::uint32_t i) { return place_[i]; });
        all.insert(all.end(), part.begin(), part.end());
    }
    return all;
}

const std::string& NameIndexes::own_name(const i18n::LocaleId& language) {
    auto known = own_names_.find(language.tag);
    if (known == own_names_.end()) {
        known = own_names_.emplace(language.tag, i18n::native_name(language)).first;
    }
    return known->second;
}

const NameIndex& NameIndexes::of(Ui& ui, const intake::Item& item) {
    const auto& language = ui.session.language;
    while (!ready(language, item) && !step(ui, item)) {
    }
    return indexes_.find({item.link_id, language.tag})->second;
}

void NameIndexes::prepare(Ui& ui) {
    for (const intake::Item& item : ui.session.answers.form().items) {
        const bool searched = item.options.size() > kSearchAbove && !item.hidden;
        if (searched && !ready(ui.session.language, item)) {
            step(ui, item);
            return;
        }
    }
}

bool NameIndexes::step(Ui& ui, const intake::Item& item) {
    const auto& language = ui.session.language;
    if (!building_ || !building_->is_of(language, item)) {
        building_.emplace(language, item);
    }
    if (!building_->step(ui)) {
        return false;
    }
    indexes_.emplace(std::pair(item.link_id, language.tag), building_->take());
    building_.reset();
    return true;
}

} // namespace ui
