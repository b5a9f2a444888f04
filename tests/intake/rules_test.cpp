#include "support.h"

#include <catch2/catch_test_macros.hpp>

#include <functional>
#include <random>

using namespace intake;

namespace {

/// The question `q` and the item `shown`, enabled by one condition on it.
std::string asking(std::string_view question, std::string_view op, std::string_view answer) {
    return R"({"linkId":"q",)" + std::string(question) +
           R"(},{"linkId":"shown","type":"display","text":"s","enableWhen":[{"question":"q","operator":")" +
           std::string(op) + "\"," + std::string(answer) + "}]}";
}

struct Row {
    const char* op;
    bool unanswered, below, equal, above;
};
// What each operator says to no answer and to one below, equal to and above the value.
const Row kOrdered[] = {
    {"=", false, false, true, false}, {"!=", true, true, false, true},
    {">", false, false, false, true}, {"<", false, true, false, false},
    {">=", false, false, true, true}, {"<=", false, true, true, false},
};

using Setter = std::function<void(Answers&, NodeId)>;
struct OrderedType {
    const char* question;
    const char* answer;
    Setter below, equal, above;
};

Setter integer(std::int64_t v) {
    return [v](Answers& a, NodeId q) { REQUIRE(a.set_integer(q, 0, v)); };
}
Setter date(const char* v) {
    return [v](Answers& a, NodeId q) { REQUIRE(a.set_date(q, 0, *parse_date(v))); };
}
Setter text(const char* v) {
    return [v](Answers& a, NodeId q) { REQUIRE(a.set_text(q, 0, secret(v))); };
}
Setter option(std::uint32_t v) {
    return [v](Answers& a, NodeId q) { REQUIRE(a.choose(q, v)); };
}

const OrderedType kOrderedTypes[] = {
    {R"("type":"integer")", R"("answerInteger":5)", integer(-4), integer(5), integer(6)},
    {R"("type":"date")", R"("answerDate":"2000-05")", date("1999"), date("2000-05"),
     date("2001-01-01")},
    {R"("type":"string")", R"("answerString":"m")", text("a"), text("m"), text("z")},
    {R"("type":"text")", R"("answerString":"m")", text("a"), text("m"), text("ö")},
    {R"("type":"open-choice")", R"("answerString":"m")", text("a"), text("m"), text("z")},
    {R"("type":"choice","answerOption":[{"valueInteger":1},{"valueInteger":2},{"valueInteger":3}])",
     R"("answerInteger":2)", option(0), option(1), option(2)},
    {R"("type":"choice","answerOption":[{"valueDate":"1990"},{"valueDate":"2000"},{"valueDate":"2010"}])",
     R"("answerDate":"2000")", option(0), option(1), option(2)},
    {R"("type":"choice","answerOption":[{"valueString":"a"},{"valueString":"b"},{"valueString":"c"}])",
     R"("answerString":"b")", option(0), option(1), option(2)},
};

bool shown_after(const Questionnaire& form, const Setter& set) {
    Answers answers = answers_of(form);
    NodeId q = node_of(answers, "q");
    set(answers, q);
    evaluate_dependants(answers, q);
    bool incremental = enabled(answers, "shown");
    evaluate_all(answers);
    CHECK(enabled(answers, "shown") == incremental);
    return incremental;
}

} // namespace

TEST_CASE("every operator on every type that has an order") {
    for (const OrderedType& type : kOrderedTypes) {
        for (const Row& row : kOrdered) {
            CAPTURE(type.question, row.op);
            Questionnaire form = form_of_items(asking(type.question, row.op, type.answer));
            CHECK(shown_after(form, [](Answers&, NodeId) {}) == row.unanswered);
            CHECK(shown_after(form, type.below) == row.below);
            CHECK(shown_after(form, type.equal) == row.equal);
            CHECK(shown_after(form, type.above) == row.above);
        }
    }
}

