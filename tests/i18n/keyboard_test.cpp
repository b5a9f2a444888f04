// The keyboards as they are built, and what the terminal refuses to read. Which characters each
// language can write is judged in keyboard_exemplars_test.cpp.
#include "i18n/keyboard.h"
#include "i18n/keyboard_compiler.h"
#include "tests/i18n/text_fixture.h"
#include "tests/on_disk.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <fstream>
#include <set>

using namespace i18n;
namespace fs = std::filesystem;

namespace {

const fs::path kKeyboards = fs::path(REFERRAL_BINARY_DIR) / "share/referral/keyboards";
constexpr auto kPages = {PageKind::Letters, PageKind::Digits, PageKind::Latin};

std::vector<Keyboard> all_keyboards() {
    std::vector<Keyboard> all;
    for (const auto& file : fs::directory_iterator(kKeyboards)) {
        auto keyboard = on_disk::keyboard(file.path());
        if (!keyboard) {
            FAIL(keyboard.error().sentence());
        }
        CHECK(keyboard->language.tag == file.path().stem());
        all.push_back(std::move(*keyboard));
    }
    REQUIRE(all.size() >= 36);
    return all;
}

Keyboard keyboard_of(const char* language) {
    auto keyboard = on_disk::keyboard(kKeyboards / (std::string(language) + ".kbd"));
    REQUIRE(keyboard);
    return std::move(*keyboard);
}

std::vector<const KeyState*> states_of(const KeyboardPage& page) {
    std::vector<const KeyState*> states;
    const auto add = [&](const KeyRow& row) {
        for (const KeyboardKey& key : row) {
            states.push_back(&key.plain);
            states.push_back(&key.shifted);
        }
    };
    std::ranges::for_each(page.rows, add);
    add(page.beside);
    return states;
}

/// What the keys type that show without being held.
std::set<std::string> shown_on(const KeyboardPage& page) {
    std::set<std::string> shown;
    for (const KeyState* state : states_of(page)) {
        shown.insert(state->text);
    }
    return shown;
}

std::vector<std::string> first_row(const KeyboardPage& page) {
    std::vector<std::string> texts;
    for (const KeyboardKey& key : page.rows.front()) {
        texts.push_back(key.plain.text);
    }
    return texts;
}

const KeyState* state_of(const KeyboardPage& page, std::string_view text) {
    for (const KeyState* state : states_of(page)) {
        if (state->text == text) {
            return state;
        }
    }
    return nullptr;
}

bool holds(const KeyboardPage& page, std::string_view key, std::string_view text) {
    const KeyState* state = state_of(page, key);
    REQUIRE(state != nullptr);
    return std::ranges::find(state->more, text) != state->more.end();
}

} // namespace

TEST_CASE("the fonts have what stands on every key and in every pop-up") {
    for (const Keyboard& keyboard : all_keyboards()) {
        std::string holes;
        for (const PageKind kind : kPages) {
            const KeyboardPage* page = keyboard.page(kind);
            for (const KeyState* state : page ? states_of(*page) : std::vector<const KeyState*>{}) {
                std::vector<std::string> texts = state->more;
                texts.push_back(state->text);
                for (const std::string& text : texts) {
                    const auto label = key_label(text);
                    const auto shaped = i18n_tests::shape(label, keyboard.language.tag.c_str());
                    holes += shaped.missing_glyphs() > 0 ? " " + label : "";
                    CAPTURE(keyboard.language.tag, text, label);
                    CHECK(shaped.lay_out(kNoWidthLimit).width() > 4);
                }
            }
        }
        INFO(keyboard.language.tag << " has no picture of" << holes);
        CHECK(holes.empty());
    }
}

TEST_CASE("no page has a key twice, in either state, and no row has too many keys") {
    for (const Keyboard& keyboard : all_keyboards()) {
        INFO(keyboard.language.tag);
        for (const PageKind kind : kPages) {
            const KeyboardPage* page = keyboard.page(kind);
            if (page == nullptr) {
                continue;
            }
            std::multiset<std::string> plain;
            std::multiset<std::string> shifted;
            std::vector<KeyRow> rows = page->rows;
            rows.push_back(page->beside);
            for (const KeyRow& row : rows) {
                CHECK(row.size() <= kMostKeysInRow);
                for (const KeyboardKey& key : row) {
                    plain.insert(key.plain.text);
                    shifted.insert(key.shifted.text);
                }
            }
            const auto twice = [](const std::multiset<std::string>& keys) {
                std::string found;
                for (const std::string& key : keys) {
                    found += keys.count(key) > 1 ? key + " " : "";
                }
                return found;
            };
            CHECK(twice(plain).empty());
            CHECK(twice(shifted).empty());
        }
    }
}

