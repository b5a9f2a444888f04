#include "kiosk/app.h"

#include "crypto/check.h"
#include "kiosk/host/log.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace kiosk {
namespace {

constexpr double kFramePause = 0.012; // from one frame to the next, whatever moves or pours in
constexpr double kPutSeconds = 30;    // more than the link itself takes to give up
constexpr int kMostUnshown = 64;      // frames of input taken in before one is shown
constexpr std::size_t kKeptTimes = 512;
constexpr double kQueueSeconds = 0.5; // the first page waits for it: it says whether it is ready
constexpr double kLongestSleep = 1;   // GLFW sleeps on while the machine is suspended

double cpu_milliseconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

} // namespace

App::App(const Ground& ground, TrustedList list, Beginning beginning)
    : clock_(ground.clock), settings_(ground.settings), assets_(ground.assets),
      window_(ground.window), list_(std::move(list)), setup_(make_setup()),
      session_(intake::new_session(setup_)),
      stage_(assets_.fonts, make_house(), window_.textures()),
      presence_(settings_.idle, clock_.seconds()), first_(beginning.page),
      at_start_(beginning.at_start), reports_(std::move(beginning.reports)),
      opened_at_(clock_.seconds()), link_(settings_.socket, settings_.queue_user, Window::wake) {
    if (first_ == FirstPage::Everyday) {
        intake::update(session_, intake::OpenEveryday{}, setup_);
    }
}

std::string_view App::page_link_id() const {
    if (session_.screen != intake::Screen::Question) {
        return {};
    }
    return assets_.form.items[assets_.form.pages[session_.page]].link_id;
}

bool App::settled() const {
    return !drew_ && frames_due_ == 0 && !moving_ && !putting_ && !over_ && !waits_for_queue() &&
           clock_.seconds() >= settles_at_;
}

// As the next person should find it: there is nothing to clear, and no frame to draw.
bool App::untouched() const {
    const bool first =
        session_.screen == intake::Screen::Start || session_.screen == intake::Screen::NotReady;
    return first && !stage_.chooses() && session_.language == setup_.language &&
           session_.text_size == intake::TextSize{} && session_.palette == intake::Palette{};
}

Patience App::patience() const {
    return over_ ? Patience{} : patience_of(session_.screen, untouched(), settings_.idle);
}

// Whether it is ready decides which page comes first: better a moment later than a wrong one.
bool App::waits_for_queue() const {
    return first_ == FirstPage::Start && !heard_ && stats_.frames == 0 &&
           clock_.seconds() < opened_at_ + kQueueSeconds;
}

double App::sleep_time() const {
    if (waits_for_queue()) { // asked of the clock twice: it may be over by now, and less than 0 is
                             // for ever
        return std::max(0.0, opened_at_ + kQueueSeconds - clock_.seconds());
    }
    if (frames_due_ > 0 || moving_) {
        return frame_pause();
    }
    const double now = clock_.seconds();
    if (settles_at_ > now) {
        return settles_at_ - now;
    }
    if (putting_) {
        return std::max(kFramePause, put_due_ - now);
    }
    const auto due = presence_.due_in(patience(), now);
    return due ? std::clamp(*due, kFramePause, kLongestSleep) : -1;
}

// A display that holds nobody up would be drawn for every millimetre that a pointer drifts.
double App::frame_pause() const {
    return std::max(0.0, drawn_at_ + kFramePause - clock_.seconds());
}

void App::run(const std::function<bool()>& ended, const std::function<bool()>& after_turn) {
    frames_due_ = kFramesToSettle;
    bool asked = false;
    while (!ended() && !window_.closed() && !fault_) {
        turn(asked);
        asked = after_turn();
    }
}

void App::turn(bool asked) {
    const double time = sleep_time();
    const bool longer = time < 0 || time > kFramePause;
    const Happened happened = window_.wait(asked && longer ? kFramePause : time);
    if (happened.wants_frame) {
        frames_due_ = std::max(frames_due_, kFramesToSettle);
    }
    watch_presence(happened.presence);
    take_events();
    watch_put();
    draw_due();
}

void App::draw_due() {
    drew_ = !waits_for_queue() && (frames_due_ > 0 || moving_) && frame_pause() == 0;
    if (drew_) {
        take_frames();
        draw_frame();
    }
    if (ui::input_waits()) {
        frames_due_ = std::max(frames_due_, 1);
    }
}

// What was due is done before what has arrived is taken: it was meant for a page that is gone, by
// somebody else perhaps.
void App::watch_presence(bool pressed) {
    const double now = clock_.seconds();
    if (presence_.expired(patience(), now)) {
        presence_.restart(now);
        apply(intake::IdleExpired{});
        if (std::exchange(fresh_context_, false)) {
            window_.fresh_context();
        }
        return;
    }
    if (pressed) {
        presence_.pressed(now);
        pressed_ = true;
    }
    if (presence_.question(patience(), now) != asked_) {
        frames_due_ = std::max(frames_due_, 1); // the number counts down
    }
}

// A key that is held writes on and on; only what somebody has pressed for is an answer of hers.
void App::note_answers(std::uint64_t before) {
    if (session_.new_answers.count() > before && std::exchange(pressed_, false)) {
        presence_.answered(clock_.seconds());
    }
}

ui::Shown App::stage_frame() {
    window_.begin_frame();
    const WindowSize size = window_.size();
    const double now = clock_.seconds();
    asked_ = presence_.question(patience(), now);
    ui::Input input = ui::read_input(now);
    if (over_) { // whoever touches the screen now touches the next one's
        ui::wipe_input(input);
        input = ui::Input();
        input.now = now;
    }
    return stage_.draw(session_, std::move(input),
                       {static_cast<float>(size.width), static_cast<float>(size.height)}, asked_);
}

