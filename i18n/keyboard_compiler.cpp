#include "i18n/keyboard_compiler.h"

#include "i18n/keyboard_letters.h"
#include "i18n/m17n_tables.h"
#include "i18n/xkb_layout.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <span>

namespace i18n {

namespace {

const LocaleId kFinnish{"fi"};

void append_texts(std::vector<std::string>& texts, const KeyState& state) {
    texts.push_back(state.text);
    texts.insert(texts.end(), state.more.begin(), state.more.end());
}

/// Every text that a page types.
std::vector<std::string> texts_of(const KeyboardPage& page) {
    std::vector<std::string> texts;
    for (const KeyRow& row : page.rows) {
        for (const KeyboardKey& key : row) {
            append_texts(texts, key.plain);
            append_texts(texts, key.shifted);
        }
    }
    return texts;
}

/// The state of one of the row's keys that types the text; null: none does.
KeyState* state_in(KeyRow& row, const std::string& text) {
    for (KeyboardKey& key : row) {
        if (key.plain.text == text || key.shifted.text == text) {
            return key.plain.text == text ? &key.plain : &key.shifted;
        }
    }
    return nullptr;
}

void append_new(std::vector<std::string>& texts, const std::string& text) {
    if (std::ranges::find(texts, text) == texts.end()) {
        texts.push_back(text);
    }
}

bool is_cased(const std::string& text, const LocaleId& language) {
    return capital_of(text, language) != text;
}

/// The page of letters while it is put together.
class Letters {
public:
    Letters(const KeyboardTable& table, const XkbLayout& layout, LocaleId language)
        : table_(table), layout_(layout), language_(std::move(language)),
          exemplars_(exemplars_of(language_)) {}

    /// A reason in place of the page if a word of the table is wrong.
    std::expected<KeyboardPage, std::string> build() {
        for (const auto& words : table_.rows) {
            add_row(words);
        }
        for (const auto& [key, texts] : table_.more) {
            if (!add_more(key, texts)) {
                return std::unexpected("no key types " + key + ", which is to hold more");
            }
        }
        add_exemplars();
        for (KeyRow& row : page_.rows) {
            std::ranges::for_each(row, [this](KeyboardKey& key) { finish(key); });
        }
        return std::move(page_);
    }

private:
    void add_row(const std::vector<std::string>& words) {
        page_.rows.emplace_back();
        for (const std::string& word : words) {
            if (is_xkb_key(word)) {
                add_xkb_key(word);
            } else {
                add_written_key(word);
            }
        }
    }

    // Where Shift is needed for capitals it does nothing else, and the other way round.
    void add_key(const std::string& plain, const std::string& shifted) {
        const bool cased = is_cased(plain, language_);
        page_.rows.back().push_back(
            {{plain, {}}, {cased ? capital_of(plain, language_) : shifted, {}}});
    }

    void add_xkb_key(const std::string& name) {
        const XkbLevels& levels = layout_.at(name);
        const auto usable = [](const std::string& text) {
            return !text.empty() && is_letter(text) ? text : std::string();
        };
        std::string plain = usable(levels[0]);
        std::string shifted = usable(levels[1]);
        plain = plain.empty() ? shifted : plain;
        if (plain.empty()) {
            return;
        }
        if (shifted.empty() || table_.unshifted || !same_script(plain, shifted) ||
            stands_somewhere(shifted)) {
            shifted = plain;
        }
        add_key(plain, shifted);
        KeyboardKey& key = page_.rows.back().back();
        for (const std::string& text : {levels[2], levels[3]}) {
            const bool of_language = std::ranges::find(exemplars_, text) != exemplars_.end();
            if (of_language && is_letter(text) && !is_cased(plain, language_) &&
                !stands_somewhere(text)) {
                key.plain.more.push_back(text);
            }
        }
    }

    void add_written_key(const std::string& word) {
        const auto slash = word.find('/');
        const std::string plain = key_text(word.substr(0, slash));
        const std::string shifted =
            slash == std::string::npos ? plain : key_text(word.substr(slash + 1));
        add_key(plain, shifted);
        if (table_.orders) {
            page_.rows.back().back().plain.more = ethiopic_family(plain);
        }
    }

    bool stands_somewhere(const std::string& text) const {
        const auto texts = texts_of(page_);
        return std::ranges::find(texts, text) != texts.end();
    }

