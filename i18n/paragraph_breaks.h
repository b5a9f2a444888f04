// Where a text may be divided: characters, words and lines, by ICU's rules for the language.
// It keeps iterators open, never a text.
#pragma once

#include "i18n/locale.h"
#include "i18n/wiping.h"

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>

struct UBreakIterator;

namespace i18n {

/// What begins at a UTF-16 offset.
enum BreakFlag : std::uint8_t {
    kCharacterBreak = 1, ///< an extended grapheme cluster (UAX 29)
    kLineBreak = 2,      ///< a line may begin here (UAX 14)
    kHardLineBreak = 4,  ///< a line must begin here
    kWordBreak = 8,      ///< a word or what lies between two (UAX 29)
    kWordEnd = 16,       ///< the piece that ends here is a word: letters, digits, ideographs
    kCaretBreak = 32,    ///< a caret may stand here: a cluster that does not go on a conjunct
};

class Breaks {
public:
    Breaks();
    ~Breaks();
    Breaks(const Breaks&) = delete;
    Breaks& operator=(const Breaks&) = delete;

    /// Character, caret and line flags for every offset of `text`, its end included.
    WipedVector<std::uint8_t> lines(std::span<const char16_t> text, const LocaleId& locale);
    /// Character and word flags, likewise.
    WipedVector<std::uint8_t> words(std::span<const char16_t> text, const LocaleId& locale);
    /// Character flags alone.
    WipedVector<std::uint8_t> characters(std::span<const char16_t> text, const LocaleId& locale);

private:
    struct Iterators;
    const Iterators& iterators(const LocaleId& locale);
    std::map<std::string, std::unique_ptr<Iterators>> by_locale_;
};

} // namespace i18n
