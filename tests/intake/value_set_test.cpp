// Questions whose options stand elsewhere: in a value set inside the form, or in one of our lists.
#include "kiosk/intake/record.h"
#include "support.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace intake;

namespace {

std::string with_contained(std::string_view contained, std::string_view items) {
    return R"({"resourceType":"Questionnaire","url":"urn:test:form","version":"1","status":"active","contained":[)" +
           std::string(contained) + R"(],"item":[)" + std::string(items) + "]}";
}

const char* const kComposed =
    R"({"resourceType":"ValueSet","id":"moods","status":"active","compose":{
    "include":[{"system":"urn:m","concept":[
        {"code":"well","display":"Well","designation":[{"language":"fi","value":"Hyvin"},
                                                       {"language":"ar","value":"بخير"}]},
        {"code":"ill","display":"Ill"}]},
       {"system":"urn:n","concept":[{"code":"well"}]}]}})";

const char* const kExpanded = R"({"resourceType":"ValueSet","id":"moods","expansion":{"contains":[
    {"system":"urn:m","code":"all","abstract":true,"contains":[
        {"system":"urn:m","code":"well","display":"Well"},
        {"system":"urn:m","code":"old","inactive":true}]},
    {"system":"urn:m","code":"ill","display":"Ill"}]}})";

const char* const kAsks = R"({"linkId":"a","type":"choice","answerValueSet":"#moods"})";

std::string list_item(std::string_view link_id, std::string_view list, std::string_view more = {}) {
    return R"({"linkId":")" + std::string(link_id) +
           R"(","type":"choice","answerValueSet":"urn:referral-kiosk:codes:)" + std::string(list) +
           R"(")" + std::string(more) + "}";
}

std::string fault_with(std::string_view contained, std::string_view items = kAsks) {
    return faults_of(with_contained(contained, items));
}

std::string set_of(std::string_view members) {
    return R"({"resourceType":"ValueSet","id":"moods",)" + std::string(members) + "}";
}

RecordFacts facts() {
    RecordFacts facts;
    facts.day = "2026-11-23";
    facts.languages = {"fi"};
    facts.code = *make_code(std::vector<std::byte>(kCodeRandomBytes, std::byte{37}));
    return facts;
}

} // namespace

TEST_CASE("a composed value set gives its concepts as options, with their translations") {
    const Questionnaire form = form_of(with_contained(kComposed, kAsks));
    const Options& options = form.items[0].options;
    REQUIRE(options.size() == 3);
    CHECK(options[0].code == "well");
    CHECK(options[0].display.in("fi") == "Hyvin");
    CHECK(options[0].display.in("ar") == "بخير");
    CHECK(options[0].display.in("so") == "Well");
    CHECK(std::get<Coding>(options[1].value).system == "urn:m");
    CHECK(std::get<Coding>(options[2].value).system == "urn:n");
    CHECK(options[2].display.text == "well");
}

TEST_CASE("of an expanded value set the codes that may be chosen are options") {
    const Questionnaire form = form_of(with_contained(kExpanded, kAsks));
    const Options& options = form.items[0].options;
    REQUIRE(options.size() == 2);
    CHECK(options[0].code == "well");
    CHECK(options[1].code == "ill");
}

