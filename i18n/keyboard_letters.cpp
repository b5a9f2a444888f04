#include "i18n/keyboard_letters.h"

#include "crypto/check.h"
#include "i18n/icu.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

namespace i18n {

namespace {

struct Close {
    void operator()(ULocaleData* data) const { ulocdata_close(data); }
    void operator()(USet* set) const { uset_close(set); }
};

std::string utf8_of(const icu::UnicodeString& text) {
    std::string utf8;
    return text.toUTF8String(utf8);
}

icu::UnicodeString utf16_of(std::string_view text) {
    return icu::UnicodeString::fromUTF8(
        icu::StringPiece(text.data(), static_cast<int>(text.size())));
}

UChar32 first_of(std::string_view text) {
    std::size_t at = 0;
    return text.empty() ? 0 : next_in_utf8(text, at);
}

std::string normalised(std::string_view text, const UNormalizer2* form) {
    const icu::UnicodeString from = utf16_of(text);
    icu::UnicodeString to;
    constexpr std::int32_t kMost = 256;
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length = unorm2_normalize(form, from.getBuffer(), from.length(),
                                                 to.getBuffer(kMost), kMost, &status);
    CHECK(U_SUCCESS(status));
    to.releaseBuffer(length);
    return utf8_of(to);
}

void append_set(std::vector<std::string>& out, ULocaleData& data, ULocaleDataExemplarSetType type) {
    const std::unique_ptr<USet, Close> set(uset_openEmpty());
    UErrorCode status = U_ZERO_ERROR;
    ulocdata_getExemplarSet(&data, set.get(), 0, type, &status);
    // A set that the language has not is the root's, which is nobody's.
    if (U_FAILURE(status) || status == U_USING_DEFAULT_WARNING) {
        return;
    }
    for (std::int32_t i = 0; i < uset_getItemCount(set.get()); ++i) {
        UChar32 first = 0;
        UChar32 last = 0;
        std::array<UChar, 16> text{};
        status = U_ZERO_ERROR;
        const std::int32_t length = uset_getItem(set.get(), i, &first, &last, text.data(),
                                                 static_cast<std::int32_t>(text.size()), &status);
        CHECK(U_SUCCESS(status));
        if (length >= 2) {
            out.push_back(nfc_of(utf8_of({text.data(), length})));
            continue;
        }
        for (UChar32 c = first; c <= last; ++c) {
            out.push_back(nfc_of(utf8_of(c)));
        }
    }
}

/// Letters that NFD leaves whole though they are read as forms of another.
constexpr std::array<std::pair<std::string_view, std::string_view>, 19> kRelated{{
    {"æ", "a"}, {"ª", "a"}, {"đ", "d"}, {"ð", "d"}, {"ǥ", "g"}, {"ħ", "h"}, {"ı", "i"},
    {"ĳ", "i"}, {"ĸ", "k"}, {"ł", "l"}, {"ŋ", "n"}, {"ø", "o"}, {"œ", "o"}, {"º", "o"},
    {"ß", "s"}, {"ſ", "s"}, {"ŧ", "t"}, {"þ", "t"}, {"ʒ", "z"},
}};

std::vector<std::u32string> pieces_of(const std::vector<std::string>& keys) {
    std::vector<std::u32string> pieces;
    for (const std::string& key : keys) {
        const std::string apart = nfd_of(key);
        std::u32string piece;
        for (std::size_t at = 0; at < apart.size();) {
            piece.push_back(static_cast<char32_t>(next_in_utf8(apart, at)));
        }
        pieces.push_back(std::move(piece));
    }
    return pieces;
}

/// Takes the characters of `piece` out of `left`, wherever they stand.
bool take_out(std::u32string& left, const std::u32string& piece) {
    for (const char32_t c : piece) {
        const auto at = left.find(c);
        if (at == std::u32string::npos) {
            return false;
        }
        left.erase(at, 1);
    }
    return true;
}

struct Search {
    const std::vector<std::string>& keys;
    std::vector<std::u32string> pieces;
    std::string wanted;

