// What is different between two manifests, in a caseworker's words. Pure; cleaned for a terminal.
#pragma once

#include "crypto/lists.h"

#include <string>
#include <vector>

namespace central::desk {

struct ManifestChanges {
    std::vector<std::string> lines;    ///< what changed
    std::vector<std::string> warnings; ///< of that, what an attacker or a slip would do as well
};
ManifestChanges manifest_changes(const crypto::Manifest& from, const crypto::Manifest& to);

} // namespace central::desk
