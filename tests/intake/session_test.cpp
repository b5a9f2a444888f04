#include "support.h"

#include <catch2/catch_test_macros.hpp>

using namespace intake;

namespace {

const char* const kItems = R"(
    {"linkId":"decision","type":"choice","required":true,"answerOption":[{"valueCoding":{"code":"refer_me"}},
        {"valueCoding":{"code":"contact_me_first"}},{"valueCoding":{"code":"anonymous_only"}},{"valueCoding":{"code":"not_now"}}]},
    {"linkId":"danger","type":"choice","answerOption":[{"valueCoding":{"code":"yes"}},{"valueCoding":{"code":"no"}}]},
    {"linkId":"call","type":"display","text":"Call","enableWhen":[{"question":"danger","operator":"=","answerCoding":{"code":"yes"}}]},
    {"linkId":"place","type":"group","item":[
        {"linkId":"finland","type":"boolean"},
        {"linkId":"where","type":"open-choice","answerOption":[{"valueString":"city"}],
         "enableWhen":[{"question":"finland","operator":"=","answerBoolean":true}]}]},
    {"linkId":"story","type":"text","maxLength":4000},
    {"linkId":"children","type":"group","repeats":true,"item":[{"linkId":"age","type":"integer"}]},
    {"linkId":"name","type":"string"})";

struct Fixture {
    Questionnaire form = form_of_items(kItems);
    Setup setup{.form = &form,
                .notices = {{"referral", 2, "en", 3}, {"referral", 2, "fi", 2}},
                .language = {"fi"},
                .ready = true};
    Session session = new_session(setup);

    Effect act(Action action) { return update(session, std::move(action), setup); }
    NodeId at(std::string_view link_id, std::size_t occurrence = 0) const {
        return node_of(session.answers, link_id, occurrence);
    }
    Effect tap(std::string_view link_id, std::string_view code) {
        return act(Choose{at(link_id), option_of(session.answers, at(link_id), code)});
    }
    std::string page() const {
        REQUIRE(session.screen == Screen::Question);
        return form.items[form.pages[session.page]].link_id;
    }
    AnswerState state(std::string_view link_id) const {
        return session.answers.node(at(link_id)).state;
    }
    bool empty(std::string_view link_id) const {
        return session.answers.node(at(link_id)).values.empty();
    }

    void to_form() {
        act(Begin{});
        act(Next{}); // nobody sees or hears her
        act(Next{});
        act(Next{});
        REQUIRE(page() == "decision");
    }
    void decide(std::string_view code) {
        to_form();
        tap("decision", code);
        act(Next{});
    }
    void to_review() {
        decide("refer_me");
        while (session.screen == Screen::Question)
            act(Next{});
        REQUIRE(session.screen == Screen::Review);
    }
    bool nothing_is_left() const {
        if (!session.languages_used.empty() || session.kept || session.notice || session.form_begun)
            return false;
        for (ItemIndex item = 0; item < form.items.size(); ++item) {
            for (NodeId id : session.answers.of_item(item)) {
                const Node& node = session.answers.node(id);
                if (!node.values.empty() || node.asked || node.state != AnswerState::Unanswered)
                    return false;
            }
        }
        return true;
    }
};

} // namespace

