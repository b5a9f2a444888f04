// Forms that must not load, each with the place and the reason that is told.
#include "support.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace intake;

namespace {

struct BadItems {
    const char* items;
    const char* path;
    const char* reason;
};

const BadItems kBadItems[] = {
    {R"({"linkId":"a","type":"quantity"})",
     "item[0].type (linkId 'a'): ", "'quantity' are not supported"},
    {R"({"linkId":"a","type":"reference"})", "item[0].type (linkId 'a'): ", "'reference' are not"},
    {R"({"linkId":"a","type":"attachment"})",
     "item[0].type (linkId 'a'): ", "'attachment' are not"},
    {R"({"linkId":"a","type":"decimal"})", "item[0].type (linkId 'a'): ", "'decimal' are not"},
    {R"({"linkId":"a","type":"time"})", "item[0].type (linkId 'a'): ", "'time' are not"},
    {R"({"linkId":"a","type":"dateTime"})", "item[0].type (linkId 'a'): ", "'dateTime' are not"},
    {R"({"linkId":"a","type":"url"})", "item[0].type (linkId 'a'): ", "'url' are not"},
    {R"({"linkId":"a","type":"coding"})",
     "item[0].type (linkId 'a'): ", "unknown item type 'coding'"},
    {R"({"linkId":"a"})", "item[0] (linkId 'a'): ", "has no type"},
    {R"({"linkId":"a","type":3})", "item[0].type (linkId 'a'): ", "expected a text"},
    {R"({"type":"text"})", "item[0]: ", "has no linkId"},
    {R"({"linkId":"","type":"text"})", "item[0].linkId: ", "expected a text"},
    {R"({"linkId":7,"type":"text"})", "item[0].linkId: ", "expected a text"},
    {R"({"linkId":"a","type":"text"},{"linkId":"g","type":"group","item":[{"linkId":"a","type":"date"}]})",
     "item[1].item[0] (linkId 'a'): ", "stands on another item too"},
    {R"(5)", "item[0]: ", "expected an object"},
    {R"({"linkId":"a","type":"group"})", "item[0] (linkId 'a'): ", "a group needs items"},
    {R"({"linkId":"a","type":"group","item":[]})",
     "item[0].item (linkId 'a'): ", "a list that is not empty"},
    {R"({"linkId":"a","type":"group","item":{}})",
     "item[0].item (linkId 'a'): ", "a list that is not empty"},
    {R"({"linkId":"a","type":"display","repeats":true})",
     "item[0].repeats (linkId 'a'): ", "display"},
    {R"({"linkId":"a","type":"display","required":true})",
     "item[0].required (linkId 'a'): ", "display"},
    {R"({"linkId":"a","type":"display","item":[{"linkId":"b","type":"text"}]})",
     "item[0].item (linkId 'a'): ", "display"},
    {R"({"linkId":"a","type":"boolean","repeats":true})",
     "item[0].repeats (linkId 'a'): ", "one answer"},
    {R"({"linkId":"a","type":"text","required":"yes"})",
     "item[0].required (linkId 'a'): ", "true or false"},
    {R"({"linkId":"a","type":"text","maxLength":-1})",
     "item[0].maxLength (linkId 'a'): ", "at least 1"},
    {R"({"linkId":"a","type":"text","maxLength":0})",
     "item[0].maxLength (linkId 'a'): ", "at least 1"},
    {R"({"linkId":"a","type":"text","maxLength":1.5})",
     "item[0].maxLength (linkId 'a'): ", "whole number"},
    {R"({"linkId":"a","type":"text","maxLength":99999999999})",
     "item[0].maxLength (linkId 'a'): ", "whole number"},
    {R"({"linkId":"a","type":"choice","answerValueSet":"urn:x"})",
     "item[0].answerValueSet (linkId 'a'): ", "'urn:x' is not there"},
    {R"({"linkId":"a","type":"choice"})", "item[0] (linkId 'a'): ", "at least one answerOption"},
    {R"({"linkId":"a","type":"text","answerOption":[{"valueString":"x"}]})",
     "item[0].answerOption (linkId 'a'): ", "anything but a choice"},
    {R"({"linkId":"a","type":"choice","answerOption":[{"valueTime":"10:00:00"}]})",
     "item[0].answerOption[0] (linkId 'a'): ", "expected valueCoding"},
    {R"({"linkId":"a","type":"choice","answerOption":[{"valueCoding":{"display":"x"}}]})",
     "item[0].answerOption[0].valueCoding (linkId 'a'): ", "has no code"},
    {R"({"linkId":"a","type":"choice","answerOption":[{"valueString":"x"},{"valueString":"x"}]})",
     "item[0].answerOption[1] (linkId 'a'): ", "listed twice"},
    {R"({"linkId":"a","type":"choice","answerOption":[{"valueDate":"2020-13"}]})",
     "item[0].answerOption[0].valueDate (linkId 'a'): ", "expected a date"},
    {R"({"linkId":"a","type":"choice","answerOption":[{"valueString":"x","initialSelected":true},
        {"valueString":"y","initialSelected":true}]})",
     "item[0] (linkId 'a'): ", "more than one initial value"},
    {R"({"linkId":"a","type":"integer","initial":[{"valueString":"x"}]})",
     "item[0].initial[0] (linkId 'a'): ", "another type"},
    {R"({"linkId":"a","type":"choice","answerOption":[{"valueString":"x"}],"initial":[{"valueString":"y"}]})",
     "item[0].initial[0] (linkId 'a'): ", "none of the options"},
    {R"({"linkId":"a","type":"group","initial":[{"valueString":"x"}],"item":[{"linkId":"b","type":"text"}]})",
     "item[0].initial (linkId 'a'): ", "not allowed on a group"},
    {R"({"linkId":"a","type":"text","enablewhen":[]})",
     "item[0].enablewhen (linkId 'a'): ", "not a member"},
    {R"({"linkId":"a","type":"text","modifierExtension":[{"url":"urn:x"}]})",
     "item[0].modifierExtension (linkId 'a'): ", "change the meaning"},
    {R"({"linkId":"a","type":"text","extension":[{"url":
        "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-calculatedExpression"}]})",
     "item[0] (linkId 'a'): ", "calculatedExpression is not supported"},
    {R"({"linkId":"a","type":"text","_text":{"extension":[
        {"url":"http://hl7.org/fhir/StructureDefinition/translation","extension":[{"url":"lang","valueCode":"fi"}]}]}})",
     "item[0]._text.extension[0] (linkId 'a'): ", "'lang' and 'content'"},
    {R"({"linkId":"a","type":"integer","extension":[{"url":"urn:referral-kiosk:script","valueCode":"Latn"}]})",
     "item[0].extension[0] (linkId 'a'): ", "only a question that takes own words"},
    {R"({"linkId":"g","type":"group","extension":[{"url":"urn:referral-kiosk:script","valueCode":"Latn"}],
        "item":[{"linkId":"b","type":"text"}]})",
     "item[0].extension[0] (linkId 'g'): ", "only a question that takes own words"},
    {R"({"linkId":"a","type":"string","extension":[{"url":"urn:referral-kiosk:script","valueCode":"Cyrl"}]})",
     "item[0].extension[0].valueCode (linkId 'a'): ", "expected Latn"},
    {R"({"linkId":"a","type":"string","extension":[{"url":"urn:referral-kiosk:script","valueBoolean":true}]})",
     "item[0].extension[0] (linkId 'a'): ", "needs valueCode"},
    {R"({"linkId":"decision","type":"choice","extension":[{"url":"urn:referral-kiosk:identifying","valueBoolean":true}],
        "answerOption":[{"valueCoding":{"code":"anonymous_only"}}]})",
     "item[0] (linkId 'decision'): ", "may not be identifying"},
};

