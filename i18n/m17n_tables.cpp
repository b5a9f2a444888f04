#include "i18n/m17n_tables.h"

#include "i18n/m17n_method.h"

#include <array>
#include <map>

namespace i18n {
namespace {

constexpr std::array kBeginnings{"",  "b", "p", "m", "f", "d", "t", "n", "l", "g",  "k",  "h",
                                 "j", "q", "x", "r", "z", "c", "s", "y", "w", "zh", "ch", "sh"};
constexpr std::array kEndings{
    "",     "a",   "ai", "an", "ang", "ao",   "e",  "ei",  "en",  "eng", "er", "i",  "ia",  "ian",
    "iang", "iao", "ie", "in", "ing", "iong", "iu", "o",   "ong", "ou",  "u",  "ua", "uai", "uan",
    "uang", "ue",  "ui", "un", "uo",  "v",    "ve", "van", "vn",  "m",   "n",  "ng", "g"};

/// Everything that pinyin could spell: each beginning with each ending, v for ü.
std::set<std::string> syllables() {
    std::set<std::string> all;
    for (const std::string_view beginning : kBeginnings) {
        for (const std::string_view ending : kEndings) {
            all.insert(std::string(beginning) + std::string(ending));
        }
    }
    std::erase_if(all, [](const std::string& syllable) {
        return syllable.empty() || syllable.size() > kLongestSpelling;
    });
    return all;
}

/// `keys` and all longer ones, as far as each makes one letter of all that has been struck.
void collect_letters(const M17nMethod& method, const std::string& keys,
                     std::map<std::string, std::string>& letters) {
    constexpr std::string_view kKeys = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ'";
    for (const char key : kKeys) {
        const std::string longer = keys + key;
        const auto tried = method.try_keys(longer);
        if (!tried) {
            continue;
        }
        const std::string text = tried->done + tried->open;
        const bool one_letter = text.size() == 3 && static_cast<unsigned char>(text[0]) == 0xE1;
        if (one_letter) {
            letters[longer] = text;
        }
        if (one_letter && tried->done.empty() && longer.size() < kLongestSequence) {
            collect_letters(method, longer, letters);
        }
    }
}

} // namespace

std::expected<Spellings, std::string> read_pinyin() {
    const M17nMethod method("zh", "py");
    if (!method.is_there()) {
        return std::unexpected("m17n-db has no input method zh/py");
    }
    Spellings spellings;
    for (const std::string& letters : syllables()) {
        const auto tried = method.try_keys(letters);
        const bool whole = tried && tried->done.empty() && !tried->candidates.empty();
        if (whole && !spellings.add({letters, tried->candidates})) {
            return std::unexpected("m17n-db offers for " + letters + " what is no text");
        }
    }
    if (spellings.empty()) {
        return std::unexpected("m17n-db offers no characters for pinyin");
    }
    return spellings;
}

std::expected<KeySequences, std::string> read_sera() {
    const M17nMethod method("am", "sera");
    if (!method.is_there()) {
        return std::unexpected("m17n-db has no input method am/sera");
    }
    std::map<std::string, std::string> letters;
    collect_letters(method, "", letters);
    KeySequences sequences;
    for (const auto& [keys, text] : letters) {
        if (!sequences.add({keys, text})) {
            return std::unexpected("m17n-db makes of " + keys + " what is no letter");
        }
    }
    if (sequences.empty()) {
        return std::unexpected("m17n-db makes no letters of Latin keys");
    }
    return sequences;
}

} // namespace i18n
