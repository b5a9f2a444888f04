// Builds the index of a long list: every name in the person's language, what it is found by, and
// the order. In slices, so that no frame waits for the whole.
#include "kiosk/intake/code_lists.h"
#include "kiosk/ui/answers.h"
#include "kiosk/ui/form_ids.h"

#include <algorithm>

namespace ui {
namespace {

constexpr std::size_t kSlice = 1000; // names: 1 to 2 ms

std::string_view system_of(const intake::Option& option) {
    const auto* coding = std::get_if<intake::Coding>(&option.value);
    return coding == nullptr ? std::string_view{} : std::string_view(coding->system);
}

bool is_language(const intake::Option& option) {
    return system_of(option) == intake::kLanguageSystem;
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

NameIndexBuild::NameIndexBuild(const i18n::LocaleId& language, const intake::Item& item)
    : language_(language), item_(&item), names_(language),
      alphabet_(language, item.options.size()) {}

bool NameIndexBuild::step(Ui& ui) {
    switch (stage_) {
    case Stage::Begin:
        if (std::ranges::any_of(item_->options, &is_language)) {
            own_names_ = i18n::own_names();
        }
        stage_ = Stage::Words;
        return false;
    case Stage::Words:
        index_.words_ = option_words(*item_);
        index_.labels_.reserve(item_->options.size());
        index_.keys_.reserve(item_->options.size());
        stage_ = Stage::Naming;
        return false;
    case Stage::Naming:
        name_some(ui);
        stage_ = index_.labels_.size() == item_->options.size() ? Stage::Ordering : stage_;
        return false;
    case Stage::Ordering:
        order();
        return true;
    }
    return true;
}

void NameIndexBuild::name_some(Ui& ui) {
    const std::size_t end = std::min(index_.labels_.size() + kSlice, item_->options.size());
    for (std::size_t i = index_.labels_.size(); i < end; ++i) {
        const intake::Option& option = item_->options[i];
        name(ui, option);
        const auto own = is_language(option) ? own_names_.find(option.code) : own_names_.end();
        if (own != own_names_.end()) {
            add_own_name(ui, own->second);
        }
        alphabet_.add(index_.labels_.back().utf8);
    }
}

void NameIndexBuild::name(const Ui& ui, const intake::Option& option) {
    auto text = written_text(ui, *item_, option);
    bool known = text.has_value();
    if (!text) {
        std::string found = name_in(names_, option);
        known = !found.empty();
        text = named_text(ui, option, std::move(found));
    }
    index_.known_.push_back(known);
    std::string& keys = index_.keys_.emplace_back();
    append_key(keys, text->utf8);
    if (text->utf8 != option.display.text) {
        append_key(keys, option.display.text);
    }
    append_also(keys, option.also);
    index_.labels_.push_back(std::move(*text));
}

/// Of the language named last.
void NameIndexBuild::add_own_name(Ui& ui, const std::string& own) {
    append_key(index_.keys_.back(), own);
    std::string& label = index_.labels_.back().utf8;
    if (!label.contains(own) && can_draw(ui, own)) {
        label = with_own_name(label, own);
    }
}

void NameIndexBuild::order() {
    const intake::Options& options = item_->options;
    auto& common = index_.common_;
    auto& others = index_.others_;
    auto& open = index_.open_;
    for (const std::uint32_t option : alphabet_.order()) {
        if (!keeps_open(options[option])) {
            (options[option].rank != 0 ? common : others).push_back(option);
        }
    }
    std::ranges::sort(common, {}, [&](std::uint32_t i) { return options[i].rank; });
    for (std::uint32_t i = 0; i < options.size(); ++i) {
        if (keeps_open(options[i])) {
            open.push_back(i);
        }
    }
    // A language that has no name in hers is hardly the one she looks for.
    std::vector<std::uint32_t> unknown;
    std::vector<std::uint32_t> known;
    for (const std::uint32_t option : others) {
        (index_.known_[option] ? known : unknown).push_back(option);
    }
    index_.place_.resize(options.size());
    std::uint32_t place = 0;
    for (const auto* part : {&common, &known, &unknown, &open}) {
        for (const std::uint32_t option : *part) {
            index_.place_[option] = place++;
        }
    }
}

} // namespace ui
