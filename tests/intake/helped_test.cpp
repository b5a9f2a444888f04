// Somebody is with her: whose hand entered what, what she answers alone, and what goes when she
// decides to stay anonymous.
#include "support.h"

#include <catch2/catch_test_macros.hpp>

using namespace intake;

namespace {

const char* const kItems = R"(
    {"linkId":"decision","type":"choice","required":true,"answerOption":[{"valueCoding":{"code":"refer_me"}},
        {"valueCoding":{"code":"anonymous_only"}}]},
    {"linkId":"filler","type":"choice","answerOption":[{"valueCoding":{"code":"self"}},{"valueCoding":{"code":"with_ngo"}}]},
    {"linkId":"organisation","type":"choice","answerOption":[{"valueCoding":{"code":"shelter"}}],
        "extension":[{"url":"urn:referral-kiosk:forgotten","valueBoolean":true}]},
    {"linkId":"private_part","type":"choice","extension":[{"url":"urn:referral-kiosk:private","valueBoolean":true}],
        "enableWhen":[{"question":"filler","operator":"!=","answerCoding":{"code":"self"}}],
        "answerOption":[{"valueCoding":{"code":"alone"}},{"valueCoding":{"code":"together"}}]},
    {"linkId":"safe_with","type":"boolean","extension":[{"url":"urn:referral-kiosk:private","valueBoolean":true}],
        "enableWhen":[{"question":"private_part","operator":"=","answerCoding":{"code":"alone"}}]},
    {"linkId":"danger","type":"boolean","extension":[{"url":"urn:referral-kiosk:private","valueBoolean":true}]},
    {"linkId":"needs","type":"choice","repeats":true,"answerOption":[{"valueCoding":{"code":"housing"}},{"valueCoding":{"code":"legal"}}]},
    {"linkId":"count","type":"integer"})";

struct Fixture {
    Questionnaire form = form_of_items(kItems);
    Setup setup{
        .form = &form, .notices = {{"referral", 1, "en", 1}}, .language = {"en"}, .ready = true};
    Session session = new_session(setup);

    Fixture() {
        for (int i = 0; i < 3; ++i)
            act(i == 0 ? Action(Begin{}) : Action(Next{}));
        tap("decision", "refer_me");
        act(Next{});
    }
    Effect act(Action action) { return update(session, std::move(action), setup); }
    NodeId at(std::string_view link_id) const { return node_of(session.answers, link_id); }
    void tap(std::string_view link_id, std::string_view code) {
        act(Choose{at(link_id), option_of(session.answers, at(link_id), code)});
    }
    const Node& node(std::string_view link_id) const { return session.answers.node(at(link_id)); }
    std::string page() const {
        REQUIRE(session.screen == Screen::Question);
        return form.items[form.pages[session.page]].link_id;
    }
    /// With an organisation's worker, the private part answered alone, the screen handed back.
    void through_the_private_part() {
        tap("filler", "with_ngo");
        act(Next{});
        act(Next{});
        tap("private_part", "alone");
        act(Next{});
        act(SetBoolean{at("safe_with"), false});
        act(Next{});
        act(SetBoolean{at("danger"), true});
        act(Next{});
        REQUIRE(page() == "needs");
    }
    Record record() const {
        auto read = parse_record(encode_record(session.answers, {}));
        REQUIRE(read);
        return std::move(*read);
    }
};

const RecordItem* in(const Record& record, std::string_view link_id) {
    for (const RecordItem& item : record.items) {
        if (item.link_id == link_id)
            return &item;
    }
    return nullptr;
}

} // namespace

TEST_CASE_METHOD(Fixture, "every answer says whose hand entered it and in which language") {
    tap("filler", "with_ngo");
    CHECK(may_change_hand(session));
    act(Next{});
    act(SetHand{Hand::Helper});
    act(SetLanguage{{"fi"}});
    tap("organisation", "shelter");
    act(Next{});
    tap("private_part", "together");
    act(SetHand{Hand::Person});
    act(Next{});
    act(Skip{}); // danger
    const Record written = record();
    CHECK(in(written, "decision")->entered_by == "person");
    CHECK(in(written, "decision")->shown_in == "en");
    CHECK(in(written, "organisation")->entered_by == "helper");
    CHECK(in(written, "organisation")->shown_in == "fi");
    CHECK(in(written, "danger")->state == AnswerState::Declined);
    CHECK(in(written, "danger")->entered_by == "person");
    CHECK(in(written, "needs")->entered_by.empty()); // asked, not answered
}

