// How a passphrase reaches the desk: from a file only its owner can read, or typed without an echo.
#pragma once

#include "crypto/secret.h"

#include <expected>
#include <filesystem>
#include <string>

namespace central::desk {

/// The file's first line, without LF or CR LF. The fault is a sentence that names the file.
std::expected<crypto::SecretText, std::string>
read_passphrase_file(const std::filesystem::path& file);

/// Asks on the controlling terminal, with `prompt` and without an echo.
std::expected<crypto::SecretText, std::string> ask_passphrase(const std::string& prompt);

} // namespace central::desk
