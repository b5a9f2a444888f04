// Keys on disk: 32 raw bytes in a file only its owner can read, or a systemd credential.
// private_file.h makes the files.
#pragma once

#include "crypto/secret.h"
#include "kiosk/host/private_file.h"

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

namespace host {

/// Reads the key called `name` from $CREDENTIALS_DIRECTORY when that is set, else from `path`.
/// Refuses a file of another length or one that group or others can read.
std::expected<crypto::SecretBytes, FileFault> load_key(std::string_view name,
                                                       const std::filesystem::path& path);

} // namespace host
