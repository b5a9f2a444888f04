#include "i18n/names.h"

#include "crypto/check.h"
#include "i18n/icu.h"

#include <algorithm>
#include <numeric>
#include <utility>

namespace i18n {

namespace {

// ICU's own data packages of region and language names; their names are part of its data format.
constexpr const char* kRegions = U_ICUDATA_NAME "-region";
constexpr const char* kLanguages = U_ICUDATA_NAME "-lang";

struct CloseBundle {
    void operator()(UResourceBundle* bundle) const { ures_close(bundle); }
};
using Bundle = std::unique_ptr<UResourceBundle, CloseBundle>;

/// The table `name` of exactly this bundle: ures_open would hand out another language's in place of
/// one that is missing. Null if there is none.
Bundle table_of(const char* package, const std::string& tag, const char* name) {
    UErrorCode status = U_ZERO_ERROR;
    const Bundle bundle(ures_openDirect(package, tag.c_str(), &status));
    Bundle table(ures_getByKey(bundle.get(), name, nullptr, &status));
    return U_SUCCESS(status) ? std::move(table) : nullptr;
}

/// The bundles that hold the language's names, most particular first.
std::vector<Bundle> tables_of(const char* package, const LocaleId& locale, const char* name) {
    std::vector<Bundle> tables;
    for (std::string tag = icu::Locale(format_tag(locale).c_str()).getName(); !tag.empty();) {
        if (auto table = table_of(package, tag, name)) {
            tables.push_back(std::move(table));
        }
        const auto dash = tag.rfind('_');
        tag.resize(dash == std::string::npos ? 0 : dash);
    }
    return tables;
}

icu::UnicodeString find(const std::vector<Bundle>& tables, const std::string& key) {
    for (const Bundle& table : tables) {
        UErrorCode status = U_ZERO_ERROR;
        std::int32_t length = 0;
        const UChar* name = ures_getStringByKey(table.get(), key.c_str(), &length, &status);
        if (U_SUCCESS(status)) {
            return {name, length};
        }
    }
    return {};
}

std::string utf8_of(const icu::UnicodeString& text) {
    std::string utf8;
    return text.toUTF8String(utf8);
}

bool is_apostrophe(UChar32 c) {
    return c == '\'' || c == '`' || c == 0xB4 || (c >= 0x2018 && c <= 0x201B) ||
           (c >= 0x2B9 && c <= 0x2BF);
}

// A mark that may be missing where the same word is typed. Elsewhere (Devanagari, Thai, Khmer...)
// marks are the vowels that make the word.
bool decorates(UChar32 c) {
    if ((U_GET_GC_MASK(c) & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK)) == 0) {
        return false;
    }
    UErrorCode status = U_ZERO_ERROR;
    switch (uscript_getScript(c, &status)) {
    case USCRIPT_INHERITED:
    case USCRIPT_COMMON:
    case USCRIPT_ARABIC:
    case USCRIPT_HEBREW:
    case USCRIPT_CYRILLIC:
    case USCRIPT_LATIN:
    case USCRIPT_GREEK:
        return true;
    default:
        return false;
    }
}

// Letters that NFKD leaves apart though people type one for the other. 0: nothing at all.
UChar32 plain_letter(UChar32 c) {
    switch (c) {
    case 0x131: // dotless i
        return 'i';
    case 0xF8:
        return 'o';
    case 0x142:
        return 'l';
    case 0x111:
    case 0xF0:
        return 'd';
    case 0x621: // hamza on its own
    case 0x640: // the stroke that lengthens a word
        return 0;
    case 0x671: // alef wasla
        return 0x627;
    case 0x649: // yeh without dots, Farsi yeh, barree
    case 0x6CC:
    case 0x6D2:
        return 0x64A;
    case 0x6A9: // keheh
        return 0x643;
    case 0x629: // teh marbuta, and the hehs of Persian, Urdu and Kurdish
    case 0x6BE:
    case 0x6C1:
    case 0x6D5:
        return 0x647;
    default:
        return c;
    }
}

WipedVector<UChar> utf16_of(std::string_view text) {
    WipedVector<UChar> units(text.size() + 1);
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strFromUTF8WithSub(units.data(), static_cast<std::int32_t>(units.size()), &length,
                         text.data(), static_cast<std::int32_t>(text.size()), 0xFFFD, nullptr,
                         &status);
    CHECK(U_SUCCESS(status));
    units.resize(static_cast<std::size_t>(length));
    return units;
}

/// NFKD and case folded. Eighteen units are the most that one becomes.
WipedVector<UChar> folded(const WipedVector<UChar>& text) {
    constexpr std::size_t kMost = 18;
    WipedVector<UChar> decomposed(text.size() * kMost + 1);
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length = unorm2_normalize(
        unorm2_getNFKDInstance(&status), text.data(), static_cast<std::int32_t>(text.size()),
        decomposed.data(), static_cast<std::int32_t>(decomposed.size()), &status);
    WipedVector<UChar> folded(static_cast<std::size_t>(length) * 3 + 1);
    const std::int32_t size =
        u_strFoldCase(folded.data(), static_cast<std::int32_t>(folded.size()), decomposed.data(),
                      length, U_FOLD_CASE_DEFAULT, &status);
    CHECK(U_SUCCESS(status));
    folded.resize(static_cast<std::size_t>(size));
    return folded;
}

WipedVector<char> utf8_of(const WipedVector<UChar>& units) {
    WipedVector<char> bytes(units.size() * 3);
    std::int32_t length = 0;
    UErrorCode status = U_ZERO_ERROR;
    u_strToUTF8WithSub(bytes.data(), static_cast<std::int32_t>(bytes.size()), &length, units.data(),
                       static_cast<std::int32_t>(units.size()), 0xFFFD, nullptr, &status);
    CHECK(U_SUCCESS(status));
    bytes.resize(static_cast<std::size_t>(length));
    return bytes;
}

/// search_key() of a text without any letter beyond ASCII, as most of a list's thousands are.
WipedVector<char> ascii_key(std::string_view text) {
    WipedVector<char> key;
    key.reserve(text.size());
    bool gap = false;
    for (const char c : text) {
        const bool upper = c >= 'A' && c <= 'Z';
        if (is_apostrophe(c)) {
            continue;
        }
        if (!upper && !(c >= 'a' && c <= 'z') && !(c >= '0' && c <= '9')) {
            gap = !key.empty();
            continue;
        }
        if (std::exchange(gap, false)) {
            key.push_back(' ');
        }
        key.push_back(upper ? static_cast<char>(c + ('a' - 'A')) : c);
    }
    return key;
}

} // namespace

