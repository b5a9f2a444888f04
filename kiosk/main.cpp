// referral-kiosk: the terminal's screen. Reads its configuration, checks everything it will need,
// then shows it to one person after another, each in a process of her own.
#include "crypto/secret.h"
#include "kiosk/host/log.h"
#include "kiosk/host/process.h"
#include "kiosk/host/swap.h"
#include "kiosk/screen_process.h"
#if KIOSK_AUTOMATION
#include "kiosk/automation.h"
#endif

#include <CLI/CLI.hpp>
#include <charconv>

namespace kiosk {
namespace {

struct Options {
    std::filesystem::path config = "/etc/referral/referral-kiosk.toml";
    std::string windowed;
    std::filesystem::path automation;
    bool check_config = false;
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
    // Each screen process opens it anew: the one before may have accepted a newer list.
    if (const auto list = TrustedList::open(*settings); !list) {
        return std::unexpected(list.error());
    }
    return Prepared{std::move(*settings), size, std::move(*assets)};
}

#if KIOSK_AUTOMATION
// Listens for as long as it lives, whichever process answers.
class AutomationSocket {
public:
    explicit AutomationSocket(std::filesystem::path path) : path_(std::move(path)) {}
    ~AutomationSocket() {
        std::error_code ignored;
        std::filesystem::remove(path_, ignored);
    }
    AutomationSocket(const AutomationSocket&) = delete;
    AutomationSocket& operator=(const AutomationSocket&) = delete;

    std::expected<int, std::string> open() {
        auto listener = Automation::listen(path_);
        if (!listener) {
            return std::unexpected(listener.error());
        }
        listener_ = std::move(*listener);
        return listener_.get();
    }

private:
    std::filesystem::path path_;
    wire::Descriptor listener_;
};
#endif

int run(const Options& options) {
    const host::StopSignal stop;
    auto prepared = prepare(options);
    if (!prepared) {
        return host::fail(kProgram, prepared.error());
    }
    if (options.check_config) {
        return host::all_is_well(kProgram, options.config);
    }
#if KIOSK_AUTOMATION
    AutomationSocket automation(options.automation);
    if (!options.automation.empty()) {
        const auto listener = automation.open();
        if (!listener) {
            return host::fail(kProgram, listener.error(), host::kExitOther);
        }
        prepared->automation = *listener;
    }
#endif
    host::log(host::Event::ProgramStarted);
    host::report_open_swap();
    Supervisor supervisor([&](const ScreenLine& line, FirstPage first, bool at_start) {
        return show_screen(*prepared, stop, line, first, at_start);
    });
    const int code = supervisor.run(stop);
    if (code == host::kExitOk) {
        host::log(host::Event::ProgramStopped);
    }
    return code;
}

int start(int argc, char** argv) {
    CLI::App parser("The terminal at which a person refers herself.", std::string(kProgram));
    parser.set_version_flag("--version", std::string(host::version()));
    Options options;
    parser.add_option("--config", options.config, "The configuration")->capture_default_str();
    parser.add_flag("--check-config", options.check_config, host::kCheckConfigHelp);
    parser.add_option("--windowed", options.windowed,
                      "WIDTHxHEIGHT: a window instead of the whole screen");
#if KIOSK_AUTOMATION
    parser.add_option("--automation", options.automation,
                      "A socket at which a test reads what shows");
#endif
    try {
        parser.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return parser.exit(error) == 0 ? host::finish(kProgram) : host::kExitInput;
    }
    return run(options);
}

} // namespace
} // namespace kiosk

int main(int argc, char** argv) {
    host::bind_now();
    host::harden_process();
    crypto::start();
    return host::run_guarded(kiosk::kProgram, [&] { return kiosk::start(argc, argv); });
}