// ImGui gives one key at a time. Where drawing is slow the keys would queue up behind the frames,
// so that all but the last are taken in without being shown.
void App::take_frames() {
    for (int i = 0; i < kMostUnshown && ui::input_waits() && !fresh_context_; ++i) {
        ui::Shown shown = stage_frame();
        window_.drop_frame();
        follow(std::move(shown));
    }
}

void App::draw_frame() {
    const double start = cpu_milliseconds();
    ui::Shown shown = stage_frame();
    upload_glyphs();
    const Drawn drawn = window_.end_frame();
    stats_.draw_calls = drawn.calls;
    stats_.shown += drawn.shown ? 1 : 0;
    const auto spent = static_cast<float>(cpu_milliseconds() - start);
    if (stats_.cpu_ms.size() < kKeptTimes) {
        stats_.cpu_ms.push_back(spent);
    } else {
        stats_.cpu_ms[stats_.frames % kKeptTimes] = spent;
    }
    drawn_at_ = clock_.seconds();
    if (stats_.frames++ == 0) {
        reports_.shown();
    }
    frames_due_ = std::max(0, frames_due_ - 1);
    follow(std::move(shown));
    if (std::exchange(fresh_context_, false)) {
        window_.fresh_context();
    }
}

void App::follow(ui::Shown shown) {
    moving_ = shown.moving;
    settles_at_ = clock_.seconds() + shown.due;
    if (shown.stays) {
        presence_.stays(clock_.seconds());
        frames_due_ = kFramesToSettle;
    }
    if (shown.turned) {
        frames_due_ = kFramesToSettle;
    }
    for (intake::Action& action : shown.actions) {
        apply(std::move(action));
    }
}

void App::upload_glyphs() {
    i18n::Atlas& atlas = stage_.atlas();
    for (std::size_t page = 0; page < atlas.page_count(); ++page) {
        if (const auto part = atlas.dirty(page)) {
            window_.upload({.texture = page,
                            .x = part->x,
                            .y = part->y,
                            .width = part->width,
                            .height = part->height,
                            .side = i18n::Atlas::kPageSide,
                            .page = atlas.pixels(page).data()});
            atlas.mark_clean(page);
        }
    }
}

void App::apply(intake::Action action) {
    frames_due_ = kFramesToSettle;
    const std::uint64_t answers = session_.new_answers.count();
    const intake::Effect effect = intake::update(session_, std::move(action), setup_);
    note_answers(answers);
    switch (effect) {
    case intake::Effect::None:
        return;
    case intake::Effect::SealAndStore:
        sealed_.reset();
        return seal_and_store();
    case intake::Effect::StoreAgain:
        return seal_and_store();
    case intake::Effect::Wiped:
        return begin_afresh();
    case intake::Effect::Ended:
        begin_afresh();
        return hand_over();
    }
}

// Nothing of her is left here; and what no wiping reaches goes with the process.
void App::hand_over() {
    if (!std::exchange(over_, true)) {
        reports_.ended(session_.screen == intake::Screen::Everyday ? FirstPage::Everyday
                                                                   : FirstPage::Start);
    }
}

void App::begin_afresh() {
    sealed_.reset();
    putting_ = false;
    stage_.forget();
    fresh_context_ = true;
    link_.refresh();
}

void App::seal_and_store() {
    if (!sealed_ && list_.manifest() != nullptr && kiosk_) {
        sealed_ =
            seal_session(session_, *list_.manifest(), *kiosk_, assets_.form_sha256, clock_.today());
    }
    if (!sealed_) {
        return apply(intake::KeepFailed{});
    }
    putting_ = true;
    put_due_ = clock_.seconds() + kPutSeconds;
    link_.put(sealed_->referral);
}

void App::take_events() {
    for (LinkEvent& event : link_.take()) {
        heard_ = true;
        if (const auto* hello = std::get_if<wire::HelloReply>(&event)) {
            on_hello(*hello);
        } else if (const auto* done = std::get_if<PutDone>(&event)) {
            on_put(*done);
        } else {
            queue_ready_ = false;
            host::log(host::Event::QueueUnreachable);
        }
    }
    follow_readiness();
}

void App::on_hello(const wire::HelloReply& hello) {
    kiosk_ = hello.kiosk;
    if (list_.offer(hello.manifest)) {
        list_changed_ = true;
        check_words();
    }
    if (!std::exchange(queue_ready_, hello.open_for_forms) && queue_ready_) {
        host::log(host::Event::QueueReached);
    }
}

void App::on_put(const PutDone& done) {
    // She has left, or it is another person's: what was stored stays stored.
    if (!putting_ || !sealed_ || done.submission != sealed_->referral.submission) {
        return;
    }
    putting_ = false;
    const bool stored = done.outcome == PutOutcome::Stored;
    host::log(stored ? host::Event::ReferralKept : host::Event::ReferralNotKept);
    if (!stored) {
        if (done.outcome == PutOutcome::SealAgain) {
            sealed_.reset();
        }
        return apply(intake::KeepFailed{.certain = done.outcome != PutOutcome::Unknown});
    }
    const intake::Code code = sealed_->code;
    sealed_.reset();
    apply(intake::KeepSucceeded{code, done.online});
}

// Whatever happens to the link: nobody stands before "being kept" for ever, and the idle wipe
// comes.
void App::watch_put() {
    if (putting_ && sealed_ && clock_.seconds() >= put_due_) {
        on_put({.submission = sealed_->referral.submission, .outcome = PutOutcome::Unknown});
    }
}

} // namespace kiosk
