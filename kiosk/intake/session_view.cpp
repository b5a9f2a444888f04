// What a session shows and may offer: looks, changes nothing. What changes it: session.cpp.
#include "kiosk/intake/session.h"

#include "crypto/check.h"

#include <algorithm>

namespace intake {

namespace {

/// Calls `visit` for every node at and below `id`, in the order of the form, while it returns true.
template <class Visit>
bool walk(const Answers& answers, NodeId id, const Visit& visit) {
    if (!visit(id))
        return false;
    const auto& children = answers.node(id).children;
    return std::ranges::all_of(children, [&](NodeId child) { return walk(answers, child, visit); });
}

template <class Holds>
bool any_on_page(const Answers& answers, std::size_t page, const Holds& holds) {
    return std::ranges::any_of(nodes_of_page(answers, page), [&](NodeId top) {
        return !walk(answers, top, [&](NodeId id) { return !holds(id); });
    });
}

bool is_page_enabled(const Answers& answers, std::size_t page) {
    if (answers.private_closed() && is_private_page(answers, page))
        return false;
    return any_on_page(answers, page, [&](NodeId id) {
        // A group is only as good as what is in it.
        return is_shown(answers, id) && answers.item(id).kind != ItemKind::Group;
    });
}

bool has_decision(const Session& session, const Setup& setup) {
    const Questionnaire& form = *setup.form;
    if (!form.decision)
        return false;
    const ItemIndex page = form.pages[session.page];
    NodeId decision = session.answers.of_item(*form.decision).front();
    return page <= *form.decision && *form.decision < form.items[page].end &&
           is_shown(session.answers, decision);
}

std::string_view primary(std::string_view tag) {
    return tag.substr(0, tag.find('-'));
}

} // namespace

bool is_private_page(const Answers& answers, std::size_t page) {
    return answers.form().items[answers.form().pages[page]].is_private;
}

bool has_begun(const Session& session) {
    return !session.languages_used.empty();
}

bool has_answers(const Session& session) {
    const Answers& answers = session.answers;
    return answers.has_form() && !walk(answers, kRoot, [&](NodeId id) {
               return answers.node(id).state == AnswerState::Unanswered ||
                      answers.node(id).shown_in.empty(); // the form's own initial value
           });
}

Hand hand_of(const Session& session) {
    return may_change_hand(session) ? session.hand : Hand::Person;
}

bool may_change_hand(const Session& session) {
    const bool alone =
        is_private_page(session.answers, session.page) && answers_alone(session.answers);
    return session.screen == Screen::Question && is_helped(session.answers) && !alone;
}

bool is_shown(const Answers& answers, NodeId id) {
    return answers.node(id).enabled && !answers.item(id).hidden;
}

bool takes_own_words(const Answers& answers, NodeId id) {
    ItemKind kind = answers.item(id).kind;
    if (kind == ItemKind::OpenChoice)
        return !is_anonymous(answers);
    return kind == ItemKind::String || kind == ItemKind::Text;
}

std::span<const NodeId> nodes_of_page(const Answers& answers, std::size_t page) {
    return answers.of_item(answers.form().pages[page]);
}

std::vector<std::size_t> enabled_pages(const Answers& answers) {
    std::vector<std::size_t> pages;
    for (std::size_t page = 0; page < answers.form().pages.size(); ++page) {
        if (is_page_enabled(answers, page))
            pages.push_back(page);
    }
    return pages;
}

bool has_unasked(const Answers& answers, std::size_t page) {
    return any_on_page(answers, page, [&](NodeId id) {
        return is_shown(answers, id) && !answers.node(id).asked &&
               answers.item(id).kind != ItemKind::Group;
    });
}

bool page_answered(const Session& session) {
    if (session.screen != Screen::Question)
        return false;
    return any_on_page(session.answers, session.page, [&](NodeId id) {
        return is_shown(session.answers, id) &&
               session.answers.node(id).state == AnswerState::Answered;
    });
}

bool can_go_next(const Session& session, const Setup& setup) {
    if (session.asks_to_go_on)
        return false;
    switch (session.screen) {
    case Screen::Surroundings:
    case Screen::Notice:
        return true;
    case Screen::Question:
        return !has_decision(session, setup) || decision_of(session.answers).has_value();
    case Screen::Review:
        return decision_of(session.answers) != Decision::NotNow;
    default:
        return false;
    }
}

bool can_go_back(const Session& session, const Setup& setup) {
    if (session.asks_to_go_on)
        return false;
    switch (session.screen) {
    case Screen::Surroundings:
        return true;
    case Screen::Notice:
        // Start belongs to the next person: no way there while this one's answers exist.
        return session.notice_page > 0 || !session.form_begun;
    case Screen::Question: {
        auto pages = enabled_pages(session.answers);
        bool first = pages.empty() || pages.front() >= session.page;
        return session.from_review || !first || !setup.notices.empty();
    }
    case Screen::Review:
    case Screen::NotKept:
        return true;
    default:
        return false;
    }
}

bool can_skip(const Session& session, const Setup& setup) {
    if (session.screen != Screen::Question || session.asks_to_go_on || has_decision(session, setup))
        return false;
    const Questionnaire& form = *setup.form;
    return form.items[form.pages[session.page]].kind != ItemKind::Display; // asks nothing
}

std::optional<double> progress(const Session& session, const Setup& setup) {
    const NoticeShown* notice = notice_for(session.language, setup);
    const std::size_t told = notice ? notice->pages : 0;
    const std::size_t steps = told + setup.form->pages.size() + 1;
    auto after = [&](std::size_t step) {
        return static_cast<double>(step) / static_cast<double>(steps);
    };
    switch (session.screen) {
    case Screen::Notice:
        return after(session.notice_page);
    case Screen::Question:
        return after(told + session.page);
    case Screen::Review:
    case Screen::Keeping:
    case Screen::NotKept:
        return after(steps - 1);
    case Screen::Kept:
        return 1.0;
    default:
        return std::nullopt;
    }
}

const NoticeShown* notice_for(const i18n::LocaleId& language, const Setup& setup) {
    for (std::string_view tag :
         {std::string_view(language.tag), primary(language.tag), std::string_view("en")}) {
        auto found = std::ranges::find(setup.notices, tag, &NoticeShown::language);
        if (found != setup.notices.end())
            return &*found;
    }
    return setup.notices.empty() ? nullptr : &setup.notices.front();
}

RecordFacts facts_of(const Session& session) {
    RecordFacts facts;
    for (const auto& language : session.languages_used)
        facts.languages.push_back(i18n::language_of(language).tag);
    facts.notice = session.notice;
    return facts;
}

} // namespace intake