TEST_CASE("whose letters are not Latin, or become something else, has Latin ones and the signs of "
          "addresses on one page") {
    std::size_t with_latin = 0;
    for (const Keyboard& keyboard : all_keyboards()) {
        INFO(keyboard.language.tag);
        const auto own = shown_on(*keyboard.page(PageKind::Letters));
        const KeyboardPage* latin = keyboard.page(PageKind::Latin);
        const bool stand_for_themselves = keyboard.method == Method::Direct;
        CHECK((latin != nullptr) != (own.contains("a") && stand_for_themselves));
        with_latin += latin == nullptr ? 0 : 1;
        const auto shown = latin ? shown_on(*latin) : shown_on(*keyboard.page(PageKind::Digits));
        const std::string_view wanted =
            latin ? "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789@.-_+"
                  : "0123456789@.-_+";
        for (const char c : wanted) {
            CAPTURE(c);
            CHECK(shown.contains(std::string(1, c)));
        }
    }
    CHECK(with_latin == 23);
}

TEST_CASE("digits are those the language counts with, and Latin ones are never far") {
    for (const Keyboard& keyboard : all_keyboards()) {
        INFO(keyboard.language.tag);
        const KeyboardPage& page = *keyboard.page(PageKind::Digits);
        for (const char digit : std::string_view("1234567890")) {
            const std::string latin(1, digit);
            const std::string usual = native_digits(latin, keyboard.language);
            REQUIRE(state_of(page, usual) != nullptr);
            CHECK((usual == latin || holds(page, usual, latin)));
        }
    }
    CHECK(first_row(*keyboard_of("ar").page(PageKind::Digits)).front() == "١");
    CHECK(holds(*keyboard_of("hi").page(PageKind::Digits), "1", "१"));
}

TEST_CASE("keys stand as the people of a language know them") {
    const std::vector<std::string> finnish{"q", "w", "e", "r", "t", "y", "u", "i", "o", "p", "å"};
    CHECK(first_row(*keyboard_of("fi").page(PageKind::Letters)) == finnish);
    CHECK(first_row(*keyboard_of("fr").page(PageKind::Letters)).front() == "a");
    CHECK(first_row(*keyboard_of("ar").page(PageKind::Letters)).front() == "ض");
    const Keyboard turkish = keyboard_of("tr");
    CHECK(state_of(*turkish.page(PageKind::Letters), "İ") != nullptr);
    const Keyboard arabic = keyboard_of("ar");
    CHECK(state_of(*arabic.page(PageKind::Letters), "لا") != nullptr); // two characters
    CHECK(holds(*arabic.page(PageKind::Letters), "ا", "أ"));
    CHECK_FALSE(arabic.page(PageKind::Letters)->shifts);
    CHECK(holds(*keyboard_of("en").page(PageKind::Letters), "a", "ä")); // Finnish addresses
    CHECK(holds(*keyboard_of("en").page(PageKind::Letters), "A", "Ä"));
    const Keyboard tigrinya = keyboard_of("ti");
    CHECK(tigrinya.opens_at_once);
    CHECK(holds(*tigrinya.page(PageKind::Letters), "ለ", "ላ"));
    CHECK(holds(*tigrinya.page(PageKind::Letters), "ቀ", "ቋ"));
}

TEST_CASE("a mark stands on a dotted circle, and what cannot be seen between two") {
    CHECK(key_label("a") == "a");
    CHECK(key_label("\u0301") == "\u25CC\u0301");
    CHECK(key_label("\u200C") == "\u25CC|\u25CC");
    CHECK(key_label("\u200D") == "\u25CC+\u25CC");
    CHECK(key_label("لا") == "لا");
}

