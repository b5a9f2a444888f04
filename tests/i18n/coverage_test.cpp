// Whether the faces hold every character that the languages of the terminal are written with:
// CLDR's exemplar sets and every sentence there is. A character that no face has fails here, so
// that no screen shows a box in its place.
#include "i18n/catalog.h"
#include "i18n/icu.h"
#include "tests/i18n/text_fixture.h"
#include "tests/on_disk.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>
#include <memory>

using namespace i18n;
using namespace i18n_tests;

namespace {

struct CloseSet {
    void operator()(USet* set) const { uset_close(set); }
};
struct CloseLocaleData {
    void operator()(ULocaleData* data) const { ulocdata_close(data); }
};

/// Languages whose shaping and keyboards are tried though they have no catalogue.
constexpr const char* kTried[] = {"km", "my", "pa", "ta", "si", "ka", "ro", "bg"};

std::vector<std::string> languages() {
    std::vector<std::string> all(std::begin(kTried), std::end(kTried));
    for (const auto& folder : std::filesystem::directory_iterator(
             std::filesystem::path(REFERRAL_SOURCE_DIR) / "assets/locales")) {
        all.push_back(folder.path().filename().string());
    }
    return all;
}

/// The characters and sequences CLDR lists for a language, in UTF-8.
std::vector<std::string> exemplars(const std::string& language, ULocaleDataExemplarSetType kind) {
    UErrorCode status = U_ZERO_ERROR;
    char id[ULOC_FULLNAME_CAPACITY] = "";
    uloc_forLanguageTag(format_tag({language}).c_str(), id, sizeof id, nullptr, &status);
    const std::unique_ptr<ULocaleData, CloseLocaleData> data(ulocdata_open(id, &status));
    const std::unique_ptr<USet, CloseSet> set(
        ulocdata_getExemplarSet(data.get(), nullptr, 0, kind, &status));
    REQUIRE(U_SUCCESS(status));
    std::vector<std::string> found;
    for (std::int32_t i = 0; i < uset_getItemCount(set.get()); ++i) {
        UChar32 first = 0;
        UChar32 last = 0;
        char16_t sequence[16];
        status = U_ZERO_ERROR;
        const std::int32_t length =
            uset_getItem(set.get(), i, &first, &last, sequence, 16, &status);
        if (length > 0) {
            icu::UnicodeString(sequence, length).toUTF8String(found.emplace_back());
        }
        for (UChar32 c = first; length == 0 && c <= last; ++c) {
            icu::UnicodeString(c).toUTF8String(found.emplace_back());
        }
    }
    return found;
}

} // namespace

TEST_CASE("every character that CLDR lists for a language has a glyph in both weights") {
    for (const std::string& language : languages()) {
        const auto main = exemplars(language, ULOCDATA_ES_STANDARD);
        const auto others = exemplars(language, ULOCDATA_ES_AUXILIARY);
        const auto signs = exemplars(language, ULOCDATA_ES_PUNCTUATION);
        CAPTURE(language);
        CHECK(main.size() >= 15);
        for (const auto* set : {&main, &others, &signs}) {
            for (const std::string& text : *set) {
                for (const Weight weight : {Weight::Regular, Weight::Bold}) {
                    CAPTURE(text);
                    const TextStyle style{.locale = {language}, .weight = weight};
                    CHECK(Paragraph::shape(text, style, typesetter()).missing_glyphs() == 0);
                }
            }
        }
    }
}

TEST_CASE("every sentence of every catalogue has all its glyphs in both weights") {
    const auto loaded =
        on_disk::catalogs(std::filesystem::path(REFERRAL_BINARY_DIR) / "share/referral/locales");
    REQUIRE(loaded.has_value());
    const auto english = on_disk::catalog(std::filesystem::path(REFERRAL_BINARY_DIR) /
                                          "share/referral/locales/en.cat");
    REQUIRE(english.has_value());
    std::size_t sentences = 0;
    for (const LocaleId& language : loaded->languages()) {
        for (const TextId id : english->ids()) {
            const Text text = loaded->format(id, language);
            for (const Weight weight : {Weight::Regular, Weight::Bold}) {
                CAPTURE(language.tag, text.utf8);
                const TextStyle style{.locale = language, .weight = weight};
                CHECK(Paragraph::shape(text.utf8, style, typesetter()).missing_glyphs() == 0);
            }
            ++sentences;
        }
    }
    CHECK(sentences >= 28 * english->ids().size());
}

TEST_CASE("a character that no face has is noticed") {
    CHECK(shape("\U000F0000", "en").missing_glyphs() == 1);
}