// The question "b" of some type, and a condition on it.
struct BadCondition {
    const char* question;
    const char* condition;
    const char* path;
    const char* reason;
};
const char* const kBoolean = R"("type":"boolean")";
const char* const kInteger = R"("type":"integer")";
const char* const kChoice =
    R"("type":"choice","answerOption":[{"valueCoding":{"system":"s","code":"x"}}])";
const char* const kOpen = R"("type":"open-choice","answerOption":[{"valueInteger":1}])";

const BadCondition kBadConditions[] = {
    {kBoolean, R"({"question":"zz","operator":"exists","answerBoolean":true})", ": ",
     "'zz', which the form"},
    {kBoolean, R"({"operator":"exists","answerBoolean":true})", ": ", "names no question"},
    {kBoolean, R"({"question":"b","answerBoolean":true})", ": ", "has no operator"},
    {kBoolean, R"({"question":"b","operator":"~","answerBoolean":true})",
     ".operator (linkId 'a'): ", "unknown operator '~'"},
    {kBoolean, R"({"question":"b","operator":"="})", ": ", "no answer to compare"},
    {kBoolean, R"({"question":"b","operator":"=","answerString":"x"})", ": ", "another type"},
    {kBoolean, R"({"question":"b","operator":"exists","answerString":"x"})", ": ",
     "needs answerBoolean"},
    {kInteger, R"({"question":"b","operator":">","answerDecimal":1.5})", ": ",
     "answerDecimal is not supported"},
    {kInteger, R"({"question":"b","operator":">","answerBoolean":true})", ": ", "another type"},
    {R"("type":"date")",
     R"({"question":"b","operator":">","answerDateTime":"2020-01-01T00:00:00Z"})", ": ",
     "answerDateTime is not supported"},
    {R"("type":"date")", R"({"question":"b","operator":">","answerDate":"yesterday"})",
     ".answerDate (linkId 'a'): ", "expected a date"},
    {R"("type":"text")", R"({"question":"b","operator":"=","answerInteger":1})", ": ",
     "another type"},
    {kChoice, R"({"question":"b","operator":"=","answerString":"x"})", ": ", "another type"},
    {kChoice, R"({"question":"b","operator":"=","answerCoding":{"system":"s","code":"y"}})", ": ",
     "does not have"},
    {kChoice, R"({"question":"b","operator":"=","answerCoding":{"system":"t","code":"x"}})", ": ",
     "does not have"},
    {kChoice, R"({"question":"b","operator":">","answerCoding":{"system":"s","code":"x"}})", ": ",
     "no order"},
    {kChoice, R"({"question":"b","operator":"=","answerCoding":{"system":"s"}})",
     ".answerCoding (linkId 'a'): ", "no code"},
    {kOpen, R"({"question":"b","operator":"=","answerInteger":2})", ": ", "does not have"},
    {R"("type":"display")", R"({"question":"b","operator":"exists","answerBoolean":true})", ": ",
     "has no answer"},
    {R"("type":"group","item":[{"linkId":"c","type":"text"}])",
     R"({"question":"b","operator":"exists","answerBoolean":true})", ": ", "has no answer"},
};

