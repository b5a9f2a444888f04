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
    std::vector<std::string> drop{}; ///< pseudonyms to take off the list
    /// PSEUDONYM:NOT_BEFORE:NOT_AFTER of who is on the list; a day left out stays as it is.
    std::vector<std::string> dates{};
    std::vector<std::string> receipt_keys{};      ///< to add, 64 hex digits
    std::vector<std::string> drop_receipt_keys{}; ///< to take off
};

/// The version after `old` (a manifest's bytes), or a first one when there is none: `previous` is
/// its SHA-256, `issued` is `today`, everything else is carried over, members this program does not
/// know too. Without dates an addition counts from `today`: a caseworker's until the list expires,
/// an archive or recovery key's for good. What is dropped goes first, so that a pseudonym can be
/// given to another key. The fault is the rule of crypto/FORMAT.md 4.1 that the result would break,
/// or what is wrong with the edit, with the key's pseudonym.
std::expected<std::string, std::string> next_manifest(const crypto::Bytes* old,
                                                      const ManifestEdit& edit, crypto::Day today);

} // namespace central::desk
