// What countries and languages are called in a reader's language, the order she expects them in,
// and the key under which a name is found however it is typed. Knows no list of codes.
#pragma once

#include "i18n/locale.h"
#include "i18n/wiping.h"

#include <map>
#include <memory>
#include <span>

namespace i18n {

/// The names that one language has for countries and languages. Opened once for many questions.
class Names {
public:
    /// Never fails: a language of which ICU has no data has no names.
    explicit Names(const LocaleId& locale);
    Names(Names&&) noexcept;
    Names& operator=(Names&&) noexcept;
    ~Names();

    /// `alpha2`: ISO 3166-1, upper case. Empty if ICU has none in this very language.
    std::string country(std::string_view alpha2) const;
    /// `tag`: BCP 47. Capitalised for a list. Empty if ICU has none in this very language.
    std::string language(std::string_view tag) const;

private:
    struct Data;
    std::unique_ptr<Data> data_;
};

/// What each language calls itself, by tag: of those that ICU has data of.
std::map<std::string, std::string, std::less<>> own_names();

/// One name, as Names has it.
std::string country_name(std::string_view alpha2, const LocaleId& locale);
std::string language_name(std::string_view tag, const LocaleId& locale);

/// `text` as it is compared in a search: without case and without the marks that decorate a letter
/// (accents, vowel points; not the vowel signs of Indic scripts), the forms of one Arabic letter
/// made one, apostrophes left out, everything else between words one space. Wiped when it goes, for
/// it may come from what a person types.
WipedVector<char> search_key(std::string_view text);

/// Puts names in a language's alphabetical order. They may come a few at a time: each costs about
/// as much when it is added as all of them together in order().
class Alphabet {
public:
    /// `count`: how many names are expected.
    explicit Alphabet(const LocaleId& locale, std::size_t count = 0);
    Alphabet(Alphabet&&) noexcept;
    Alphabet& operator=(Alphabet&&) noexcept;
    ~Alphabet();

    void add(const std::string& name);
    /// The names in order, each by how many were added before it.
    std::vector<std::uint32_t> order() const;

private:
    struct Data;
    std::unique_ptr<Data> data_;
};

/// The indices of `names` in the language's alphabetical order.
std::vector<std::uint32_t> alphabetical(std::span<const std::string> names, const LocaleId& locale);

} // namespace i18n
