#include "support.h"

#include "kiosk/intake/json_reader.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstring>

using namespace intake;

namespace {

const char* const kItems = R"(
    {"linkId":"filler","type":"choice","answerOption":[{"valueCoding":{"system":"urn:referral-kiosk:code:filler","code":"self","display":"I myself"}}]},
    {"linkId":"decision","type":"choice","answerOption":[{"valueCoding":{"code":"refer_me","display":"Refer me"}},
        {"valueCoding":{"code":"anonymous_only"}}]},
    {"linkId":"many","type":"choice","repeats":true,"answerOption":[{"valueCoding":{"system":"urn:m","code":"a","display":"A \"quoted\""}},
        {"valueString":"b"},{"valueInteger":3},{"valueDate":"2001-02"}]},
    {"linkId":"yes","type":"boolean","item":[{"linkId":"why","type":"string"}]},
    {"linkId":"group","type":"group","item":[
        {"linkId":"count","type":"integer"},
        {"linkId":"child","type":"group","repeats":true,"item":[{"linkId":"born","type":"date"}]}]},
    {"linkId":"story","type":"text","maxLength":4000},
    {"linkId":"hidden","type":"string","initial":[{"valueString":"v1"}],"extension":[
        {"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-hidden","valueBoolean":true}]},
    {"linkId":"later","type":"boolean","enableWhen":[{"question":"yes","operator":"=","answerBoolean":true}]},
    {"linkId":"words","type":"display","text":"Read this"})";

RecordFacts facts() {
    RecordFacts facts;
    facts.submission.fill(std::byte{0x01});
    facts.kiosk.fill(std::byte{0x2a});
    facts.manifest.fill(std::byte{0xff});
    facts.form_sha256.fill(std::byte{0x10});
    facts.day = "2026-11-23";
    facts.languages = {"fi", "ar"};
    facts.notice = NoticeShown{"referral", 3, "ar", 2, {"services", "who_reads"}};
    facts.code = *make_code(std::vector<std::byte>(kCodeRandomBytes, std::byte{37}));
    return facts;
}

/// A record without its padding.
std::string text_of(const crypto::SecretBytes& record) {
    std::string text(reinterpret_cast<const char*>(record.span().data()), record.size());
    return text.substr(0, text.find_last_not_of(' ') + 1);
}

struct Fixture {
    Questionnaire form = form_of_items(kItems);
    Answers answers = answers_of(form);

    NodeId at(std::string_view link_id, std::size_t occurrence = 0) const {
        return node_of(answers, link_id, occurrence);
    }
    void ask_all() {
        for (ItemIndex item = 0; item < form.items.size(); ++item) {
            if (form.items[item].hidden)
                continue;
            for (NodeId id : answers.of_item(item))
                answers.set_asked(id);
        }
    }
    std::string encoded() { return text_of(encode_record(answers, facts())); }
    Record round_trip() {
        auto record = parse_record(encode_record(answers, facts()));
        REQUIRE(record);
        return std::move(*record);
    }
};

const RecordItem* find(const std::vector<RecordItem>& items, std::string_view link_id) {
    for (const RecordItem& item : items) {
        if (item.link_id == link_id)
            return &item;
        if (const RecordItem* below = find(item.items, link_id))
            return below;
    }
    return nullptr;
}

/// A record with one thing replaced, read again.
std::optional<RecordError> error_after(std::string text, std::string_view from,
                                       std::string_view to) {
    auto place = text.find(from);
    REQUIRE(place != std::string::npos);
    text.replace(place, from.size(), to);
    auto record = parse_record(crypto::SecretBytes::copy_of(std::as_bytes(std::span(text))));
    if (record)
        return std::nullopt;
    return record.error();
}

} // namespace

