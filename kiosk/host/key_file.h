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

/// Where load_key() looks: the credential's place when $CREDENTIALS_DIRECTORY is set, else `path`.
std::filesystem::path key_place(std::string_view name, const std::filesystem::path& path);
/// What `init` says when that place is a credential that is not there: a key it made in `path`
/// would never be read.
FileFault no_credential(std::string_view name, const std::filesystem::path& path);

/// Reads the key called `name` from $CREDENTIALS_DIRECTORY when that is set, else from `path`.
/// Refuses a file of another length or one that group or others can read.
std::expected<crypto::SecretBytes, FileFault> load_key(std::string_view name,
                                                       const std::filesystem::path& path);

} // namespace host
