#include "kiosk/intake/session.h"

#include "kiosk/intake/session_parts.h"

#include "crypto/check.h"

#include <algorithm>
#include <string.h>
#include <utility>

namespace intake {

namespace {

constexpr std::uint64_t kUnknown = UINT64_MAX; // the answer "I do not know", beside numbers

/// One action upon one session. What it returns is the effect of the action.
class Updater {
public:
    Updater(Session& session, const Setup& setup) : session_(session), setup_(setup) {}

    Effect operator()(Begin) {
        if (session_.screen != Screen::Start)
            return Effect::None;
        session_.answers = Answers(*setup_.form);
        evaluate_all(session_.answers);
        session_.languages_used = {session_.language};
        session_.screen = Screen::Surroundings;
        return Effect::None;
    }

    Effect operator()(Next tap) {
        if (!can_go_next(session_, setup_))
            return Effect::None;
        if (session_.screen == Screen::Surroundings) {
            tell();
        } else if (session_.screen == Screen::Notice) {
            next_notice_page();
        } else if (session_.screen == Screen::Question) {
            if (decision_of(session_.answers) == Decision::NotNow)
                return wipe(Screen::Everyday);
            pass_page(tap.at);
        }
        return Effect::None;
    }

    Effect operator()(Back) {
        if (!can_go_back(session_, setup_))
            return Effect::None;
        if (session_.screen == Screen::Surroundings)
            return back_to_start();
        if (session_.screen == Screen::Notice) {
            if (session_.notice_page == 0) {
                session_.screen = Screen::Surroundings;
            } else {
                --session_.notice_page;
            }
        } else if (session_.screen == Screen::Question) {
            previous_question();
        } else if (session_.screen == Screen::NotKept) {
            session_.screen = Screen::Review;
        } else if (auto pages = enabled_pages(session_.answers); !pages.empty()) {
            show_page(pages.back());
        }
        return Effect::None;
    }

    Effect operator()(Skip tap) {
        if (!can_skip(session_, setup_))
            return Effect::None;
        auto tops = nodes_of_page(session_.answers, session_.page);
        for (NodeId top : std::vector(tops.begin(), tops.end()))
            decline(session_, top);
        pass_page(tap.at);
        return Effect::None;
    }
    Effect operator()(GoOn) {
        if (std::exchange(session_.asks_to_go_on, false))
            session_.haste.restart();
        return Effect::None;
    }
    Effect operator()(ReturnToFirst) {
        if (!std::exchange(session_.asks_to_go_on, false))
            return Effect::None;
        const std::size_t first = std::exchange(session_.haste, Haste{}).first();
        const auto pages = enabled_pages(session_.answers);
        if (std::ranges::find(pages, first) != pages.end())
            show_page(first);
        return Effect::None;
    }

    Effect operator()(const Choose& tap) {
        return answered(tap.node, std::uint64_t{tap.option},
                        [&] { return session_.answers.choose(tap.node, tap.option); });
    }
    Effect operator()(const SetBoolean& tap) {
        return answered(tap.node, std::uint64_t{tap.value},
                        [&] { return session_.answers.set_boolean(tap.node, tap.value); });
    }
    Effect operator()(const SetInteger& set) {
        return answered(set.node, static_cast<std::uint64_t>(set.value), [&] {
            return session_.answers.set_integer(set.node, set.index, set.value);
        });
    }
    Effect operator()(const SetDate& set) {
        return answered(set.node, set.value,
                        [&] { return session_.answers.set_date(set.node, set.index, set.value); });
    }
    Effect operator()(SetText& set) {
        const NewAnswers::Words words{set.value.size()};
        return answered(set.node, words, [&] {
            return takes_own_words(session_.answers, set.node) &&
                   session_.answers.set_text(set.node, set.index, std::move(set.value));
        });
    }
    Effect operator()(const RemoveValue& tap) {
        return answered(tap.node, std::monostate{},
                        [&] { return session_.answers.remove_value(tap.node, tap.index); });
    }
    Effect operator()(const SetUnknown& tap) {
        return answered(tap.node, kUnknown,
                        [&] { return session_.answers.clear(tap.node, AnswerState::Unknown); });
    }
    Effect operator()(const AddInstance& tap) {
        if (may_answer(tap.node) && session_.answers.add_instance(tap.node))
            instances_changed();
        return Effect::None;
    }
    Effect operator()(const RemoveInstance& tap) {
        if (may_answer(tap.node) && session_.answers.remove_instance(tap.node))
            instances_changed();
        return Effect::None;
    }

