#include "support.h"

#include "tests/locked_memory.h"

#include <catch2/catch_test_macros.hpp>

using namespace intake;

namespace {

const char* const kItems = R"(
    {"linkId":"one","type":"choice","answerOption":[{"valueCoding":{"code":"a"}},{"valueCoding":{"code":"b"}}]},
    {"linkId":"many","type":"choice","repeats":true,"answerOption":[{"valueCoding":{"code":"a"}},
        {"valueCoding":{"code":"b"}},{"valueCoding":{"code":"none"},"extension":[
        {"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive","valueBoolean":true}]}]},
    {"linkId":"open","type":"open-choice","answerOption":[{"valueString":"x"}]},
    {"linkId":"opens","type":"open-choice","repeats":true,"answerOption":[{"valueString":"x"},{"valueString":"y"}]},
    {"linkId":"bool","type":"boolean"},
    {"linkId":"int","type":"integer","extension":[
        {"url":"http://hl7.org/fhir/StructureDefinition/minValue","valueInteger":0},
        {"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueInteger":20}]},
    {"linkId":"date","type":"date","extension":[
        {"url":"http://hl7.org/fhir/StructureDefinition/maxValue","valueDate":"2020-06"}]},
    {"linkId":"text","type":"text","maxLength":100},
    {"linkId":"names","type":"string","repeats":true},
    {"linkId":"fixed","type":"string","readOnly":true,"initial":[{"valueString":"given"}]},
    {"linkId":"children","type":"group","repeats":true,"item":[
        {"linkId":"age","type":"integer"},
        {"linkId":"toys","type":"group","repeats":true,"item":[{"linkId":"toy","type":"string"}]}]},
    {"linkId":"note","type":"display","text":"N"})";

struct Fixture {
    Questionnaire form = form_of_items(kItems);
    Answers answers = answers_of(form);
    NodeId at(std::string_view link_id, std::size_t occurrence = 0) const {
        return node_of(answers, link_id, occurrence);
    }
    std::size_t count(std::string_view link_id) const {
        return answers.node(at(link_id)).values.size();
    }
    AnswerState state(std::string_view link_id) const { return answers.node(at(link_id)).state; }
};

} // namespace

TEST_CASE_METHOD(Fixture, "a single choice replaces, and stays when tapped again") {
    CHECK(answers.choose(at("one"), 0));
    CHECK(answers.choose(at("one"), 1));
    CHECK_FALSE(answers.choose(at("one"), 1));
    CHECK(answers.chosen(at("one"), 1));
    CHECK(count("one") == 1);
    CHECK(state("one") == AnswerState::Answered);
    CHECK_FALSE(answers.choose(at("one"), 2));
}

TEST_CASE_METHOD(Fixture, "a multiple choice toggles; an exclusive option stands alone") {
    CHECK(answers.choose(at("many"), 0));
    CHECK(answers.choose(at("many"), 1));
    CHECK(count("many") == 2);
    CHECK(answers.choose(at("many"), 2));
    CHECK(count("many") == 1);
    CHECK(answers.choose(at("many"), 0));
    CHECK(answers.chosen(at("many"), 0));
    CHECK_FALSE(answers.chosen(at("many"), 2));
    CHECK(answers.choose(at("many"), 0));
    CHECK(state("many") == AnswerState::Unanswered);
}

TEST_CASE_METHOD(Fixture, "own words stand in an open choice instead of, or beside, its options") {
    CHECK(answers.choose(at("open"), 0));
    CHECK(answers.set_text(at("open"), 0, secret("mine")));
    CHECK_FALSE(answers.chosen(at("open"), 0));
    CHECK(count("open") == 1);
    CHECK(answers.choose(at("open"), 0));
    CHECK(count("open") == 1);
    CHECK_FALSE(answers.set_text(at("open"), 0, secret("  ")));
    CHECK(answers.chosen(at("open"), 0));

    CHECK(answers.choose(at("opens"), 0));
    CHECK(answers.set_text(at("opens"), 0, secret("m")));
    CHECK(answers.set_text(at("opens"), 0, secret("mine")));
    CHECK(answers.choose(at("opens"), 1));
    CHECK(count("opens") == 3);
    CHECK(answers.set_text(at("opens"), 0, secret("")));
    CHECK(count("opens") == 2);
}

TEST_CASE_METHOD(Fixture, "what does not fit the question changes nothing") {
    CHECK_FALSE(answers.set_boolean(at("int"), true));
    CHECK_FALSE(answers.set_integer(at("bool"), 0, 1));
    CHECK_FALSE(answers.set_integer(at("int"), 0, -1));
    CHECK_FALSE(answers.set_integer(at("int"), 0, 21));
    CHECK_FALSE(answers.set_integer(at("int"), 1, 5));
    CHECK_FALSE(answers.set_integer(at("age"), 0, std::int64_t{1} << 31));
    CHECK_FALSE(answers.set_date(at("date"), 0, {.year = 2020, .month = 7, .day = {}}));
    CHECK(answers.set_date(at("date"), 0, {.year = 2020, .month = {}, .day = {}}));
    CHECK_FALSE(answers.set_date(at("date"), 0, {.year = 2020, .month = {}, .day = 3}));
    CHECK_FALSE(answers.set_text(at("bool"), 0, secret("x")));
    CHECK_FALSE(answers.choose(at("text"), 0));
    CHECK_FALSE(answers.set_text(at("fixed"), 0, secret("x")));
    CHECK_FALSE(answers.clear(at("fixed"), AnswerState::Declined));
    CHECK_FALSE(answers.set_boolean(kRoot, true));
    CHECK_FALSE(answers.set_boolean(99999, true));
    CHECK_FALSE(answers.clear(at("children"), AnswerState::Declined));
    CHECK_FALSE(answers.clear(at("note"), AnswerState::Declined));
}

