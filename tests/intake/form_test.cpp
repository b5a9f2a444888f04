#include "support.h"

#include <catch2/catch_test_macros.hpp>

using namespace intake;

TEST_CASE("the form of this product loads and can be run") {
    Questionnaire form = form_of(read_file("assets/form/referral.json"));
    CHECK(form.url == "urn:referral-kiosk:form:referral");
    CHECK(check_runnable(form).empty());
    CHECK(form.decision);
    CHECK(form.items[*form.decision].required);
    CHECK(form.record_bytes == kSmallRecord);
}

TEST_CASE("forms as they are commonly written load and can be run") {
    for (const char* name : {"medical_history", "housing_application", "vaccination_consent"}) {
        CAPTURE(name);
        Questionnaire form =
            form_of(read_file("tests/intake/forms/" + std::string(name) + ".json"));
        CHECK(check_runnable(form).empty());
    }
}

TEST_CASE("items stand in one table, parents before children") {
    Questionnaire form = form_of_items(R"(
        {"linkId":"a","type":"group","text":"A","item":[
            {"linkId":"b","type":"boolean"},
            {"linkId":"c","type":"group","item":[{"linkId":"d","type":"text","maxLength":100}]}]},
        {"linkId":"e","type":"display","text":"E"})");
    REQUIRE(form.items.size() == 5);
    CHECK(form.pages == std::vector<ItemIndex>{0, 4});
    CHECK(form.items[0].end == 4);
    CHECK(form.items[1].parent == 0);
    CHECK(form.items[3].parent == 2);
    CHECK(form.items[3].max_length == 100);
    CHECK(form.find("e") == 4);
    CHECK_FALSE(form.find("x"));
    for (ItemIndex item = 0; item < 5; ++item)
        CHECK(form.order[form.rank[item]] == item);
}

TEST_CASE("what an item says is read: options, icons, marks, limits, translations") {
    Questionnaire form = form_of_items(R"(
        {"linkId":"a","type":"choice","repeats":true,"text":"Where?",
         "_text":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/translation","extension":[
            {"url":"lang","valueCode":"fi"},{"url":"content","valueString":"Missä?"}]}]},
         "extension":[{"url":"urn:referral-kiosk:icon","valueCode":"map"}],
         "answerOption":[
            {"valueCoding":{"system":"urn:s","code":"here","display":"Here","_display":{"extension":[
               {"url":"http://hl7.org/fhir/StructureDefinition/translation","extension":[
                 {"url":"lang","valueCode":"fi"},{"url":"content","valueString":"Täällä"}]}]}},
             "initialSelected":true},
            {"valueString":"elsewhere"},{"valueInteger":7},{"valueDate":"2020-05"},
            {"valueCoding":{"code":"none"},"extension":[
               {"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive","valueBoolean":true},
               {"url":"urn:referral-kiosk:icon","valueCode":"cross"}]}]},
        {"linkId":"g","type":"group","extension":[{"url":"urn:referral-kiosk:identifying","valueBoolean":true}],
         "item":[{"linkId":"n","type":"integer","initial":[{"valueInteger":3}],"extension":[
            {"url":"http://hl7.org/fhir/StructureDefinition/minValue","valueInteger":1},
            {"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueInteger":9}]}]})");
    const Item& a = form.items[0];
    CHECK(a.text.in("fi") == "Missä?");
    CHECK(a.text.in("fi-FI") == "Missä?");
    CHECK(a.text.in("sv") == "Where?");
    CHECK(a.icon == "map");
    REQUIRE(a.options.size() == 5);
    CHECK(a.options[0].display.in("fi") == "Täällä");
    CHECK(a.options[0].initial);
    CHECK(a.options[1].code == "elsewhere");
    CHECK(a.options[2].code == "7");
    CHECK(a.options[3].code == "2020-05");
    CHECK(a.options[4].exclusive);
    CHECK(a.options[4].icon == "cross");
    CHECK(a.options[4].display.text == "none");
    CHECK(form.items[1].identifying);
    CHECK(form.items[2].identifying);
    CHECK(form.items[2].min_value == 1);
    CHECK(form.items[2].initial.size() == 1);

    Answers answers = answers_of(form);
    CHECK(answers.chosen(node_of(answers, "a"), 0));
    CHECK(answers.node(node_of(answers, "n")).values[0] == Value(std::int64_t{3}));
}

TEST_CASE("with a decision, own words and dates are identifying, marked or not") {
    const std::string decision =
        R"({"linkId":"decision","type":"choice","required":true,"answerOption":[
        {"valueCoding":{"code":"refer_me"}},{"valueCoding":{"code":"anonymous_only"}}]},)";
    const std::string rest = R"({"linkId":"s","type":"string"},{"linkId":"d","type":"date"},
        {"linkId":"t","type":"text"},{"linkId":"b","type":"boolean"})";
    Questionnaire with = form_of_items(decision + rest);
    REQUIRE(with.decision == 0u);
    CHECK(with.items[1].identifying);
    CHECK(with.items[2].identifying);
    CHECK(with.items[3].identifying);
    CHECK_FALSE(with.items[4].identifying);
    Questionnaire without = form_of_items(rest);
    CHECK_FALSE(without.decision);
    CHECK_FALSE(without.items[0].identifying);
}

