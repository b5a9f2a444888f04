// The running terminal: owns the session and everything around it, carries out effects, and decides
// when a frame is drawn. The only place where screens, cipher, queue and window meet.
#pragma once

#include "kiosk/app_lists.h"
#include "kiosk/app_seal.h"
#include "kiosk/host/stop.h"
#include "kiosk/ui/stage.h"
#include "kiosk/window.h"

#include <chrono>
#include <functional>

namespace kiosk {

/// How much drawing costs. Times are of the drawing thread's own processor time.
struct FrameStats {
    std::uint64_t frames = 0;
    int draw_calls = 0;        ///< of the last frame
    std::vector<float> cpu_ms; ///< of the last frames, in no order
};

class App {
public:
    /// What is given must outlive it. `queue_user` as for QueueLink.
    App(const Settings& settings, Assets& assets, TrustedList list, std::optional<uid_t> queue_user,
        Window& window);

    /// Runs until the stop signal or the window is closed. `after_turn` is called whenever the loop
    /// has taken in what had happened, whether or not it drew; true: call it again soon.
    void run(const host::StopSignal& stop, const std::function<bool()>& after_turn);

    /// True when the last turn drew nothing, no frame is due and nothing is on its way: what shows
    /// will stay.
    bool settled() const;
    const ui::Tree& tree() const { return stage_.tree(); }
    const intake::Session& session() const { return session_; }
    const FrameStats& stats() const { return stats_; }
    /// linkId of the form's page that shows; empty on other screens.
    std::string_view page_link_id() const;

private:
    bool untouched() const;
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
    void watch_idleness(bool active);
    double asks_at() const;   ///< whether she is still there, on the window's monotonic clock
    double clears_at() const; ///< all she answered
    std::optional<int> idle_seconds() const;
    intake::Setup make_setup() const;
    ui::House make_house() const;

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
    bool drew_ = false; ///< in this turn
    bool moving_ = false;
    double settles_at_ = 0;
    double last_active_ = 0;
    std::optional<int> shown_idle_; ///< seconds left, as the last frame says them
    FrameStats stats_;
    QueueLink link_; ///< last: its thread stops first
};

} // namespace kiosk