TEST_CASE_METHOD(Fixture, "a record says word for word what was answered") {
    choose(answers, "filler", "self");
    choose(answers, "decision", "refer_me");
    choose(answers, "many", "a");
    choose(answers, "many", "b");
    choose(answers, "many", "3");
    REQUIRE(answers.set_boolean(at("yes"), true));
    evaluate_dependants(answers, at("yes"));
    REQUIRE(answers.set_text(at("why"), 0, secret("because")));
    REQUIRE(answers.add_instance(at("child")));
    evaluate_all(answers);
    REQUIRE(answers.set_date(at("born", 0), 0, *parse_date("2015-03")));
    REQUIRE(answers.set_date(at("born", 1), 0, {.year = {}, .month = 5, .day = 17}));
    REQUIRE(answers.clear(at("count"), AnswerState::Unknown));
    REQUIRE(answers.clear(at("story"), AnswerState::Declined));
    ask_all();
    const std::string hex16 = "01010101010101010101010101010101";
    const std::string absent =
        R"({"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":)";
    CHECK(
        encoded() ==
        R"({"resourceType":"QuestionnaireResponse","language":"ar","extension":[)"
        R"({"url":"urn:referral-kiosk:record-version","valueInteger":1},)"
        R"({"url":"urn:referral-kiosk:kind","valueCode":"referral"},)"
        R"({"url":"urn:referral-kiosk:kiosk","valueString":"2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a2a"},)"
        R"({"url":"urn:referral-kiosk:manifest","valueString":")" +
            std::string(64, 'f') +
            R"("},)"
            R"({"url":"urn:referral-kiosk:form-sha256","valueString":"1010101010101010101010101010101010101010101010101010101010101010"},)"
            R"({"url":"urn:referral-kiosk:language","valueCode":"fi"},)"
            R"({"url":"urn:referral-kiosk:language","valueCode":"ar"},)"
            R"({"url":"urn:referral-kiosk:notice","extension":[{"url":"id","valueString":"referral"},)"
            R"({"url":"version","valueInteger":3},{"url":"language","valueCode":"ar"},)"
            R"({"url":"pages","valueInteger":2},{"url":"told","valueCode":"services"},{"url":"told","valueCode":"who_reads"}]},)"
            R"({"url":"urn:referral-kiosk:decision","valueCode":"refer_me"},)"
            R"({"url":"urn:referral-kiosk:filler","valueCode":"self"},)"
            R"({"url":"urn:referral-kiosk:code","valueString":")" +
            std::string(facts().code.data(), 12) +
            R"("}],)"
            R"("identifier":{"system":"urn:referral-kiosk:submission","value":")" +
            hex16 +
            R"("},)"
            R"("questionnaire":"urn:test:form|1","status":"completed","authored":"2026-11-23","item":[)"
            R"({"linkId":"filler","answer":[{"valueCoding":{"system":"urn:referral-kiosk:code:filler","code":"self","display":"I myself"}}]},)"
            R"({"linkId":"decision","answer":[{"valueCoding":{"code":"refer_me","display":"Refer me"}}]},)"
            R"({"linkId":"many","answer":[{"valueCoding":{"system":"urn:m","code":"a","display":"A \"quoted\""}},)"
            R"({"valueString":"b"},{"valueInteger":3}]},)"
            R"({"linkId":"yes","answer":[{"valueBoolean":true,"item":[{"linkId":"why","answer":[{"valueString":"because"}]}]}]},)"
            R"({"linkId":"group","item":[{"linkId":"count","extension":[)" +
            absent +
            R"("asked-unknown"}]},)"
            R"({"linkId":"child","item":[{"linkId":"born","answer":[{"valueDate":"2015-03"}]}]},)"
            R"({"linkId":"child","item":[{"linkId":"born","answer":[{"_valueDate":{"extension":[)" +
            absent +
            R"("unknown"},)"
            R"({"url":"urn:referral-kiosk:date-parts","valueString":"--05-17"}]}}]}]}]},)"
            R"({"linkId":"story","extension":[)" +
            absent +
            R"("asked-declined"}]},)"
            R"({"linkId":"hidden","answer":[{"valueString":"v1"}]},)"
            R"({"linkId":"later"}]})");
}

TEST_CASE_METHOD(Fixture, "not asked is absent, asked and left empty is there without an answer") {
    choose(answers, "decision", "refer_me");
    answers.set_asked(at("decision"));
    answers.set_asked(at("story"));
    Record record = round_trip();
    CHECK_FALSE(find(record.items, "filler"));
    CHECK_FALSE(find(record.items, "group"));
    REQUIRE(find(record.items, "story"));
    CHECK(find(record.items, "story")->state == AnswerState::Unanswered);
    CHECK(record.filler.empty());
}

