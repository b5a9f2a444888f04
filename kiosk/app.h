// The running terminal: owns the session and everything around it, carries out effects, and decides
// when a frame is drawn. The only place where screens, cipher, queue and window meet.
#pragma once

#include "kiosk/app_lists.h"
#include "kiosk/app_seal.h"
#include "kiosk/app_words.h"
#include "kiosk/beginning.h"
#include "kiosk/host/clock.h"
#include "kiosk/presence.h"
#include "kiosk/ui/stage.h"
#include "kiosk/window.h"

#include <chrono>
#include <functional>

namespace kiosk {

/// How much drawing costs. Times are of the drawing thread's own processor time.
struct FrameStats {
    std::uint64_t frames = 0;
    std::uint64_t shown = 0;   ///< of them; the others would have shown what showed already
    int draw_calls = 0;        ///< of the last frame
    std::vector<float> cpu_ms; ///< of the last frames, in no order
};

/// What the terminal stands on; must outlive it.
struct Ground {
    const host::Clock& clock;
    const Settings& settings;
    Assets& assets;
    Window& window;
};

class App {
public:
    App(const Ground& ground, TrustedList list, Beginning beginning);

    /// Runs until `ended` says so, the window is closed, or fault() has something to say.
    /// `after_turn` is called whenever the loop has taken in what had happened, whether or not it
    /// drew; true: call it again soon.
    void run(const std::function<bool()>& ended, const std::function<bool()>& after_turn);
    /// Why the terminal must not go on, for exit code 2.
    const std::optional<std::string>& fault() const { return fault_; }
    /// The clock was put forward: what waits elsewhere looks again.
    void clock_moved() { link_.refresh(); }

    /// True when the last turn drew nothing, no frame is due and nothing is on its way: what shows
    /// will stay.
    bool settled() const;
    const ui::Tree& tree() const { return stage_.tree(); }
    const intake::Session& session() const { return session_; }
    const FrameStats& stats() const { return stats_; }
    /// linkId of the form's page that shows; empty on other screens.
    std::string_view page_link_id() const;

private:
    static constexpr int kFramesToSettle = 2; ///< one shows the press, one what it led to

    void turn(bool asked);
    bool untouched() const;
    Patience patience() const;
    bool waits_for_queue() const;
    void draw_due();
    double frame_pause() const;
    double sleep_time() const;
    void take_events();
    void on_hello(const wire::HelloReply& hello);
    void on_put(const PutDone& done);
    void watch_put();
    void take_frames();
    void draw_frame();
    ui::Shown stage_frame();
    void follow(ui::Shown shown);
    void upload_glyphs();
    void apply(intake::Action action);
    void seal_and_store();
    void begin_afresh();
    void follow_readiness();
    void check_words();
    bool speaks_at_start() const;
    void watch_presence(bool pressed);
    void note_answers(std::uint64_t before);
    void hand_over();
    intake::Setup make_setup() const;
    ui::House make_house() const;

    const host::Clock& clock_;
    const Settings& settings_;
    Assets& assets_;
    Window& window_;
    TrustedList list_;
    intake::Setup setup_;
    intake::Session session_;
    ui::Stage stage_;
    std::optional<crypto::KioskId> kiosk_;
    bool queue_ready_ = false;
    bool list_changed_ = false;
    std::optional<Sealed> sealed_; ///< kept until stored or left, for another try
    bool putting_ = false;
    double put_due_ = 0;         ///< while putting_: when it counts as unanswered
    bool fresh_context_ = false; ///< after this frame
    int frames_due_ = 0;
    bool drew_ = false;   ///< in this turn
    double drawn_at_ = 0; ///< when the last frame was; the machine has run for longer
    bool moving_ = false;
    double settles_at_ = 0;
    Presence presence_;
    bool pressed_ = false;               ///< since the last new answer
    std::optional<ui::StillHere> asked_; ///< as the last frame shows it
    const FirstPage first_;
    const bool at_start_;
    const Reports reports_;
    const double opened_at_;
    bool heard_ = false; ///< from the queue, whatever it said
    bool over_ = false;  ///< her session is, and so is this process as soon as the next one shows
    std::optional<std::string> fault_;
    FrameStats stats_;
    QueueLink link_; ///< last: its thread stops first
};

} // namespace kiosk
