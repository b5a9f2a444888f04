// What packaging/config/referral-outbox.toml says, read and checked.
#pragma once

#include "kiosk/host/config.h"
#include "kiosk/outbox/manifests.h"
#include "kiosk/outbox/pace.h"
#include "kiosk/outbox/uplink.h"

#include <sys/types.h>

namespace outbox {

struct Settings {
    std::filesystem::path database;
    std::filesystem::path queue_key;
    std::filesystem::path kiosk_key;
    std::filesystem::path socket;
    uid_t peer_user = 0;
    UplinkSettings uplink;
    PaceSettings pace;
    Trust trust;
};

/// The first fault names file, line and what was expected.
std::expected<Settings, host::ConfigFault> read_settings(const std::filesystem::path& file);

} // namespace outbox