std::string conditional(std::string_view link_id, std::string_view on) {
    return R"({"linkId":")" + std::string(link_id) +
           R"(","type":"boolean","enableWhen":[{"question":")" + std::string(on) +
           R"(","operator":"=","answerBoolean":true}]})";
}

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("an item that is not supported is refused with its path") {
    for (const BadItems& bad : kBadItems) {
        std::string faults = faults_of(questionnaire(bad.items));
        CAPTURE(bad.items, faults);
        CHECK(contains("\n" + faults, "\n" + std::string(bad.path)));
        CHECK(contains(faults, bad.reason));
    }
}

TEST_CASE("a condition that can never be decided is refused with its path") {
    for (const BadCondition& bad : kBadConditions) {
        std::string items = R"({"linkId":"b",)" + std::string(bad.question) +
                            R"(},{"linkId":"a","type":"text","enableWhen":[)" + bad.condition +
                            "]}";
        std::string path = "item[1].enableWhen[0]";
        path += bad.path[0] == '.' ? bad.path : " (linkId 'a')" + std::string(bad.path);
        std::string faults = faults_of(questionnaire(items));
        CAPTURE(items, faults);
        CHECK(contains("\n" + faults, "\n" + path));
        CHECK(contains(faults, bad.reason));
    }
}

TEST_CASE("several conditions must say all or any") {
    std::string two =
        R"({"linkId":"b","type":"boolean"},{"linkId":"a","type":"text",BEHAVIOR"enableWhen":[
        {"question":"b","operator":"=","answerBoolean":true},{"question":"b","operator":"exists","answerBoolean":true}]})";
    auto with = [&](std::string_view behavior) {
        std::string items = two;
        items.replace(items.find("BEHAVIOR"), 8, behavior);
        return faults_of(questionnaire(items));
    };
    CHECK(contains(with(""), "item[1] (linkId 'a'): several enableWhen"));
    CHECK(contains(with(R"("enableBehavior":"some",)"),
                   "enableBehavior (linkId 'a'): expected all or any"));
    CHECK(with(R"("enableBehavior":"any",)") == "");
}