TEST_CASE_METHOD(Fixture, "from the first touch to kept") {
    CHECK(session.screen == Screen::Start);
    CHECK(act(Begin{}) == Effect::None);
    CHECK(session.screen == Screen::Surroundings);
    act(Next{});
    CHECK(session.screen == Screen::Notice);
    CHECK(session.notice->language == "fi");
    act(Next{});
    CHECK(session.notice_page == 1);
    act(Next{});
    CHECK(page() == "decision");
    tap("decision", "refer_me");
    act(Next{});
    CHECK(page() == "danger");
    act(Next{});
    CHECK(page() == "place"); // `call` is not asked
    act(Next{});
    CHECK(page() == "story");
    CHECK(act(SetText{at("story"), 0, secret("kertomus")}) == Effect::None);
    act(Next{});
    act(Next{});
    CHECK(page() == "name");
    act(Next{});
    CHECK(session.screen == Screen::Review);
    CHECK(act(Keep{}) == Effect::SealAndStore);
    CHECK(session.screen == Screen::Keeping);
    CHECK(act(KeepSucceeded{Code{'1'}, true}) == Effect::None);
    CHECK(session.screen == Screen::Kept);
    CHECK(session.kept->online);
    CHECK(session.kept->decision == Decision::ReferMe); // it says what comes next
    CHECK(empty("story"));
    CHECK(act(StartOver{}) == Effect::Ended);
    CHECK(session.screen == Screen::Start);
    CHECK(nothing_is_left());
}

TEST_CASE_METHOD(Fixture, "only the decision must be made before going on") {
    to_form();
    CHECK_FALSE(can_go_next(session, setup));
    CHECK_FALSE(can_skip(session, setup));
    act(Next{});
    act(Skip{});
    CHECK(page() == "decision");
    CHECK(state("decision") == AnswerState::Unanswered);
    tap("decision", "contact_me_first");
    CHECK(can_go_next(session, setup));
    act(Next{});
    CHECK(can_go_next(session, setup));
    CHECK(can_skip(session, setup));
}

TEST_CASE_METHOD(Fixture, "not now keeps nothing") {
    to_form();
    tap("decision", "not_now");
    CHECK(act(Next{}) == Effect::Ended);
    CHECK(session.screen == Screen::Everyday);
    CHECK(nothing_is_left());
    CHECK(act(StartOver{}) == Effect::Wiped);
    CHECK(session.screen == Screen::Start);
}

TEST_CASE_METHOD(Fixture, "not now, decided from the review, cannot be kept") {
    to_review();
    act(Change{0});
    tap("decision", "not_now");
    act(Back{});
    CHECK(session.screen == Screen::Review);
    CHECK_FALSE(can_go_next(session, setup));
    CHECK(act(Keep{}) == Effect::None);
    act(Change{0});
    CHECK(act(Next{}) == Effect::Ended);
    CHECK(session.screen == Screen::Everyday);
}

TEST_CASE_METHOD(Fixture, "next leaves a question unanswered, skip declines it") {
    decide("refer_me");
    act(Next{});
    CHECK(state("danger") == AnswerState::Unanswered);
    CHECK(session.answers.node(at("danger")).asked);
    act(SetBoolean{at("finland"), true});
    tap("where", "city");
    CHECK(page_answered(session));
    act(Skip{});
    CHECK(page() == "story");
    CHECK(state("finland") == AnswerState::Declined);
    CHECK(empty("where"));
    act(Next{});
    act(AddInstance{at("children")});
    act(SetInteger{at("age", 1), 0, 4});
    act(Skip{});
    CHECK(session.answers.of_item(*form.find("children")).size() == 1);
    CHECK(state("age") == AnswerState::Declined);
}

TEST_CASE_METHOD(Fixture,
                 "back and forth loses nothing, and passes over pages that are not asked") {
    decide("refer_me");
    tap("danger", "yes");
    act(Next{});
    CHECK(page() == "call");
    act(Next{});
    act(SetBoolean{at("finland"), false});
    act(Back{});
    act(Back{});
    tap("danger", "no");
    act(Next{});
    CHECK(page() == "place");
    CHECK(state("finland") == AnswerState::Answered);
    act(Back{});
    CHECK(page() == "danger");
    act(Back{});
    act(Back{});
    CHECK(session.screen == Screen::Notice);
    CHECK(session.notice_page == 1);
    act(Back{});
    CHECK(session.notice_page == 0);
    CHECK_FALSE(can_go_back(session, setup)); // Start would belong to the next person
    act(Back{});
    CHECK(session.screen == Screen::Notice);
    act(Next{});
    act(Next{});
    CHECK(page() == "decision");
    CHECK(state("danger") == AnswerState::Answered);
}

