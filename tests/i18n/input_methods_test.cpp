// The input methods judged by what others know: every character of Chinese by the reading that CLDR
// gives it, every Vietnamese word of the corpus by its own keys, and libm17n's Telex beside ours.
// No screen; how a spelling is chosen from stands in tests/ui.
#include "i18n/icu.h"
#include "i18n/keyboard.h"
#include "i18n/telex.h"

#include <catch2/catch_test_macros.hpp>
#include <m17n.h>
#include <unicode/normalizer2.h>
#include <unicode/translit.h>

#include <algorithm>
#include <array>
#include <fstream>
#include <memory>
#include <set>

using namespace i18n;

namespace {

const std::filesystem::path kSource = REFERRAL_SOURCE_DIR;
const std::filesystem::path kKeyboards =
    std::filesystem::path(REFERRAL_BINARY_DIR) / "share/referral/keyboards";

Keyboard keyboard_of(const std::string& language) {
    auto keyboard = Keyboard::load(kKeyboards / (language + ".kbd"));
    if (!keyboard) {
        FAIL(keyboard.error().sentence());
    }
    return std::move(*keyboard);
}

std::string utf8_of(const icu::UnicodeString& text) {
    std::string utf8;
    return text.toUTF8String(utf8);
}

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

std::string with_telex(std::string_view keys) {
    std::string text;
    for (const char key : keys) {
        if (const auto rewrite = telex(text, static_cast<char32_t>(key))) {
            text.resize(text.size() - rewrite->taken);
            text += rewrite->view();
        } else {
            text += key;
        }
    }
    return text;
}

/// libm17n's own Telex.
class OtherTelex {
public:
    OtherTelex() {
        ::setenv("M17NDIR", "/nonexistent", 1);
        M17N_INIT();
        method_ = minput_open_im(msymbol("vi"), msymbol("telex"), nullptr);
        REQUIRE(method_ != nullptr);
    }
    OtherTelex(const OtherTelex&) = delete;
    OtherTelex& operator=(const OtherTelex&) = delete;
    ~OtherTelex() {
        minput_close_im(method_);
        M17N_FINI();
    }

    std::string type(std::string_view keys) const {
        const std::unique_ptr<MInputContext, decltype(&minput_destroy_ic)> context(
            minput_create_ic(method_, nullptr), &minput_destroy_ic);
        MText* out = mtext();
        for (const char key : keys) {
            const std::array<char, 2> name{key, 0};
            MSymbol symbol = msymbol(name.data());
            if (minput_filter(context.get(), symbol, nullptr) == 0 &&
                minput_lookup(context.get(), symbol, nullptr, out) != 0) {
                mtext_cat_char(out, key);
            }
        }
        mtext_cat(out, context->preedit);
        icu::UnicodeString text;
        for (int i = 0; i < mtext_len(out); ++i) {
            text.append(static_cast<UChar32>(mtext_ref_char(out, i)));
        }
        m17n_object_unref(out);
        return utf8_of(text);
    }

private:
    MInputMethod* method_ = nullptr;
};

/// The Vietnamese words of the catalogues and of the corpus, in small letters.
std::set<std::string> vietnamese_words() {
    std::set<std::string> words;
    for (const char* file : {"assets/locales/vi/ui.po", "assets/locales/vi/form.po",
                             "assets/locales/vi/desk.po", "tests/i18n/corpus/vi.mixed.txt"}) {
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
    const auto words = vietnamese_words();
    std::size_t typed = 0;
    std::string wrong;
    for (const std::string& word : words) {
        const Keys keys = keys_of(word);
        if (!keys.vietnamese) {
            continue;
        }
        ++typed;
        for (const std::string& way : {keys.at_once, keys.late}) {
            if (with_telex(way) != word) {
                wrong += " " + way + "=" + with_telex(way) + "/" + word;
            }
        }
    }
    INFO("typed " << typed << " words; wrong:" << wrong);
    CHECK(typed > 400);
    CHECK(wrong.empty());
}

TEST_CASE("libm17n's Telex makes the same of the keys, but for ươ from one w") {
    const OtherTelex other;
    std::string differ;
    std::size_t same = 0;
    for (const std::string& word : vietnamese_words()) {
        const Keys keys = keys_of(word);
        if (!keys.vietnamese) {
            continue;
        }
        if (other.type(keys.at_once) == with_telex(keys.at_once)) {
            ++same;
        } else {
            differ += " " + keys.at_once + "=" + other.type(keys.at_once) + "/" + word;
        }
    }
    INFO("the same: " << same << "; differ:" << differ);
    CHECK(same > 400);
    CHECK(differ.empty());
    CHECK(other.type("nguowif") == "nguời");
    CHECK(with_telex("nguowif") == "người");
}
