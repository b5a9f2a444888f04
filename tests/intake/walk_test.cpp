// A person who taps at random: whatever she does, the session stays whole, and what she keeps can
// be read.
#include "support.h"
#include "walker.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace intake;

namespace {

const char* const kForms[] = {
    "assets/form/referral.json",
    "tests/intake/forms/medical_history.json",
    "tests/intake/forms/housing_application.json",
    "tests/intake/forms/vaccination_consent.json",
    "tests/intake/forms/wellbeing.json",
    "tests/intake/forms/flood_relief.json",
    "tests/intake/forms/bicycle_workshop.json",
};

void check_whole(const Session& session, const Setup& setup) {
    const Answers& answers = session.answers;
    const Questionnaire& form = *setup.form;
    if (session.screen == Screen::Question)
        REQUIRE(session.page < form.pages.size());
    for (ItemIndex item = 0; item < form.items.size(); ++item) {
        for (NodeId id : answers.of_item(item)) {
            const Node& node = answers.node(id);
            REQUIRE(node.values.empty() == (node.state != AnswerState::Answered));
            REQUIRE(node.values.size() <= form.items[item].max_values);
            REQUIRE(answers.instances(id) <= std::max(form.items[item].max_values, 1U));
            if (node.enabled)
                REQUIRE(answers.node(node.parent).enabled);
        }
    }
    auto now = progress(session, setup);
    if (now)
        REQUIRE((*now >= 0 && *now <= 1));
}

std::size_t count_values(const Questionnaire& form, const std::vector<RecordItem>& items,
                         bool anonymous) {
    std::size_t count = 0;
    for (const RecordItem& item : items) {
        auto index = form.find(item.link_id);
        REQUIRE(index);
        REQUIRE_FALSE((anonymous && form.items[*index].identifying));
        count += item.values.size() + count_values(form, item.items, anonymous);
    }
    return count;
}

std::size_t expected_values(const Session& session, const Questionnaire& form) {
    std::size_t count = 0;
    for (ItemIndex item = 0; item < form.items.size(); ++item) {
        for (NodeId id : session.answers.of_item(item)) {
            const Node& node = session.answers.node(id);
            bool asked = node.asked || form.items[item].hidden;
            if (node.enabled && asked)
                count += node.values.size();
        }
    }
    return count;
}

void check_record(const Session& session, const Questionnaire& form) {
    RecordFacts facts = facts_of(session);
    facts.day = "2026-11-23";
    auto record = parse_record(encode_record(session.answers, facts));
    REQUIRE(record);
    auto decision = decision_of(session.answers);
    REQUIRE(record->decision == (decision ? code_of(*decision) : ""));
    REQUIRE(record->decision != "not_now");
    std::size_t values = count_values(form, record->items, decision == Decision::AnonymousOnly);
    REQUIRE(values == expected_values(session, form));
}

} // namespace

TEST_CASE("random walks through many forms end, and every record kept reads back") {
    for (const char* path : kForms) {
        CAPTURE(path);
        Questionnaire form = form_of(read_file(path));
        REQUIRE(check_runnable(form).empty());
        int kept = 0;
        for (unsigned seed = 0; seed < 250; ++seed) {
            CAPTURE(seed);
            Walker walker(form, seed, check_whole, [&](const Session& session, const Setup&) {
                ++kept;
                check_record(session, form);
            });
            REQUIRE(walker.walk());
            REQUIRE(walker.walk()); // the next person at the same terminal
        }
        CHECK(kept > 100);
    }
}

TEST_CASE("whoever only presses Next, after deciding, comes to the end of every form") {
    for (const char* path : kForms) {
        CAPTURE(path);
        Questionnaire form = form_of(read_file(path));
        Setup setup{.form = &form, .notices = {}, .language = {"en"}, .ready = true};
        Session session = new_session(setup);
        update(session, Begin{}, setup);
        for (std::size_t i = 0; i <= form.pages.size(); ++i) {
            if (!can_go_next(session, setup) && session.screen == Screen::Question) {
                NodeId decision = session.answers.of_item(*form.decision)[0];
                update(session, Choose{decision, option_of(session.answers, decision, "refer_me")},
                       setup);
            }
            update(session, Next{}, setup);
        }
        CHECK(session.screen == Screen::Review);
    }
}