namespace {

const std::string kWhole = "referral-keyboard 1\nlanguage fi\npage letters\nrow\n"
                           "key\ta\tä å\tA\tÄ Å\npage digits\nrow\nkey\t1\t\t1\t\nend\n";

/// The error of reading `kWhole` with the first `what` replaced.
std::string refused(std::string_view what, std::string_view with) {
    std::string content = kWhole;
    const auto at = content.find(what);
    REQUIRE(at != std::string::npos);
    content.replace(at, what.size(), with);
    const auto keyboard = parse_keyboard(content, "fi.kbd");
    return keyboard ? "" : keyboard.error().sentence();
}

} // namespace

TEST_CASE("a keyboard is read as it was written") {
    const auto keyboard = parse_keyboard(kWhole, "fi.kbd");
    REQUIRE(keyboard);
    CHECK(keyboard->page(PageKind::Letters)->shifts);
    CHECK_FALSE(keyboard->page(PageKind::Digits)->shifts);
    CHECK(keyboard->page(PageKind::Latin) == nullptr);
    CHECK(keyboard->page(PageKind::Letters)->rows[0][0].shifted == KeyState{"A", {"Ä", "Å"}});
    const auto again = parse_keyboard(write_keyboard(*keyboard), "fi.kbd");
    REQUIRE(again);
    CHECK(write_keyboard(*again) == write_keyboard(*keyboard));
}

TEST_CASE("a damaged keyboard is refused with file, line and reason") {
    CHECK(refused("keyboard 1", "keyboard 2") == "fi.kbd:1: is no keyboard of this version");
    CHECK(refused("end\n", "") == "fi.kbd:8: ends before its last line");
    CHECK(refused("end\n", "end\nend\n") == "fi.kbd:9: is not the last line");
    CHECK(refused("language fi\n", "") == "fi.kbd:8: comes before the language");
    CHECK(refused("page letters\nrow\n", "row\n") == "fi.kbd:3: belongs to no page");
    CHECK(refused("page digits", "page symbols") == "fi.kbd:6: names a page that there is not");
    CHECK(refused("page digits", "page letters") == "fi.kbd:6: names a page twice");
    CHECK(refused("page digits\nrow\nkey\t1\t\t1\t\n", "") ==
          "fi.kbd:6: comes before all rows of letters and digits");
    CHECK(refused("key\ta\tä å", "key\ta\tä\tå") == "fi.kbd:5: is no key in a row");
    CHECK(refused("key\ta\t", "key\t\t") ==
          "fi.kbd:5: holds a key that types nothing or no proper text");
    CHECK(refused("ä å", "ä  å") == "fi.kbd:5: holds a key that types nothing or no proper text");
    CHECK(refused("\tA\t", "\t\xC3\t") ==
          "fi.kbd:5: holds a key that types nothing or no proper text");
    CHECK(refused("page digits", "key\ta\t\ta\t\npage digits") ==
          "fi.kbd:6: holds a key that its page has already");
    std::string row;
    for (char c = 'b'; c <= 'm'; ++c) {
        row += "key\t" + std::string(1, c) + "\t\t" + std::string(1, c) + "\t\n";
    }
    CHECK(refused("page digits", row + "page digits") == "fi.kbd:17: is a key too many");
    CHECK(refused("page digits", "row\nrow\nrow\nrow\npage digits") ==
          "fi.kbd:9: is a row too many");
}

namespace {

/// The error of compiling a table of Finnish with this content.
std::string fault_of(const std::string& table) {
    const auto file = fs::temp_directory_path() / "fi.keys";
    std::ofstream(file) << table;
    const auto keyboard = compile_keyboard(file);
    fs::remove(file);
    return keyboard ? "" : keyboard.error().sentence().substr(file.string().size());
}

} // namespace

TEST_CASE("a table that does not hold is refused with line and reason") {
    CHECK(fault_of("xkb fi\nrow AD01-AD03\n").empty());
    CHECK(fault_of("xkb fi\n") == ": has no row");
    CHECK(fault_of("row a\ncolumn b\n") == ":2: begins with a word that there is not");
    CHECK(fault_of("row a\nmore\n") == ":2: says nothing of what it begins with");
    CHECK(fault_of("row a\nmarks ,\n") == ":2: gives a mark that stands for none");
    CHECK(fault_of("xkb nowhere\nrow AD01\n") == ": xkb-data has no layout nowhere");
    CHECK(fault_of("row a\nmore b c\n") == ": no key types b, which is to hold more");
    CHECK(fault_of("row a a\n").ends_with("holds a key that its page has already"));
}
