// What an answer costs: the rules alone, and everything a session does for it.
//
//   rules_bench            measures and prints
//   rules_bench --check    measures less and fails when something has become far too slow
//   rules_bench --form     prints the form that is measured, for another engine to run
#include "kiosk/intake/session.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <string>

namespace {

using namespace intake;
using Clock = std::chrono::steady_clock;

constexpr std::size_t kQuestions = 250;
constexpr double kMostMicroseconds = 50; // what an answer may cost, on the machine of this house
constexpr double kSlowMachine = 10;      // --check: another machine, busy with other tests
constexpr double kMostTimesSlower = 15;  // ten times as long a chain

std::string condition_on(std::size_t question) {
    return R"({"question":"q)" + std::to_string(question) +
           R"(","operator":"=","answerBoolean":true})";
}

std::string question(std::size_t number, const std::string& conditions) {
    return R"({"linkId":"q)" + std::to_string(number) + R"(","type":"boolean","text":"?")" +
           (conditions.empty() ? "" : R"(,"enableWhen":[)" + conditions + "]") + "}";
}

/// One in three is conditional, on the two before it in turn.
std::string mixed_questions() {
    std::string items;
    for (std::size_t i = 0; i < kQuestions; ++i) {
        items += i == 0 ? "" : ",";
        items += question(i, i % 3 == 2 ? condition_on(i - 1 - (i / 3) % 2) : "");
    }
    return items;
}

/// Each depends on the one before.
std::string chained_questions(std::size_t count) {
    std::string items;
    for (std::size_t i = 0; i < count; ++i) {
        items += i == 0 ? "" : ",";
        items += question(i, i == 0 ? "" : condition_on(i - 1));
    }
    return items;
}

/// All but the first depend on the first.
std::string questions_on_one() {
    std::string items = question(0, "");
    for (std::size_t i = 1; i < kQuestions; ++i)
        items += "," + question(i, condition_on(0));
    return items;
}

std::string on_one_page(const std::string& items, bool repeats = false) {
    return std::string(R"({"linkId":"page","type":"group","text":"?",)") +
           (repeats ? R"("repeats":true,)" : "") + R"("item":[)" + items + "]}";
}

std::string questionnaire(const std::string& items) {
    return R"({"resourceType":"Questionnaire","status":"active","item":[)" + items + "]}";
}

Questionnaire form_of(const std::string& items) {
    const std::string json = questionnaire(items);
    auto form = parse_questionnaire(std::as_bytes(std::span(json)));
    if (!form) {
        std::fprintf(stderr, "%s\n", form.error().front().sentence("form").c_str());
        std::exit(1);
    }
    return std::move(*form);
}

template <class Work>
double microseconds(const Work& work) {
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double, std::micro>(Clock::now() - start).count();
}

/// The middle of several runs: one that was interrupted does not count.
template <class Work>
double median(int runs, const Work& work) {
    std::vector<double> times;
    for (int i = 0; i < runs; ++i)
        times.push_back(microseconds(work));
    std::ranges::nth_element(times, times.begin() + runs / 2);
    return times[static_cast<std::size_t>(runs) / 2];
}

struct Cost {
    double mean = 0;  ///< microseconds an answer, over all questions
    double worst = 0; ///< of the dearest question
};

/// Every question in turn, answered with yes and with no.
template <class Answer>
Cost cost_of(const Questionnaire& form, int runs, const Answer& answer) {
    Cost cost;
    std::size_t count = 0;
    for (ItemIndex item = 0; item < form.items.size(); ++item) {
        if (form.items[item].kind != ItemKind::Boolean)
            continue;
        bool value = false;
        const double time = median(runs, [&] { answer(item, value = !value); });
        cost.mean += time;
        cost.worst = std::max(cost.worst, time);
        ++count;
    }
    cost.mean /= static_cast<double>(count);
    return cost;
}

Answers all_yes(const Questionnaire& form) {
    Answers answers(form);
    for (ItemIndex item = 0; item < form.items.size(); ++item) {
        for (NodeId id : answers.of_item(item))
            answers.set_boolean(id, true);
    }
    evaluate_all(answers);
    return answers;
}

Cost cost_of_rules(const Questionnaire& form, int runs) {
    Answers answers = all_yes(form);
    return cost_of(form, runs, [&](ItemIndex item, bool value) {
        const NodeId node = answers.of_item(item).front();
        answers.set_boolean(node, value);
        evaluate_dependants(answers, node);
    });
}

/// Every rule of the form, as after a group was added.
double cost_of_all(const Questionnaire& form, int runs) {
    Answers answers = all_yes(form);
    return median(runs, [&] { evaluate_all(answers); });
}

/// update(), as a tap does it, on the page where the question stands.
Cost cost_of_session(const Questionnaire& form, int runs, std::size_t instances) {
    const Setup setup{.form = &form, .notices = {}, .language = {"en"}, .ready = true};
    Session session = new_session(setup);
    update(session, Begin{}, setup);
    for (std::size_t i = 1; i < instances; ++i)
        update(session, AddInstance{session.answers.of_item(0).front()}, setup);
    session.answers = instances > 1 ? std::move(session.answers) : all_yes(form);
    return cost_of(form, runs, [&](ItemIndex item, bool value) {
        while (
            !(form.pages[session.page] <= item && item < form.items[form.pages[session.page]].end))
            session.page = (session.page + 1) % form.pages.size();
        update(session, SetBoolean{session.answers.of_item(item).back(), value}, setup);
    });
}