TEST_CASE_METHOD(Fixture, "before the form, back leads to the start in her language") {
    act(SetLanguage{{"ar"}});
    act(SetTextSize{TextSize::Largest});
    act(Begin{});
    act(Next{});
    CHECK(act(Back{}) == Effect::None);
    CHECK(session.screen == Screen::Surroundings);
    CHECK(act(Back{}) == Effect::Wiped);
    CHECK(session.screen == Screen::Start);
    CHECK(session.language.tag == "ar");
    CHECK(session.text_size == TextSize::Largest);
    CHECK(nothing_is_left());
}

TEST_CASE_METHOD(Fixture, "from the review to one page and back") {
    to_review();
    auto pages = enabled_pages(session.answers);
    act(Change{pages[3]});
    CHECK(page() == "story");
    CHECK(session.from_review);
    act(SetText{at("story"), 0, secret("changed")});
    act(Next{});
    CHECK(session.screen == Screen::Review);
    act(Change{pages[3]});
    act(Back{});
    CHECK(session.screen == Screen::Review);
    CHECK(state("story") == AnswerState::Answered);
    act(Change{2}); // `call` is not asked
    CHECK(session.screen == Screen::Review);
    act(Change{99});
    CHECK(session.screen == Screen::Review);
    act(Back{});
    CHECK(page() == "name");
    CHECK_FALSE(session.from_review);
}

TEST_CASE_METHOD(Fixture, "a change that opens a page leads there before the review") {
    to_review();
    act(Change{1});
    tap("danger", "yes");
    act(Next{});
    CHECK(page() == "call");
    act(Next{});
    CHECK(session.screen == Screen::Review);
}

TEST_CASE_METHOD(Fixture, "the change to anonymous drops what identifies, at once and for good") {
    decide("refer_me");
    act(Next{});
    act(SetBoolean{at("finland"), true});
    act(SetText{at("where"), 0, secret("Joutseno")});
    act(Next{});
    act(SetText{at("story"), 0, secret("story")});
    act(Next{});
    act(Next{});
    act(SetText{at("name"), 0, secret("name")});
    act(Next{});
    act(Change{0});
    tap("decision", "anonymous_only");
    CHECK(session.identifying_dropped);
    CHECK(empty("story"));
    CHECK(empty("name"));
    CHECK(empty("where"));
    CHECK(state("finland") == AnswerState::Answered);
    CHECK_FALSE(takes_own_words(session.answers, at("where")));
    act(Next{});
    CHECK(session.screen == Screen::Review);
    act(Change{0});
    tap("decision", "refer_me");
    CHECK_FALSE(session.identifying_dropped);
    CHECK(empty("story"));
    act(Next{});
    CHECK(page() == "story"); // it is asked again
    act(Next{});
    CHECK(page() == "name");
    act(Next{});
    CHECK(session.screen == Screen::Review);
}

TEST_CASE_METHOD(Fixture, "in the anonymous branch an open choice takes no own words") {
    decide("anonymous_only");
    act(Next{});
    act(SetBoolean{at("finland"), true});
    act(SetText{at("where"), 0, secret("Joutseno")});
    CHECK(empty("where"));
    tap("where", "city");
    CHECK_FALSE(empty("where"));
    act(Next{});
    CHECK(page() == "children"); // neither story nor name
    act(Next{});
    CHECK(session.screen == Screen::Review);
    CHECK_FALSE(session.identifying_dropped);
}

