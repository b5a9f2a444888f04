// Whether a list that came back from the people who sign has what it needs: who signed, and what a
// terminal would say to it. Pure; cleaned for a terminal.
#pragma once

#include "central/desk/manifest_file.h"

namespace central::desk {

struct ManifestVerdict {
    std::string text; ///< plain sentences, one a line
    bool accepted = false;
};
/// `stored`: the list the terminal holds; null for a terminal on its first start. The floor of its
/// configuration is not known here.
ManifestVerdict manifest_verdict(const crypto::Bytes& list,
                                 const std::vector<SignatureFile>& signatures,
                                 const crypto::Roots& roots, const ManifestFile* stored);

} // namespace central::desk
