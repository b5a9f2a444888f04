// The terminal's configuration and the files it names, read and checked before the window opens. A
// fault is one sentence with file and reason; the program then ends with exit code 2.
#pragma once

#include "crypto/lists.h"
#include "i18n/catalog.h"
#include "i18n/fonts.h"
#include "kiosk/intake/form.h"
#include "kiosk/presence.h"
#include "kiosk/ui/ui.h"

#include <filesystem>
#include <sys/types.h>

namespace kiosk {

struct Settings {
    std::filesystem::path file;      ///< the configuration itself
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
