// Whose signatures this product believes: the [trust] table, which all four programs read with this
// one reader, so that none takes what another refuses. A target of its own: not every user of host
// knows signed lists.
#pragma once

#include "crypto/minisign.h"
#include "kiosk/host/config.h"

namespace host {

struct Trust {
    crypto::Roots roots;              ///< sign the manifest
    crypto::Roots enrolment;          ///< sign the list of kiosks
    std::uint64_t manifest_floor = 1; ///< no manifest below this version
};

/// Reads trust.roots, trust.threshold and trust.manifest_floor, for a program that sees no list of
/// kiosks. All keys are required; what is wrong with them is recorded as the configuration's fault.
Trust read_manifest_trust(Config& config);
/// The same, and trust.enrolment and trust.enrolment_threshold.
Trust read_trust(Config& config);

} // namespace host