    KeyState* state_of(const std::string& text) {
        for (KeyRow& row : page_.rows) {
            if (KeyState* state = state_in(row, text)) {
                return state;
            }
        }
        return nullptr;
    }

    bool add_more(const std::string& key, const std::vector<std::string>& texts) {
        KeyState* state = state_of(key);
        for (const std::string& text : texts) {
            if (state != nullptr) {
                append_new(state->more, text);
            }
        }
        return state != nullptr;
    }

    /// What the language writes and no key types yet goes to the letter it is a form of. Names and
    /// addresses here are Finnish, whatever the language.
    void add_exemplars() {
        std::vector<std::string> wanted = exemplars_;
        for (const std::string& tag : table_.exemplars) {
            std::ranges::copy(exemplars_of({tag}), std::back_inserter(wanted));
        }
        if (state_of("a") != nullptr) {
            std::ranges::copy(exemplars_of(kFinnish), std::back_inserter(wanted));
        }
        for (const std::string& text : wanted) {
            const std::string lower = lower_of(text, language_);
            const bool capital = lower != text && capital_of(text, language_) == text;
            if (!is_letter(text) || is_typed_by(text, texts_of(page_))) {
                continue;
            }
            const std::string base = base_letter(text);
            if (KeyState* state = state_of(capital ? capital_of(base, language_) : base)) {
                append_new(state->more, text);
            }
        }
    }

    void finish(KeyboardKey& key) const {
        if (key.plain.text == key.shifted.text) {
            key.shifted = key.plain;
            return;
        }
        if (!is_cased(key.plain.text, language_)) {
            return;
        }
        for (const std::string& text : key.plain.more) {
            const std::string capital = capital_of(text, language_);
            const bool one_letter = nfc_of(capital).size() <= text.size() + 1;
            if (capital != text && capital != key.shifted.text && one_letter && text != "ß") {
                append_new(key.shifted.more, capital);
            }
        }
    }

