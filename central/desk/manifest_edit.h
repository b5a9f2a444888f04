// The next version of the manifest, as a text to be signed elsewhere. Pure: reads and writes no
// file, holds no key that signs.
#pragma once

#include "crypto/lists.h"

#include <expected>
#include <string>
#include <vector>

namespace central::desk {

struct ManifestEdit {
    std::vector<std::string> add;    ///< ROLE:PSEUDONYM:AGE_RECIPIENT[:NOT_BEFORE:NOT_AFTER]
    std::vector<std::string> revoke; ///< pseudonyms
    std::string expires;             ///< a day
};

/// The version after `old` (a manifest's bytes), or a first one when there is none: `previous` is
/// its SHA-256, `issued` is `today`, everything else is carried over, members this program does not
/// know too. Without dates an addition counts from `today`: a caseworker's until the list expires,
/// an archive or recovery key's for good. The fault is the rule of crypto/FORMAT.md 4.1 that the
/// result would break, or what is wrong with the edit.
std::expected<std::string, std::string> next_manifest(const crypto::Bytes* old,
                                                      const ManifestEdit& edit, crypto::Day today);

} // namespace central::desk