TEST_CASE_METHOD(Fixture, "the language changes anywhere, and every one used is remembered") {
    act(SetLanguage{{"sv"}});
    CHECK(session.languages_used.empty());
    act(Begin{});
    act(Next{});
    CHECK(session.notice->language == "en");
    act(Next{});
    act(Next{});
    act(SetLanguage{{"fi-FI"}});
    CHECK(session.notice->language == "fi");
    CHECK(session.notice_page == 1);
    act(Next{});
    tap("decision", "refer_me");
    act(SetLanguage{{"ar"}});
    act(SetLanguage{{"sv"}});
    CHECK(state("decision") == AnswerState::Answered);
    CHECK(session.notice->language == "fi");
    RecordFacts facts = facts_of(session);
    CHECK(facts.languages == std::vector<std::string>{"fi-FI", "ar", "sv"});
    CHECK(facts.notice->version == 2);
    for (int i = 0; i < 40; ++i)
        act(SetLanguage{{"x-" + std::to_string(i)}});
    CHECK(session.languages_used.size() == kMaxLanguages);
    CHECK(session.languages_used.back().tag == "x-39");
}

TEST_CASE_METHOD(Fixture, "a record knows the language, not the style of its letters") {
    setup.notices.push_back({"referral", 2, "ur", 2});
    to_form();
    act(SetLanguage{{"ur-Aran"}});
    CHECK(session.language.tag == "ur-Aran"); // the screens draw by it
    CHECK(notice_for(session.language, setup)->language == "ur");
    tap("decision", "refer_me");
    CHECK(session.answers.node(at("decision")).shown_in == "ur");
    act(Next{});
    act(Skip{});
    CHECK(session.answers.node(at("danger")).shown_in == "ur");
    CHECK(facts_of(session).languages == std::vector<std::string>{"fi", "ur"});
}

TEST_CASE_METHOD(Fixture, "leaving wipes at once, from every screen") {
    auto leave = [&] {
        act(SetLanguage{{"ar"}});
        act(SetPalette{Palette::Dark});
        const bool begun = has_begun(session);
        CHECK(act(Exit{}) == (begun ? Effect::Ended : Effect::Wiped));
        CHECK(session.screen == Screen::Everyday);
        // Whoever comes next reads there neither her language nor how she sees.
        CHECK(session.language.tag == "fi");
        CHECK(session.palette == Palette::CalmLight);
        CHECK(nothing_is_left());
        CHECK(act(StartOver{}) == Effect::Wiped);
        CHECK(session.screen == Screen::Start);
        CHECK(session.language.tag == "fi");
        CHECK(session.palette == Palette::CalmLight);
    };
    leave();
    act(Begin{});
    leave();
    act(Begin{});
    act(Next{});
    leave();
    decide("refer_me");
    act(Next{});
    act(SetBoolean{at("finland"), true});
    leave();
    to_review();
    leave();
    to_review();
    act(Keep{});
    leave();
    to_review();
    act(Keep{});
    act(KeepFailed{});
    leave();
    to_review();
    act(Keep{});
    act(KeepSucceeded{Code{'1'}, false});
    leave();
}

TEST_CASE_METHOD(Fixture, "anybody opens the everyday page, and goes back in her language") {
    act(SetLanguage{{"ar"}});
    act(SetTextSize{TextSize::Largest});
    CHECK(act(OpenEveryday{}) == Effect::None);
    CHECK(session.screen == Screen::Everyday);
    CHECK(session.language.tag == "ar");
    CHECK(act(StartOver{}) == Effect::Wiped); // nobody has begun: no session is over
    CHECK(session.screen == Screen::Start);
    CHECK(session.language.tag == "ar");
    CHECK(session.text_size == TextSize::Largest);
    act(SetLanguage{{"fi"}});
    to_form();
    act(OpenEveryday{});
    CHECK(session.screen == Screen::Question); // from the start page only
}

TEST_CASE_METHOD(Fixture, "a terminal that is not ready goes back to saying so") {
    act(SetReady{false});
    act(OpenEveryday{});
    CHECK(session.screen == Screen::Everyday);
    act(StartOver{});
    CHECK(session.screen == Screen::NotReady);
}

