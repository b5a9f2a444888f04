// Whether each language can be written on its own keyboard: CLDR says which characters it has, and
// what no key gives is listed here with its reason. It does not judge where the keys stand.
#include "tests/i18n/keyboard_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <set>

using namespace i18n;
using namespace i18n_tests;

namespace {

constexpr std::array<const char*, 36> kLanguages{
    "fi", "sv", "en",  "so", "ar", "prs", "ckb", "uk",  "ru",      "th", "vi", "fa",
    "tr", "fr", "fil", "ti", "ps", "kmr", "rw",  "pcm", "zh-Hans", "ne", "bn", "ur",
    "hi", "am", "es",  "et", "km", "my",  "pa",  "ta",  "si",      "ka", "ro", "bg"};

/// What nobody can type, by language: one range of characters and why.
struct Missing {
    const char* language;
    char32_t first;
    char32_t last;
    const char* reason;
};
constexpr Missing kMissing[] = {
    {"zh-Hans", 0x5463, 0x5463, "a sound of doubt, which m17n-db has not"},
    {"th", 0x200B, 0x200B, "a place to break the line, not part of any name"},
    {"km", 0x200B, 0x200B, "a place to break the line, not part of any name"},
    {"si", 0x200B, 0x200B, "a place to break the line, not part of any name"},
    {"km", 0x17B4, 0x17B5, "vowels that are not written; Unicode advises against them"},
    {"my", 0x1090, 0x1099, "digits of Shan; the Burmese and the Latin ones are there"},
    {"ti", 0x1380, 0x139F, "letters of Sebat Bet and signs of chant"},
    {"ti", 0x1358, 0x135A, "old syllables that no name has"},
    {"ti", 0x1318, 0x131F, "letters of Bilen"},
    {"ti", 0x12F8, 0x12FF, "letters of Oromo"},
    {"ti", 0x2D80, 0x2DDF, "letters of other languages of the region"},
    {"ka", 0x2D00, 0x2D25, "the church's old letters"},
    {"ka", 0x10A0, 0x10C5, "their capitals"},
};

icu::UnicodeString normalised(const icu::UnicodeString& text, const UNormalizer2* form) {
    icu::UnicodeString result;
    UErrorCode status = U_ZERO_ERROR;
    const auto length = unorm2_normalize(form, text.getBuffer(), text.length(),
                                         result.getBuffer(256), 256, &status);
    result.releaseBuffer(U_SUCCESS(status) ? length : 0); // nothing would be typed, and that fails
    return result;
}

icu::UnicodeString nfc(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    return normalised(text, unorm2_getNFCInstance(&status));
}

/// The characters of the decomposed text, in their own order, which says nothing of the typing.
std::multiset<UChar32> characters_of(const icu::UnicodeString& text) {
    UErrorCode status = U_ZERO_ERROR;
    const auto apart = normalised(text, unorm2_getNFDInstance(&status));
    std::multiset<UChar32> characters;
    for (std::int32_t at = 0; at < apart.length(); at = apart.moveIndex32(at, 1)) {
        characters.insert(apart.char32At(at));
    }
    return characters;
}

/// What the keys of the language's own pages type, held or not, in both states.
std::vector<icu::UnicodeString> texts_of(const Keyboard& keyboard) {
    std::vector<icu::UnicodeString> texts;
    const auto add = [&](const KeyRow& row) {
        for (const KeyboardKey& key : row) {
            for (const KeyState* state : {&key.plain, &key.shifted}) {
                texts.push_back(icu::UnicodeString::fromUTF8(state->text));
                for (const std::string& text : state->more) {
                    texts.push_back(icu::UnicodeString::fromUTF8(text));
                }
            }
        }
    };
    for (const PageKind kind : {PageKind::Letters, PageKind::Digits}) {
        std::ranges::for_each(keyboard.page(kind)->rows, add);
        add(keyboard.page(kind)->beside);
    }
    return texts;
}

/// What its letters spell.
std::set<UChar32> spelled_by(const Keyboard& keyboard) {
    std::set<UChar32> all;
    for (const Spelling& spelling : keyboard.spellings.all()) {
        for (std::size_t at = 0; at < spelling.characters.size();) {
            all.insert(next_in_utf8(spelling.characters, at));
        }
    }
    return all;
}

/// True if `text` comes of some of the keys, touched one after another.
bool can_type(const icu::UnicodeString& text, const std::vector<icu::UnicodeString>& keys) {
    const std::multiset<UChar32> wanted = characters_of(text);
    std::vector<icu::UnicodeString> useful;
    for (const auto& key : keys) {
        const auto characters = characters_of(key);
        if (std::ranges::includes(wanted, characters)) {
            useful.push_back(key);
        }
    }
    const icu::UnicodeString goal = nfc(text);
    const std::function<bool(const icu::UnicodeString&, std::size_t)> reach =
        [&](const icu::UnicodeString& typed, std::size_t presses) {
            if (nfc(typed) == goal) {
                return true;
            }
            return presses > 0 && typed.length() <= 6 &&
                   std::ranges::any_of(useful, [&](const icu::UnicodeString& key) {
                       return reach(typed + key, presses - 1);
                   });
        };
    return reach({}, wanted.size());
}

void append_exemplars(std::vector<icu::UnicodeString>& exemplars, ULocaleData* data,
                      ULocaleDataExemplarSetType type) {
    UErrorCode status = U_ZERO_ERROR;
    USet* set = uset_openEmpty();
    ulocdata_getExemplarSet(data, set, 0, type, &status);
    REQUIRE(U_SUCCESS(status));
    // A set that the language has not is the root's.
    for (std::int32_t i = 0; status != U_USING_DEFAULT_WARNING && i < uset_getItemCount(set); ++i) {
        UChar32 first = 0;
        UChar32 last = 0;
        std::array<UChar, 16> text{};
        UErrorCode read = U_ZERO_ERROR;
        const auto length = uset_getItem(set, i, &first, &last, text.data(), 16, &read);
        if (length >= 2) {
            exemplars.emplace_back(text.data(), length);
        }
        for (UChar32 c = first; length < 2 && c <= last; ++c) {
            exemplars.emplace_back(c);
        }
    }
    uset_close(set);
}

/// CLDR's main characters and its auxiliary ones.
std::vector<icu::UnicodeString> exemplars_of(const char* language) {
    UErrorCode status = U_ZERO_ERROR;
    const icu::Locale locale(format_tag({language}).c_str());
    ULocaleData* data = ulocdata_open(locale.getName(), &status);
    std::vector<icu::UnicodeString> exemplars;
    append_exemplars(exemplars, data, ULOCDATA_ES_STANDARD);
    REQUIRE(exemplars.size() >= 18); // Somali's are the fewest
    append_exemplars(exemplars, data, ULOCDATA_ES_AUXILIARY);
    ulocdata_close(data);
    return exemplars;
}

const Missing* listed_for(std::string_view language, const icu::UnicodeString& text) {
    const auto c = static_cast<char32_t>(text.char32At(0));
    const auto found = std::ranges::find_if(kMissing, [&](const Missing& missing) {
        return language == missing.language && c >= missing.first && c <= missing.last;
    });
    return found == std::end(kMissing) ? nullptr : found;
}

} // namespace

TEST_CASE("every language can be written on its own keyboard") {
    std::set<const char*> used;
    for (const char* language : kLanguages) {
        const Keyboard keyboard = keyboard_of(language);
        const auto keys = texts_of(keyboard);
        const auto spelled = spelled_by(keyboard);
        const icu::Locale locale(language);
        std::string missing;
        const auto judge = [&](const icu::UnicodeString& text) {
            if (spelled.contains(text.char32At(0)) || can_type(text, keys)) {
                return;
            }
            const Missing* listed = listed_for(language, text);
            used.insert(listed == nullptr ? "" : listed->reason);
            missing += listed == nullptr ? " " + key_label(utf8_of(text)) : "";
        };
        for (const auto& exemplar : exemplars_of(language)) {
            judge(exemplar);
            judge(icu::UnicodeString(exemplar).toTitle(nullptr, locale, U_TITLECASE_WHOLE_STRING));
        }
        INFO(language << " lacks" << missing);
        CHECK(missing.empty());
    }
    for (const Missing& listed : kMissing) {
        INFO(listed.language << ": " << listed.reason);
        CHECK(used.contains(listed.reason)); // else it can be typed, and is listed for nothing
    }
}
