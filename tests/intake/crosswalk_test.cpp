// The tables that turn our codes into those of four statistics: total, and of the same codes as the
// form's options.
#include "kiosk/intake/table.h"
#include "support.h"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>
#include <set>

using namespace intake;

namespace {

using Words = std::set<std::string>;

const Words kNas{"pakkotyö",
                 "seksuaalinen hyväksikäyttö",
                 "pakkoavioliitto",
                 "hyväksikäyttö rikollisessa toiminnassa",
                 "hyväksikäyttö kerjäämisessä",
                 "etuuspetos",
                 "lapsisotilas",
                 "elinkauppa",
                 "muu"};
/// HTCDS 2.0 vic_TypeOfExploitation.
const Words kHtcdsForms{
    "ForcedLabour", "SexualExploitation", "ChildLabour",  "ForcedMarriage",
    "Servitude",    "ForcedAdoption",     "OrganRemoval", "ForcedMilitaryByNonStateActors",
    "Surrogacy",    "ForcedBegging",      "Other"};
/// Columns of the k-anonymised set that name a form.
const Words kCtdcForms{"isForcedLabour",        "isSexualExploit",
                       "isOtherExploit",        "isForcedMarriage",
                       "isForcedMilitary",      "isOrganRemoval",
                       "isSlaveryAndPractices", "typeOfLabourDomesticWork",
                       "typeOfLabourBegging",   "typeOfLabourIllicitActivities"};
const Words kEurostat{"labour", "sexual", "other"};
/// HTCDS 2.0 vic_MethodsOfControl, its picklist.
const Words kHtcdsMeans{"PhysicalThreats",
                        "ThreatsLawEnforcement",
                        "ThreatensChildrenFamily",
                        "DebtBondage",
                        "FalsePromises",
                        "PhysicalAbuse",
                        "SexualAbuse",
                        "TakesEarnings",
                        "RestrictsFinancialAccess",
                        "RestrictsMedicalCare",
                        "WithholdsNecessities",
                        "PsychologicalAbuse",
                        "PsychoactiveSubstance",
                        "ExcessiveWorkingHours",
                        "WithholdsDocuments",
                        "Other"};
/// CTDC meansOfControl.
const Words kCtdcMeans{"DebtBondage",
                       "TakesEarnings",
                       "RestrictsFinancialAccess",
                       "Threats",
                       "PsychologicalAbuse",
                       "PhysicalAbuse",
                       "SexualAbuse",
                       "FalsePromises",
                       "PsychoactiveSubstances",
                       "RestrictsMovement",
                       "RestrictsMedicalCare",
                       "ExcessiveWorkingHours",
                       "UsesChildren",
                       "ThreatOfLawEnforcement",
                       "WithholdsNecessities",
                       "WithholdsDocuments",
                       "Other",
                       "NotSpecified"};

Table table_of(std::string_view name) {
    auto table = parse_table(code_file(name).bytes);
    if (!table)
        FAIL(name << ":" << table.error().line << ": " << table.error().reason);
    return std::move(*table);
}

Words column(const Table& table, std::string_view name) {
    const auto at = table.column(name);
    REQUIRE(at);
    Words words;
    for (const Table::Row& row : table.rows)
        words.insert(row.cells[*at]);
    return words;
}

Words codes_of(std::string_view name) {
    return column(table_of(name), "code");
}

bool within(const Words& some, const Words& all) {
    return std::ranges::includes(all, some);
}

/// The codes of every option of the form, by their system.
void collect(const nlohmann::json& items, std::map<std::string, Words>& codes) {
    for (const auto& item : items) {
        for (const auto& option : item.value("answerOption", nlohmann::json::array())) {
            if (option.contains("valueCoding")) {
                const auto& coding = option["valueCoding"];
                codes[coding.value("system", "")].insert(coding.value("code", ""));
            }
        }
        if (item.contains("item"))
            collect(item["item"], codes);
    }
}

} // namespace

TEST_CASE("every code has every column filled, and none stands twice") {
    for (const char* name : {"harm_form", "control_means", "work_place", "isic_section", "need"}) {
        CAPTURE(name);
        const Table table = table_of(name);
        CHECK(codes_of(name).size() == table.rows.size());
        for (const Table::Row& row : table.rows) {
            CAPTURE(row.line);
            CHECK(std::ranges::none_of(row.cells, &std::string::empty));
        }
    }
}

TEST_CASE("what a code becomes is a word of that standard") {
    const Table forms = table_of("harm_form");
    CHECK(column(forms, "nas") == kNas);
    CHECK(within(column(forms, "htcds"), kHtcdsForms));
    CHECK(within(column(forms, "ctdc"), kCtdcForms));
    CHECK(column(forms, "eurostat") == kEurostat);
    const Table means = table_of("control_means");
    CHECK(column(means, "htcds") == kHtcdsMeans);
    Words ctdc = column(means, "ctdc");
    ctdc.insert("NotSpecified"); // of those who named no means at all
    CHECK(ctdc == kCtdcMeans);
}

TEST_CASE("a place of work belongs to a section of ISIC, the other ones to none") {
    const Words sections = codes_of("isic_section");
    Words letters;
    for (char letter = 'A'; letter <= 'U'; ++letter)
        letters.insert(std::string(1, letter));
    CHECK(sections == letters);
    const Table places = table_of("work_place");
    const std::size_t code = *places.column("code");
    const std::size_t isic = *places.column("isic");
    for (const Table::Row& row : places.rows) {
        CAPTURE(row.cells[code]);
        CHECK(sections.contains(row.cells[isic]) == (row.cells[code] != "other"));
    }
}

TEST_CASE("the codes are those that were agreed") {
    CHECK(codes_of("harm_form") ==
          Words{"forced_labour", "domestic_servitude", "sexual_exploitation", "forced_marriage",
                "forced_criminality", "forced_begging", "benefit_fraud", "child_soldier",
                "organ_removal", "illegal_adoption", "surrogacy", "other"});
    CHECK(codes_of("control_means").size() == 22);
    CHECK(codes_of("need").size() == 14);
}

TEST_CASE("the form's options are the codes of its tables, and the other way round") {
    const auto form = nlohmann::json::parse(read_file("assets/form/referral.json"));
    std::map<std::string, Words> asked;
    collect(form["item"], asked);
    const std::map<std::string, std::string> tables{{"exploitation-form", "harm_form"},
                                                    {"control-means", "control_means"},
                                                    {"work-place", "work_place"},
                                                    {"need", "need"},
                                                    {"needs", "need"}};
    int compared = 0;
    for (const auto& [system, table] : tables) {
        const auto options = asked.find("urn:referral-kiosk:code:" + system);
        if (options == asked.end())
            continue;
        CAPTURE(system);
        Words codes = options->second;
        for (const char* open : {"not_sure", "rather_not_say", "none"})
            codes.erase(open);
        CHECK(codes == codes_of(table));
        ++compared;
    }
    CHECK(compared >= 2);
}
