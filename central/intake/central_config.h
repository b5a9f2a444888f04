// referral-central's configuration (packaging/config/referral-central.toml).
#pragma once

#include "central/intake/server.h"
#include "kiosk/host/trust.h"

#include <expected>
#include <filesystem>

namespace central {

struct CentralConfig {
    ServerSettings server;
    std::filesystem::path store;
    std::filesystem::path receipt_key;
    std::string receipt_name; ///< the key's name in receipts
    std::filesystem::path lists;
    host::Trust trust;
};

/// Reads the whole file; the fault names file, line and what was expected.
std::expected<CentralConfig, host::ConfigFault>
read_central_config(const std::filesystem::path& file);

} // namespace central
