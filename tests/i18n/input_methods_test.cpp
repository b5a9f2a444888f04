// The input methods judged by what others know: every character of Chinese by the reading that CLDR
// gives it, every Vietnamese word of the corpus by its own keys, and libm17n's own Telex and SERA
// beside ours. No screen; how a spelling is chosen from stands in tests/ui.
#include "i18n/m17n_method.h"
#include "i18n/telex.h"
#include "tests/i18n/keyboard_fixture.h"
#include "tests/i18n/typed.h"

#include <catch2/catch_test_macros.hpp>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <map>
#include <memory>
#include <set>

using namespace i18n;
using namespace i18n_tests;

namespace {

const std::filesystem::path kSource = REFERRAL_SOURCE_DIR;
/// CLDR's reading of a character in the letters that are typed: no tones, v for ü.
class Readings {
public:
    Readings() {
        UErrorCode status = U_ZERO_ERROR;
        UParseError where;
        const icu::UnicodeString rules =
            u":: Han-Latin; :: NFC; [ü ǖ ǘ ǚ ǜ] > v; :: NFD; :: [:Mn:] Remove; :: Lower;";
        latin_.reset(
            icu::Transliterator::createFromRules(u"reading", rules, UTRANS_FORWARD, where, status));
        REQUIRE(U_SUCCESS(status));
    }
    std::string of(const icu::UnicodeString& character) const {
        icu::UnicodeString text = character;
        latin_->transliterate(text);
        return utf8_of(text);
    }

private:
    std::unique_ptr<icu::Transliterator> latin_;
};

std::vector<icu::UnicodeString> chinese_characters() {
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<ULocaleData, decltype(&ulocdata_close)> data(
        ulocdata_open("zh_Hans", &status), &ulocdata_close);
    std::vector<icu::UnicodeString> all;
    for (const auto type : {ULOCDATA_ES_STANDARD, ULOCDATA_ES_AUXILIARY}) {
        const std::unique_ptr<USet, decltype(&uset_close)> set(uset_openEmpty(), &uset_close);
        ulocdata_getExemplarSet(data.get(), set.get(), 0, type, &status);
        for (std::int32_t i = 0; i < uset_size(set.get()); ++i) {
            const UChar32 c = uset_charAt(set.get(), i);
            if (u_hasBinaryProperty(c, UCHAR_IDEOGRAPHIC) != 0) {
                all.emplace_back(c);
            }
        }
    }
    REQUIRE(U_SUCCESS(status));
    return all;
}

bool offers(const Spellings& spellings, const std::string& letters, const std::string& text) {
    const auto candidates = spellings.candidates(letters);
    return std::ranges::any_of(candidates, [&](const Candidate& candidate) {
        return candidate.text == text && candidate.letters == letters.size();
    });
}

std::size_t place_of(const Spellings& spellings, const std::string& letters,
                     const std::string& text) {
    const auto candidates = spellings.candidates(letters);
    return static_cast<std::size_t>(std::ranges::find(candidates, text, &Candidate::text) -
                                    candidates.begin());
}

std::string with_telex(const std::string& keys) {
    return typed(keys, telex);
}

std::string by_other(const M17nMethod& method, const std::string& keys) {
    const auto tried = method.try_keys(keys);
    return tried ? tried->done + tried->open : std::string();
}

/// The words of a language's catalogues and of its corpus, in small letters.
std::set<std::string> words_of(const std::string& language) {
    std::set<std::string> words;
    const std::string catalogues = "assets/locales/" + language;
    for (const std::string& file : {catalogues + "/ui.po", catalogues + "/form.po",
                                    "tests/i18n/corpus/" + language + ".mixed.txt"}) {
        std::ifstream stream(kSource / file);
        for (std::string line; std::getline(stream, line);) {
            if (line.starts_with("msgid") || line.starts_with("msgctxt") || line.starts_with('#')) {
                continue;
            }
            icu::UnicodeString word;
            const auto text = icu::UnicodeString::fromUTF8(line).toLower().append(u' ');
            for (std::int32_t at = 0; at < text.length(); at = text.moveIndex32(at, 1)) {
                if (u_isalpha(text.char32At(at)) != 0) {
                    word.append(text.char32At(at));
                } else if (!word.isEmpty()) {
                    words.insert(utf8_of(word));
                    word.remove();
                }
            }
        }
    }
    return words;
}

/// The keys of one word.
struct Keys {
    std::string at_once;     ///< each shape right after its letter, the tone at the end
    std::string late;        ///< all of it at the end
    bool vietnamese = false; ///< it has a letter that a Latin keyboard lacks
};

Keys keys_of(const std::string& word) {
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfd = icu::Normalizer2::getNFDInstance(status);
    const auto apart = nfd->normalize(icu::UnicodeString::fromUTF8(word), status);
    Keys keys;
    std::string shapes;
    std::string tone;
    for (std::int32_t i = 0; i < apart.length(); ++i) {
        const char16_t c = apart.charAt(i);
        const auto shape = [&](char key) {
            keys.at_once += key;
            if (shapes.find(key) == std::string::npos) {
                shapes += key;
            }
        };
        switch (c) {
        case 0x302:
            shape(keys.at_once.back());
            break;
        case 0x306:
        case 0x31B:
            shape('w');
            break;
        case u'đ':
            keys.at_once += 'd';
            keys.late += 'd';
            shape('d');
            break;
        case 0x300:
        case 0x301:
        case 0x303:
        case 0x309:
        case 0x323:
            tone = c == 0x300 ? "f" : c == 0x301 ? "s" : c == 0x303 ? "x" : c == 0x309 ? "r" : "j";
            break;
        default:
            keys.at_once += static_cast<char>(c);
            keys.late += static_cast<char>(c);
        }
    }
    keys.vietnamese = !shapes.empty() || !tone.empty();
    keys.at_once += tone;
    keys.late += shapes + tone;
    return keys;
}

} // namespace

