#include "kiosk/screen_process.h"

#include "kiosk/host/log.h"
#include "kiosk/host/process.h"
#if KIOSK_AUTOMATION
#include "kiosk/automation.h"
#endif

#include <array>
#include <poll.h>
#include <sys/eventfd.h>

namespace kiosk {
namespace {

// Ends the window's sleep when a stop is asked for or the next process shows.
class Waker {
public:
    explicit Waker(std::array<int, 2> watched)
        : bell_(::eventfd(0, EFD_CLOEXEC)), thread_([this, watched] {
              std::array<pollfd, 3> fds{pollfd{watched[0], POLLIN, 0},
                                        pollfd{watched[1], POLLIN, 0},
                                        pollfd{bell_.get(), POLLIN, 0}};
              ::poll(fds.data(), fds.size(), -1);
              Window::wake();
          }) {}
    ~Waker() {
        ::eventfd_write(bell_.get(), 1);
        thread_.join();
    }
    Waker(const Waker&) = delete;
    Waker& operator=(const Waker&) = delete;

private:
    wire::Descriptor bell_;
    std::thread thread_;
};

Reports reports_to(const ScreenLine& line) {
    return {.shown = [&line] { line.shown(); },
            .ended = [&line](FirstPage next) { line.ended(next); }};
}

// The window goes with the process, without a word to the X server: closing it in order would give
// back what the next process has just set, the screen saver's time for one.
[[noreturn]] void leave_to_next() {
    std::fflush(nullptr);
    std::_Exit(host::kExitOk);
}

} // namespace

int show_screen(Prepared& prepared, const host::StopSignal& stop, const ScreenLine& line,
                FirstPage first, bool at_start) {
    auto list = TrustedList::open(prepared.settings);
    if (!list) {
        return host::fail(kProgram, list.error());
    }
    constexpr std::size_t kGlyphPages = 16;
    auto window = Window::open(prepared.windowed, kGlyphPages);
    if (!window) {
        return host::fail(kProgram, window.error(), host::kExitOther);
    }
#if KIOSK_AUTOMATION
    host::AdjustableClock clock;
#else
    const host::SystemClock clock;
#endif
    auto app =
        std::make_unique<App>(Ground{clock, prepared.settings, prepared.assets, **window},
                              std::move(*list), Beginning{first, at_start, reports_to(line)});
    std::function<bool()> after_turn = [] { return false; };
#if KIOSK_AUTOMATION
    std::unique_ptr<Automation> automation;
    if (prepared.automation >= 0) {
        automation = std::make_unique<Automation>(prepared.automation, clock);
        after_turn = [&] { return automation->serve(*app); };
    }
#endif
    {
        const Waker waker({stop.fd(), line.fd()});
        app->run([&] { return stop.requested() || line.dismissed(); }, after_turn);
    }
#if KIOSK_AUTOMATION
    automation.reset();
#endif
    const auto fault = app->fault();
    app.reset(); // hands over to the queue what is on its way there
    if (fault) {
        return host::fail(kProgram, *fault);
    }
    if (!stop.requested() && line.dismissed()) {
        leave_to_next();
    }
    return host::kExitOk;
}

} // namespace kiosk
