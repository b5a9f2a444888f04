// referral-central: takes envelopes in, keeps them, gives receipts. Cannot open what it keeps.
#include "central/intake/central_config.h"
#include "central/intake/routes.h"
#include "central/store/embedded_store.h"
#include "kiosk/host/key_file.h"
#include "kiosk/host/log.h"
#include "kiosk/host/process.h"
#include "kiosk/host/stop.h"
#include "kiosk/host/whole_file.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iostream>

namespace {

constexpr std::string_view kProgram = "referral-central";
constexpr std::string_view kReceiptKey = "receipt-key";

/// What an administrator may be after who runs `init` again; empty without a key.
std::string key_that_is_there(const central::CentralConfig& config) {
    const auto seed = host::load_key(kReceiptKey, config.receipt_key);
    if (!seed) {
        return "";
    }
    const auto key = crypto::SigningKey::from_seed(seed->span());
    return key ? " (receipt public key: " + crypto::hex(key->public_key().bytes) + ")" : "";
}

/// Makes what is missing of receipt key and store, but never one beside the other's past.
int initialise(const central::CentralConfig& config) {
    const std::filesystem::path place = host::key_place(kReceiptKey, config.receipt_key);
    for (const std::filesystem::path& file : {config.store, place}) {
        const auto there = host::is_there(file);
        if (!there) {
            return host::fail(kProgram, there.error().sentence());
        }
        if (*there) {
            return host::fail(kProgram, file.string() +
                                            ": exists already; init makes nothing anew" +
                                            key_that_is_there(config));
        }
    }
    if (place != config.receipt_key) {
        return host::fail(kProgram,
                          host::no_credential(kReceiptKey, config.receipt_key).sentence());
    }
    const crypto::SigningKey key = crypto::SigningKey::generate();
    if (const auto made = host::create_private_file(config.receipt_key, key.seed().span()); !made) {
        return host::fail(kProgram, made.error().sentence());
    }
    if (const auto made = central::create_embedded_store(config.store); !made) {
        std::error_code ignored; // nobody has seen it; init can try again
        std::filesystem::remove(config.receipt_key, ignored);
        return host::fail(kProgram, made.error().sentence());
    }
    std::cout << crypto::hex(key.public_key().bytes) << '\n';
    return host::finish(kProgram, "key and store were made");
}

/// The receipt key; the error is a sentence.
std::expected<crypto::SigningKey, std::string>
load_receipt_key(const central::CentralConfig& config) {
    const auto seed = host::load_key(kReceiptKey, config.receipt_key);
    if (!seed) {
        return std::unexpected(seed.error().sentence() + " (referral-central init makes it)");
    }
    crypto::Result<crypto::SigningKey> key = crypto::SigningKey::from_seed(seed->span());
    if (!key) {
        return std::unexpected(config.receipt_key.string() + ": is no key");
    }
    return std::move(*key);
}

/// What serve() would refuse, without a socket or a byte written.
int check(const std::filesystem::path& file, const central::CentralConfig& config) {
    if (const auto key = load_receipt_key(config); !key) {
        return host::fail(kProgram, key.error());
    }
    if (const auto fault = central::ListFolder::fault_of(config.lists, config.trust)) {
        return host::fail(kProgram, fault->sentence());
    }
    const auto store = central::check_embedded_store(config.store);
    if (!store) {
        return host::fail(kProgram, store.error().sentence());
    }
    if (const std::string fault = central::Server::fault_of(config.server); !fault.empty()) {
        return host::fail(kProgram, fault);
    }
    return host::all_is_well(kProgram, file, *store);
}

int serve(const central::CentralConfig& config) {
    auto key = load_receipt_key(config);
    if (!key) {
        return host::fail(kProgram, key.error());
    }
    auto lists = central::ListFolder::open(config.lists, config.trust);
    if (!lists) {
        return host::fail(kProgram, lists.error().sentence());
    }
    auto store = central::open_embedded_store(config.store);
    if (!store) {
        return host::fail(kProgram, store.error().sentence());
    }
    const auto& named = lists->current().manifest.receipt_keys;
    if (std::ranges::find(named, key->public_key()) == named.end()) {
        host::log(host::Event::CentralReceiptKeyUnlisted);
    }
    central::Routes routes(std::move(*store), std::move(*lists), std::move(*key),
                           config.receipt_name);
    const host::StopSignal stop;
    auto server =
        central::Server::start(config.server, [&routes](const central::HttpRequest& request) {
            return routes.answer(request);
        });
    if (!server) {
        return host::fail(kProgram, server.error());
    }
    const bool v6 = config.server.address.find(':') != std::string::npos;
    std::cout << "listening on https://" << (v6 ? "[" : "") << config.server.address
              << (v6 ? "]:" : ":") << server->port() << std::endl;
    host::log(host::Event::ProgramStarted);
    server->run(stop.fd());
    host::log(host::Event::ProgramStopped);
    return host::kExitOk;
}

int run(int argc, char** argv) {
    CLI::App app("Takes referrals in, sealed, and gives receipts for them.");
    app.set_version_flag("--version", std::string(host::version()));
    std::filesystem::path file = "/etc/referral/referral-central.toml";
    const auto take_config = [&file](CLI::App& to) {
        to.add_option("--config", file, "the configuration (TOML)")->capture_default_str();
    };
    bool check_only = false;
    take_config(app);
    app.add_flag("--check-config", check_only, host::kCheckConfigHelp);
    CLI::App* init = app.add_subcommand(
        "init", "make the receipt key and an empty store; print the receipt public key");
    take_config(*init);
    take_config(*app.add_subcommand("run",
                                    "serve until SIGTERM (this is also what happens without a"
                                    " command)"));
    app.require_subcommand(0, 1);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError& error) {
        return app.exit(error) == 0 ? host::finish(kProgram) : host::kExitInput;
    }
    if (check_only && init->parsed()) {
        return host::fail(kProgram, "--check-config: says what `run` would; not for `init`");
    }
    const auto config = central::read_central_config(file);
    if (!config) {
        return host::fail(kProgram, config.error().sentence());
    }
    if (check_only) {
        return check(file, *config);
    }
    return init->parsed() ? initialise(*config) : serve(*config);
}

} // namespace

int main(int argc, char** argv) {
    host::bind_now();
    host::harden_process();
    crypto::start();
    return host::run_guarded(kProgram, [&] { return run(argc, argv); });
}
