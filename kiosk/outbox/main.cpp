// referral-outbox: `init` makes keys and queue once, `run` keeps and sends.
#include "kiosk/host/key_file.h"
#include "kiosk/host/log.h"
#include "kiosk/host/process.h"
#include "kiosk/host/swap.h"
#include "kiosk/host/whole_file.h"
#include "kiosk/outbox/server.h"
#include "kiosk/outbox/settings.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <limits>

namespace {

constexpr std::string_view kProgram = "referral-outbox";

int refuse(const std::filesystem::path& file, std::string_view reason) {
    return host::fail(kProgram, file.string() + ": " + std::string(reason));
}

/// The key that is there, or a new one in its file. A key alone is not overwritten either: it
/// may be enrolled already.
std::expected<crypto::SecretBytes, host::FileFault>
key_for_init(const char* name, const std::filesystem::path& path, crypto::SecretBytes fresh) {
    const std::filesystem::path place = host::key_place(name, path);
    const auto there = host::is_there(place);
    if (!there || *there) {
        return there ? host::load_key(name, path) : std::unexpected(there.error());
    }
    if (place != path) {
        return std::unexpected(host::no_credential(name, path));
    }
    if (auto made = host::create_private_file(path, fresh.span()); !made) {
        return std::unexpected(made.error());
    }
    return fresh;
}

/// Hexadecimal in groups of four, to be read aloud.
std::string fingerprint(const crypto::KioskId& id) {
    const std::string text = crypto::hex(id);
    std::string grouped;
    for (std::size_t i = 0; i < text.size(); i += 4) {
        grouped += (i == 0 ? "" : " ") + text.substr(i, 4);
    }
    return grouped;
}

/// What an administrator may be after who runs `init` again; empty without a key.
std::string terminal_that_is_there(const outbox::Settings& settings) {
    const auto seed = host::load_key("kiosk-key", settings.kiosk_key);
    if (!seed) {
        return "";
    }
    const auto signer = crypto::SigningKey::from_seed(seed->span());
    if (!signer) {
        return "";
    }
    const crypto::PublicKey key = signer->public_key();
    const crypto::KioskId id = crypto::kiosk_id_of(key);
    return " (id: " + crypto::hex(id) + ", ed25519: " + crypto::hex(key.bytes) +
           ", fingerprint: " + fingerprint(id) + ")";
}

int init(const outbox::Settings& settings) {
    const auto there = host::is_there(settings.database);
    if (!there) {
        return host::fail(kProgram, there.error().sentence());
    }
    if (*there) {
        return refuse(settings.database, std::string(describe(outbox::StoreFault::Exists)) +
                                             terminal_that_is_there(settings));
    }
    crypto::SecretBytes random = crypto::SigningKey::generate().seed();
    auto queue_key = key_for_init("queue-key", settings.queue_key, std::move(random));
    if (!queue_key) {
        return host::fail(kProgram, queue_key.error().sentence());
    }
    auto kiosk_key =
        key_for_init("kiosk-key", settings.kiosk_key, crypto::SigningKey::generate().seed());
    if (!kiosk_key) {
        return host::fail(kProgram, kiosk_key.error().sentence());
    }
    const auto signer = crypto::SigningKey::from_seed(kiosk_key->span());
    if (!signer) {
        return refuse(settings.kiosk_key, "is no signing key");
    }
    if (auto made = outbox::Store::create(settings.database, *queue_key); !made) {
        return refuse(settings.database, describe(made.error()));
    }
    const crypto::PublicKey key = signer->public_key();
    const crypto::KioskId id = crypto::kiosk_id_of(key);
    std::printf("id: %s\ned25519: %s\nfingerprint: %s\n", crypto::hex(id).c_str(),
                crypto::hex(key.bytes).c_str(), fingerprint(id).c_str());
    return host::finish(kProgram, "keys and queue were made");
}

int serve(const outbox::Settings& settings, outbox::Store& store, crypto::SigningKey signer) {
    const host::StopSignal stop;
    auto queue = outbox::Queue::open(store, std::move(signer));
    auto manifests = outbox::Manifests::open(store, settings.trust);
    if (!queue || !manifests) {
        // What it remembers of the lists is in there: without it this would be a first start.
        return refuse(settings.database, "the file gave an error");
    }
    const auto listener = outbox::Listener::open(settings.socket);
    if (!listener) {
        return refuse(settings.socket, listener.error());
    }
    const outbox::UplinkLibrary library;
    outbox::Courier courier(settings.uplink);
    outbox::Sync sync(*queue, *manifests, courier, settings.pace);
    outbox::Service service(*queue, *manifests, sync);
    outbox::Server server(*listener, service, sync, settings.peer_user);
    host::log(host::Event::ProgramStarted);
    host::report_open_swap();
    server.serve(stop, courier.fd());
    host::log(host::Event::ProgramStopped);
    return host::kExitOk;
}

struct Keys {
    crypto::SecretBytes queue;
    crypto::SigningKey kiosk;
};

/// Both keys, and that the database is a file that can be read: the error is a sentence.
std::expected<Keys, std::string> ready_to_open(const outbox::Settings& settings) {
    auto queue_key = host::load_key("queue-key", settings.queue_key);
    if (!queue_key) {
        return std::unexpected(queue_key.error().sentence());
    }
    const auto kiosk_key = host::load_key("kiosk-key", settings.kiosk_key);
    if (!kiosk_key) {
        return std::unexpected(kiosk_key.error().sentence());
    }
    auto signer = crypto::SigningKey::from_seed(kiosk_key->span());
    if (!signer) {
        return std::unexpected(settings.kiosk_key.string() + ": is no signing key");
    }
    // Asked here, where the system's reason can be told.
    const auto there = host::is_there(settings.database);
    if (!there) {
        return std::unexpected(there.error().sentence());
    }
    constexpr auto kAnySize = std::numeric_limits<std::size_t>::max();
    if (*there) {
        if (const auto file = host::open_file(settings.database, kAnySize); !file) {
            return std::unexpected(file.error().sentence());
        }
    }
    return Keys{.queue = std::move(*queue_key), .kiosk = std::move(*signer)};
}

int run(const outbox::Settings& settings) {
    auto keys = ready_to_open(settings);
    if (!keys) {
        return host::fail(kProgram, keys.error());
    }
    auto store = outbox::Store::open(settings.database, std::move(keys->queue));
    if (!store) {
        return refuse(settings.database, describe(store.error()));
    }
    return serve(settings, *store, std::move(keys->kiosk));
}

/// What run() would refuse, without a socket, a lock or a byte written.
int check(const std::string& config, const outbox::Settings& settings) {
    const auto keys = ready_to_open(settings);
    if (!keys) {
        return host::fail(kProgram, keys.error());
    }
    const auto store = outbox::Store::check(settings.database, keys->queue);
    if (!store) {
        return refuse(settings.database, describe(store.error()));
    }
    if (const auto fault = outbox::Listener::fault_of(settings.socket)) {
        return refuse(settings.socket, *fault);
    }
    return host::all_is_well(kProgram, config, *store);
}

int start(int count, char** arguments) {
    CLI::App app("Keeps sealed referrals on this terminal and sends them to the central system.");
    std::string config = "/etc/referral/referral-outbox.toml";
    bool check_only = false;
    app.add_option("--config", config, "The configuration file")->capture_default_str();
    app.add_flag("--check-config", check_only, host::kCheckConfigHelp);
    app.set_version_flag("--version", std::string(host::version()));
    // Before the commands, which inherit it: `init --config F` and `--config F init` both work.
    app.fallthrough();
    auto* init_command = app.add_subcommand("init", "Make the keys and the queue, once");
    app.add_subcommand("run", "Keep and send (what happens without a command)");
    app.require_subcommand(0, 1);
    try {
        app.parse(count, arguments);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? host::finish(kProgram) : host::kExitInput;
    }
    if (check_only && init_command->parsed()) {
        return host::fail(kProgram, "--check-config: says what `run` would; not for `init`");
    }
    const auto settings = outbox::read_settings(config);
    if (!settings) {
        return host::fail(kProgram, settings.error().sentence());
    }
    if (check_only) {
        return check(config, *settings);
    }
    return init_command->parsed() ? init(*settings) : run(*settings);
}

} // namespace

int main(int count, char** arguments) {
    host::bind_now();
    host::harden_process();
    crypto::start();
    return host::run_guarded(kProgram, [&] { return start(count, arguments); });
}
