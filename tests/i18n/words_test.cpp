// The words themselves: every language says everything, nothing gives a reader away to somebody who
// looks over her shoulder, and the form, the notice and the drawings hold what the screens rely on.
#include "i18n/catalog.h"
#include "tests/on_disk.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <fstream>
#include <functional>
#include <map>
#include <regex>
#include <set>
#include <sstream>

using namespace i18n;
using nlohmann::json;

namespace {

const std::filesystem::path kAssets = std::filesystem::path(REFERRAL_SOURCE_DIR) / "assets";
constexpr auto kIdentifying = "urn:referral-kiosk:identifying";
constexpr auto kIcon = "urn:referral-kiosk:icon";

Catalogs catalogs() {
    auto loaded =
        on_disk::catalogs(std::filesystem::path(REFERRAL_BINARY_DIR) / "share/referral/locales");
    if (!loaded) {
        FAIL(loaded.error().sentence());
    }
    return std::move(*loaded);
}

std::vector<std::string> english_ids() {
    const auto file =
        std::filesystem::path(REFERRAL_BINARY_DIR) / "share/referral/locales" / "en.cat";
    const auto english = on_disk::catalog(file);
    REQUIRE(english.has_value());
    std::vector<std::string> ids;
    for (const auto id : english->ids()) {
        ids.emplace_back(id.key);
    }
    return ids;
}

std::string read(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    REQUIRE(stream);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

json form() {
    return json::parse(read(kAssets / "form/referral.json"));
}

/// Calls `visit(item, identifying)` for every item; `identifying` also when something above it is.
using Visit = std::function<void(const json&, bool)>;
const json* extension(const json& element, std::string_view url) {
    if (const auto list = element.find("extension"); list != element.end()) {
        for (const auto& entry : *list) {
            if (entry.at("url") == url) {
                return &entry;
            }
        }
    }
    return nullptr;
}
void walk(const json& parent, const Visit& visit, bool identifying = false) {
    if (!parent.contains("item")) {
        return;
    }
    for (const auto& item : parent.at("item")) {
        const bool marked = identifying || extension(item, kIdentifying) != nullptr;
        visit(item, marked);
        walk(item, visit, marked);
    }
}

/// Every string in the programs' sources that could be an id; true when it is written as a TextId.
std::map<std::string, bool> literals_of_the_code() {
    const std::regex literal("\"([a-z0-9_.]+)\"(_text)?");
    std::map<std::string, bool> found;
    for (const auto* folder : {"kiosk", "central"}) {
        for (const auto& entry : std::filesystem::recursive_directory_iterator(
                 std::filesystem::path(REFERRAL_SOURCE_DIR) / folder)) {
            const auto kind = entry.path().extension();
            if (kind != ".cpp" && kind != ".h") {
                continue;
            }
            const auto source = read(entry.path());
            for (std::sregex_iterator at(source.begin(), source.end(), literal), end; at != end;
                 ++at) {
                found[(*at)[1].str()] |= (*at)[2].matched;
            }
        }
    }
    return found;
}

std::string lower(std::string text) {
    std::ranges::transform(text, text.begin(), [](char byte) {
        return byte >= 'A' && byte <= 'Z' ? static_cast<char>(byte - 'A' + 'a') : byte;
    });
    return text;
}

/// What may not stand where somebody passing by can read it, by language.
std::multimap<std::string, std::string> telling_words() {
    std::istringstream lines(
        read(std::filesystem::path(REFERRAL_SOURCE_DIR) / "tests/i18n/telling_words.tsv"));
    std::multimap<std::string, std::string> words;
    for (std::string line; std::getline(lines, line);) {
        const auto tab = line.find('\t');
        if (!line.starts_with('#') && tab != std::string::npos) {
            words.emplace(line.substr(0, tab), line.substr(tab + 1));
        }
    }
    return words;
}
std::vector<std::string> telling_words_of(const std::string& language) {
    std::vector<std::string> found;
    for (const auto& [tag, word] : telling_words()) {
        if (tag == language) {
            found.push_back(word);
        }
    }
    return found;
}

/// What no screen says to a person.
const std::vector<std::string> kUnkind{"error",    "invalid", "required", "submit",
                                       " user",    "virhe",   "virheel",  "pakollinen",
                                       "käyttäjä", "خطأ",     "إلزامي"};

void check_free_of(const std::vector<std::string>& words, const std::string& text) {
    for (const auto& word : words) {
        INFO(text);
        INFO(word);
        CHECK_FALSE(lower(text).contains(word));
    }
}

/// Code points: a letter may take three bytes.
std::size_t letter_count(const std::string& text) {
    return static_cast<std::size_t>(std::ranges::count_if(
        text, [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0) != 0x80; }));
}

std::size_t word_count(const std::string& text) {
    std::istringstream words(text);
    return static_cast<std::size_t>(std::distance(std::istream_iterator<std::string>(words), {}));
}

} // namespace

