#include "walker.h"

#include <array>
#include <string_view>

namespace intake {

Walker::Walker(const Questionnaire& form, unsigned seed, Look after_step, Look at_keep)
    : random_(seed), setup_{.form = &form,
                            .notices = {{"n", 1, "en", 2}, {"n", 1, "ar", 3}},
                            .language = {"en"},
                            .ready = true},
      session_(new_session(setup_)), after_step_(std::move(after_step)),
      at_keep_(std::move(at_keep)) {}

bool Walker::walk() {
    constexpr int kMostSteps = 4000;
    update(session_, Begin{}, setup_);
    for (int step = 0; step < kMostSteps; ++step) {
        Effect effect = update(session_, random_action(), setup_);
        after_step_(session_, setup_);
        if (effect == Effect::SealAndStore)
            at_keep_(session_, setup_);
        if (effect == Effect::Ended || effect == Effect::Wiped || session_.screen == Screen::Kept) {
            update(session_, Exit{}, setup_);
            update(session_, StartOver{}, setup_);
            return true;
        }
    }
    return false;
}

std::size_t Walker::below(std::size_t n) {
    return std::uniform_int_distribution<std::size_t>(0, n - 1)(random_);
}

NodeId Walker::any_node() {
    auto tops = nodes_of_page(session_.answers, session_.page);
    NodeId id = tops[below(tops.size())];
    while (!session_.answers.node(id).children.empty() && below(4) > 0) {
        const auto& children = session_.answers.node(id).children;
        id = children[below(children.size())];
    }
    return id;
}

PartialDate Walker::any_date() {
    auto part = [&](int first, std::size_t count) {
        return below(3) > 0 ? std::optional(first + static_cast<int>(below(count))) : std::nullopt;
    };
    if (below(3) > 0)
        return {.year = part(1950, 80), .month = part(1, 12), .day = part(1, 31)};
    constexpr std::array kCalendars{i18n::Calendar::Persian, i18n::Calendar::Ethiopic};
    const i18n::PartialDay day{.year = part(1330, 80).value_or(0),
                               .month = static_cast<unsigned>(part(1, 13).value_or(0)),
                               .day = static_cast<unsigned>(part(1, 31).value_or(0))};
    return date_said({kCalendars[below(kCalendars.size())], day});
}

Action Walker::random_answer() {
    NodeId id = any_node();
    const Item& item = session_.answers.item(id);
    std::size_t index = below(3);
    static constexpr std::string_view kWords[] = {"yes",  "\"ei\"\n\\", "لا أعرف", "ខ្ញុំ",
                                                  "ትግርኛ", "",           "😀"};
    switch (below(9)) {
    case 0:
        return SetBoolean{id, below(2) == 0};
    case 1:
        return SetInteger{id, index, static_cast<std::int64_t>(below(120)) - 20};
    case 2:
        return SetDate{id, index, any_date()};
    case 3:
        return SetText{id, index, crypto::SecretText(kWords[below(std::size(kWords))])};
    case 4:
        return below(2) ? Action(AddInstance{id}) : Action(RemoveInstance{id});
    case 5:
        return below(2) ? Action(RemoveValue{id, index}) : Action(SetUnknown{id});
    default:
        return Choose{id, static_cast<std::uint32_t>(below(item.options.size() + 1))};
    }
}

Action Walker::random_action() {
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
        return random_step();
    }
}

Action Walker::random_step() {
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

} // namespace intake