TEST_CASE("every Chinese character can be typed by the reading CLDR gives it") {
    const Keyboard keyboard = keyboard_of("zh-Hans");
    const Readings readings;
    const auto characters = chinese_characters();
    REQUIRE(characters.size() > 2000);
    std::string missing;
    std::size_t in_first_row = 0;
    for (const auto& character : characters) {
        const std::string text = utf8_of(character);
        const std::string letters = readings.of(character);
        const bool listed = text == "呣"; // of which m17n-db knows nothing
        if (offers(keyboard.spellings, letters, text) == listed) {
            missing += " " + text + "=" + letters;
        }
        in_first_row += place_of(keyboard.spellings, letters, text) < 21 ? 1U : 0U;
    }
    INFO("cannot be typed:" << missing);
    CHECK(missing.empty());
    INFO(in_first_row << " of " << characters.size() << " stand within three turns of the row");
    CHECK(in_first_row * 100 >= characters.size() * 85);
}

TEST_CASE("every Vietnamese word of the corpus comes of its own keys") {
    const auto words = words_of("vi");
    std::size_t words_typed = 0;
    std::string wrong;
    for (const std::string& word : words) {
        const Keys keys = keys_of(word);
        if (!keys.vietnamese) {
            continue;
        }
        ++words_typed;
        for (const std::string& way : {keys.at_once, keys.late}) {
            if (with_telex(way) != word) {
                wrong += " " + way + "=" + with_telex(way) + "/" + word;
            }
        }
    }
    INFO("typed " << words_typed << " words; wrong:" << wrong);
    CHECK(words_typed > 400);
    CHECK(wrong.empty());
}

TEST_CASE("libm17n's Telex makes the same of the keys, but for ươ from one w") {
    const M17nMethod other("vi", "telex");
    REQUIRE(other.is_there());
    std::string differ;
    std::size_t same = 0;
    for (const std::string& word : words_of("vi")) {
        const Keys keys = keys_of(word);
        if (!keys.vietnamese) {
            continue;
        }
        if (by_other(other, keys.at_once) == with_telex(keys.at_once)) {
            ++same;
        } else {
            differ += " " + keys.at_once + "=" + by_other(other, keys.at_once) + "/" + word;
        }
    }
    INFO("the same: " << same << "; differ:" << differ);
    CHECK(same > 400);
    CHECK(differ.empty());
    CHECK(by_other(other, "nguowif") == "nguời");
    CHECK(with_telex("nguowif") == "người");
}

TEST_CASE("Ethiopic comes of the Latin keys of a hardware keyboard, as libm17n's SERA has it") {
    const M17nMethod other("am", "sera");
    REQUIRE(other.is_there());
    for (const char* language : {"am", "ti"}) {
        const Keyboard keyboard = keyboard_of(language);
        std::map<std::string, std::string, std::less<>> keys_of_letter;
        for (const KeySequence& sequence : keyboard.sequences.all()) {
            keys_of_letter.try_emplace(sequence.text, sequence.keys);
        }
        std::size_t letters = 0;
        std::string differ;
        for (const std::string& word : words_of(language)) {
            std::string keys;
            for (std::size_t at = 0; at < word.size();) {
                const std::size_t begin = at;
                next_in_utf8(word, at);
                const auto known = keys_of_letter.find(word.substr(begin, at - begin));
                keys += known == keys_of_letter.end() ? "" : known->second;
            }
            const std::string ours = typed(keys, [&](std::string_view before, char32_t key) {
                return keyboard.sequences.type(before, key);
            });
            letters += ours.size() / 3;
            if (ours != by_other(other, keys)) {
                differ += " " + keys + "=" + ours + "/" + by_other(other, keys);
            }
        }
        INFO(language << ": " << letters << " letters; differ:" << differ);
        CHECK(letters > 2000);
        CHECK(differ.empty());
    }
}
