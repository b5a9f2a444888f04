// Turns texts of the configuration into keys, users and addresses.
#include "kiosk/outbox/settings.h"

#include "kiosk/host/pem_file.h"

#include <charconv>
#include <limits>
#include <pwd.h>

namespace outbox {
namespace {

constexpr std::int64_t kMaxVersion = std::numeric_limits<std::int64_t>::max();

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

struct RootKeys {
    std::string_view keys;
    std::string_view threshold;
    std::int64_t default_threshold = 1;
};
crypto::Roots read_roots(host::Config& config, const RootKeys& names) {
    crypto::Roots roots;
    for (const std::string& text : config.texts(names.keys)) {
        const auto key = crypto::parse_minisign_key(text);
        if (key) {
            roots.keys.push_back(*key);
        } else {
            config.refuse(names.keys, "each must be the base64 line of a minisign public key");
        }
    }
    const auto threshold = config.integer_or(names.threshold, 1, 64, names.default_threshold);
    roots.threshold = static_cast<std::size_t>(threshold);
    if (roots.threshold > roots.keys.size()) {
        config.refuse(names.threshold, "is larger than the number of keys");
    }
    return roots;
}

std::filesystem::path existing(host::Config& config, std::string_view key,
                               const std::filesystem::path& file) {
    std::error_code ignored;
    if (!std::filesystem::is_regular_file(file, ignored)) {
        config.refuse(key, "names a file that is not there");
    }
    return file;
}

UplinkSettings read_uplink(host::Config& config) {
    UplinkSettings uplink;
    uplink.url = config.text("centre.url");
    if (!uplink.url.starts_with("https://") || uplink.url.ends_with('/')) {
        config.refuse("centre.url", "must be https://HOST:PORT without a path");
    }
    uplink.ca = existing(config, "centre.ca", config.path("centre.ca"));
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
        uplink.client_certificate = existing(config, "centre.client_cert", *certificate);
        uplink.client_key = existing(config, "centre.client_key", *key);
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
    settings.trust.roots = read_roots(config, {"trust.roots", "trust.threshold", 2});
    settings.trust.manifest_floor =
        static_cast<std::uint64_t>(config.integer_or("trust.manifest_floor", 1, kMaxVersion, 1));
    settings.trust.enrolment =
        read_roots(config, {"trust.enrolment", "trust.enrolment_threshold", 1});
    if (auto fault = config.finish()) {
        return std::unexpected(std::move(*fault));
    }
    return settings;
}

} // namespace outbox
