// What the options of a question are called in the person's language, and the index in which a long
// list is searched. Made of the form, the catalogues and public names: nothing a person said.
#pragma once

#include "i18n/catalog.h"
#include "i18n/names.h"
#include "i18n/wiping.h"
#include "kiosk/intake/item.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

namespace ui {

struct Ui;

/// The words for one option: the catalogues' for this question or this code, the form's own
/// translation, the name of a country or language, the form's English.
i18n::Text option_text(const Ui& ui, const intake::Item& item, const intake::Option& option);
/// Answers that keep the question open: they look lighter and stand last.
bool keeps_open(const intake::Option& option);

/// The options of one question in one language.
class NameIndex {
public:
    NameIndex(Ui& ui, const intake::Item& item);

    /// What a tile says: the name, of a language with what it calls itself.
    const i18n::Text& label(std::uint32_t option) const { return labels_[option]; }
    /// One of option_words().
    const std::string& word(std::uint32_t option) const { return words_[option]; }
    /// Those met most often, in the order of their rank.
    std::span<const std::uint32_t> common() const { return common_; }
    /// All others in alphabetical order, without those that keep the question open.
    std::span<const std::uint32_t> others() const { return others_; }
    /// Those that keep the question open, as the list has them.
    std::span<const std::uint32_t> open() const { return open_; }
    /// The options that `typed` finds, best first: by the beginning of a name, of a word in it,
    /// then by any part of it. Nothing when `typed` holds no letter. Keeps nothing of it.
    std::optional<i18n::WipedVector<std::uint32_t>> find(std::string_view typed) const;

private:
    void name_all(Ui& ui, const intake::Item& item);
    void name(const Ui& ui, const intake::Item& item, const intake::Option& option,
              const i18n::Names& names);
    void add_own_name(Ui& ui, const std::string& own);
    void order(const Ui& ui, const intake::Item& item);

    std::vector<i18n::Text> labels_;
    std::vector<std::string> words_;
    std::vector<std::string> keys_;    ///< each name's search key behind a line feed
    std::vector<bool> known_;          ///< whether the name is the person's language's
    std::vector<std::uint32_t> place_; ///< of each option among equally good finds: the common ones
                                       ///< first, then the known ones, each by alphabet
    std::vector<std::uint32_t> common_;
    std::vector<std::uint32_t> others_;
    std::vector<std::uint32_t> open_;
};

/// The indices that were needed so far, one for each question and language. Belongs to a Stage.
class NameIndexes {
public:
    /// Built when it is first asked for, some 10 ms for every language of the world.
    const NameIndex& of(Ui& ui, const intake::Item& item);
    /// What a language calls itself: i18n::native_name(), found in ICU's data only once.
    const std::string& own_name(const i18n::LocaleId& language);
    /// For another form, and between persons: which languages were read is nobody's business.
    void clear() {
        indexes_.clear();
        own_names_.clear();
    }

private:
    std::map<std::pair<std::string, std::string>, NameIndex> indexes_; ///< linkId, language
    std::map<std::string, std::string> own_names_;                     ///< by tag
};

} // namespace ui
