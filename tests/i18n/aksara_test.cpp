// Where the caret stands in scripts whose readers see a syllable as one, against CLDR's own words
// (testData/segmentation/graphemeCluster): on the screen's own paragraphs, with the screen's fonts.
#include "tests/i18n/conformance.h"
#include "tests/i18n/text_fixture.h"

using namespace i18n;
using namespace i18n_tests;

namespace {

std::string trimmed(const std::string& text) {
    const std::size_t begin = text.find_first_not_of(" \t\r\uFEFF");
    const std::size_t end = text.find_last_not_of(" \t\r");
    return begin == std::string::npos ? "" : text.substr(begin, end - begin + 1);
}

/// The byte offsets at which "सं÷दि÷ग्ध" is divided, its ends included.
std::set<std::size_t> wanted(const std::string& divided) {
    constexpr std::string_view kMark = "÷";
    std::set<std::size_t> stops{0};
    std::size_t bytes = 0;
    for (std::size_t at = 0; at < divided.size();) {
        if (divided.compare(at, kMark.size(), kMark) == 0) {
            stops.insert(bytes);
            at += kMark.size();
        } else {
            ++bytes;
            ++at;
        }
    }
    stops.insert(bytes);
    return stops;
}

std::set<std::size_t> ours(const std::string& word, const char* locale) {
    std::set<std::size_t> stops;
    const Layout layout = lay_out(word, locale);
    for (const CaretStop& stop : layout.caret_stops()) {
        stops.insert(stop.caret.offset);
    }
    return stops;
}

struct Suite {
    const char* file;
    const char* locale;
    std::size_t words;
};
constexpr Suite kSuites[] = {{"Bengali", "bn", 23},  {"Devanagari", "hi", 100},
                             {"Gujarati", "gu", 30}, {"Malayalam", "ml", 17},
                             {"Odia", "or", 26},     {"Telugu", "te", 25}};

} // namespace

TEST_CASE("the caret stands between the syllables of CLDR's Indic words, and nowhere in them") {
    KnownMisses misses("aksaras");
    for (const Suite& suite : kSuites) {
        std::size_t words = 0;
        for (const std::string& line :
             data_lines(kUnicodeData / "cldr/common/testData/segmentation/graphemeCluster" /
                        ("TestSegmenter-" + std::string(suite.file) + ".txt"))) {
            const std::size_t semicolon = line.find(';');
            REQUIRE(semicolon != std::string::npos);
            const std::string word = trimmed(line.substr(0, semicolon));
            ++words;
            if (ours(word, suite.locale) != wanted(trimmed(line.substr(semicolon + 1)))) {
                misses.missed(std::string(suite.file) + " " + word);
            }
        }
        CAPTURE(suite.file, words);
        CHECK(words == suite.words);
    }
    misses.check();
}
