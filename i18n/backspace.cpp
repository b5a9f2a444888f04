#include "i18n/backspace.h"

#include "i18n/icu.h"
#include "i18n/paragraph_breaks.h"
#include "i18n/paragraph_text.h"

namespace i18n {
namespace {

/// Whether people type and correct the marks on a letter of this script one by one (Pango's
/// backspace-deletes-character, less CJK variation selectors).
bool takes_marks_one_by_one(UChar32 base) {
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(base, &status)) {
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
    case USCRIPT_LATIN:
    case USCRIPT_CYRILLIC:
    case USCRIPT_GREEK:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_HAN:
        return false;
    default:
        return true;
    }
}

} // namespace

std::size_t taken_by_backspace(std::string_view utf8, std::size_t caret, const LocaleId& locale,
                               Typesetter& typesetter) {
    const Utf16 text = utf16_of(utf8);
    const auto flags = typesetter.breaks().characters(text.units, locale);
    const std::size_t end = unit_at(text, caret);
    if (end == 0) {
        return 0;
    }
    std::size_t cluster = end - 1;
    while (!(flags[cluster] & kCharacterBreak)) {
        --cluster;
    }
    std::size_t after_base = cluster;
    const auto base = static_cast<UChar32>(next_code_point(text.units, after_base));
    std::size_t begin = cluster;
    if (takes_marks_one_by_one(base)) {
        begin = U16_IS_TRAIL(text.units[end - 1]) ? end - 2 : end - 1;
    }
    return text.offsets[begin];
}

} // namespace i18n