TEST_CASE_METHOD(Fixture, "answers of items that are not enabled are left out") {
    REQUIRE(answers.set_boolean(at("yes"), true));
    evaluate_dependants(answers, at("yes"));
    REQUIRE(answers.set_boolean(at("later"), true));
    ask_all();
    CHECK(find(round_trip().items, "later"));
    REQUIRE(answers.set_boolean(at("yes"), false));
    evaluate_dependants(answers, at("yes"));
    CHECK_FALSE(find(round_trip().items, "later"));
}

TEST_CASE_METHOD(Fixture, "every fact and every kind of answer comes back") {
    choose(answers, "filler", "self");
    choose(answers, "decision", "refer_me");
    choose(answers, "many", "a");
    choose(answers, "many", "3");
    const char* const story = "قالت: «لا»\n\"نعم\" \\ ខ្ញុំ 😀 ትግርኛ";
    REQUIRE(answers.set_text(at("story"), 0, secret(story)));
    REQUIRE(answers.set_integer(at("count"), 0, -7));
    REQUIRE(answers.set_date(at("born"), 0, {.year = {}, .month = 5, .day = {}}));
    ask_all();
    Record record = round_trip();
    const RecordFacts expected = facts();
    CHECK(record.kind == RecordKind::Referral);
    CHECK(record.submission == expected.submission);
    CHECK(record.kiosk == expected.kiosk);
    CHECK(record.manifest == expected.manifest);
    CHECK(record.form_url == "urn:test:form");
    CHECK(record.form_version == "1");
    CHECK(record.form_sha256.size() == 64);
    CHECK(record.day == "2026-11-23");
    CHECK(record.languages == std::vector<std::string_view>{"fi", "ar"});
    CHECK(record.notice_id == "referral");
    CHECK(record.notice_version == 3);
    CHECK(record.notice_language == "ar");
    CHECK(record.notice_pages == 2);
    CHECK(record.notice_told == std::vector<std::string_view>{"services", "who_reads"});
    CHECK(record.decision == "refer_me");
    CHECK(record.filler == "self");
    CHECK(record.code == std::string_view(expected.code.data(), 12));

    const RecordItem* many = find(record.items, "many");
    REQUIRE((many && many->values.size() == 2));
    const auto& coded = std::get<CodedValue>(many->values[0]);
    CHECK(coded.system == "urn:m");
    CHECK(coded.code == "a");
    CHECK(coded.display == "A \"quoted\"");
    CHECK(std::get<std::int64_t>(many->values[1]) == 3);
    CHECK(std::get<std::string_view>(find(record.items, "story")->values[0]) == story);
    CHECK(std::get<std::int64_t>(find(record.items, "count")->values[0]) == -7);
    CHECK(std::get<PartialDate>(find(record.items, "born")->values[0]).month == 5);
}

TEST_CASE_METHOD(Fixture, "a date said in another calendar is kept as it was said") {
    using i18n::Calendar;
    const std::string url = R"({"url":"urn:referral-kiosk:date-said","valueString":")";
    const auto written = [&](const i18n::CalendarDay& said) {
        REQUIRE(answers.set_date(at("born"), 0, date_said(said)));
        ask_all();
        Record record = round_trip();
        CHECK(std::get<PartialDate>(find(record.items, "born")->values[0]) == date_said(said));
        const std::string text = encoded();
        const auto begin = text.find(R"("born","answer":[{)") + 18;
        return text.substr(begin, text.find("}]", text.find(url)) - begin);
    };
    CHECK(written({Calendar::Persian, {1370, 1, 1}}) ==
          R"("valueDate":"1991-03-21","_valueDate":{"extension":[)" + url + "persian/1370-01-01\"");
    CHECK(written({Calendar::Persian, {1370, 1, 0}}) ==
          R"("valueDate":"1991","_valueDate":{"extension":[)" + url + "persian/1370-01\"");
    CHECK(written({Calendar::Buddhist, {2534, 0, 0}}) ==
          R"("valueDate":"1991","_valueDate":{"extension":[)" + url + "buddhist/2534\"");
    const std::string absent =
        R"("_valueDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/)"
        R"(data-absent-reason","valueCode":"unknown"},)";
    CHECK(written({Calendar::Persian, {1370, 0, 0}}) == absent + url + "persian/1370\"");
    CHECK(written({Calendar::Ethiopic, {0, 13, 5}}) == absent + url + "ethiopic/--13-05\"");
}

