// The tables of assets/codes as lists a form may name, and tables that a slip of the hand spoilt.
#include "kiosk/intake/table.h"
#include "support.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace intake;

namespace {

const Options& list(std::string_view name) {
    const Options* found = code_lists().find("urn:referral-kiosk:codes:" + std::string(name));
    REQUIRE(found != nullptr);
    return *found;
}

const Option* find(const Options& options, std::string_view code) {
    const auto* found = std::ranges::find(options, code, &Option::code);
    return found == options.end() ? nullptr : found;
}

std::string system_of(const Option& option) {
    return std::get<Coding>(option.value).system;
}

/// The ranked codes, in the order of their rank.
std::vector<std::string> common(const Options& options) {
    std::vector<const Option*> ranked;
    for (const Option& option : options) {
        if (option.rank != 0)
            ranked.push_back(&option);
    }
    std::ranges::sort(ranked, {}, &Option::rank);
    std::vector<std::string> codes;
    for (const Option* option : ranked)
        codes.push_back(option->code);
    return codes;
}

std::string fault_of(std::string text, std::string_view name = "country") {
    const CodeFile file{std::string(name), "x.tsv", std::move(text)};
    auto lists = CodeLists::read({&file, 1});
    return lists ? "" : lists.error();
}

const std::string kColumns = "code\tname\tcommon\tkind\talso\n";

} // namespace

TEST_CASE("every country of ISO 3166-1 can be chosen, and not knowing it") {
    const Options& countries = list("country");
    CHECK(countries.size() == 249 + 2);
    REQUIRE(find(countries, "CI") != nullptr);
    CHECK(find(countries, "CI")->display.text == "Côte d'Ivoire");
    CHECK(system_of(*find(countries, "CI")) == "urn:iso:std:iso:3166");
    CHECK(system_of(*find(countries, "XK")) == "urn:iso:std:iso:3166");
    CHECK(system_of(*find(countries, "unknown")) == "urn:referral-kiosk:code:country");
    CHECK(find(countries, "unknown")->exclusive);
    CHECK(find(countries, "stateless") == nullptr);
    CHECK(common(countries).front() == "IQ");
    CHECK(common(countries).size() == 26);
}

TEST_CASE("a citizenship is a country or none") {
    const Options& citizenships = list("citizenship");
    CHECK(citizenships.size() == list("country").size() + 1);
    REQUIRE(find(citizenships, "stateless") != nullptr);
    CHECK(find(citizenships, "stateless")->exclusive);
    for (const Option& country : list("country"))
        CHECK(find(citizenships, country.code) != nullptr);
}

TEST_CASE("every living language can be chosen, by the tag that the product uses") {
    const Options& languages = list("language");
    CHECK(languages.size() == 7001 + 62);
    for (const char* tag : {"fi", "prs", "ckb", "kmr", "pcm", "fil", "ar", "zh", "fa", "ku", "sh",
                            "sw", "rom", "zgh", "fse", "arb", "cmn"}) {
        CAPTURE(tag);
        REQUIRE(find(languages, tag) != nullptr);
        CHECK(system_of(*find(languages, tag)) == "urn:ietf:bcp:47");
    }
    CHECK(common(languages).size() >= 28);
    CHECK(common(languages)[3] == "so");
}

TEST_CASE("a table that does not hold names its file, line and reason") {
    CHECK(fault_of("") == "x.tsv:1: holds no row");
    CHECK(fault_of("# c\n" + kColumns) == "x.tsv:2: holds no row");
    CHECK(fault_of("# c\ncode\tname\nFI\tFinland\n") == "x.tsv:2: the column 'common' is missing");
    CHECK(fault_of("code\tcode\nFI\tFinland\n") == "x.tsv:1: the column 'code' stands there twice");
    CHECK(fault_of(kColumns + "FI\tFinland\n") == "x.tsv:2: has 2 cells, but there are 5 columns");
    CHECK(fault_of(kColumns + "FI\tFinland\t\t\t\n\n") == "x.tsv:3: an empty line");
    CHECK(fault_of(kColumns + "FI\tFinland\t\t\t\r\n").contains("x.tsv:2: ends in a carriage"));
    CHECK(fault_of(kColumns + "FI\t\xff\t\t\t\n") == "x.tsv:2: not UTF-8");
    CHECK(fault_of(kColumns + "FI\tFinland \t\t\t\n") ==
          "x.tsv:2: a cell begins or ends with a space");
    CHECK(fault_of(kColumns + "FI\tFinland\t\t\t\n# late\n").starts_with("x.tsv:3: a comment"));
    CHECK(fault_of(kColumns + "FI\tFinland\t\t\t\nFI\tX\t\t\t\n") ==
          "x.tsv:3: the code 'FI' stands there twice");
    CHECK(fault_of(kColumns + "fi\tFinland\t\t\t\n") == "x.tsv:2: 'fi' is no code of this list");
    CHECK(fault_of(kColumns + "FI\t\t\t\t\n") == "x.tsv:2: the name is missing");
    for (const char* rank : {"0", "-1", "x", "1.5", "70000"}) {
        CAPTURE(rank);
        CHECK(fault_of(kColumns + "FI\tFinland\t" + rank + "\t\t\n").contains("is no rank"));
    }
    CHECK(fault_of(kColumns + "FI\tFinland\t1\t\t\nSE\tSweden\t1\t\t\n").starts_with("x.tsv:3:"));
    CHECK(fault_of(kColumns + "FI\tFinland\t\tother\t\n").contains("the kind 'other'"));
    CHECK(fault_of(kColumns + "nowhere\t\t\tlist\t\n") ==
          "x.tsv:2: there is no list 'nowhere' before this one");
    CHECK(fault_of(kColumns + "FI\tFinland\t1\tiso\t\n") == "");
}

TEST_CASE("a comment says where a table comes from") {
    for (const char* name : {"country", "citizenship", "language", "harm_form", "control_means",
                             "work_place", "isic_section", "need"}) {
        CAPTURE(name);
        const CodeFile file = code_file(name);
        CHECK(file.bytes.starts_with("# "));
        const auto table = parse_table(file.bytes);
        CHECK(table);
    }
}