TEST_CASE_METHOD(Fixture, "what arrives after she left changes nothing") {
    to_review();
    NodeId story = at("story");
    act(Keep{});
    act(Exit{});
    CHECK(act(KeepSucceeded{Code{'1'}, true}) == Effect::None);
    CHECK(session.screen == Screen::Everyday);
    CHECK_FALSE(session.kept);
    act(SetText{story, 0, secret("late")});
    act(Choose{at("danger"), 0});
    act(Next{});
    act(Back{});
    act(Skip{});
    act(Keep{});
    act(TryAgain{});
    act(Begin{});
    CHECK(session.screen == Screen::Everyday);
    CHECK(nothing_is_left());
}

TEST_CASE_METHOD(Fixture, "an answer to a question that is not on the page is a late tap") {
    decide("refer_me");
    act(SetText{at("story"), 0, secret("x")});
    act(SetBoolean{at("finland"), true});
    act(AddInstance{at("children")});
    act(Choose{at("danger"), 99});
    act(SetBoolean{12345, true});
    CHECK(empty("story"));
    CHECK(empty("finland"));
    CHECK(session.answers.of_item(*form.find("children")).size() == 1);
    act(Next{});
    tap("where", "city"); // not enabled
    CHECK(empty("where"));
}

TEST_CASE_METHOD(Fixture, "it did not save: again, or back to change something") {
    to_review();
    act(Keep{});
    act(KeepFailed{});
    CHECK(session.screen == Screen::NotKept);
    CHECK(act(TryAgain{}) == Effect::StoreAgain);
    CHECK(session.screen == Screen::Keeping);
    act(KeepFailed{});
    CHECK(can_go_back(session, setup));
    act(Back{});
    CHECK(session.screen == Screen::Review);
    CHECK(act(Keep{}) == Effect::SealAndStore);
}

TEST_CASE_METHOD(Fixture, "nobody there: wiped, unless it is just being kept") {
    decide("refer_me");
    CHECK(act(IdleExpired{}) == Effect::Ended);
    CHECK(session.screen == Screen::Start);
    CHECK(nothing_is_left());
    to_review();
    act(Keep{});
    CHECK(act(IdleExpired{}) == Effect::None);
    CHECK(session.screen == Screen::Keeping);
}

TEST_CASE_METHOD(Fixture,
                 "a terminal that is not ready says so, and never to a person in the middle") {
    act(SetReady{false});
    CHECK(session.screen == Screen::NotReady);
    act(Begin{});
    CHECK(session.screen == Screen::NotReady);
    act(SetReady{true});
    decide("refer_me");
    act(SetReady{false});
    CHECK(page() == "danger");
    act(Exit{});
    act(StartOver{});
    CHECK(session.screen == Screen::NotReady);
}

TEST_CASE_METHOD(Fixture, "progress goes from nothing to one and never back on the way forward") {
    CHECK_FALSE(progress(session, setup));
    act(Begin{});
    CHECK_FALSE(progress(session, setup));
    act(Next{});
    double last = -1;
    auto step = [&] {
        auto now = progress(session, setup);
        REQUIRE(now);
        CHECK(*now > last);
        last = *now;
    };
    step();
    act(Next{});
    step();
    act(Next{});
    tap("decision", "refer_me");
    while (session.screen == Screen::Question) {
        step();
        act(Next{});
    }
    step();
    act(Keep{});
    act(KeepSucceeded{});
    CHECK(progress(session, setup) == 1.0);
}

TEST_CASE("a terminal without a notice begins with the form") {
    Questionnaire form = form_of_items(R"({"linkId":"a","type":"boolean"})");
    Setup setup{.form = &form, .notices = {}, .language = {"en"}, .ready = true};
    Session session = new_session(setup);
    update(session, Begin{}, setup);
    update(session, Next{}, setup);
    CHECK(session.screen == Screen::Question);
    CHECK_FALSE(can_go_back(session, setup));
    update(session, Next{}, setup);
    CHECK(session.screen == Screen::Review);
    CHECK(update(session, Keep{}, setup) == Effect::SealAndStore);
    CHECK_FALSE(facts_of(session).notice);
}