TEST_CASE_METHOD(Fixture, "a date said in another calendar that does not fit its own is damage") {
    REQUIRE(answers.set_date(at("born"), 0, date_said({i18n::Calendar::Persian, {1370, 1, 1}})));
    ask_all();
    const std::string good = encoded();
    CHECK_FALSE(error_after(good, "1991-03-21", "1991-03-21"));
    CHECK(error_after(good, "1991-03-21", "1991-03-22") == RecordError::BadItem);
    CHECK(error_after(good, "1991-03-21", "1991") == RecordError::BadItem);
    CHECK(error_after(good, "persian/1370-01-01", "persian/1371-01-01") == RecordError::BadItem);
    CHECK(error_after(good, "persian/1370-01-01", "ethiopic/1370-01-01") == RecordError::BadItem);
    CHECK(error_after(good, "persian/1370-01-01", "gregorian/1991-03-21") == RecordError::BadItem);
    CHECK(error_after(good, "persian/1370-01-01", "") == RecordError::BadItem);
}

TEST_CASE_METHOD(Fixture, "the views of a record stay true when it is moved") {
    REQUIRE(answers.set_text(at("story"), 0, secret("here")));
    ask_all();
    Record record = round_trip();
    Record moved = std::move(record);
    CHECK(std::get<std::string_view>(find(moved.items, "story")->values[0]) == "here");
}

TEST_CASE("a record of a form is always one size, padded with spaces") {
    Questionnaire small = form_of_items(kItems);
    Answers answers = answers_of(small);
    crypto::SecretBytes record = encode_record(answers, facts());
    CHECK(record.size() == kSmallRecord);
    std::size_t end = text_of(record).size();
    CHECK(std::ranges::all_of(record.span().subspan(end),
                              [](std::byte b) { return b == std::byte{' '}; }));

    std::string many;
    for (int i = 0; i < 10; ++i) {
        many += std::string(i ? "," : "") + R"({"linkId":"t)" + std::to_string(i) +
                R"(","type":"text"})";
    }
    Questionnaire large = form_of_items(many);
    CHECK(encode_record(answers_of(large), facts()).size() == kLargeRecord);
}

namespace {

/// Every field as full as its caps allow, in the most expensive characters, every instance there
/// may be.
void fill(Answers& answers, NodeId id) {
    const Item item = answers.item(id);
    answers.set_asked(id);
    for (std::uint32_t option = 0; option < item.options.size(); ++option) {
        if (item.options[option].exclusive || item.options[option].code == "anonymous_only" ||
            item.options[option].code == "not_now") {
            continue;
        }
        if (!answers.chosen(id, option))
            answers.choose(id, option);
    }
    for (std::size_t index = 0; index < item.max_values && is_question(item.kind); ++index) {
        answers.set_integer(id, index, item.min_value.value_or(item.max_value.value_or(INT32_MIN)));
        answers.set_date(id, index, date_said({i18n::Calendar::Ethiopic, {0, 13, 5}}));
        answers.set_text(id, index, crypto::SecretText(std::string(item.max_bytes / 2, '"')));
    }
    answers.set_boolean(id, false);
    answers.set_entered(id, Hand::Helper, std::string(100, 'x'));
    while (item.kind == ItemKind::Group && answers.add_instance(id)) {
    }
    for (NodeId child : std::vector(answers.node(id).children))
        fill(answers, child);
}

} // namespace

TEST_CASE("the fullest record of a form still fits") {
    for (const char* path : {"assets/form/referral.json", "tests/intake/forms/medical_history.json",
                             "tests/intake/forms/housing_application.json",
                             "tests/intake/forms/vaccination_consent.json"}) {
        CAPTURE(path);
        Questionnaire form = form_of(read_file(path));
        Answers answers = answers_of(form);
        for (int round = 0; round < 2;
             ++round) { // the second reaches instances the first has added
            for (NodeId page : std::vector(answers.node(kRoot).children))
                fill(answers, page);
        }
        evaluate_all(answers);
        RecordFacts full = facts();
        full.languages.assign(40, "zh-Hant-x-private-use-tag-of-length");
        full.notice->id = std::string(5000, 'n');
        full.notice->told.assign(100, std::string(100, 't'));
        auto record = parse_record(encode_record(answers, full));
        REQUIRE(record);
        CHECK(record->languages.size() == kMaxLanguages);
        CHECK(record->items.size() > 3);
    }
}