TEST_CASE("a foreign item that happens to be called decision is not ours") {
    CHECK_FALSE(form_of_items(R"({"linkId":"decision","type":"text"})").decision);
    CHECK_FALSE(form_of_items(R"({"linkId":"decision","type":"choice","answerOption":[
        {"valueCoding":{"code":"approve"}}]})")
                    .decision);
    CHECK_FALSE(form_of_items(R"({"linkId":"decision","type":"choice","answerOption":[
        {"valueCoding":{"system":"urn:other","code":"not_now"}}]})")
                    .decision);
    CHECK_FALSE(form_of_items(R"({"linkId":"decision","type":"choice","answerOption":[
        {"valueString":"not_now"}]})")
                    .decision);
}

TEST_CASE("who fills it in is known by the codes of this product, not by the name") {
    auto filler = [](std::string_view item) { return form_of_items(item).filler; };
    CHECK(filler(R"({"linkId":"filler","type":"choice","answerOption":[
        {"valueCoding":{"system":"urn:referral-kiosk:code:filler","code":"self"}}]})") == 0u);
    CHECK_FALSE(filler(R"({"linkId":"filler","type":"choice","answerOption":[
        {"valueCoding":{"system":"urn:dentist","code":"amalgam"}}]})"));
    CHECK_FALSE(filler(R"({"linkId":"filler","type":"choice","repeats":true,"answerOption":[
        {"valueCoding":{"system":"urn:referral-kiosk:code:filler","code":"self"}}]})"));
    CHECK_FALSE(filler(R"({"linkId":"filler","type":"string"})"));
    CHECK(form_of(read_file("assets/form/referral.json")).filler);
}

TEST_CASE("the catalogues speak for the forms of this product only") {
    CHECK(is_of_this_product(form_of(read_file("assets/form/referral.json"))));
    CHECK_FALSE(is_of_this_product(form_of(read_file("tests/intake/forms/medical_history.json"))));
    CHECK_FALSE(is_of_this_product(form_of_items(R"({"linkId":"age","type":"text"})")));
}

TEST_CASE("a number has its unit, and how often is limited where the form says so") {
    Questionnaire form = form_of_items(R"(
        {"linkId":"height","type":"integer","extension":[
          {"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-unit","valueCoding":{"code":"cm","display":"centimetres"}}]},
        {"linkId":"why","type":"choice","repeats":true,"extension":[
          {"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs","valueInteger":1},
          {"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs","valueInteger":2}],
         "answerOption":[{"valueString":"a"},{"valueString":"b"},{"valueString":"c"}]})");
    CHECK(form.items[0].unit.text == "centimetres");
    CHECK(form.items[1].max_values == 2);
    Answers answers = answers_of(form);
    NodeId why = node_of(answers, "why");
    CHECK(answers.choose(why, 0));
    CHECK(answers.choose(why, 1));
    CHECK_FALSE(answers.choose(why, 2));
    CHECK(answers.choose(why, 0)); // taken away: there is room again
    CHECK(answers.choose(why, 2));
}

TEST_CASE("the size of a record is a fact about the form, and its caps keep it") {
    Questionnaire small = form_of_items(R"({"linkId":"t","type":"text","maxLength":4000})");
    CHECK(small.record_bytes == kSmallRecord);
    CHECK(small.items[0].max_bytes >= 3 * 4000);
    CHECK(small.items[0].max_bytes <= kSmallRecord);

    std::string many;
    for (int i = 0; i < 10; ++i) {
        many += std::string(i ? "," : "") + R"({"linkId":"t)" + std::to_string(i) +
                R"(","type":"text","maxLength":4000})";
    }
    CHECK(form_of_items(many).record_bytes == kLargeRecord);

    std::string huge;
    for (int i = 0; i < 5000; ++i) {
        huge += std::string(i ? "," : "") + R"({"linkId":"b)" + std::to_string(i) +
                R"(","type":"boolean"})";
    }
    Questionnaire too_large = form_of_items(huge);
    CHECK(too_large.record_bytes == 0);
    REQUIRE(check_runnable(too_large).size() == 1);
}

TEST_CASE("a question says that it is answered in Latin letters") {
    Questionnaire form = form_of_items(R"(
        {"linkId":"a","type":"string","extension":[{"url":"urn:referral-kiosk:script","valueCode":"Latn"}]},
        {"linkId":"b","type":"string"},
        {"linkId":"c","type":"open-choice","answerOption":[{"valueString":"x"}],
         "extension":[{"url":"urn:referral-kiosk:script","valueCode":"Latn"}]})");
    CHECK(form.items[0].latin);
    CHECK_FALSE(form.items[1].latin);
    CHECK(form.items[2].latin);
    Questionnaire ours = form_of(read_file("assets/form/referral.json"));
    for (const char* link_id : {"contact_value", "helper_contact", "uma_number"}) {
        CAPTURE(link_id);
        CHECK(ours.items[ours.find(link_id).value()].latin);
    }
    for (const char* link_id : {"name", "known_as", "story", "contact_times", "contact_phrase"}) {
        CAPTURE(link_id);
        CHECK_FALSE(ours.items[ours.find(link_id).value()].latin);
    }
}