TEST_CASE("every operator on yes or no") {
    auto boolean = [](bool v) {
        return [v](Answers& a, NodeId q) { REQUIRE(a.set_boolean(q, v)); };
    };
    struct {
        const char* op;
        bool unanswered, no, yes; // against true
    } rows[] = {{"=", false, false, true}, {"!=", true, true, false},  {">", false, false, false},
                {"<", false, true, false}, {">=", false, false, true}, {"<=", false, true, true}};
    for (const auto& row : rows) {
        CAPTURE(row.op);
        Questionnaire form =
            form_of_items(asking(R"("type":"boolean")", row.op, R"("answerBoolean":true)"));
        CHECK(shown_after(form, [](Answers&, NodeId) {}) == row.unanswered);
        CHECK(shown_after(form, boolean(false)) == row.no);
        CHECK(shown_after(form, boolean(true)) == row.yes);
    }
}

TEST_CASE("exists, on every type") {
    for (const OrderedType& type : kOrderedTypes) {
        CAPTURE(type.question);
        Questionnaire there =
            form_of_items(asking(type.question, "exists", R"("answerBoolean":true)"));
        CHECK_FALSE(shown_after(there, [](Answers&, NodeId) {}));
        CHECK(shown_after(there, type.equal));
        Questionnaire absent =
            form_of_items(asking(type.question, "exists", R"("answerBoolean":false)"));
        CHECK(shown_after(absent, [](Answers&, NodeId) {}));
        CHECK_FALSE(shown_after(absent, type.equal));
    }
}

TEST_CASE("codes are equal with their system, or by the code where the condition names none") {
    const char* question =
        R"("type":"choice","answerOption":[{"valueCoding":{"system":"s","code":"x"}},
        {"valueCoding":{"system":"t","code":"x"}},{"valueCoding":{"system":"s","code":"y"}}])";
    auto with = [&](const char* op, const char* coding, std::uint32_t chosen) {
        return shown_after(form_of_items(asking(question, op, coding)), option(chosen));
    };
    const char* exact = R"("answerCoding":{"system":"s","code":"x"})";
    CHECK(with("=", exact, 0));
    CHECK_FALSE(with("=", exact, 1));
    CHECK_FALSE(with("=", exact, 2));
    CHECK_FALSE(with("!=", exact, 0));
    CHECK(with("!=", exact, 1));
    const char* any_system = R"("answerCoding":{"code":"x"})";
    CHECK(with("=", any_system, 0));
    CHECK(with("=", any_system, 1));
    CHECK_FALSE(with("=", any_system, 2));
}

TEST_CASE("of several answers one that satisfies is enough; != needs that none is equal") {
    const char* question = R"("type":"integer","repeats":true)";
    auto both = [](Answers& a, NodeId q) {
        REQUIRE(a.set_integer(q, 0, 1));
        REQUIRE(a.set_integer(q, 1, 9));
    };
    auto with = [&](const char* op) {
        return shown_after(form_of_items(asking(question, op, R"("answerInteger":9)")), both);
    };
    CHECK(with("="));
    CHECK_FALSE(with("!="));
    CHECK(with("<"));
    CHECK(with(">="));
    CHECK_FALSE(with(">"));
}

TEST_CASE("a declined or unknown answer is no answer") {
    Questionnaire form =
        form_of_items(asking(R"("type":"integer")", "exists", R"("answerBoolean":true)"));
    for (AnswerState state : {AnswerState::Declined, AnswerState::Unknown}) {
        CHECK_FALSE(shown_after(form, [&](Answers& a, NodeId q) { REQUIRE(a.clear(q, state)); }));
    }
}

TEST_CASE("a date of which too little is known satisfies no order") {
    Questionnaire form =
        form_of_items(asking(R"("type":"date")", "<=", R"("answerDate":"2000-05-10")"));
    CHECK_FALSE(shown_after(form, date("2000-05")));
    CHECK_FALSE(shown_after(form, date("2000")));
    CHECK(shown_after(form, date("2000-04")));
}

TEST_CASE("all and any") {
    auto form_with = [](const char* behavior) {
        return form_of_items(R"({"linkId":"a","type":"boolean"},{"linkId":"b","type":"boolean"},
            {"linkId":"shown","type":"display","enableBehavior":")" +
                             std::string(behavior) + R"(","enableWhen":[
              {"question":"a","operator":"=","answerBoolean":true},
              {"question":"b","operator":"=","answerBoolean":true}]})");
    };
    for (bool a : {false, true}) {
        for (bool b : {false, true}) {
            for (bool any : {false, true}) {
                Questionnaire form = form_with(any ? "any" : "all");
                Answers answers = answers_of(form);
                REQUIRE(answers.set_boolean(node_of(answers, "a"), a));
                evaluate_dependants(answers, node_of(answers, "a"));
                REQUIRE(answers.set_boolean(node_of(answers, "b"), b));
                evaluate_dependants(answers, node_of(answers, "b"));
                CHECK(enabled(answers, "shown") == (any ? a || b : a && b));
            }
        }
    }
}

