#include "kiosk/ui/names.h"

#include "i18n/names.h"
#include "kiosk/intake/code_lists.h"
#include "kiosk/intake/code_name.h"
#include "kiosk/ui/answers.h"
#include "kiosk/ui/form_ids.h"

#include <algorithm>
#include <array>

namespace ui {
namespace {

using OwnNames = decltype(i18n::own_names());

std::string_view system_of(const intake::Option& option) {
    const auto* coding = std::get_if<intake::Coding>(&option.value);
    return coding == nullptr ? std::string_view{} : std::string_view(coding->system);
}

bool is_language(const intake::Option& option) {
    return system_of(option) == intake::kLanguageSystem;
}

/// What the catalogues or the form itself have in the person's language.
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

std::string name_in(const i18n::Names& names, const intake::Option& option) {
    if (system_of(option) == intake::kCountrySystem) {
        return names.country(option.code);
    }
    return is_language(option) ? names.language(option.code) : std::string();
}

void append_key(std::string& keys, std::string_view name) {
    const auto key = i18n::search_key(name);
    if (!key.empty()) {
        keys += '\n';
        keys.append(key.begin(), key.end());
    }
}

/// The names parted by ';'.
void append_also(std::string& keys, std::string_view names) {
    while (!names.empty()) {
        const std::size_t end = std::min(names.find(';'), names.size());
        append_key(keys, names.substr(0, end));
        names.remove_prefix(std::min(end + 1, names.size()));
    }
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

// Not every machine has the faces of every script: Chinese is a package of its own.
bool can_draw(Ui& ui, std::string_view name) {
    const i18n::TextStyle style{.locale = ui.session.language};
    return i18n::Paragraph::shape(name, style, ui.painter.typesetter()).missing_glyphs() == 0;
}

// A name in another direction of writing must not pull the brackets along.
std::string with_own_name(const std::string& name, const std::string& own) {
    return name + " (\u2068" + own + "\u2069)";
}

} // namespace

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

NameIndex::NameIndex(Ui& ui, const intake::Item& item) {
    name_all(ui, item);
    order(ui, item);
}

void NameIndex::name_all(Ui& ui, const intake::Item& item) {
    const i18n::Names names(ui.session.language);
    const bool languages = std::ranges::any_of(item.options, &is_language);
    const OwnNames own_names = languages ? i18n::own_names() : OwnNames{};
    labels_.reserve(item.options.size());
    words_ = option_words(item);
    keys_.reserve(item.options.size());
    for (const intake::Option& option : item.options) {
        name(ui, item, option, names);
        const auto own = is_language(option) ? own_names.find(option.code) : own_names.end();
        if (own != own_names.end()) {
            add_own_name(ui, own->second);
        }
    }
}

void NameIndex::name(const Ui& ui, const intake::Item& item, const intake::Option& option,
                     const i18n::Names& names) {
    auto text = written_text(ui, item, option);
    bool known = text.has_value();
    if (!text) {
        std::string found = name_in(names, option);
        known = !found.empty();
        text = named_text(ui, option, std::move(found));
    }
    known_.push_back(known);
    std::string& keys = keys_.emplace_back();
    append_key(keys, text->utf8);
    if (text->utf8 != option.display.text) {
        append_key(keys, option.display.text);
    }
    append_also(keys, option.also);
    labels_.push_back(std::move(*text));
}

/// Of the language named last.
void NameIndex::add_own_name(Ui& ui, const std::string& own) {
    append_key(keys_.back(), own);
    std::string& label = labels_.back().utf8;
    if (!label.contains(own) && can_draw(ui, own)) {
        label = with_own_name(label, own);
    }
}

void NameIndex::order(const Ui& ui, const intake::Item& item) {
    std::vector<std::string> names;
    names.reserve(labels_.size());
    for (const i18n::Text& label : labels_) {
        names.push_back(label.utf8);
    }
    for (const std::uint32_t option : i18n::alphabetical(names, ui.session.language)) {
        if (!keeps_open(item.options[option])) {
            (item.options[option].rank != 0 ? common_ : others_).push_back(option);
        }
    }
    std::ranges::sort(common_, {}, [&](std::uint32_t i) { return item.options[i].rank; });
    for (std::uint32_t i = 0; i < item.options.size(); ++i) {
        if (keeps_open(item.options[i])) {
            open_.push_back(i);
        }
    }
    // A language that has no name in hers is hardly the one she looks for.
    std::vector<std::uint32_t> unknown;
    std::vector<std::uint32_t> known;
    for (const std::uint32_t option : others_) {
        (known_[option] ? known : unknown).push_back(option);
    }
    place_.resize(labels_.size());
    std::uint32_t place = 0;
    for (const auto* part : {&common_, &known, &unknown, &open_}) {
        for (const std::uint32_t option : *part) {
            place_[option] = place++;
        }
    }
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
    const auto key = std::pair(item.link_id, ui.session.language.tag);
    const auto found = indexes_.find(key);
    return found != indexes_.end() ? found->second
                                   : indexes_.emplace(key, NameIndex(ui, item)).first->second;
}

} // namespace ui