TEST_CASE_METHOD(Fixture, "text is kept if it is UTF-8 and within the item's bytes") {
    const Item& item = answers.item(at("text"));
    CHECK(answers.set_text(at("text"), 0, secret("ሰላም \"x\"\n")));
    CHECK_FALSE(answers.set_text(at("text"), 0, secret("\xff")));
    CHECK_FALSE(answers.set_text(at("text"), 0, secret(std::string_view("a\0b", 3))));
    CHECK_FALSE(answers.set_text(at("text"), 0, secret(std::string(item.max_bytes + 1, 'a'))));
    CHECK_FALSE(answers.set_text(at("text"), 0, secret(std::string(item.max_bytes / 2 + 1, '"'))));
    CHECK(answers.set_text(at("text"), 0, secret(std::string(item.max_bytes, 'a'))));
    CHECK(answers.set_text(at("text"), 0, secret("\n ")));
    CHECK(state("text") == AnswerState::Unanswered);
}

TEST_CASE_METHOD(Fixture, "a repeating string takes several values up to its limit") {
    for (std::size_t i = 0; i < answers.item(at("names")).max_values; ++i) {
        CHECK(answers.set_text(at("names"), i, secret("n" + std::to_string(i))));
    }
    CHECK_FALSE(answers.set_text(at("names"), count("names"), secret("one more")));
    std::size_t before = count("names");
    CHECK(answers.remove_value(at("names"), 1));
    CHECK(count("names") == before - 1);
    CHECK(answers.node(at("names")).values[1] == Value(secret("n2")));
    CHECK_FALSE(answers.remove_value(at("names"), before));
}

TEST_CASE_METHOD(Fixture, "declined, unknown and unanswered are three things") {
    CHECK(answers.clear(at("int"), AnswerState::Declined));
    CHECK(state("int") == AnswerState::Declined);
    CHECK(answers.set_integer(at("int"), 0, 3));
    CHECK(state("int") == AnswerState::Answered);
    CHECK(answers.clear(at("int"), AnswerState::Unknown));
    CHECK(count("int") == 0);
    CHECK(answers.clear(at("int"), AnswerState::Unanswered));
    CHECK_FALSE(answers.clear(at("int"), AnswerState::Unanswered));
}

TEST_CASE_METHOD(Fixture,
                 "instances of a group are added, changed and removed, each with its own answers") {
    NodeId first = at("children");
    auto second = answers.add_instance(first);
    REQUIRE(second);
    CHECK(answers.set_integer(at("age", 1), 0, 7));
    CHECK(answers.node(at("age", 0)).values.empty());
    auto toy = answers.add_instance(at("toys", 1));
    REQUIRE(toy);
    CHECK(answers.of_item(*form.find("toys")).size() == 3);
    CHECK(answers.set_text(at("toy", 2), 0, secret("bear")));

    CHECK(answers.remove_instance(first));
    CHECK_FALSE(answers.find(first));
    CHECK(at("children") == *second);
    CHECK(answers.node(at("age")).values.size() == 1);
    CHECK(answers.node(at("toy", 1)).values.size() == 1);
    CHECK_FALSE(answers.remove_instance(first));
    CHECK_FALSE(answers.add_instance(first));

    CHECK(answers.remove_instance(*second));
    CHECK(answers.instances(at("children")) == 1);
    CHECK(answers.node(at("age")).values.empty());
    CHECK(answers.of_item(*form.find("toys")).size() == 1);
    for (std::size_t i = 1; i < answers.item(at("children")).max_values; ++i) {
        CHECK(answers.add_instance(at("children")));
    }
    CHECK_FALSE(answers.add_instance(at("children")));
    CHECK_FALSE(answers.add_instance(at("bool")));
}

TEST_CASE_METHOD(Fixture, "new instances stand after the others, before the next page") {
    REQUIRE(answers.add_instance(at("children")));
    const auto& pages = answers.node(kRoot).children;
    CHECK(answers.item(pages.back()).link_id == "note");
    CHECK(answers.item(pages[pages.size() - 2]).link_id == "children");
    CHECK(answers.item(pages[pages.size() - 3]).link_id == "children");
}

TEST_CASE("every answer lies in locked memory, its state and the code too") {
    const auto form = form_of_items(R"({"linkId":"n","type":"integer","text":"?"},
        {"linkId":"d","type":"date","text":"?"},{"linkId":"b","type":"boolean","text":"?"})");
    Answers answers = answers_of(form);
    REQUIRE(answers.set_integer(node_of(answers, "n"), 0, 41));
    REQUIRE(answers.set_date(node_of(answers, "d"), 0, {.year = 1987, .month = 11, .day = 23}));
    REQUIRE(answers.set_boolean(node_of(answers, "b"), true));
    for (const char* const item : {"n", "d", "b"}) {
        const Node& node = answers.node(node_of(answers, item));
        CHECK(locked_memory::holds(&node));
        CHECK(locked_memory::holds(node.values.data()));
    }
    const Code code{'1', '2', '3'};
    const Code copy = code;
    CHECK(copy == code);
    CHECK(locked_memory::holds(code.data()));
    CHECK(locked_memory::holds(copy.data()));
}