/// Next from the first page to the review, for each page.
double cost_of_next(const Questionnaire& form, int runs) {
    const Setup setup{.form = &form, .notices = {}, .language = {"en"}, .ready = true};
    const double whole = median(runs, [&] {
        Session session = new_session(setup);
        update(session, Begin{}, setup);
        while (session.screen == Screen::Question)
            update(session, Next{}, setup);
    });
    return whole / static_cast<double>(form.pages.size());
}

/// The answer that opens or closes the whole chain.
class ChainTrial {
public:
    explicit ChainTrial(std::size_t count)
        : form_(form_of(chained_questions(count))), answers_(all_yes(form_)) {}
    ChainTrial(const ChainTrial&) = delete;
    ChainTrial& operator=(const ChainTrial&) = delete;

    double cost(int runs) {
        const NodeId first = answers_.of_item(0).front();
        return median(runs, [&] {
            answers_.set_boolean(first, value_ = !value_);
            evaluate_dependants(answers_, first);
        });
    }

private:
    Questionnaire form_;
    Answers answers_;
    bool value_ = true;
};

struct Chain {
    double small = 0;
    double large = 0;
    double ratio = 0; ///< the middle one of several rounds, each of both in turn
};

Chain measure_chain(int runs) {
    constexpr std::size_t kRounds = 7;
    ChainTrial small(500);
    ChainTrial large(5000);
    std::array<Chain, kRounds> rounds;
    for (Chain& round : rounds) {
        round.small = small.cost(runs * 10);
        round.large = large.cost(runs);
        round.ratio = round.large / round.small;
    }
    std::ranges::sort(rounds, {}, &Chain::ratio);
    return rounds[kRounds / 2];
}

class Report {
public:
    explicit Report(bool check) : check_(check) {}

    void answer(const char* what, const Cost& cost) {
        std::printf("%-58s %8.2f %8.2f us\n", what, cost.mean, cost.worst);
        judge(what, cost.worst, kMostMicroseconds);
    }
    void step(const char* what, double cost) {
        std::printf("%-58s %8.2f          us\n", what, cost);
        judge(what, cost, kMostMicroseconds);
    }
    void chain(const Chain& chain) {
        std::printf("%-58s %8.2f          us\n", "a chain of 500, its first answer", chain.small);
        std::printf("%-58s %8.2f          us\n", "a chain of 5,000, its first answer", chain.large);
        std::printf("%-58s %8.1f          times\n", "ten times as long takes", chain.ratio);
        if (chain.ratio >= kMostTimesSlower)
            fail("the chain does not scale linearly");
    }
    int result() const { return check_ && failed_ ? 1 : 0; }

private:
    void judge(const char* what, double cost, double most) {
        if (cost > most)
            std::printf("  above the limit of this house, %.0f us\n", most);
        if (cost > most * kSlowMachine)
            fail(what);
    }
    void fail(const char* what) {
        std::printf("FAILED: %s\n", what);
        failed_ = true;
    }

    bool check_;
    bool failed_ = false;
};

int measure(bool check) {
    const int runs = check ? 11 : 101;
    Report report(check);
    std::printf("%-58s %8s %8s\n", "250 questions", "mean", "worst");
    const Questionnaire page = form_of(on_one_page(mixed_questions()));
    report.answer("one page, 1 in 3 conditional: rules", cost_of_rules(page, runs));
    report.answer("one page, 1 in 3 conditional: session", cost_of_session(page, runs, 1));
    report.step("one page, 1 in 3 conditional: every rule anew", cost_of_all(page, runs));
    const Questionnaire pages = form_of(mixed_questions());
    report.answer("a page each, 1 in 3 conditional: rules", cost_of_rules(pages, runs));
    report.answer("a page each, 1 in 3 conditional: session", cost_of_session(pages, runs, 1));
    report.step("a page each: Next", cost_of_next(pages, check ? 3 : 15));
    const Questionnaire one = form_of(on_one_page(questions_on_one()));
    report.answer("one page, all conditional on the first: session", cost_of_session(one, runs, 1));
    const Questionnaire again = form_of(on_one_page(mixed_questions(), true));
    report.answer("one page, three times over: session", cost_of_session(again, runs, 3));
    const Questionnaire dense = form_of(on_one_page(questions_on_one(), true));
    report.answer("the same three times over, all conditional on the first",
                  cost_of_session(dense, runs, 3));
    report.chain(measure_chain(check ? 11 : 51));
    return report.result();
}

} // namespace

int main(int argc, char** argv) {
    crypto::start();
    const std::string word = argc > 1 ? argv[1] : "";
    if (word == "--form") {
        std::puts(questionnaire(on_one_page(mixed_questions())).c_str());
        return 0;
    }
    return measure(word == "--check");
}
