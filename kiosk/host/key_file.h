// Keys on disk: 32 raw bytes in a file only its owner can read, or a systemd credential.
#pragma once

#include "crypto/secret.h"

#include <expected>
#include <filesystem>
#include <string>
#include <string_view>

namespace host {

/// "FILE: reason", to be printed before exit 2.
struct KeyFault {
    std::filesystem::path file;
    std::string reason;
    std::string sentence() const { return file.string() + ": " + reason; }
};

/// Reads the key called `name` from $CREDENTIALS_DIRECTORY when that is set, else from `path`.
/// Refuses a file of another length or one that group or others can read.
std::expected<crypto::SecretBytes, KeyFault> load_key(std::string_view name,
                                                      const std::filesystem::path& path);
/// Writes 0600, synced, never over an existing file.
std::expected<void, KeyFault> create_key_file(const std::filesystem::path& path,
                                              std::span<const std::byte> key);

} // namespace host
