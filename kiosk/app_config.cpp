#include "kiosk/app_config.h"

#include "kiosk/host/config.h"
#include "kiosk/host/trust.h"
#include "kiosk/host/whole_file.h"

#include <algorithm>
#include <charconv>
#include <pwd.h>

namespace kiosk {
namespace {

constexpr std::string_view kNotoFolder = "/usr/share/fonts/truetype/noto";
// Less than the least, and nobody could read a page; more than the most, and whoever comes next
// reads her answers.
constexpr std::int64_t kLeastIdleSeconds = 10;
constexpr std::int64_t kMostIdleSeconds = 3600;

IdleTimes read_idle_times(host::Config& config) {
    const auto seconds = [&](std::string_view key, std::int64_t otherwise) {
        return config.integer_or(key, kLeastIdleSeconds, kMostIdleSeconds, otherwise);
    };
    const IdleTimes usual;
    return {.ask_after_seconds = seconds("idle.ask_after_seconds", usual.ask_after_seconds),
            .clear_after_seconds = seconds("idle.clear_after_seconds", usual.clear_after_seconds)};
}

std::filesystem::path path_or(host::Config& config, std::string_view key,
                              const std::filesystem::path& otherwise) {
    return config.optional_path(key).value_or(otherwise);
}

// A name, or a number in quotes.
std::optional<uid_t> user_id(const std::string& user) {
    uid_t id = 0;
    const auto [end, error] = std::from_chars(user.data(), user.data() + user.size(), id);
    if (error == std::errc{} && end == user.data() + user.size()) {
        return id;
    }
    const passwd* entry = ::getpwnam(user.c_str());
    return entry == nullptr ? std::nullopt : std::optional(entry->pw_uid);
}

std::vector<i18n::LocaleId> read_languages(host::Config& config,
                                           const std::filesystem::path& locales) {
    std::vector<i18n::LocaleId> languages;
    for (const std::string& tag : config.texts("languages")) {
        const i18n::LocaleId language = i18n::language_of({tag});
        // What is there and cannot be read is told, by its name, when it is.
        if (const auto there = host::is_there(locales / (language.tag + ".cat"));
            there && !*there) {
            config.refuse("languages", "names " + tag + ", of which there is no catalogue in " +
                                           locales.string());
        }
        // Two tiles with one name would be a riddle before anybody has read a word.
        const auto twin = std::ranges::find(languages, language, &i18n::language_of);
        if (twin != languages.end()) {
            config.refuse("languages", "names one language twice, as " + twin->tag + " and as " +
                                           tag + "; keep one of them");
        }
        languages.push_back({tag});
    }
    return languages;
}

} // namespace

std::expected<Settings, std::string> read_settings(const std::filesystem::path& file) {
    host::Config config = host::Config::read(file);
    Settings settings;
    settings.file = file;
    settings.socket = config.path("socket");
    if (const std::string user = config.text_or("peer_user", ""); !user.empty()) {
        settings.queue_user = user_id(user);
        if (!settings.queue_user) {
            config.refuse("peer_user", "names no user of this machine");
        }
    }
    settings.state = config.path("state");
    settings.assets = config.path("assets");
    settings.form = path_or(config, "form", settings.assets / "form" / "referral.json");
    settings.fonts = path_or(config, "fonts", kNotoFolder);
    settings.everyday = path_or(config, "everyday", settings.assets / "everyday");
    settings.languages = read_languages(config, settings.assets / "locales");
    settings.language = {config.text("language")};
    if (std::ranges::find(settings.languages, settings.language) == settings.languages.end()) {
        config.refuse("language", "is not one of `languages`");
    }
    settings.reduced_motion = config.boolean_or("reduced_motion", false);
    settings.idle = read_idle_times(config);
    host::Trust trust = host::read_manifest_trust(config);
    settings.roots = std::move(trust.roots);
    settings.manifest_floor = trust.manifest_floor;
    if (const auto fault = config.finish()) {
        return std::unexpected(fault->sentence());
    }
    return settings;
}

} // namespace kiosk
