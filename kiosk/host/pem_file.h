// PEM files as administrators hand them over, looked at before anything relies on them: a damaged
// certificate found at the first upload is found too late. Keeps and uses none of them.
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

namespace host {

/// Why `file` is not one or more whole PEM certificates, beginning with the file's name; empty when
/// it is.
std::string certificate_fault(const std::filesystem::path& file);
/// Any: of a service manager's credential, whose mode is that manager's.
enum class KeyMode { OwnerOnly, Any };
/// Why `file` is not a PEM private key without a passphrase that only its owner can read.
std::string private_key_fault(const std::filesystem::path& file, KeyMode mode = KeyMode::OwnerOnly);
/// Whether group or others can read, write or execute the file.
bool open_to_others(const std::filesystem::path& file);
/// True for "sha256//" and the base64 of 32 bytes, as libcurl writes a pinned public key.
bool is_pin(std::string_view text);

} // namespace host
