// A person who taps at random: whatever she does, the session stays whole, and what she keeps can
// be read.
#include "support.h"

#include <catch2/catch_test_macros.hpp>

#include <random>

using namespace intake;

namespace {

const char* const kForms[] = {
    "assets/form/referral.json", "tests/intake/forms/medical_history.json",
    "tests/intake/forms/housing_application.json", "tests/intake/forms/vaccination_consent.json"};

class Walker {
public:
    Walker(const Questionnaire& form, unsigned seed)
        : random_(seed), setup_{.form = &form,
                                .notices = {{"n", 1, "en", 2}, {"n", 1, "ar", 3}},
                                .language = {"en"},
                                .ready = true},
          session_(new_session(setup_)) {}

    /// One walk from the start to kept or away; false if it did not end.
    bool walk() {
        update(session_, Begin{}, setup_);
        for (int step = 0; step < 4000; ++step) {
            Effect effect = update(session_, random_action(), setup_);
            check_whole();
            if (effect == Effect::SealAndStore)
                check_record();
            if (effect == Effect::Wiped || session_.screen == Screen::Kept) {
                update(session_, Exit{}, setup_);
                update(session_, StartOver{}, setup_);
                return true;
            }
        }
        return false;
    }
    int kept() const { return kept_; }

private:
    std::size_t below(std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
    }

    NodeId any_node() {
        auto tops = nodes_of_page(session_.answers, session_.page);
        NodeId id = tops[below(tops.size())];
        while (!session_.answers.node(id).children.empty() && below(4) > 0) {
            const auto& children = session_.answers.node(id).children;
            id = children[below(children.size())];
        }
        return id;
    }

    Action random_answer() {
        NodeId id = any_node();
        const Item& item = session_.answers.item(id);
        std::size_t index = below(3);
        static constexpr std::string_view kWords[] = {"yes",  "\"ei\"\n\\", "لا أعرف", "ខ្ញុំ",
                                                      "ትግርኛ", "",           "😀"};
        switch (below(9)) {
        case 0:
            return SetBoolean{id, below(2) == 0};
        case 1:
            return SetInteger{id, index, static_cast<std::int64_t>(below(100))};
        case 2:
            return SetDate{
                id, index, {.year = 1950 + static_cast<int>(below(80)), .month = {}, .day = {}}};
        case 3:
            return SetText{id, index, secret(kWords[below(std::size(kWords))])};
        case 4:
            return below(2) ? Action(AddInstance{id}) : Action(RemoveInstance{id});
        case 5:
            return below(2) ? Action(RemoveValue{id, index}) : Action(SetUnknown{id});
        default:
            return Choose{id, static_cast<std::uint32_t>(below(item.options.size() + 1))};
        }
    }

    Action random_action() {
        if (session_.screen == Screen::Question && below(10) < 6)
            return random_answer();
        switch (below(400)) {
        case 0:
            return Exit{};
        case 1:
            return IdleExpired{};
        case 2:
            return SetReady{true};
        default:
            break;
        }
        switch (below(20)) {
        case 0:
            return Skip{};
        case 1:
            return Change{below(setup_.form->pages.size() + 1)};
        case 2:
            return SetLanguage{{below(2) ? "ar" : "en"}};
        case 3:
        case 4:
            return Back{};
        case 5:
            return Keep{};
        case 6:
            return KeepFailed{};
        case 7:
            return KeepSucceeded{Code{'7'}, false};
        case 8:
            return TryAgain{};
        case 9:
            return SetTextSize{TextSize::Larger};
        default:
            return Next{};
        }
    }

    void check_whole() const {
        const Answers& answers = session_.answers;
        if (session_.screen == Screen::Question)
            REQUIRE(session_.page < setup_.form->pages.size());
        for (ItemIndex item = 0; item < setup_.form->items.size(); ++item) {
            for (NodeId id : answers.of_item(item)) {
                const Node& node = answers.node(id);
                REQUIRE(node.values.empty() == (node.state != AnswerState::Answered));
                REQUIRE(node.values.size() <= setup_.form->items[item].max_values);
                if (node.enabled)
                    REQUIRE(answers.node(node.parent).enabled);
            }
        }
        auto now = progress(session_, setup_);
        if (now)
            REQUIRE((*now >= 0 && *now <= 1));
    }

    void check_record() {
        ++kept_;
        RecordFacts facts = facts_of(session_);
        facts.day = "2026-11-23";
        auto record = parse_record(encode_record(session_.answers, facts));
        REQUIRE(record);
        auto decision = decision_of(session_.answers);
        REQUIRE(record->decision == (decision ? code_of(*decision) : ""));
        REQUIRE(record->decision != "not_now");
        std::size_t values = count_values(record->items, decision == Decision::AnonymousOnly);
        REQUIRE(values == expected_values());
    }

    std::size_t count_values(const std::vector<RecordItem>& items, bool anonymous) const {
        std::size_t count = 0;
        for (const RecordItem& item : items) {
            auto index = setup_.form->find(item.link_id);
            REQUIRE(index);
            REQUIRE_FALSE((anonymous && setup_.form->items[*index].identifying));
            count += item.values.size() + count_values(item.items, anonymous);
        }
        return count;
    }

    std::size_t expected_values() const {
        std::size_t count = 0;
        for (ItemIndex item = 0; item < setup_.form->items.size(); ++item) {
            for (NodeId id : session_.answers.of_item(item)) {
                const Node& node = session_.answers.node(id);
                bool asked = node.asked || setup_.form->items[item].hidden;
                if (node.enabled && asked)
                    count += node.values.size();
            }
        }
        return count;
    }

    std::mt19937 random_;
    Setup setup_;
    Session session_;
    int kept_ = 0;
};

} // namespace

TEST_CASE("random walks through four forms end, and every record kept reads back") {
    for (const char* path : kForms) {
        CAPTURE(path);
        Questionnaire form = form_of(read_file(path));
        int kept = 0;
        for (unsigned seed = 0; seed < 250; ++seed) {
            CAPTURE(seed);
            Walker walker(form, seed);
            REQUIRE(walker.walk());
            REQUIRE(walker.walk()); // the next person at the same terminal
            kept += walker.kept();
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