TEST_CASE("every language has every message") {
    const auto all = catalogs();
    const auto ids = english_ids();
    REQUIRE(ids.size() > 100);
    REQUIRE(all.languages().size() >= 3);
    for (const auto& language : all.languages()) {
        for (const auto& id : ids) {
            INFO(language.tag << " " << id);
            CHECK(all.has({id}, language));
        }
    }
}

TEST_CASE("every catalogue says whether readers of its language have agreed to it") {
    for (const auto& file : std::filesystem::recursive_directory_iterator(kAssets / "locales")) {
        if (file.path().extension() != ".po") {
            continue;
        }
        INFO(file.path());
        const auto words = read(file.path());
        const bool draft = words.contains("\"X-State: draft\\n\"\n");
        CHECK(draft != words.contains("\"X-State: reviewed\\n\"\n"));
        const auto language = file.path().parent_path().filename().string();
        const auto glossary = kAssets / "glossary" / (language + ".tsv");
        CHECK(std::filesystem::exists(glossary));
    }
}

TEST_CASE("every message that the code names exists") {
    const auto all = catalogs();
    const auto named = literals_of_the_code();
    for (const auto& [literal, is_text] : named) {
        INFO(literal);
        CHECK((!is_text || all.has({literal}, kEnglish)));
    }
}

TEST_CASE("the code uses every message that is not the form's") {
    const auto named = literals_of_the_code();
    for (const auto& id : english_ids()) {
        INFO(id);
        CHECK((id.starts_with("form.") || named.contains(id)));
    }
}

TEST_CASE("nothing on the terminal's own screens tells a passer-by what they are for") {
    const auto all = catalogs();
    const auto ids = english_ids();
    for (const auto& language : all.languages()) {
        const auto telling = telling_words_of(language.tag);
        INFO(language.tag);
        CHECK(telling.size() >= 4);
        for (const auto& id : ids) {
            if (id.starts_with("desk.")) {
                continue;
            }
            const auto text = all.format({id}, language).utf8;
            check_free_of(telling, text);
            check_free_of(kUnkind, text);
        }
        check_free_of(telling, read(kAssets / "everyday" / (language.tag + ".json")));
    }
    for (const auto& [language, word] : telling_words()) {
        for (const auto& file : std::filesystem::recursive_directory_iterator(kAssets)) {
            check_free_of({word}, file.path().filename().string());
        }
    }
    check_free_of(telling_words_of("en"), form().at("title").get<std::string>());
}

TEST_CASE("every question and answer of the form has its words, and no words are left over") {
    const auto all = catalogs();
    std::set<std::string> possible;
    const auto expect = [&](const std::string& id, const json& english) {
        INFO(id);
        CHECK(all.plain({id}, kEnglish) == english.get<std::string>());
        possible.insert(id);
    };
    walk(form(), [&](const json& item, bool) {
        const auto id = "form." + item.at("linkId").get<std::string>();
        expect(id, item.at("text"));
        possible.insert({id + ".help", id + ".why"});
        for (const auto& option : item.value("answerOption", json::array())) {
            const auto& coding = option.at("valueCoding");
            expect(id + "." + coding.at("code").get<std::string>(), coding.at("display"));
        }
    });
    for (const auto& id : english_ids()) {
        INFO(id);
        CHECK((!id.starts_with("form.") || possible.contains(id)));
    }
}

TEST_CASE("every page that asks says why") {
    const auto all = catalogs();
    const auto questionnaire = form(); // outlives the loop over its pages
    for (const auto& page : questionnaire.at("item")) {
        const auto id = page.at("linkId").get<std::string>();
        INFO(id);
        CHECK((page.at("type") == "display") != all.has({"form." + id + ".why"}, kEnglish));
    }
}

TEST_CASE("the decision comes first and is the only item that must be answered") {
    const auto questionnaire = form();
    CHECK(questionnaire.at("item").at(0).at("linkId") == "decision");
    walk(questionnaire, [](const json& item, bool) {
        INFO(item.at("linkId"));
        CHECK(item.value("required", false) == (item.at("linkId") == "decision"));
    });
}

TEST_CASE("what identifies a person is marked, and asked only after she chose to be known") {
    const std::set<std::string> known{"refer_me", "contact_me_first"};
    std::set<std::string> identifying;
    const auto questionnaire = form();
    walk(questionnaire, [&](const json& item, bool marked) {
        if (marked) {
            identifying.insert(item.at("linkId"));
        }
    });
    const std::set<std::string> expected{"helper",
                                         "helper_agrees",
                                         "helper_name",
                                         "helper_contact",
                                         "story",
                                         "you",
                                         "name",
                                         "known_as",
                                         "birth_date",
                                         "dialect",
                                         "other_language",
                                         "other_language_name",
                                         "uma_number",
                                         "children_count",
                                         "child",
                                         "child_age",
                                         "child_with_me",
                                         "contact",
                                         "contact_channel",
                                         "contact_value",
                                         "contact_safe",
                                         "contact_times",
                                         "contact_message",
                                         "contact_phrase",
                                         "interpreter_gender",
                                         "other_language_level"};
    CHECK(identifying == expected);
    // The engine asks none of them of whoever stays anonymous. These say so themselves, for any
    // other engine that reads the form; the rest hang on other answers.
    const std::set<std::string> say_so{"story", "you", "birth_date", "contact",
                                       "interpreter_gender"};
    for (const auto& page : questionnaire.at("item")) {
        if (!say_so.contains(page.at("linkId"))) {
            continue;
        }
        INFO(page.at("linkId"));
        std::set<std::string> decisions;
        for (const auto& condition : page.at("enableWhen")) {
            CHECK(condition.at("question") == "decision");
            CHECK(condition.at("operator") == "=");
            decisions.insert(condition.at("answerCoding").at("code"));
        }
        CHECK(decisions == known);
    }
}

