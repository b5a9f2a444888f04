#include "kiosk/intake/anonymous.h"

#include "support.h"

#include <catch2/catch_test_macros.hpp>

using namespace intake;

namespace {

const char* const kItems = R"(
    {"linkId":"decision","type":"choice","answerOption":[{"valueCoding":{"code":"refer_me"}},
        {"valueCoding":{"code":"anonymous_only"}}]},
    {"linkId":"band","type":"choice","answerOption":[{"valueCoding":{"code":"18_29"}}]},
    {"linkId":"open","type":"open-choice","repeats":true,"answerOption":[{"valueCoding":{"code":"x"}}]},
    {"linkId":"you","type":"group","extension":[{"url":"urn:referral-kiosk:identifying","valueBoolean":true}],
        "item":[{"linkId":"number","type":"integer"},{"linkId":"name","type":"string"}]},
    {"linkId":"story","type":"text"},
    {"linkId":"born","type":"date"})";

constexpr std::string_view kCanary = "CANARY-7Q2";

struct Fixture {
    Questionnaire form = form_of_items(kItems);
    Answers answers = answers_of(form);
    NodeId at(std::string_view link_id) const { return node_of(answers, link_id); }

    Fixture() {
        for (ItemIndex item = 0; item < form.items.size(); ++item)
            answers.set_asked(answers.of_item(item)[0]);
        choose(answers, "decision", "refer_me");
        choose(answers, "band", "18_29");
        choose(answers, "open", "x");
        REQUIRE(answers.set_text(at("open"), 0, secret(kCanary)));
        REQUIRE(answers.set_integer(at("number"), 0, 774411));
        REQUIRE(answers.set_text(at("name"), 0, secret(kCanary)));
        REQUIRE(answers.set_text(at("story"), 0, secret(kCanary)));
        REQUIRE(answers.set_date(at("born"), 0, *parse_date("1987-06-05")));
    }
    std::string encoded() const {
        crypto::SecretBytes record = encode_record(answers, {});
        return {reinterpret_cast<const char*>(record.span().data()), record.size()};
    }
};

bool contains(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE_METHOD(Fixture, "an anonymous answer cannot be made from an identifying item") {
    CHECK(AnonymousAnswer::from(answers, at("band")));
    for (const char* link_id : {"you", "number", "name", "story", "born"}) {
        CAPTURE(link_id);
        CHECK_FALSE(AnonymousAnswer::from(answers, at(link_id)));
    }
    auto open = AnonymousAnswer::from(answers, at("open"));
    REQUIRE(open);
    CHECK(open->values().size() == 1);
    CHECK(std::get<Chosen>(open->values()[0]).option == 0);
}

TEST_CASE_METHOD(Fixture, "own words alone leave nothing behind, not even that there were some") {
    REQUIRE(answers.choose(at("open"), 0)); // takes the option away
    auto open = AnonymousAnswer::from(answers, at("open"));
    REQUIRE(open);
    CHECK(open->values().empty());
    CHECK(open->state() == AnswerState::Unanswered);
}

TEST_CASE_METHOD(
    Fixture, "the anonymous record holds nothing that identifies, whatever was entered before") {
    CHECK(contains(encoded(), kCanary));
    CHECK(contains(encoded(), "774411"));
    CHECK(contains(encoded(), "1987"));
    // Only the decision changes: nobody has dropped anything from the answers.
    choose(answers, "decision", "anonymous_only");
    const std::string record = encoded();
    CHECK_FALSE(contains(record, kCanary));
    CHECK_FALSE(contains(record, "774411"));
    CHECK_FALSE(contains(record, "1987"));
    for (const char* link_id : {"you", "number", "name", "story", "born"}) {
        CHECK_FALSE(contains(record, "\"linkId\":\"" + std::string(link_id) + "\""));
    }
    CHECK(contains(record, "\"linkId\":\"band\""));
    CHECK(contains(record, "anonymous_only"));
}

TEST_CASE_METHOD(Fixture, "smuggling: an identifying node switched on behind the rules stays out") {
    choose(answers, "decision", "anonymous_only");
    for (const char* link_id : {"you", "number", "name", "story", "born"}) {
        answers.set_enabled(at(link_id), true);
        CHECK_FALSE(AnonymousAnswer::from(answers, at(link_id)));
    }
    CHECK_FALSE(contains(encoded(), kCanary));
    CHECK_FALSE(contains(encoded(), "774411"));
    CHECK_FALSE(contains(encoded(), "1987"));
}
