// Who walks through the form and answers nothing, faster than it can be read, is asked about it.
#include "kiosk/intake/haste.h"
#include "tests/intake/support.h"

#include <catch2/catch_test_macros.hpp>

using namespace intake;

namespace {

// The real form, at its first page after the decision.
struct Walk {
    Walk() : form(form_of(read_file("assets/form/referral.json"))) {
        setup.form = &form;
        session = new_session(setup);
        update(session, Begin{}, setup);
        while (session.screen != Screen::Question) {
            update(session, Next{}, setup);
        }
        const NodeId decision = session.answers.of_item(*form.decision).front();
        update(session, Choose{decision, 0}, setup);
        update(session, Next{now}, setup);
    }
    void pass(double seconds, bool skip = false) {
        now += seconds;
        if (skip) {
            update(session, Skip{now}, setup);
        } else {
            update(session, Next{now}, setup);
        }
    }
    int passed_until_asked(double seconds, bool skip = false) {
        int pages = 0;
        while (session.screen == Screen::Question && !session.asks_to_go_on && pages < 100) {
            pass(seconds, skip);
            ++pages;
        }
        return session.asks_to_go_on ? pages : 0;
    }

    Questionnaire form;
    Setup setup;
    Session session;
    double now = 1000;
};

} // namespace

TEST_CASE("five pages passed over within two seconds of each other: it asks") {
    Haste haste;
    for (int page = 1; page < 5; ++page) {
        CHECK_FALSE(haste.passed(static_cast<std::size_t>(page), false, page * 2.0));
    }
    CHECK(haste.passed(5, false, 10.0));
    CHECK(haste.first() == 1);
}

TEST_CASE("an answer, or a moment longer, begins the count anew") {
    Haste haste;
    for (int page = 1; page < 100; ++page) {
        CHECK_FALSE(haste.passed(static_cast<std::size_t>(page), page % 5 == 0, page * 0.1));
    }
    haste.restart();
    for (int page = 1; page < 100; ++page) {
        CHECK_FALSE(haste.passed(static_cast<std::size_t>(page), false, page * 2.01));
    }
}

TEST_CASE("drumming on Continue, or on Skip, never gets through the form") {
    for (const bool skip : {false, true}) {
        Walk walk;
        const int pages = walk.passed_until_asked(0.1, skip);
        CHECK(pages >= 5);
        CHECK(pages <= 7); // a page that asks nothing does not count
        const std::size_t page = walk.session.page;
        for (int i = 0; i < 50; ++i) {
            walk.pass(0.1, skip);
        }
        CHECK(walk.session.page == page); // nothing but an answer goes on from there
        CHECK(walk.session.asks_to_go_on);
    }
}

TEST_CASE("whoever reads is never asked") {
    Walk walk;
    CHECK(walk.passed_until_asked(2.5) == 0);
    CHECK(walk.session.screen == Screen::Review);
}

TEST_CASE("asked, she goes on or back to the first page she passed over") {
    Walk walk;
    const std::size_t first = walk.session.page;
    REQUIRE(walk.passed_until_asked(0.1) > 0);
    const std::size_t page = walk.session.page;
    SECTION("on") {
        update(walk.session, GoOn{}, walk.setup);
        CHECK_FALSE(walk.session.asks_to_go_on);
        CHECK(walk.session.page == page);
        CHECK(walk.passed_until_asked(0.1) >= 5); // and is asked again after five more
    }
    SECTION("back") {
        update(walk.session, ReturnToFirst{}, walk.setup);
        CHECK_FALSE(walk.session.asks_to_go_on);
        CHECK(walk.session.page == first);
    }
    SECTION("or leaves") {
        CHECK(update(walk.session, Exit{}, walk.setup) == Effect::Ended);
        CHECK_FALSE(walk.session.asks_to_go_on);
    }
}

TEST_CASE("an answer counts as new when it was not given so before") {
    NewAnswers answers;
    const auto number = [](std::uint64_t value) { return NewAnswers::Given(value); };
    const auto words = [](std::size_t bytes) {
        return NewAnswers::Given(NewAnswers::Words{bytes});
    };
    answers.gave(1, number(0));
    answers.gave(1, number(1));
    answers.gave(2, number(0));
    CHECK(answers.count() == 3);
    for (int i = 0; i < 100; ++i) { // a coin that lies on a tile
        answers.gave(1, number(0));
        answers.gave(1, std::monostate{});
        answers.gave(1, number(1));
    }
    CHECK(answers.count() == 3);
    answers.gave(3, words(1));
    answers.gave(3, words(2));
    CHECK(answers.count() == 5);
    for (int i = 0; i < 100; ++i) { // a letter that comes and goes
        answers.gave(3, words(1));
        answers.gave(3, words(2));
    }
    CHECK(answers.count() == 5);
    answers.gave(4, PartialDate{.year = 1990, .month = {}, .day = {}});
    answers.gave(4, PartialDate{.year = 1990, .month = 5, .day = {}});
    answers.gave(4, PartialDate{.year = 1990, .month = {}, .day = {}});
    CHECK(answers.count() == 7);
}