TEST_CASE("conditions and initial values name options of a value set") {
    const Questionnaire form = form_of(with_contained(
        kComposed,
        R"({"linkId":"a","type":"choice","answerValueSet":"#moods","initial":[{"valueCoding":{"system":"urn:m","code":"ill"}}]},
           {"linkId":"same","type":"choice","answerValueSet":"#moods"},
           {"linkId":"b","type":"boolean","enableWhen":[{"question":"a","operator":"=","answerCoding":{"system":"urn:m","code":"ill"}}]})"));
    const Answers answers = answers_of(form);
    CHECK(answers.chosen(node_of(answers, "a"), 1));
    CHECK(answers.node(node_of(answers, "same")).values.empty()); // the list itself is not touched
    CHECK(enabled(answers, "b"));
}

TEST_CASE("a value set that would have to be looked up is refused, with its place") {
    const auto refused = [](const std::string& faults, std::string_view path,
                            std::string_view reason) {
        CAPTURE(faults, path, reason);
        CHECK(faults.contains(path));
        CHECK(faults.contains(reason));
    };
    refused(faults_of(questionnaire(kAsks)),
            "item[0].answerValueSet (linkId 'a'): ", "contains no ValueSet '#moods'");
    refused(fault_with(R"({"resourceType":"CodeSystem","id":"moods"})"), "item[0].answerValueSet",
            "contains no ValueSet");
    refused(fault_with(set_of(R"("status":"active")")), "contained[0]: ", "has neither");
    refused(fault_with(set_of(R"("compose":{"include":[{"system":"urn:m"}]})")),
            "contained[0].compose.include[0]: ", "whole code system");
    refused(fault_with(set_of(R"("compose":{"include":[{"valueSet":["urn:x"]}]})")),
            "contained[0].compose.include[0].valueSet: ", "not supported");
    refused(
        fault_with(set_of(
            R"("compose":{"include":[{"system":"urn:m","filter":[{"property":"p","op":"=","value":"v"}],"concept":[{"code":"x"}]}]})")),
        "contained[0].compose.include[0].filter: ", "not supported");
    refused(
        fault_with(set_of(
            R"("compose":{"include":[{"system":"urn:m","concept":[{"code":"x"}]}],"exclude":[{"system":"urn:m"}]})")),
        "contained[0].compose.exclude: ", "not supported");
    refused(
        fault_with(set_of(R"("compose":{"include":[{"concept":[{"code":"x"},{"code":"x"}]}]})")),
        "contained[0].compose.include[0].concept[1]: ", "listed twice");
    refused(fault_with(set_of(R"("compose":{"include":[{"concept":[{"display":"x"}]}]})")),
            "contained[0].compose.include[0].concept[0]: ", "has no code");
    refused(fault_with(set_of(R"("expansion":{"timestamp":"2026-01-01"})")),
            "contained[0].expansion: ", "lists no codes");
    refused(
        faults_of(questionnaire(
            R"({"linkId":"a","type":"choice","answerValueSet":"http://hl7.org/fhir/ValueSet/languages"})")),
        "item[0].answerValueSet (linkId 'a'): ", "urn:referral-kiosk:codes:language");
    refused(
        faults_of(questionnaire(
            R"({"linkId":"a","type":"choice","answerValueSet":"urn:referral-kiosk:codes:language","answerOption":[{"valueCoding":{"code":"x"}}]})")),
        "item[0].answerValueSet (linkId 'a'): ", "either this or answerOption");
    refused(
        faults_of(questionnaire(
            R"({"linkId":"a","type":"text","answerValueSet":"urn:referral-kiosk:codes:language"})")),
        "item[0].answerValueSet (linkId 'a'): ", "anything but a choice");
}

TEST_CASE("a contained resource nobody asks about may be anything") {
    CHECK(fault_with(R"({"resourceType":"Patient","id":"p"},)" + std::string(kComposed)).empty());
}

TEST_CASE("without our lists a form that names one is refused") {
    const std::string json = questionnaire(list_item("a", "country"));
    const auto form = parse_questionnaire(std::as_bytes(std::span(json)));
    REQUIRE_FALSE(form);
    CHECK(form.error().front().path == "item[0].answerValueSet (linkId 'a')");
}

TEST_CASE("questions share a list, and a record of it has a size") {
    const Questionnaire form =
        form_of_items(list_item("one", "language") + "," + list_item("two", "language") + "," +
                      list_item("three", "citizenship", R"(,"repeats":true)"));
    CHECK(form.items[0].options.shares(form.items[1].options));
    CHECK(form.items[2].max_values == 16);
    CHECK(form.record_bytes == kSmallRecord);
}

TEST_CASE("the record holds system, code and the English name") {
    const Questionnaire form =
        form_of_items(list_item("tongue", "language") + "," +
                      list_item("citizen", "citizenship", R"(,"repeats":true)"));
    Answers answers = answers_of(form);
    choose(answers, "tongue", "prs");
    choose(answers, "citizen", "unknown");
    choose(answers, "citizen", "AF"); // takes the place of not knowing
    choose(answers, "citizen", "PK");
    for (const NodeId page : std::vector(answers.node(kRoot).children))
        answers.set_asked(page);
    const auto record = parse_record(encode_record(answers, facts()));
    REQUIRE(record);
    REQUIRE(record->items.size() == 2);
    const auto tongue = std::get<CodedValue>(record->items[0].values.at(0));
    CHECK(tongue.system == "urn:ietf:bcp:47");
    CHECK(tongue.code == "prs");
    CHECK(tongue.display == "Dari");
    REQUIRE(record->items[1].values.size() == 2);
    const auto citizen = std::get<CodedValue>(record->items[1].values[1]);
    CHECK(citizen.system == "urn:iso:std:iso:3166");
    CHECK(citizen.code == "PK");
    CHECK(citizen.display == "Pakistan");
}

TEST_CASE("being stateless stands under our own system, and alone") {
    const Questionnaire form =
        form_of_items(list_item("citizen", "citizenship", R"(,"repeats":true)"));
    Answers answers = answers_of(form);
    choose(answers, "citizen", "AF");
    choose(answers, "citizen", "stateless");
    answers.set_asked(node_of(answers, "citizen"));
    const auto record = parse_record(encode_record(answers, facts()));
    REQUIRE(record);
    REQUIRE(record->items.at(0).values.size() == 1);
    CHECK(std::get<CodedValue>(record->items[0].values[0]).system ==
          "urn:referral-kiosk:code:country");
}