    const KeyboardTable& table_;
    const XkbLayout& layout_;
    LocaleId language_;
    std::vector<std::string> exemplars_;
    KeyboardPage page_;
};

/// A punctuation mark and what its key holds.
struct Mark {
    std::string_view text;
    std::string_view more; ///< parted by spaces
};
constexpr std::array kFirstMarks{
    Mark{"@", ""},    Mark{".", "… ·"},  Mark{",", ""}, Mark{"-", "– —"},   Mark{"_", ""},
    Mark{"+", "= ±"}, Mark{"/", "\\ |"}, Mark{":", ""}, Mark{"(", "[ { <"}, Mark{")", "] } >"}};
constexpr std::array kSecondMarks{Mark{"?", "¿"},          Mark{"!", "¡"},   Mark{"'", "’ ‘ ʼ `"},
                                  Mark{"\"", "” “ „ » «"}, Mark{";", ""},    Mark{"&", ""},
                                  Mark{"#", "№"},          Mark{"%", "‰ °"}, Mark{"*", ""},
                                  Mark{"€", "$ £ ¥"}};
constexpr std::array kBesideSpace{Mark{"-", "' ’ – _"}, Mark{".", ", : ; ? !"}};

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    while (!text.empty()) {
        const auto end = std::min(text.find(' '), text.size());
        words.emplace_back(text.substr(0, end));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    return words;
}

KeyboardKey same_in_both(KeyState state) {
    return {state, state};
}

using Marks = std::map<std::string, std::string>;

std::string in_language(const std::string& mark, const Marks& marks) {
    const auto native = marks.find(mark);
    return native == marks.end() ? mark : native->second;
}

KeyRow row_of(std::span<const Mark> marks, const Marks& native) {
    KeyRow row;
    for (const Mark& mark : marks) {
        const std::string latin(mark.text);
        KeyState state{in_language(latin, native), {}};
        for (const std::string& text : words_of(mark.more)) {
            append_new(state.more, in_language(text, native));
        }
        if (state.text != latin) {
            state.more.push_back(latin);
        }
        row.push_back(same_in_both(std::move(state)));
    }
    return row;
}

void hold_too(KeyState& state, const std::string& text) {
    if (text != state.text) {
        append_new(state.more, text);
    }
}

/// The digits that the language counts with; the others are held by their keys.
KeyRow digit_row(const LocaleId& language) {
    const auto latin = digits_of(kEnglish, false);
    const auto usual = digits_of(language, false);
    const auto native = digits_of(language, true);
    KeyRow row;
    for (const std::size_t digit : {1U, 2U, 3U, 4U, 5U, 6U, 7U, 8U, 9U, 0U}) {
        KeyState state{usual[digit], {}};
        hold_too(state, latin[digit]);
        hold_too(state, native[digit]);
        row.push_back(same_in_both(std::move(state)));
    }
    return row;
}

KeyboardPage digits_page(const LocaleId& language, const Marks& marks) {
    KeyboardPage page;
    page.rows = {digit_row(language), row_of(kFirstMarks, marks), row_of(kSecondMarks, marks)};
    return page;
}

/// Addresses, and names as they stand in a passport: all of it on one page.
std::expected<KeyboardPage, std::string> latin_page() {
    KeyboardTable table;
    table.xkb = "us";
    table.rows = {{"AD01", "AD02", "AD03", "AD04", "AD05", "AD06", "AD07", "AD08", "AD09", "AD10"},
                  {"AC01", "AC02", "AC03", "AC04", "AC05", "AC06", "AC07", "AC08", "AC09"},
                  {"AB01", "AB02", "AB03", "AB04", "AB05", "AB06", "AB07"}};
    const auto layout = read_xkb_layout(table.xkb);
    if (!layout) {
        return std::unexpected(layout.error());
    }
    auto page = Letters(table, *layout, kEnglish).build();
    if (!page) {
        return page;
    }
    const auto add = [&page](std::size_t row, std::initializer_list<const char*> marks) {
        for (const char* mark : marks) {
            page->rows[row].push_back(same_in_both({mark, {}}));
        }
    };
    add(1, {"@"});
    add(2, {".", "-", "_", "+"});
    page->rows.insert(page->rows.begin(), digit_row(kEnglish));
    return page;
}

/// What becomes of the letters. The error says what is missing for it.
std::expected<void, std::string> add_method(Keyboard& keyboard, const KeyboardTable& table) {
    if (table.method == "telex") {
        keyboard.method = Method::Telex;
    }
    if (table.method == "pinyin") {
        keyboard.method = Method::Spelling;
        auto spellings = read_pinyin();
        if (!spellings) {
            return std::unexpected(spellings.error());
        }
        keyboard.spellings = std::move(*spellings);
    }
    if (table.method == "sera") {
        keyboard.method = Method::Sequences;
        auto sequences = read_sera();
        if (!sequences) {
            return std::unexpected(sequences.error());
        }
        keyboard.sequences = std::move(*sequences);
    }
    return {};
}

std::unexpected<KeyboardError> fault(const std::filesystem::path& file, std::string reason) {
    return std::unexpected(KeyboardError{file, 0, std::move(reason)});
}

} // namespace

std::expected<Keyboard, KeyboardError> compile_keyboard(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
        return fault(file, "cannot be read");
    }
    const std::string content{std::istreambuf_iterator<char>(stream), {}};
    const auto table = parse_keyboard_table(content, file);
    if (!table) {
        return std::unexpected(table.error());
    }
    const LocaleId language{file.stem().string()};
    const auto layout = read_xkb_layout(table->xkb.empty() ? "us" : table->xkb);
    if (!layout) {
        return fault(file, layout.error());
    }
    auto letters = Letters(*table, *layout, language).build();
    if (!letters) {
        return fault(file, letters.error());
    }
    letters->beside = row_of(kBesideSpace, table->marks);
    Keyboard keyboard{.language = language,
                      .opens_at_once = table->orders,
                      .method = Method::Direct,
                      .spellings = {},
                      .sequences = {},
                      .pages = {std::nullopt, digits_page(language, table->marks), std::nullopt}};
    if (const auto added = add_method(keyboard, *table); !added) {
        return fault(file, added.error());
    }
    if (!table->method.empty() || !same_script(letters->rows.back().front().plain.text, "a")) {
        auto latin = latin_page();
        if (!latin) {
            return fault(file, latin.error());
        }
        keyboard.pages[static_cast<std::size_t>(PageKind::Latin)] = std::move(*latin);
    }
    keyboard.pages[static_cast<std::size_t>(PageKind::Letters)] = std::move(*letters);
    // Read back, so that nothing is written that the terminal would refuse.
    return parse_keyboard(write_keyboard(keyboard), file);
}

} // namespace i18n
