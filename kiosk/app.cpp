#include "kiosk/app.h"

#include "crypto/check.h"
#include "kiosk/host/log.h"

#include <algorithm>
#include <cmath>
#include <ctime>

namespace kiosk {
namespace {

constexpr int kFramesToSettle = 2;    // one shows the press, one what it led to
constexpr double kFramePause = 0.012; // while something moves
constexpr double kPutSeconds = 30;    // more than the link itself takes to give up
constexpr int kMostUnshown = 64;      // frames of input taken in before one is shown
constexpr std::size_t kKeptTimes = 512;

double cpu_milliseconds() {
    timespec time{};
    ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e3 + static_cast<double>(time.tv_nsec) / 1e6;
}

ui::NoticeText notice_text(const crypto::Notice& notice) {
    ui::NoticeText text{
        .language = notice.language, .date = notice.date, .version = notice.version, .pages = {}};
    for (const crypto::NoticePage& page : notice.pages) {
        text.pages.push_back({page.title, page.text});
    }
    return text;
}

std::vector<std::string> told_by(const crypto::Notice& notice) {
    std::vector<std::string> told;
    for (const crypto::NoticePage& page : notice.pages) {
        told.insert(told.end(), page.told.begin(), page.told.end());
    }
    return told;
}

} // namespace

App::App(const Settings& settings, Assets& assets, TrustedList list,
         std::optional<uid_t> queue_user, Window& window)
    : settings_(settings), assets_(assets), window_(window), list_(std::move(list)),
      setup_(make_setup()), session_(intake::new_session(setup_)),
      stage_(assets.fonts, make_house(), window.textures()),
      link_(settings.socket, queue_user, Window::wake) {}

intake::Setup App::make_setup() const {
    intake::Setup setup{.form = &assets_.form,
                        .notices = {},
                        .language = settings_.language,
                        .ready = queue_ready_ && list_.manifest() != nullptr};
    if (list_.manifest() != nullptr) {
        for (const crypto::Notice& notice : list_.manifest()->notices) {
            setup.notices.push_back({.id = notice.id,
                                     .version = notice.version,
                                     .language = notice.language,
                                     .pages = notice.pages.size(),
                                     .told = told_by(notice)});
        }
    }
    return setup;
}

ui::House App::make_house() const {
    ui::House house{.catalogs = &assets_.catalogs,
                    .setup = &setup_,
                    .icons = &assets_.icons,
                    .keyboards = &assets_.keyboards,
                    .languages = settings_.languages,
                    .phones = {},
                    .notices = {},
                    .everyday = assets_.everyday,
                    .this_year = static_cast<int>(today().year()),
                    .reduced_motion = settings_.reduced_motion};
    if (list_.manifest() != nullptr) {
        for (const crypto::Hotline& line : list_.manifest()->hotlines) {
            house.phones.push_back({line.id, line.number});
        }
        for (const crypto::Notice& notice : list_.manifest()->notices) {
            house.notices.push_back(notice_text(notice));
        }
    }
    const auto emergency = std::ranges::find(house.phones, "emergency", &ui::PhoneNumber::id);
    if (emergency == house.phones.end()) {
        house.phones.push_back({"emergency", "112"}); // the same in all of the European Union
    }
    return house;
}

std::string_view App::page_link_id() const {
    if (session_.screen != intake::Screen::Question) {
        return {};
    }
    return assets_.form.items[assets_.form.pages[session_.page]].link_id;
}

bool App::settled() const {
    return !drew_ && frames_due_ == 0 && !moving_ && !putting_ && Window::now() >= settles_at_;
}

// As the next person should find it: there is nothing to clear, and no frame to draw.
bool App::untouched() const {
    const bool first =
        session_.screen == intake::Screen::Start || session_.screen == intake::Screen::NotReady;
    return first && session_.language == setup_.language &&
           session_.text_size == intake::TextSize{} && session_.palette == intake::Palette{};
}

double App::sleep_time() const {
    if (frames_due_ > 0) {
        return 0;
    }
    if (moving_) {
        return kFramePause;
    }
    const double now = Window::now();
    if (settles_at_ > now) {
        return settles_at_ - now;
    }
    if (untouched()) {
        return -1;
    }
    if (putting_) {
        return std::max(kFramePause, put_due_ - now);
    }
    const double until_asked = asks_at() - now;
    constexpr double kCountedStep = 1;
    return until_asked > 0 ? until_asked : kCountedStep;
}

void App::run(const host::StopSignal& stop, const std::function<bool()>& after_turn) {
    frames_due_ = kFramesToSettle;
    bool asked = false;
    while (!stop.requested() && !window_.closed()) {
        const double time = sleep_time();
        const bool longer = time < 0 || time > kFramePause;
        const Happened happened = window_.wait(asked && longer ? kFramePause : time);
        if (happened.wants_frame) {
            frames_due_ = std::max(frames_due_, kFramesToSettle);
        }
        watch_idleness(happened.presence);
        take_events();
        watch_put();
        drew_ = frames_due_ > 0 || moving_ || ui::input_waits();
        if (drew_) {
            take_frames();
            draw_frame();
        }
        asked = after_turn();
    }
}

double App::asks_at() const {
    return last_active_ + static_cast<double>(settings_.idle.ask_after_seconds);
}

double App::clears_at() const {
    return asks_at() + static_cast<double>(settings_.idle.clear_after_seconds);
}

void App::watch_idleness(bool active) {
    const double now = Window::now();
    if (active) {
        last_active_ = now;
    } else if (!untouched() && now >= clears_at()) {
        last_active_ = now;
        apply(intake::IdleExpired{});
    } else if (idle_seconds() != shown_idle_) {
        frames_due_ = std::max(frames_due_, 1); // the number counts down
    }
}

std::optional<int> App::idle_seconds() const {
    const double now = Window::now();
    if (untouched() || now < asks_at()) {
        return std::nullopt;
    }
    return std::max(1, static_cast<int>(std::ceil(clears_at() - now)));
}

ui::Shown App::stage_frame() {
    window_.begin_frame();
    const WindowSize size = window_.size();
    shown_idle_ = idle_seconds();
    return stage_.draw(session_, ui::read_input(Window::now()),
                       {static_cast<float>(size.width), static_cast<float>(size.height)},
                       shown_idle_);
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
    stats_.draw_calls = window_.end_frame();
    const auto spent = static_cast<float>(cpu_milliseconds() - start);
    if (stats_.cpu_ms.size() < kKeptTimes) {
        stats_.cpu_ms.push_back(spent);
    } else {
        stats_.cpu_ms[stats_.frames % kKeptTimes] = spent;
    }
    ++stats_.frames;
    frames_due_ = std::max(0, frames_due_ - 1);
    follow(std::move(shown));
    if (std::exchange(fresh_context_, false)) {
        window_.fresh_context();
    }
    if (ui::input_waits()) {
        frames_due_ = std::max(frames_due_, 1);
    }
}

void App::follow(ui::Shown shown) {
    moving_ = shown.moving;
    settles_at_ = Window::now() + shown.due;
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
    switch (intake::update(session_, std::move(action), setup_)) {
    case intake::Effect::None:
        return;
    case intake::Effect::SealAndStore:
        sealed_.reset();
        return seal_and_store();
    case intake::Effect::StoreAgain:
        return seal_and_store();
    case intake::Effect::Wiped:
        return begin_afresh();
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
        sealed_ = seal_session(session_, *list_.manifest(), *kiosk_, assets_.form_sha256);
    }
    if (!sealed_) {
        return apply(intake::KeepFailed{});
    }
    putting_ = true;
    put_due_ = Window::now() + kPutSeconds;
    link_.put(sealed_->referral);
}

void App::take_events() {
    for (LinkEvent& event : link_.take()) {
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
    list_changed_ = list_.offer(hello.manifest) || list_changed_;
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
    if (putting_ && sealed_ && Window::now() >= put_due_) {
        on_put({.submission = sealed_->referral.submission, .outcome = PutOutcome::Unknown});
    }
}

// Nobody's session is disturbed: a new list waits until the terminal is between two persons.
void App::follow_readiness() {
    const bool between =
        session_.screen == intake::Screen::Start || session_.screen == intake::Screen::NotReady;
    const bool ready = queue_ready_ && list_.manifest() != nullptr;
    if (between && std::exchange(list_changed_, false)) {
        setup_ = make_setup();
        stage_.set_house(make_house());
        frames_due_ = kFramesToSettle;
    }
    setup_.ready = ready;
    if (session_.ready != ready) {
        apply(intake::SetReady{ready});
    }
}

} // namespace kiosk
