// referral-desk's configuration (packaging/config/referral-desk.toml). Holds no secret: the
// identity and its passphrase are named on the command line.
#pragma once

#include "kiosk/host/trust.h"

#include <expected>
#include <filesystem>
#include <string>

namespace central::desk {

struct DeskConfig {
    std::string url;                   ///< of the centre, "https://HOST:PORT", no slash at the end
    std::filesystem::path ca;          ///< PEM
    std::filesystem::path certificate; ///< PEM; its subject has OU=desk
    std::filesystem::path key;         ///< PEM
    std::string pin;                   ///< "sha256//BASE64" of the centre's public key; empty: none
    std::filesystem::path assets;      ///< the folder share/referral
    std::filesystem::path form;        ///< the Questionnaire that records are read with
    std::filesystem::path lists;       ///< the folder where the signed lists it accepts are kept
    host::Trust trust;
};

/// Reads the whole file; the fault names file, line and what was expected.
std::expected<DeskConfig, host::ConfigFault> read_desk_config(const std::filesystem::path& file);

} // namespace central::desk
