// Reading the files an administrator of the lists names: a manifest, signatures, public keys. Every
// fault is one sentence, "FILE: REASON", safe to print. Verifies no signature.
#pragma once

#include "crypto/lists.h"

#include <expected>
#include <filesystem>
#include <string>
#include <vector>

namespace central::desk {

struct ManifestFile {
    std::string name; ///< as it may be printed
    crypto::Bytes bytes;
    crypto::Manifest manifest;
};
/// A manifest that keeps every rule of crypto/FORMAT.md 4.1, signed or not; otherwise the rule.
std::expected<ManifestFile, std::string> read_manifest_file(const std::filesystem::path& file);

/// A manifest as it lies there, also one that breaks the rules.
std::expected<crypto::Bytes, std::string> read_list_bytes(const std::filesystem::path& file);

struct SignatureFile {
    std::string name; ///< as it may be printed
    std::string text;
};
std::expected<std::vector<SignatureFile>, std::string>
read_signature_files(const std::vector<std::filesystem::path>& files);

/// Public keys that may sign: the lines of `file` (whole .pub files one after the other will do;
/// comments and empty lines are passed over), then `lines`. Refuses a key that stands twice, no key
/// at all, and a threshold that they can never reach.
std::expected<crypto::Roots, std::string> read_roots(const std::filesystem::path& file,
                                                     const std::vector<std::string>& lines,
                                                     std::size_t threshold);

} // namespace central::desk