struct Names::Data {
    icu::Locale locale;
    std::vector<Bundle> countries;
    std::vector<Bundle> languages;
};

Names::Names(const LocaleId& locale)
    : data_(std::make_unique<Data>(Data{icu::Locale(format_tag(locale).c_str()),
                                        tables_of(kRegions, locale, "Countries"),
                                        tables_of(kLanguages, locale, "Languages")})) {}
Names::Names(Names&&) noexcept = default;
Names& Names::operator=(Names&&) noexcept = default;
Names::~Names() = default;

std::string Names::country(std::string_view alpha2) const {
    return utf8_of(find(data_->countries, std::string(alpha2)));
}

std::string Names::language(std::string_view tag) const {
    if (data_->languages.empty()) {
        return {};
    }
    // ICU files Dari under what it is a kind of.
    std::string key(tag == "prs" ? "fa_AF" : tag);
    std::ranges::replace(key, '-', '_');
    icu::UnicodeString name = find(data_->languages, key);
    if (name.isEmpty()) {
        return {};
    }
    constexpr std::uint32_t kFirstWord = U_TITLECASE_WHOLE_STRING | U_TITLECASE_NO_LOWERCASE;
    return utf8_of(name.toTitle(nullptr, data_->locale, kFirstWord));
}

std::map<std::string, std::string, std::less<>> own_names() {
    std::map<std::string, std::string, std::less<>> names;
    for (std::int32_t i = 0; i < uloc_countAvailable(); ++i) {
        const std::string tag = uloc_getAvailable(i);
        if (!tag.contains('_')) {
            names.emplace(tag, native_name({tag}));
        }
    }
    for (const char* ours : {"prs", "kmr"}) {
        names.emplace(ours, native_name({ours}));
    }
    return names;
}

std::string country_name(std::string_view alpha2, const LocaleId& locale) {
    return Names(locale).country(alpha2);
}

std::string language_name(std::string_view tag, const LocaleId& locale) {
    return Names(locale).language(tag);
}

WipedVector<char> search_key(std::string_view text) {
    if (std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
        return ascii_key(text);
    }
    const WipedVector<UChar> units = folded(utf16_of(text));
    const icu::UnicodeString view(false, units.data(), static_cast<std::int32_t>(units.size()));
    WipedVector<UChar> key;
    key.reserve(units.size() * 2); // growing would copy it about
    bool gap = false;
    for (std::int32_t at = 0, next = 0; at < view.length(); at = next) {
        const UChar32 read = view.char32At(at);
        next = view.moveIndex32(at, 1);
        const UChar32 c = is_apostrophe(read) || decorates(read) ? 0 : plain_letter(read);
        if (c == 0) {
            continue;
        }
        if (!u_isalnum(c) && (U_GET_GC_MASK(c) & U_GC_M_MASK) == 0) {
            gap = !key.empty();
            continue;
        }
        if (std::exchange(gap, false)) {
            key.push_back(u' ');
        }
        if (c == read) {
            key.insert(key.end(), units.begin() + at, units.begin() + next);
        } else {
            key.push_back(static_cast<UChar>(c)); // every plain letter is one unit
        }
    }
    return utf8_of(key);
}

struct Alphabet::Data {
    std::unique_ptr<icu::Collator> collator;
    std::vector<std::string> keys;
};

Alphabet::Alphabet(const LocaleId& locale, std::size_t count) : data_(std::make_unique<Data>()) {
    UErrorCode status = U_ZERO_ERROR;
    data_->collator.reset(
        icu::Collator::createInstance(icu::Locale(format_tag(locale).c_str()), status));
    CHECK(U_SUCCESS(status));
    data_->keys.reserve(count);
}
Alphabet::Alphabet(Alphabet&&) noexcept = default;
Alphabet& Alphabet::operator=(Alphabet&&) noexcept = default;
Alphabet::~Alphabet() = default;

void Alphabet::add(const std::string& name) {
    std::uint8_t bytes[256];
    const auto text = icu::UnicodeString::fromUTF8(name);
    const auto length = data_->collator->getSortKey(text, bytes, sizeof bytes);
    data_->keys.emplace_back(reinterpret_cast<const char*>(bytes),
                             std::min<std::size_t>(static_cast<std::size_t>(length), sizeof bytes));
}

std::vector<std::uint32_t> Alphabet::order() const {
    const auto& keys = data_->keys;
    std::vector<std::uint32_t> order(keys.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::sort(order, {},
                      [&](std::uint32_t i) { return std::pair(std::string_view(keys[i]), i); });
    return order;
}

std::vector<std::uint32_t> alphabetical(std::span<const std::string> names,
                                        const LocaleId& locale) {
    Alphabet alphabet(locale, names.size());
    for (const std::string& name : names) {
        alphabet.add(name);
    }
    return alphabet.order();
}

} // namespace i18n