    Effect operator()(const Change& tap) {
        if (session_.screen != Screen::Review)
            return Effect::None;
        auto pages = enabled_pages(session_.answers);
        if (std::ranges::find(pages, tap.page) == pages.end())
            return Effect::None;
        session_.from_review = true;
        show_page(tap.page);
        return Effect::None;
    }

    Effect operator()(const SetHand& set) {
        if (may_change_hand(session_))
            session_.hand = set.hand;
        return Effect::None;
    }
    Effect operator()(SetLanguage& set) {
        session_.language = std::move(set.language);
        if (session_.languages_used.empty())
            return Effect::None; // nobody has begun
        auto& used = session_.languages_used;
        std::erase(used, session_.language);
        used.push_back(session_.language);
        if (used.size() > kMaxLanguages)
            used.erase(used.begin());
        const NoticeShown* notice = notice_for(session_.language, setup_);
        if (session_.screen == Screen::Notice && notice) {
            session_.notice = *notice;
            session_.notice_page = std::min(session_.notice_page, notice->pages - 1);
        }
        return Effect::None;
    }
    Effect operator()(const SetTextSize& set) {
        session_.text_size = set.size;
        return Effect::None;
    }
    Effect operator()(const SetPalette& set) {
        session_.palette = set.palette;
        return Effect::None;
    }

    Effect operator()(Keep) {
        if (session_.screen != Screen::Review || !can_go_next(session_, setup_))
            return Effect::None;
        session_.screen = Screen::Keeping;
        return Effect::SealAndStore;
    }
    Effect operator()(TryAgain) {
        if (session_.screen != Screen::NotKept)
            return Effect::None;
        session_.screen = Screen::Keeping;
        return Effect::StoreAgain;
    }
    Effect operator()(const KeepSucceeded& report) {
        if (session_.screen != Screen::Keeping)
            return Effect::None;
        session_.kept = Kept{report.code, report.online, decision_of(session_.answers)};
        session_.answers = Answers(*setup_.form); // they live in the queue now
        session_.screen = Screen::Kept;
        return Effect::None;
    }
    Effect operator()(KeepFailed report) {
        if (session_.screen == Screen::Keeping) {
            session_.screen = Screen::NotKept;
            session_.maybe_kept = !report.certain;
        }
        return Effect::None;
    }

    Effect operator()(Exit) { return wipe(Screen::Everyday); }
    Effect operator()(StartOver) {
        if (session_.screen == Screen::Everyday)
            return back_to_start(); // whoever opened it goes on in her language
        return session_.screen == Screen::Kept ? wipe(Screen::Start) : Effect::None;
    }
    Effect operator()(OpenEveryday) {
        if (session_.screen == Screen::Start || session_.screen == Screen::NotReady)
            session_.screen = Screen::Everyday;
        return Effect::None;
    }
    Effect operator()(IdleExpired) {
        // While it is being sealed the person waits for us, not we for her.
        return session_.screen == Screen::Keeping ? Effect::None : wipe(Screen::Start);
    }
    Effect operator()(const SetReady& report) {
        session_.ready = report.ready;
        if (session_.screen == Screen::Start || session_.screen == Screen::NotReady) {
            session_.screen = session_.ready ? Screen::Start : Screen::NotReady;
        }
        return Effect::None;
    }

private:
    // ---- Moving about

    void tell() {
        const NoticeShown* notice = notice_for(session_.language, setup_);
        if (!notice)
            return enter_form();
        session_.screen = Screen::Notice;
        session_.notice = *notice;
        session_.notice_page = 0;
    }

    void enter_form() {
        session_.form_begun = true;
        auto pages = enabled_pages(session_.answers);
        if (pages.empty()) {
            session_.screen = Screen::Review;
        } else {
            show_page(pages.front());
        }
    }

    void show_page(std::size_t page) {
        session_.screen = Screen::Question;
        session_.page = page;
        mark_asked(session_);
    }

