#include "i18n/keyboard_table.h"

#include "i18n/icu.h"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <sstream>

namespace i18n {

namespace {

std::vector<std::string> words_of(const std::string& line) {
    std::istringstream stream(line);
    std::vector<std::string> words;
    for (std::string word; stream >> word;) {
        words.push_back(word);
    }
    return words;
}

int number_of(std::string_view key) {
    int number = 0;
    std::from_chars(key.data() + 2, key.data() + key.size(), number);
    return number;
}

/// "AD01-AD03" is three keys; every other word stays as it is.
std::vector<std::string> expanded(const std::string& word) {
    const bool range = word.size() == 9 && word[4] == '-' && is_xkb_key(word.substr(0, 4)) &&
                       is_xkb_key(word.substr(5)) && word.substr(0, 2) == word.substr(5, 2);
    if (!range) {
        return {word};
    }
    std::vector<std::string> keys;
    for (int i = number_of(word.substr(0, 4)); i <= number_of(word.substr(5)); ++i) {
        keys.push_back(word.substr(0, 2) + (i < 10 ? "0" : "") + std::to_string(i));
    }
    return keys;
}

using Words = std::vector<std::string>;

void take_row(KeyboardTable& table, const Words& words) {
    auto& row = table.rows.emplace_back();
    for (auto word = words.begin() + 1; word != words.end(); ++word) {
        std::ranges::move(expanded(*word), std::back_inserter(row));
    }
}

void take_more(KeyboardTable& table, const Words& words) {
    auto& texts = table.more[key_text(words[1])];
    for (auto word = words.begin() + 2; word != words.end(); ++word) {
        texts.push_back(key_text(*word));
    }
}

std::string take_marks(KeyboardTable& table, const Words& words) {
    for (auto word = words.begin() + 1; word != words.end(); ++word) {
        const auto equals = word->find('=');
        if (equals == std::string::npos) {
            return "gives a mark that stands for none";
        }
        table.marks[word->substr(0, equals)] = word->substr(equals + 1);
    }
    return {};
}

/// Of a line that goes on after its first word.
std::string take_rest(KeyboardTable& table, const std::string& what, const Words& words) {
    if (what == "marks") {
        return take_marks(table, words);
    }
    if (what == "method") {
        table.method = words[1];
        const bool known =
            table.method == "telex" || table.method == "pinyin" || table.method == "sera";
        return known ? "" : "names no method";
    }
    if (what == "xkb") {
        table.xkb = words[1];
    } else if (what == "exemplars") {
        table.exemplars.assign(words.begin() + 1, words.end());
    } else if (what == "row") {
        take_row(table, words);
    } else if (what == "more") {
        take_more(table, words);
    } else {
        return "begins with a word that there is not";
    }
    return {};
}

/// Why the line does not hold; empty: it does.
std::string take(KeyboardTable& table, const Words& words) {
    const std::string& what = words.front();
    if (words.size() == 1 && (what == "orders" || what == "unshifted")) {
        (what == "orders" ? table.orders : table.unshifted) = true;
        return {};
    }
    return words.size() < 2 ? "says nothing of what it begins with" : take_rest(table, what, words);
}

} // namespace

std::expected<KeyboardTable, KeyboardError>
parse_keyboard_table(std::string_view content, const std::filesystem::path& name) {
    KeyboardTable table;
    std::istringstream stream{std::string(content)};
    std::size_t number = 0;
    for (std::string line; std::getline(stream, line);) {
        ++number;
        const auto words = words_of(line);
        if (words.empty() || words.front().starts_with('#')) {
            continue;
        }
        if (auto reason = take(table, words); !reason.empty()) {
            return std::unexpected(KeyboardError{name, number, std::move(reason)});
        }
    }
    if (table.rows.empty()) {
        return std::unexpected(KeyboardError{name, 0, "has no row"});
    }
    return table;
}

bool is_xkb_key(std::string_view word) {
    const auto between = [](char c, char first, char last) { return c >= first && c <= last; };
    return word == "TLDE" || word == "BKSL" || word == "LSGT" ||
           (word.size() == 4 && word[0] == 'A' && between(word[1], 'B', 'E') &&
            between(word[2], '0', '1') && between(word[3], '0', '9'));
}

std::string key_text(std::string_view word) {
    constexpr std::string_view kCircle = "\u25CC";
    if (word.starts_with(kCircle)) {
        return std::string(word.substr(kCircle.size()));
    }
    std::uint32_t code = 0;
    if (word.size() == 6 && word.starts_with("U+") &&
        std::from_chars(word.data() + 2, word.data() + word.size(), code, 16).ec == std::errc{}) {
        std::string text;
        icu::UnicodeString(static_cast<UChar32>(code)).toUTF8String(text);
        return text;
    }
    return std::string(word);
}

} // namespace i18n