TEST_CASE("a question that is not enabled counts as unanswered, also through its group") {
    Questionnaire form = form_of_items(R"(
        {"linkId":"gate","type":"boolean"},
        {"linkId":"g","type":"group","enableWhen":[{"question":"gate","operator":"=","answerBoolean":true}],
         "item":[{"linkId":"q","type":"boolean"}]},
        {"linkId":"shown","type":"display","enableWhen":[{"question":"q","operator":"=","answerBoolean":true}]},
        {"linkId":"not","type":"display","enableWhen":[{"question":"q","operator":"!=","answerBoolean":true}]})");
    Answers answers = answers_of(form);
    auto set = [&](const char* link_id, bool value) {
        REQUIRE(answers.set_boolean(node_of(answers, link_id), value));
        evaluate_dependants(answers, node_of(answers, link_id));
    };
    set("gate", true);
    set("q", true);
    CHECK(enabled(answers, "shown"));
    CHECK_FALSE(enabled(answers, "not"));
    set("gate", false);
    CHECK_FALSE(enabled(answers, "q"));
    CHECK_FALSE(enabled(answers, "shown"));
    CHECK(enabled(answers, "not"));
    set("gate", true);
    CHECK(enabled(answers, "shown"));
}

TEST_CASE("inside a repeating group a condition means the question of its own instance") {
    Questionnaire form = form_of_items(R"(
        {"linkId":"before","type":"display","enableWhen":[{"question":"with_me","operator":"=","answerBoolean":true}]},
        {"linkId":"child","type":"group","repeats":true,"item":[
            {"linkId":"with_me","type":"boolean"},
            {"linkId":"where","type":"string","enableWhen":[{"question":"with_me","operator":"=","answerBoolean":false}]}]},
        {"linkId":"after","type":"display","enableWhen":[{"question":"with_me","operator":"=","answerBoolean":true}]})");
    Answers answers = answers_of(form);
    REQUIRE(answers.add_instance(node_of(answers, "child")));
    evaluate_all(answers);
    auto set = [&](std::size_t instance, bool value) {
        NodeId node = node_of(answers, "with_me", instance);
        REQUIRE(answers.set_boolean(node, value));
        evaluate_dependants(answers, node);
    };
    set(0, true);
    set(1, false);
    CHECK_FALSE(enabled(answers, "where", 0));
    CHECK(enabled(answers, "where", 1));
    // From outside: the nearest one, the last before it or else the first after it.
    CHECK(enabled(answers, "before"));
    CHECK_FALSE(enabled(answers, "after"));
    set(0, false);
    set(1, true);
    CHECK_FALSE(enabled(answers, "before"));
    CHECK(enabled(answers, "after"));
}

TEST_CASE("a question nested below another is asked about it") {
    Questionnaire form = form_of_items(R"(
        {"linkId":"q","type":"boolean","item":[
            {"linkId":"more","type":"text","enableWhen":[{"question":"q","operator":"=","answerBoolean":true}]}]})");
    Answers answers = answers_of(form);
    CHECK_FALSE(enabled(answers, "more"));
    REQUIRE(answers.set_boolean(node_of(answers, "q"), true));
    evaluate_dependants(answers, node_of(answers, "q"));
    CHECK(enabled(answers, "more"));
}