TEST_CASE("the form uses every kind of item and condition it was made to show") {
    std::set<std::string> kinds;
    std::set<std::string> operators;
    walk(form(), [&](const json& item, bool) {
        kinds.insert(item.at("type"));
        for (const auto& condition : item.value("enableWhen", json::array())) {
            operators.insert(condition.at("operator"));
        }
    });
    CHECK(kinds == std::set<std::string>{"boolean", "choice", "date", "display", "group", "integer",
                                         "open-choice", "string", "text"});
    CHECK(operators == std::set<std::string>{"!=", "=", ">", "exists"});
}

TEST_CASE("every drawing the form names is there, and holds only what the reader understands") {
    walk(form(), [](const json& item, bool) {
        auto elements = item.value("answerOption", json::array());
        elements.push_back(item);
        for (const auto& element : elements) {
            if (const auto* icon = extension(element, kIcon)) {
                const auto name = icon->at("valueCode").get<std::string>() + ".svg";
                INFO(name);
                CHECK(std::filesystem::exists(kAssets / "icons" / name));
            }
        }
    });
    const std::regex drawing("<svg [^>]*viewBox=\"0 0 24 24\"[^>]*>\\s*"
                             "(<path d=\"M[-0-9. MLHVCZ]+\"/>\\s*)+</svg>\\s*");
    for (const auto& file : std::filesystem::directory_iterator(kAssets / "icons")) {
        INFO(file.path());
        CHECK(std::regex_match(read(file.path()), drawing));
    }
}

TEST_CASE("every notice tells all that has to be told before a name is asked") {
    const std::set<std::string> all{
        "services",  "voluntary_free",       "not_police", "exceptions_child_and_danger",
        "who_reads", "asylum_case_relation", "withdraw",   "retention"};
    for (const auto& language : catalogs().languages()) {
        INFO(language.tag);
        const auto notice = json::parse(read(kAssets / "notices" / (language.tag + ".json")));
        std::set<std::string> told;
        for (const auto& page : notice.at("pages")) {
            CHECK_FALSE(page.at("told").empty());
            told.insert(page.at("told").begin(), page.at("told").end());
        }
        CHECK(told == all);
    }
}

TEST_CASE("the notice and the everyday page exist in every language, of one version") {
    const auto english = json::parse(read(kAssets / "notices/en.json"));
    const auto everyday = json::parse(read(kAssets / "everyday/en.json"));
    for (const auto& language : catalogs().languages()) {
        INFO(language.tag);
        const auto notice = json::parse(read(kAssets / "notices" / (language.tag + ".json")));
        CHECK(notice.at("language") == language.tag);
        for (const auto* same : {"id", "version", "date"}) {
            CHECK(notice.at(same) == english.at(same));
        }
        CHECK(notice.at("pages").size() == english.at("pages").size());
        bool emergency = false;
        for (const auto& page : notice.at("pages")) {
            const auto text = page.at("text").get<std::string>();
            CHECK(word_count(text) <= 60);
            CHECK_FALSE(page.at("title").get<std::string>().empty());
            emergency = emergency || text.contains("112");
        }
        CHECK(emergency);
        const auto page = json::parse(read(kAssets / "everyday" / (language.tag + ".json")));
        CHECK(page.at("language") == language.tag);
        CHECK(page.at("entries").size() == everyday.at("entries").size());
    }
}

TEST_CASE("every entry of the everyday page has its drawing, the same in every language") {
    std::set<std::vector<std::string>> sequences;
    for (const auto& file : std::filesystem::directory_iterator(kAssets / "everyday")) {
        INFO(file.path());
        const auto page = json::parse(read(file.path()));
        CHECK(letter_count(page.at("title")) <= 40);
        std::vector<std::string> icons;
        for (const auto& entry : page.at("entries")) {
            INFO(entry.dump());
            CHECK(letter_count(entry.at("title")) <= 30);
            icons.push_back(entry.value("icon", ""));
            CHECK(std::filesystem::exists(kAssets / "icons" / (icons.back() + ".svg")));
        }
        // Two places that look alike would be told apart by their words only.
        CHECK(std::set(icons.begin(), icons.end()).size() == icons.size());
        sequences.insert(icons);
    }
    CHECK(sequences.size() == 1);
}