TEST_CASE("cycles are refused, each told once") {
    CHECK(contains(faults_of(questionnaire(conditional("a", "a"))), "lead back to itself: a -> a"));
    CHECK(contains(faults_of(questionnaire(conditional("a", "b") + "," + conditional("b", "a"))),
                   "lead back to itself"));
    std::string two_rings = conditional("a", "b") + "," + conditional("b", "a") + "," +
                            conditional("c", "d") + "," + conditional("d", "c") + "," +
                            conditional("after", "d");
    std::string faults = faults_of(questionnaire(two_rings));
    CAPTURE(faults);
    CHECK(std::ranges::count(faults, '\n') == 2);
}

TEST_CASE("a cycle through an ancestor is refused") {
    std::string faults = faults_of(questionnaire(R"({"linkId":"g","type":"group","enableWhen":[
        {"question":"q","operator":"=","answerBoolean":true}],"item":[{"linkId":"q","type":"boolean"}]})"));
    CHECK(contains(faults, "lead back to itself"));
}

TEST_CASE("a cycle of 5,000 items is refused without exhausting the stack") {
    std::string items;
    for (int i = 0; i < 5000; ++i) {
        items += (i ? "," : "") +
                 conditional("q" + std::to_string(i), "q" + std::to_string((i + 1) % 5000));
    }
    CHECK(contains(faults_of(questionnaire(items)), "lead back to itself"));
}

TEST_CASE("the decision may not hang on what the anonymous branch drops") {
    std::string faults = faults_of(questionnaire(R"(
        {"linkId":"name","type":"string"},
        {"linkId":"decision","type":"choice","answerOption":[{"valueCoding":{"code":"anonymous_only"}}],
         "enableWhen":[{"question":"name","operator":"exists","answerBoolean":true}]})"));
    CHECK(contains(faults, "lead back to itself"));
}

TEST_CASE("what is no Questionnaire is refused") {
    CHECK(contains(faults_of(""), "line 1: not valid JSON"));
    CHECK(contains(faults_of("{\n\n\"a\":\n}"), "line 4: not valid JSON"));
    CHECK(contains(faults_of("[]"), "not a JSON object"));
    CHECK(contains(faults_of("{}"), "not a FHIR R4 Questionnaire"));
    CHECK(contains(faults_of(R"({"resourceType":"Patient"})"), "not a FHIR R4 Questionnaire"));
    CHECK(contains(faults_of(R"({"resourceType":1})"), "not a FHIR R4 Questionnaire"));
    CHECK(contains(faults_of("{\"resourceType\":\"Questionnaire\",\"x\":\"\xff\"}"),
                   "not valid JSON"));
    CHECK(contains(faults_of(std::string(200000, '[')), "not valid JSON"));
    const std::string head = R"({"resourceType":"Questionnaire")";
    const std::string items = R"("item":[{"linkId":"a","type":"text"}])";
    CHECK(contains(faults_of(head + "," + items + "}"), "has no status"));
    CHECK(
        contains(faults_of(head + R"(,"status":"new",)" + items + "}"), "status: expected draft"));
    CHECK(contains(faults_of(head + R"(,"status":"active"})"), "has no items"));
    CHECK(contains(faults_of(head + R"(,"status":"active","implicitRules":"urn:x",)" + items + "}"),
                   "implicitRules: not a member"));
    CHECK(contains(
        faults_of(R"({"resourceType":"Questionnaire","status":"active","status":"draft",)" + items +
                  "}"),
        "the key 'status' stands twice"));
    CHECK(contains(faults_of(questionnaire(R"({"linkId":"a","type":"text","type":"date"})")),
                   "'type' stands twice"));
    CHECK(faults_of(head + R"(,"status":"active",)" + items + "}") == "");
}

TEST_CASE("a form nested too deep is refused, one just inside the limit is not") {
    auto nested = [](std::size_t levels) {
        std::string open;
        std::string close;
        for (std::size_t i = 0; i + 1 < levels; ++i) {
            open += R"({"linkId":"g)" + std::to_string(i) + R"(","type":"group","item":[)";
            close += "]}";
        }
        return questionnaire(open + R"({"linkId":"q","type":"text"})" + close);
    };
    CHECK(faults_of(nested(kMaxFormDepth)) == "");
    CHECK(contains(faults_of(nested(kMaxFormDepth + 1)), "nested deeper than 32"));
    CHECK(contains(faults_of(nested(3000)), "nested deeper than 32"));
}

TEST_CASE("a damaged form never crashes the loader and never loads half") {
    const std::string whole = read_file("assets/form/referral.json");
    for (std::size_t length = 0; length < whole.size(); length += 97) {
        CHECK(faults_of(std::string_view(whole).substr(0, length)) != "");
    }
}
