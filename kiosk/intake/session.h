// One person at the terminal, from the first touch to the wipe: where she is, what she answered,
// and every rule of moving about. Pure: no clock, no drawing, no storage. What has to happen
// outside is the Effect that update() returns.
//
// Next leaves an unanswered question unanswered: it is in the record as asked and left empty, and
// the review shows it so. Skip says "I would rather not say" for the whole page: what was answered
// on it is taken away. Only the decision must be answered before Next.
#pragma once

#include "kiosk/intake/action.h"
#include "kiosk/intake/haste.h"
#include "kiosk/intake/new_answers.h"
#include "kiosk/intake/record.h"
#include "kiosk/intake/rules.h"

namespace intake {

enum class Screen : std::uint8_t {
    NotReady, ///< the terminal may not take referrals yet
    Start,
    Surroundings, ///< whether somebody can see or hear her: the answer is not kept
    Notice,       ///< what happens to what she says, in pages
    Question,     ///< one page of the form
    Review,
    Keeping, ///< being sealed and stored
    Kept,
    NotKept,  ///< it did not save; nothing is lost yet
    Everyday, ///< life at the centre: anybody opens it from the start page, and leaving shows it
};

/// What stays the same from one person to the next. The form outlives every session.
struct Setup {
    const Questionnaire* form = nullptr;
    std::vector<NoticeShown> notices; ///< one for each language there is; may be empty
    i18n::LocaleId language;          ///< of the start screen
    bool ready = true;                ///< false: begin at NotReady
};

struct Kept {
    Code code{};
    bool online = false;              ///< false: kept here, sent when connected
    std::optional<Decision> decision; ///< what she asked for: the answers are gone by now
};

struct Session {
    Screen screen = Screen::Start;
    bool ready = true; ///< what SetReady last said
    i18n::LocaleId language;
    std::vector<i18n::LocaleId> languages_used; ///< since Begin, each once, the current one last
    TextSize text_size = TextSize::Normal;
    Palette palette = Palette::CalmLight;
    std::size_t notice_page = 0;
    std::optional<NoticeShown> notice; ///< the one last shown
    bool form_begun = false;           ///< a page of the form was shown
    std::size_t page = 0;              ///< into form.pages, at Screen::Question
    bool from_review = false;          ///< Next returns there
    bool identifying_dropped = false;  ///< the change to anonymous took answers away: tell her
    Hand hand = Hand::Person;          ///< whose answers the next ones are
    Answers answers;
    std::optional<Kept> kept; ///< at Screen::Kept
    bool maybe_kept = false;  ///< at Screen::NotKept: it is not known whether it was stored
    NewAnswers new_answers;
    Haste haste;
    bool asks_to_go_on = false; ///< she passed over page after page: nothing else until she answers
};

enum class Effect : std::uint8_t {
    None,
    SealAndStore, ///< encode, seal under a new submission id, put; then report
    StoreAgain,   ///< put the bytes sealed before once more; then report
    Wiped, ///< the session is fresh and nothing was said in it: drop drafts and drawing context
    Ended, ///< the session is fresh, and somebody's is over: nothing of her may stay behind
};

/// The first session, and the one after every wipe.
Session new_session(const Setup& setup);

/// Carries out one action. What is not possible on the current screen changes nothing: a tap can
/// arrive late. SealAndStore and StoreAgain are answered by KeepSucceeded or KeepFailed.
Effect update(Session& session, Action action, const Setup& setup);

// What a screen may offer.
/// On the review: whether Keep is possible.
bool can_go_next(const Session& session, const Setup& setup);
bool can_go_back(const Session& session, const Setup& setup);
/// True from Begin to the end of a session: whatever comes then may be hers.
bool has_begun(const Session& session);
/// True if a question was answered, in words or by saying that it is not to be answered.
bool has_answers(const Session& session);
/// Every page that asks something but the one with the decision.
bool can_skip(const Session& session, const Setup& setup);
/// True if something on the current page is answered: Skip would take it away.
bool page_answered(const Session& session);
/// The pages, as indices into form.pages, on which something is asked. Those of a private part that
/// is over are not among them.
std::vector<std::size_t> enabled_pages(const Answers& answers);
/// True if the page belongs to the part that she answers alone.
bool is_private_page(const Answers& answers, std::size_t page);
/// Whose answer the next one on this page is: hers in a part that she answers alone.
Hand hand_of(const Session& session);
/// True if a page may ask whose hand is on the screen: somebody is with her, and not sent away.
bool may_change_hand(const Session& session);
/// The top nodes of a page: one, or the instances of a repeating group.
std::span<const NodeId> nodes_of_page(const Answers& answers, std::size_t page);
/// True if `id` is to be drawn: enabled and not hidden.
bool is_shown(const Answers& answers, NodeId id);
/// True if words may be typed at `id`: an open choice has only its options in the anonymous branch.
bool takes_own_words(const Answers& answers, NodeId id);
/// True if something shown on the page has not been seen yet.
bool has_unasked(const Answers& answers, std::size_t page);
/// 0 at the first page of the notice, 1 when kept; nothing on screens without progress.
std::optional<double> progress(const Session& session, const Setup& setup);
/// The notice in the session's language, else in its primary language, else in English, else the
/// first.
const NoticeShown* notice_for(const i18n::LocaleId& language, const Setup& setup);

/// The facts a record takes from the session; the caller adds kind, identifiers, form hash, day and
/// code.
RecordFacts facts_of(const Session& session);

} // namespace intake
