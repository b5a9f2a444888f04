// Turns texts of the configuration into keys, users and addresses.
#include "kiosk/outbox/settings.h"

#include "kiosk/host/pem_file.h"

#include <charconv>
#include <pwd.h>

namespace outbox {
namespace {

/// A user's name or number.
std::optional<uid_t> find_user(const std::string& text) {
    uid_t number = 0;
    const auto read = std::from_chars(text.data(), text.data() + text.size(), number);
    if (!text.empty() && read.ec == std::errc() && read.ptr == text.data() + text.size()) {
        return number;
    }
    const passwd* entry = ::getpwnam(text.c_str());
    return entry != nullptr ? std::optional(entry->pw_uid) : std::nullopt;
}

UplinkSettings read_uplink(host::Config& config) {
    UplinkSettings uplink;
    uplink.url = config.text("centre.url");
    if (!uplink.url.starts_with("https://") || uplink.url.ends_with('/')) {
        config.refuse("centre.url", "must be https://HOST:PORT without a path");
    }
    uplink.ca = config.path("centre.ca");
    config.refuse_if("centre.ca", host::certificate_fault(uplink.ca));
    uplink.pin = config.text("centre.pin");
    if (!host::is_pin(uplink.pin)) {
        config.refuse("centre.pin", "must be sha256// and the base64 SHA-256 of the server's key");
    }
    const auto certificate = config.optional_path("centre.client_cert");
    const auto key = config.optional_path("centre.client_key");
    if (certificate.has_value() != key.has_value()) {
        config.refuse("centre.client_cert", "needs client_key beside it, and the other way round");
    } else if (certificate && key) {
        uplink.client_certificate = *certificate;
        uplink.client_key = *key;
        config.refuse_if("centre.client_cert", host::certificate_fault(*certificate));
        config.refuse_if("centre.client_key", host::private_key_fault(*key));
    }
    return uplink;
}

} // namespace

std::expected<Settings, host::ConfigFault> read_settings(const std::filesystem::path& file) {
    host::Config config = host::Config::read(file);
    Settings settings;
    settings.database = config.path("database");
    settings.queue_key = config.path("queue_key");
    settings.kiosk_key = config.path("kiosk_key");
    settings.socket = config.path("socket");
    const auto peer = find_user(config.text("peer_user"));
    if (!peer) {
        config.refuse("peer_user", "names no user of this machine");
    }
    settings.peer_user = peer.value_or(0);
    settings.uplink = read_uplink(config);
    settings.pace.slot =
        std::chrono::seconds(config.integer_or("sync.slot_seconds", 1, 86400, 600));
    settings.pace.retry_base =
        std::chrono::milliseconds(config.integer_or("sync.retry_base_ms", 1, 60000, 2000));
    settings.trust = host::read_trust(config);
    if (auto fault = config.finish()) {
        return std::unexpected(std::move(*fault));
    }
    return settings;
}

} // namespace outbox
