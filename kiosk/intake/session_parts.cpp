#include "kiosk/intake/session_parts.h"

namespace intake {

namespace {

/// True if there was an answer to drop.
bool drop_if_identifying(Answers& answers, NodeId id) {
    const Item& item = answers.item(id);
    if (!item.identifying && !item.forgotten)
        return item.kind == ItemKind::OpenChoice && answers.set_text(id, 0, {});
    const bool had_answer = answers.node(id).state == AnswerState::Answered;
    answers.drop(id);
    return had_answer;
}

} // namespace

void follow_decision(Session& session) {
    session.identifying_dropped = false;
    if (!is_anonymous(session.answers))
        return;
    for (ItemIndex item = 0; item < session.answers.form().items.size(); ++item) {
        for (NodeId id : session.answers.of_item(item))
            session.identifying_dropped |= drop_if_identifying(session.answers, id);
    }
    evaluate_all(session.answers);
}

void decline(Session& session, NodeId id) {
    Answers& answers = session.answers;
    if (answers.item(id).hidden)
        return;
    if (answers.instances(id) > 1 && answers.remove_instance(id)) {
        evaluate_all(answers);
        return;
    }
    const bool asked = answers.node(id).enabled;
    if (answers.clear(id, asked ? AnswerState::Declined : AnswerState::Unanswered)) {
        if (asked)
            answers.set_asked(id);
        answers.set_entered(id, hand_of(session), i18n::language_of(session.language).tag);
        evaluate_dependants(answers, id);
    }
    for (NodeId child : std::vector(answers.node(id).children))
        decline(session, child);
}

namespace {

void mark_asked_below(Session& session, NodeId id) {
    if (!is_shown(session.answers, id))
        return;
    session.answers.set_asked(id);
    for (NodeId child : session.answers.node(id).children)
        mark_asked_below(session, child);
}

} // namespace

void mark_asked(Session& session) {
    for (NodeId top : nodes_of_page(session.answers, session.page))
        mark_asked_below(session, top);
}

void leave_private_part(Session& session, std::optional<std::size_t> next) {
    const Answers& answers = session.answers;
    const bool leaves =
        is_private_page(answers, session.page) && (!next || !is_private_page(answers, *next));
    if (leaves && answers_alone(answers))
        session.answers.close_private();
}

} // namespace intake