TEST_CASE("while the decision is anonymous, identifying items are not asked") {
    Questionnaire form = form_of_items(R"(
        {"linkId":"decision","type":"choice","answerOption":[{"valueCoding":{"code":"refer_me"}},
            {"valueCoding":{"code":"anonymous_only"}}]},
        {"linkId":"you","type":"group","extension":[{"url":"urn:referral-kiosk:identifying","valueBoolean":true}],
            "item":[{"linkId":"sex","type":"boolean"}]},
        {"linkId":"name","type":"string"},
        {"linkId":"named","type":"display","enableWhen":[{"question":"sex","operator":"exists","answerBoolean":true}]})");
    Answers answers = answers_of(form);
    CHECK(enabled(answers, "sex"));
    CHECK_FALSE(decision_of(answers));
    choose(answers, "decision", "refer_me");
    REQUIRE(answers.set_boolean(node_of(answers, "sex"), true));
    evaluate_dependants(answers, node_of(answers, "sex"));
    CHECK(enabled(answers, "named"));
    CHECK(decision_of(answers) == Decision::ReferMe);
    choose(answers, "decision", "anonymous_only");
    CHECK(is_anonymous(answers));
    CHECK_FALSE(enabled(answers, "you"));
    CHECK_FALSE(enabled(answers, "sex"));
    CHECK_FALSE(enabled(answers, "name"));
    CHECK_FALSE(enabled(answers, "named"));
    choose(answers, "decision", "refer_me");
    CHECK(enabled(answers, "name"));
}

namespace {

/// Each question asked only if the one before it is answered yes.
Questionnaire chain(std::size_t length) {
    std::string items;
    for (std::size_t i = 0; i < length; ++i) {
        items += std::string(i ? "," : "") + R"({"linkId":"q)" + std::to_string(i) +
                 R"(","type":"boolean")";
        if (i > 0) {
            items += R"(,"enableWhen":[{"question":"q)" + std::to_string(i - 1) +
                     R"(","operator":"=","answerBoolean":true}])";
        }
        items += "}";
    }
    return form_of_items(items);
}

} // namespace

// What it costs: tests/bench/rules_bench.cpp.
TEST_CASE("a chain of 5,000 questions follows its first answer to the end") {
    Questionnaire form = chain(5000);
    Answers answers = answers_of(form);
    for (ItemIndex item = 0; item < form.items.size(); ++item) {
        NodeId node = answers.of_item(item)[0];
        REQUIRE(answers.set_boolean(node, true));
        evaluate_dependants(answers, node);
    }
    CHECK(enabled(answers, "q4999"));
    REQUIRE(answers.set_boolean(node_of(answers, "q0"), false));
    evaluate_dependants(answers, node_of(answers, "q0"));
    CHECK_FALSE(enabled(answers, "q1"));
    CHECK_FALSE(enabled(answers, "q4999"));
}

TEST_CASE("following single answers agrees with evaluating everything, on random forms") {
    std::mt19937 random(7);
    auto below = [&](std::size_t n) {
        return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
    };
    const char* const ops[] = {"=", "!=", ">", "<", ">=", "<=", "exists"};
    for (int round = 0; round < 50; ++round) {
        std::string items = R"({"linkId":"q0","type":"boolean"})";
        const std::size_t count = 2 + below(30);
        for (std::size_t i = 1; i < count; ++i) {
            std::string conditions;
            for (std::size_t c = 0; c < 1 + below(3); ++c) {
                conditions += std::string(c ? "," : "") + R"({"question":"q)" +
                              std::to_string(below(i)) + R"(","operator":")" + ops[below(7)] +
                              R"(","answerBoolean":)" + (below(2) ? "true}" : "false}");
            }
            items += R"(,{"linkId":"q)" + std::to_string(i) +
                     R"(","type":"boolean","enableBehavior":")" + (below(2) ? "any" : "all") +
                     R"(","enableWhen":[)" + conditions + "]}";
        }
        Questionnaire form = form_of_items(items);
        Answers answers = answers_of(form);
        for (int step = 0; step < 100; ++step) {
            NodeId node = answers.of_item(static_cast<ItemIndex>(below(count)))[0];
            if (below(4) == 0) {
                answers.clear(node, AnswerState::Declined);
            } else {
                answers.set_boolean(node, below(2) == 0);
            }
            evaluate_dependants(answers, node);
            std::vector<bool> followed;
            for (ItemIndex item = 0; item < count; ++item) {
                followed.push_back(answers.node(answers.of_item(item)[0]).enabled);
            }
            evaluate_all(answers);
            for (ItemIndex item = 0; item < count; ++item) {
                REQUIRE(followed[item] == answers.node(answers.of_item(item)[0]).enabled);
            }
        }
    }
}
