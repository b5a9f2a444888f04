// referral-kiosk: the terminal's screen. Reads its configuration, checks everything it will need,
// then opens the window.
#include "crypto/secret.h"
#include "kiosk/app.h"
#include "kiosk/host/log.h"
#include "kiosk/host/process.h"
#include "kiosk/host/swap.h"
#ifdef KIOSK_AUTOMATION
#include "kiosk/automation.h"
#endif

#include <CLI/CLI.hpp>
#include <charconv>
#include <poll.h>
#include <sys/eventfd.h>

namespace kiosk {
namespace {

constexpr std::string_view kProgram = "referral-kiosk";

struct Options {
    std::filesystem::path config = "/etc/referral/referral-kiosk.toml";
    std::string windowed;
    std::filesystem::path automation;
};

// "1280x800"
std::optional<WindowSize> parse_size(std::string_view text) {
    WindowSize size;
    const char* last = text.data() + text.size();
    const auto width = std::from_chars(text.data(), last, size.width);
    if (width.ec != std::errc{} || width.ptr == last || *width.ptr != 'x') {
        return std::nullopt;
    }
    const auto height = std::from_chars(width.ptr + 1, last, size.height);
    const bool whole = height.ec == std::errc{} && height.ptr == last;
    constexpr int kLeast = 320;
    return whole && size.width >= kLeast && size.height >= kLeast ? std::optional(size)
                                                                  : std::nullopt;
}

// Ends the window's sleep when a stop is asked for.
class StopWatcher {
public:
    explicit StopWatcher(const host::StopSignal& stop)
        : bell_(::eventfd(0, EFD_CLOEXEC)), thread_([this, fd = stop.fd()] {
              std::array<pollfd, 2> fds{pollfd{fd, POLLIN, 0}, pollfd{bell_.get(), POLLIN, 0}};
              ::poll(fds.data(), fds.size(), -1);
              Window::wake();
          }) {}
    ~StopWatcher() {
        ::eventfd_write(bell_.get(), 1);
        thread_.join();
    }
    StopWatcher(const StopWatcher&) = delete;
    StopWatcher& operator=(const StopWatcher&) = delete;

private:
    wire::Descriptor bell_;
    std::thread thread_;
};

// What the command line and the files say, checked before the window opens.
struct Prepared {
    Settings settings;
    std::optional<WindowSize> windowed;
    Assets assets;
    TrustedList list;
};

std::expected<Prepared, std::string> prepare(const Options& options) {
    const auto size = options.windowed.empty() ? std::nullopt : parse_size(options.windowed);
    if (!options.windowed.empty() && !size) {
        return std::unexpected("--windowed: expected WIDTHxHEIGHT, such as 1280x800");
    }
    auto settings = read_settings(options.config);
    if (!settings) {
        return std::unexpected(settings.error());
    }
    auto assets = load_assets(*settings);
    if (!assets) {
        return std::unexpected(assets.error());
    }
    auto list = TrustedList::open(*settings);
    if (!list) {
        return std::unexpected(list.error());
    }
    return Prepared{std::move(*settings), size, std::move(*assets), std::move(*list)};
}

int run(const Options& options) {
    const host::StopSignal stop;
    auto prepared = prepare(options);
    if (!prepared) {
        return host::fail(kProgram, prepared.error());
    }
    constexpr std::size_t kGlyphPages = 16;
    auto window = Window::open(prepared->windowed, kGlyphPages);
    if (!window) {
        return host::fail(kProgram, window.error(), host::kExitOther);
    }
    App app(prepared->settings, prepared->assets, std::move(prepared->list),
            prepared->settings.queue_user, **window);
    std::function<bool()> after_turn = [] { return false; };
#ifdef KIOSK_AUTOMATION
    std::unique_ptr<Automation> automation;
    if (!options.automation.empty()) {
        auto opened = Automation::open(options.automation);
        if (!opened) {
            return host::fail(kProgram, opened.error(), host::kExitOther);
        }
        automation = std::move(*opened);
        after_turn = [&] { return automation->serve(app); };
    }
#endif
    const StopWatcher watcher(stop);
    host::log(host::Event::ProgramStarted);
    host::report_open_swap();
    app.run(stop, after_turn);
    host::log(host::Event::ProgramStopped);
    return host::kExitOk;
}

int start(int argc, char** argv) {
    CLI::App parser("The terminal at which a person refers herself.", std::string(kProgram));
    parser.set_version_flag("--version", std::string(host::version()));
    Options options;
    parser.add_option("--config", options.config, "The configuration")->capture_default_str();
    parser.add_option("--windowed", options.windowed,
                      "WIDTHxHEIGHT: a window instead of the whole screen");
#ifdef KIOSK_AUTOMATION
    parser.add_option("--automation", options.automation,
                      "A socket at which a test reads what shows");
#endif
    try {
        parser.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return parser.exit(error) == 0 ? host::kExitOk : host::kExitInput;
    }
    return run(options);
}

} // namespace
} // namespace kiosk

int main(int argc, char** argv) {
    host::harden_process();
    crypto::start();
    return kiosk::start(argc, argv);
}