TEST_CASE_METHOD(Fixture, "who answers again takes the answer over") {
    tap("filler", "with_ngo");
    act(SetHand{Hand::Helper});
    act(Next{});
    tap("organisation", "shelter");
    CHECK(node("organisation").entered_by == Hand::Helper);
    act(SetHand{Hand::Person});
    tap("organisation", "shelter"); // chosen already: nothing was entered
    CHECK(node("organisation").entered_by == Hand::Helper);
    act(Skip{});
    CHECK(node("organisation").entered_by == Hand::Person);
}

TEST_CASE_METHOD(Fixture, "alone, every answer is hers and nobody is asked whose hand it is") {
    tap("filler", "self");
    CHECK_FALSE(may_change_hand(session));
    act(SetHand{Hand::Helper});
    CHECK(hand_of(session) == Hand::Person);
    act(Next{});
    act(Next{});
    CHECK(page() == "danger"); // no private part without somebody beside her
}

TEST_CASE_METHOD(Fixture, "in the part she answers alone, the helper's hand does not count") {
    tap("filler", "with_ngo");
    act(SetHand{Hand::Helper});
    act(Next{});
    act(Next{});
    tap("private_part", "alone");
    act(Next{});
    CHECK_FALSE(may_change_hand(session));
    act(SetBoolean{at("safe_with"), false});
    CHECK(node("safe_with").entered_by == Hand::Person);
    act(Next{});
    act(Next{});
    CHECK(page() == "needs");
    tap("needs", "legal");
    CHECK(node("needs").entered_by == Hand::Helper); // handed back
}

TEST_CASE_METHOD(Fixture, "once handed back, nothing leads to what she answered alone") {
    through_the_private_part();
    act(Back{});
    CHECK(page() == "organisation");
    act(Next{});
    CHECK(page() == "needs");
    act(Next{});
    act(Next{});
    REQUIRE(session.screen == Screen::Review);
    for (std::size_t page : enabled_pages(session.answers))
        CHECK_FALSE(is_private_page(session.answers, page));
    for (std::size_t page = 0; page < form.pages.size(); ++page) {
        act(Change{page});
        if (session.screen == Screen::Question) {
            CHECK_FALSE(is_private_page(session.answers, session.page));
            act(Back{});
        }
    }
    act(Change{0});
    act(SetBoolean{at("danger"), false}); // a tap that cannot come from there
    CHECK(std::get<bool>(node("danger").values.front()));
}

TEST_CASE_METHOD(Fixture, "nothing the helper changes makes her private answers go away") {
    through_the_private_part();
    act(Back{});
    act(Back{});
    REQUIRE(page() == "filler");
    tap("filler", "self"); // private_part and safe_with hang on this
    const Record written = record();
    REQUIRE(in(written, "safe_with"));
    CHECK_FALSE(std::get<bool>(in(written, "safe_with")->values.at(0)));
    CHECK(std::get<bool>(in(written, "danger")->values.at(0)));
    CHECK(in(written, "private_part"));
}

TEST_CASE_METHOD(Fixture, "answered together, the part stays open to both") {
    tap("filler", "with_ngo");
    act(Next{});
    act(Next{});
    tap("private_part", "together");
    act(Next{});
    CHECK(page() == "danger");
    act(Next{});
    CHECK_FALSE(session.answers.private_closed());
    act(Back{});
    CHECK(page() == "danger");
}

TEST_CASE_METHOD(Fixture, "before she hands it back she can go to and fro in it") {
    tap("filler", "with_ngo");
    act(Next{});
    act(Next{});
    tap("private_part", "alone");
    act(Next{});
    act(Next{});
    act(Back{});
    CHECK(page() == "safe_with");
    act(Back{});
    act(Back{});
    CHECK(page() == "organisation");
    CHECK_FALSE(session.answers.private_closed());
}

TEST_CASE_METHOD(Fixture, "staying anonymous takes the helper's answers away and asks anew") {
    tap("filler", "with_ngo");
    act(Next{});
    tap("organisation", "shelter");
    act(Back{});
    act(Back{});
    REQUIRE(page() == "decision");
    tap("decision", "anonymous_only");
    CHECK(session.identifying_dropped);
    CHECK(node("organisation").state == AnswerState::Unanswered);
    CHECK(node("organisation").shown_in.empty());
    CHECK(node("filler").state == AnswerState::Answered);
    act(Next{});
    act(Next{});
    CHECK(page() == "organisation"); // it may be told again
}

TEST_CASE_METHOD(Fixture, "the next person finds no private part closed and no helper's hand") {
    act(SetHand{Hand::Helper});
    through_the_private_part();
    act(Exit{});
    act(StartOver{});
    CHECK_FALSE(session.answers.private_closed());
    CHECK(session.hand == Hand::Person);
}
