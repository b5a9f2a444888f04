// The terminal's configuration and the files it names, read and checked before the window opens. A
// fault is one sentence with file and reason; the program then ends with exit code 2.
#pragma once

#include "crypto/lists.h"
#include "i18n/catalog.h"
#include "i18n/fonts.h"
#include "kiosk/intake/form.h"
#include "kiosk/ui/ui.h"

#include <filesystem>
#include <sys/types.h>

namespace kiosk {

/// When nobody touches or types: first it is asked whether she is still there, then her answers are
/// wiped.
struct IdleTimes {
    std::int64_t ask_after_seconds = 180;  ///< since the last touch or key
    std::int64_t clear_after_seconds = 60; ///< since the question appeared
};

struct Settings {
    std::filesystem::path socket;    ///< the queue's
    std::optional<uid_t> queue_user; ///< who must have opened it; none: not checked
    std::filesystem::path state;     ///< a folder of our own
    std::filesystem::path assets;
    std::filesystem::path form;
    std::filesystem::path fonts;
    std::filesystem::path everyday;
    std::vector<i18n::LocaleId> languages; ///< in the order of the chooser
    i18n::LocaleId language;               ///< of the start screen
    bool reduced_motion = false;
    IdleTimes idle;
    crypto::Roots roots;
    std::uint64_t manifest_floor = 1;
};

/// Every key of packaging/config/referral-kiosk.toml. The error is "FILE:LINE: REASON".
std::expected<Settings, std::string> read_settings(const std::filesystem::path& file);

/// What is read once and shown to every person.
struct Assets {
    i18n::Catalogs catalogs;
    i18n::Fonts fonts;
    ui::Icons icons;
    ui::Keyboards keyboards; ///< of the configured languages that have one
    intake::Questionnaire form;
    crypto::Hash form_sha256{};
    std::vector<ui::EverydayText> everyday;
};
std::expected<Assets, std::string> load_assets(const Settings& settings);

} // namespace kiosk
