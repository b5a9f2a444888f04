// The manifests before the one that counts. Each names the one before it by its hash, so the
// signatures under the newest vouch for all of them; the files themselves are believed nothing.
#pragma once

#include "crypto/lists.h"

#include <filesystem>
#include <functional>

namespace central {

/// Brings the manifest with this SHA-256; nothing when it is not to be had.
using OlderManifest = std::function<std::optional<crypto::Bytes>(const crypto::Hash&)>;

/// The most manifests in_chain() goes back: a new one each fortnight for almost forty years.
inline constexpr std::size_t kLongestChain = 1000;

/// Whether `wanted` is `newest` or one before it, along `previous` (crypto/FORMAT.md 4.1). What
/// `older` brings counts only with the hash that was asked for. The chain ends where a manifest
/// cannot be had, breaks a rule, or names none before it.
bool in_chain(const crypto::Manifest& newest, const crypto::Hash& wanted,
              const OlderManifest& older);

/// Keeps a manifest as HASH.json in `folder`, which is made if it is not there; false when that
/// fails. One that is there is not written again.
bool keep_manifest(const std::filesystem::path& folder, crypto::ByteView manifest);
/// The manifest with this hash out of `folder`; nothing when it is not there or has been changed.
std::optional<crypto::Bytes> kept_manifest(const std::filesystem::path& folder,
                                           const crypto::Hash& hash);

} // namespace central