    void next_notice_page() {
        CHECK(session_.notice);
        if (session_.notice_page + 1 < session_.notice->pages) {
            ++session_.notice_page;
        } else {
            enter_form();
        }
    }

    void pass_page(std::optional<double> at) {
        const bool asks = can_skip(session_, setup_); // a page that only tells is passed by reading
        if (asks && at)
            session_.asks_to_go_on =
                session_.haste.passed(session_.page, page_answered(session_), *at);
        next_question();
    }

    /// The page after this one; then those that an answer has opened behind her; then the review.
    void next_question() {
        auto pages = enabled_pages(session_.answers);
        auto next =
            session_.from_review ? pages.end() : std::ranges::upper_bound(pages, session_.page);
        if (next == pages.end()) {
            next = std::ranges::find_if(
                pages, [&](std::size_t page) { return has_unasked(session_.answers, page); });
        }
        const auto page = next == pages.end() ? std::nullopt : std::optional(*next);
        leave_private_part(session_, page);
        if (!page) {
            session_.screen = Screen::Review;
            session_.from_review = false;
        } else {
            show_page(*page);
        }
    }

    void previous_question() {
        if (session_.from_review) {
            session_.screen = Screen::Review;
            session_.from_review = false;
            return;
        }
        auto pages = enabled_pages(session_.answers);
        auto here = std::ranges::lower_bound(pages, session_.page);
        if (here != pages.begin()) {
            show_page(*std::prev(here));
            return;
        }
        session_.screen = Screen::Notice;
        if (const NoticeShown* notice = notice_for(session_.language, setup_)) {
            session_.notice = *notice;
            session_.notice_page = notice->pages - 1;
        }
    }

    // ---- Answering

    bool may_answer(NodeId id) const {
        if (session_.screen != Screen::Question || session_.asks_to_go_on || id == kRoot)
            return false;
        if (!session_.answers.find(id) || !is_shown(session_.answers, id))
            return false;
        NodeId top = id;
        while (session_.answers.node(top).parent != kRoot)
            top = session_.answers.node(top).parent;
        return session_.answers.node(top).item == setup_.form->pages[session_.page];
    }

    template <class Set>
    Effect answered(NodeId id, const NewAnswers::Given& given, const Set& set) {
        if (!may_answer(id) || !set())
            return Effect::None;
        session_.new_answers.gave(id, given);
        session_.answers.set_entered(id, hand_of(session_),
                                     i18n::language_of(session_.language).tag);
        evaluate_dependants(session_.answers, id);
        if (session_.answers.node(id).item == setup_.form->decision)
            follow_decision(session_);
        mark_asked(session_);
        return Effect::None;
    }

    void instances_changed() {
        evaluate_all(session_.answers);
        mark_asked(session_);
    }

    // ---- The end

    /// The answers' memory is zeroed as it is given back (WipedVector, SecretText).
    Effect wipe(Screen next) {
        if (session_.kept)
            explicit_bzero(session_.kept->code.data(), kCodeDigits);
        Session fresh = new_session(setup_);
        fresh.ready = session_.ready;
        fresh.screen = next == Screen::Everyday ? Screen::Everyday
                       : fresh.ready            ? Screen::Start
                                                : Screen::NotReady;
        const bool somebodys = has_begun(session_);
        session_ = std::move(fresh);
        return somebodys ? Effect::Ended : Effect::Wiped;
    }

    /// She has answered nothing: back to where she chose her language.
    Effect back_to_start() {
        i18n::LocaleId language = session_.language;
        TextSize size = session_.text_size;
        Palette palette = session_.palette;
        wipe(Screen::Start);
        session_.language = std::move(language);
        session_.text_size = size;
        session_.palette = palette;
        return Effect::Wiped;
    }

    Session& session_;
    const Setup& setup_;
};

} // namespace

Session new_session(const Setup& setup) {
    CHECK(setup.form);
    for (const NoticeShown& notice : setup.notices)
        CHECK(notice.pages > 0);
    Session session;
    session.ready = setup.ready;
    session.screen = setup.ready ? Screen::Start : Screen::NotReady;
    session.language = setup.language;
    session.answers = Answers(*setup.form);
    evaluate_all(session.answers);
    return session;
}

Effect update(Session& session, Action action, const Setup& setup) {
    return std::visit(Updater(session, setup), action);
}

} // namespace intake