    bool reaches(const std::string& typed, const std::u32string& left) const {
        if (left.empty()) {
            return nfc_of(typed) == wanted;
        }
        for (std::size_t i = 0; i < keys.size(); ++i) {
            std::u32string rest = left;
            if (take_out(rest, pieces[i]) && reaches(typed + keys[i], rest)) {
                return true;
            }
        }
        return false;
    }
};

} // namespace

std::vector<std::string> exemplars_of(const LocaleId& language) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale where(format_tag(language).c_str());
    const std::unique_ptr<ULocaleData, Close> data(ulocdata_open(where.getName(), &status));
    CHECK(U_SUCCESS(status));
    std::vector<std::string> found;
    append_set(found, *data, ULOCDATA_ES_STANDARD);
    append_set(found, *data, ULOCDATA_ES_AUXILIARY);
    return found;
}

std::string nfd_of(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    return normalised(text, unorm2_getNFDInstance(&status));
}

std::string nfc_of(std::string_view text) {
    UErrorCode status = U_ZERO_ERROR;
    return normalised(text, unorm2_getNFCInstance(&status));
}

std::string capital_of(std::string_view text, const LocaleId& language) {
    constexpr std::uint32_t kFirstLetter =
        U_TITLECASE_WHOLE_STRING | U_TITLECASE_NO_LOWERCASE | U_TITLECASE_NO_BREAK_ADJUSTMENT;
    const icu::Locale where(language.tag.c_str());
    return utf8_of(utf16_of(text).toTitle(nullptr, where, kFirstLetter));
}

std::string lower_of(std::string_view text, const LocaleId& language) {
    return utf8_of(utf16_of(text).toLower(icu::Locale(language.tag.c_str())));
}

std::string base_letter(std::string_view text) {
    const std::string base = utf8_of(first_of(nfd_of(text)));
    const auto related =
        std::ranges::find(kRelated, base, [](const auto& pair) { return pair.first; });
    return related == kRelated.end() ? base : std::string(related->second);
}

bool is_letter(std::string_view text) {
    return (U_GET_GC_MASK(first_of(text)) & (U_GC_L_MASK | U_GC_M_MASK)) != 0;
}

bool same_script(std::string_view a, std::string_view b) {
    UErrorCode status = U_ZERO_ERROR;
    const UScriptCode one = uscript_getScript(first_of(a), &status);
    const UScriptCode other = uscript_getScript(first_of(b), &status);
    const auto of_none = [](UScriptCode script) {
        return script == USCRIPT_COMMON || script == USCRIPT_INHERITED;
    };
    return one == other || of_none(one) || of_none(other);
}

namespace {

constexpr UChar32 kOrders = 8;

/// The orders of one Ethiopic consonant that Unicode has.
void append_orders(std::vector<std::string>& family, UChar32 row) {
    for (UChar32 c = row; c < row + kOrders; ++c) {
        if (u_isdefined(c)) {
            family.push_back(utf8_of(c));
        }
    }
}

} // namespace

std::vector<std::string> ethiopic_family(std::string_view base) {
    // The consonants whose labialised forms have a row of their own, right after.
    constexpr std::array<UChar32, 6> kLabialised{0x1240, 0x1250, 0x1280, 0x12A8, 0x12B8, 0x1308};
    const UChar32 first = first_of(base);
    std::vector<std::string> family;
    if (!u_isalpha(first)) {
        return family;
    }
    append_orders(family, first);
    if (std::ranges::find(kLabialised, first) != kLabialised.end()) {
        append_orders(family, first + kOrders);
    }
    return family;
}

std::vector<std::string> digits_of(const LocaleId& language, bool native) {
    const std::string tag = format_tag(language) + (native ? "-u-nu-native" : "");
    const std::string text = native_digits("0123456789", {tag});
    std::vector<std::string> digits;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t begin = at;
        next_in_utf8(text, at);
        digits.push_back(text.substr(begin, at - begin));
    }
    CHECK(digits.size() == 10);
    // Chinese numbers are words rather than digits.
    const bool of_decimals = u_charType(first_of(digits.front())) == U_DECIMAL_DIGIT_NUMBER;
    return of_decimals ? digits : digits_of(kEnglish, false);
}

bool is_typed_by(std::string_view text, const std::vector<std::string>& keys) {
    const auto wanted = pieces_of({std::string(text)}).front();
    return Search{keys, pieces_of(keys), nfc_of(text)}.reaches({}, wanted);
}

} // namespace i18n