TEST_CASE_METHOD(Fixture, "damage is told, and never read as an answer") {
    choose(answers, "filler", "self");
    REQUIRE(answers.set_text(at("story"), 0, secret("x")));
    REQUIRE(answers.set_boolean(at("yes"), true));
    REQUIRE(answers.set_date(at("born"), 0, *parse_date("1990")));
    REQUIRE(answers.clear(at("count"), AnswerState::Declined));
    ask_all();
    const std::string good = encoded();
    CHECK_FALSE(error_after(good, "1990", "1991"));
    CHECK(error_after(good, "{", "[") == RecordError::NotJson);
    CHECK(error_after(good, "\"status\"", "\"authored\"") == RecordError::NotJson);
    CHECK(error_after(good, "QuestionnaireResponse", "Questionnaire") == RecordError::NotARecord);
    CHECK(error_after(good, "record-version", "something-else") == RecordError::NotARecord);
    CHECK(error_after(good, "\"valueInteger\":1}", "\"valueInteger\":2}") ==
          RecordError::UnknownVersion);
    CHECK(error_after(good, "\"valueInteger\":1}", "\"valueInteger\":1.0}") ==
          RecordError::NotARecord);
    CHECK(error_after(good, "\"referral\"", "\"other\"") == RecordError::NotARecord);
    CHECK(error_after(good, "2a2a", "2A2A") == RecordError::BadIdentifiers);
    CHECK(error_after(good, "ffff", "fff") == RecordError::BadIdentifiers);
    CHECK(error_after(good, "urn:referral-kiosk:submission", "urn:x") ==
          RecordError::BadIdentifiers);
    CHECK(error_after(good, "\"linkId\":\"story\"", "\"linkId\":7") == RecordError::BadItem);
    CHECK(error_after(good, "\"linkId\":\"story\"", "\"linkId\":\"\"") == RecordError::BadItem);
    CHECK(error_after(good, "\"valueString\":\"x\"", "\"valueString\":7") == RecordError::BadItem);
    CHECK(error_after(good, "\"valueString\":\"x\"", "\"valueQuantity\":{}") ==
          RecordError::BadItem);
    CHECK(error_after(good, "\"valueBoolean\":true", "\"valueBoolean\":1") == RecordError::BadItem);
    CHECK(error_after(good, "\"valueDate\":\"1990\"", "\"valueDate\":\"199\"") ==
          RecordError::BadItem);
    CHECK(error_after(good, "asked-declined", "asked-politely") == RecordError::BadItem);
    for (std::size_t length = 0; length < good.size(); length += 7) {
        auto cut = std::as_bytes(std::span(good).first(length));
        CHECK_FALSE(parse_record(crypto::SecretBytes::copy_of(cut)));
    }
    for (RecordError error :
         {RecordError::NotJson, RecordError::NotARecord, RecordError::UnknownVersion,
          RecordError::BadIdentifiers, RecordError::BadItem}) {
        CHECK_FALSE(describe(error).empty());
    }
}

TEST_CASE("a record without a form is read: what the queue itself makes") {
    std::string text = R"({"resourceType":"QuestionnaireResponse","status":"completed",
        "identifier":{"system":"urn:referral-kiosk:submission","value":")" +
                       std::string(32, 'a') + R"("},
        "extension":[{"url":"urn:referral-kiosk:record-version","valueInteger":1},
        {"url":"urn:referral-kiosk:kind","valueCode":"cover"},
        {"url":"urn:referral-kiosk:kiosk","valueString":")" +
                       std::string(32, 'b') + R"("},
        {"url":"urn:referral-kiosk:manifest","valueString":")" +
                       std::string(64, 'c') + R"("}]}   )";
    auto record = parse_record(crypto::SecretBytes::copy_of(std::as_bytes(std::span(text))));
    REQUIRE(record);
    CHECK(record->kind == RecordKind::Cover);
    CHECK(record->items.empty());
    CHECK(record->form_url.empty());
    CHECK(record->code.empty());
}
