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
/// Of these, what the catalogues or the form itself have in the person's language.
std::optional<i18n::Text> written_text(const Ui& ui, const intake::Item& item,
                                       const intake::Option& option);
/// `name`, else the form's English where that is empty.
i18n::Text named_text(const Ui& ui, const intake::Option& option, std::string name);
/// Answers that keep the question open: they look lighter and stand last.
bool keeps_open(const intake::Option& option);

/// The options of one question in one language.
class NameIndex {
public:
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
    friend class NameIndexBuild;
    NameIndex() = default;

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

/// An index while it is built, a slice at a time: for every language of the world it takes half a
/// frame.
class NameIndexBuild {
public:
    /// `item` must outlive it.
    NameIndexBuild(const i18n::LocaleId& language, const intake::Item& item);

    bool is_of(const i18n::LocaleId& language, const intake::Item& item) const {
        return language_ == language && item_ == &item;
    }
    /// Does the next slice. True if it was the last one: the index can be taken.
    bool step(Ui& ui);
    NameIndex take() { return std::move(index_); }

private:
    enum class Stage : std::uint8_t { Begin, Words, Naming, Ordering };

    void name_some(Ui& ui);
    void name(const Ui& ui, const intake::Option& option);
    void add_own_name(Ui& ui, const std::string& own);
    void order();

    i18n::LocaleId language_;
    const intake::Item* item_;
    Stage stage_ = Stage::Begin;
    i18n::Names names_;
    std::map<std::string, std::string, std::less<>> own_names_;
    i18n::Alphabet alphabet_;
    NameIndex index_;
};

/// The indices that were needed so far, one for each question and language. Belongs to a Stage.
class NameIndexes {
public:
    /// What of it is not built yet, is built now.
    const NameIndex& of(Ui& ui, const intake::Item& item);
    /// Does one slice towards the indices that the form will need in the person's language. For a
    /// frame that has time to spare.
    void prepare(Ui& ui);
    /// Whether of() would have nothing to build.
    bool ready(const i18n::LocaleId& language, const intake::Item& item) const {
        return indexes_.contains({item.link_id, language.tag});
    }
    /// What a language calls itself: i18n::native_name(), found in ICU's data only once.
    const std::string& own_name(const i18n::LocaleId& language);
    /// For another form, and between persons: which languages were read is nobody's business.
    void clear() {
        indexes_.clear();
        own_names_.clear();
        building_.reset();
    }

private:
    /// One slice of the item's index; true if it is whole and kept.
    bool step(Ui& ui, const intake::Item& item);

    std::map<std::pair<std::string, std::string>, NameIndex> indexes_; ///< linkId, language
    std::map<std::string, std::string> own_names_;                     ///< by tag
    std::optional<NameIndexBuild> building_;
};

} // namespace ui
