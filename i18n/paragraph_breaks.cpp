#include "i18n/paragraph_breaks.h"

#include "crypto/check.h"
#include "i18n/icu.h"
#include "i18n/paragraph_text.h"

namespace i18n {
namespace {

struct CloseIterator {
    void operator()(UBreakIterator* iterator) const { ubrk_close(iterator); }
};
using Iterator = std::unique_ptr<UBreakIterator, CloseIterator>;

Iterator open_iterator(UBreakIteratorType type, const char* icu_locale) {
    UErrorCode status = U_ZERO_ERROR;
    Iterator iterator(ubrk_open(type, icu_locale, nullptr, 0, &status));
    // ICU's data is part of its library: without it nothing of the terminal works.
    CHECK(U_SUCCESS(status));
    return iterator;
}

/// Lends a text to an iterator and takes it back.
class Lent {
public:
    Lent(const Iterator& iterator, std::span<const char16_t> text) : iterator_(iterator.get()) {
        set(text.data(), text.size());
    }
    ~Lent() { set(u"", 0); }
    Lent(const Lent&) = delete;
    Lent& operator=(const Lent&) = delete;
    UBreakIterator* get() const { return iterator_; }

private:
    void set(const char16_t* text, std::size_t size) {
        UErrorCode status = U_ZERO_ERROR;
        ubrk_setText(iterator_, text, static_cast<std::int32_t>(size), &status);
        CHECK(U_SUCCESS(status));
    }
    UBreakIterator* iterator_;
};

void mark_characters(const Iterator& iterator, std::span<const char16_t> text,
                     WipedVector<std::uint8_t>& flags) {
    const Lent lent(iterator, text);
    for (std::int32_t at = ubrk_first(lent.get()); at != UBRK_DONE; at = ubrk_next(lent.get())) {
        flags[static_cast<std::size_t>(at)] |= kCharacterBreak;
    }
}

/// The signs that join two consonants into one written syllable, in the scripts where readers see
/// that syllable as one (Unicode 15.1, InCB=Linker).
bool is_linker(UChar32 c) {
    switch (c) {
    case 0x94D:
    case 0x9CD:
    case 0xACD:
    case 0xB4D:
    case 0xC4D:
    case 0xD4D:
        return true;
    default:
        return false;
    }
}

bool is_consonant(UChar32 c) {
    // Devanagari to Malayalam, without those that do not join.
    const bool joins = c >= 0x900 && c <= 0xD7F && (c < 0xA00 || c > 0xA7F) &&
                       (c < 0xB80 || c > 0xBFF) && (c < 0xC80 || c > 0xCFF);
    return joins && u_getIntPropertyValue(c, UCHAR_INDIC_SYLLABIC_CATEGORY) == U_INSC_CONSONANT;
}

/// Whether the consonant at `at` goes on a conjunct (UAX 29 GB9c of Unicode 15.1, which ICU 72 does
/// not have yet).
bool goes_on_conjunct(std::span<const char16_t> text, std::size_t at) {
    constexpr UChar32 kJoiner = 0x200D;
    if (!is_consonant(text[at])) {
        return false;
    }
    bool linked = false;
    while (at > 0) {
        const UChar32 before = text[--at];
        if (is_linker(before)) {
            linked = true;
        } else if (before != kJoiner && u_getCombiningClass(before) == 0) {
            return linked && is_consonant(before);
        }
    }
    return false;
}

void mark_carets(std::span<const char16_t> text, WipedVector<std::uint8_t>& flags) {
    for (std::size_t at = 0; at < flags.size(); ++at) {
        if ((flags[at] & kCharacterBreak) && (at == text.size() || !goes_on_conjunct(text, at))) {
            flags[at] |= kCaretBreak;
        }
    }
}

} // namespace

struct Breaks::Iterators {
    Iterator character;
    Iterator line;
    Iterator word;
};

Breaks::Breaks() = default;
Breaks::~Breaks() = default;

const Breaks::Iterators& Breaks::iterators(const LocaleId& locale) {
    auto& entry = by_locale_[locale.tag];
    if (!entry) {
        char id[ULOC_FULLNAME_CAPACITY] = "";
        UErrorCode status = U_ZERO_ERROR;
        uloc_forLanguageTag(locale.tag.c_str(), id, sizeof id, nullptr, &status);
        const char* icu_locale = U_SUCCESS(status) ? id : "root";
        entry = std::make_unique<Iterators>(open_iterator(UBRK_CHARACTER, icu_locale),
                                            open_iterator(UBRK_LINE, icu_locale),
                                            open_iterator(UBRK_WORD, icu_locale));
    }
    return *entry;
}

WipedVector<std::uint8_t> Breaks::characters(std::span<const char16_t> text,
                                             const LocaleId& locale) {
    WipedVector<std::uint8_t> flags(text.size() + 1);
    mark_characters(iterators(locale).character, text, flags);
    return flags;
}

WipedVector<std::uint8_t> Breaks::lines(std::span<const char16_t> text, const LocaleId& locale) {
    auto flags = characters(text, locale);
    mark_carets(text, flags);
    const Lent lent(iterators(locale).line, text);
    ubrk_first(lent.get());
    for (std::int32_t at = ubrk_next(lent.get()); at != UBRK_DONE; at = ubrk_next(lent.get())) {
        // Not by ICU's rule status: between the words of a language that has no spaces it is that
        // of the end of all of them, which may be a newline.
        const auto place = static_cast<std::size_t>(at);
        flags[place] |= kLineBreak;
        if (is_newline(text[place - 1])) {
            flags[place] |= kHardLineBreak;
        }
    }
    return flags;
}

WipedVector<std::uint8_t> Breaks::words(std::span<const char16_t> text, const LocaleId& locale) {
    auto flags = characters(text, locale);
    const Lent lent(iterators(locale).word, text);
    flags[static_cast<std::size_t>(ubrk_first(lent.get()))] |= kWordBreak;
    for (std::int32_t at = ubrk_next(lent.get()); at != UBRK_DONE; at = ubrk_next(lent.get())) {
        const bool word = ubrk_getRuleStatus(lent.get()) >= UBRK_WORD_NONE_LIMIT;
        flags[static_cast<std::size_t>(at)] |= word ? kWordBreak | kWordEnd : kWordBreak;
    }
    return flags;
}

} // namespace i18n
