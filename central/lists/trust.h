// Whose signatures the centre and the desk believe: the [trust] table of their configurations.
#pragma once

#include "crypto/lists.h"
#include "kiosk/host/config.h"

namespace central {

struct Trust {
    crypto::Roots roots;              ///< sign the manifest
    crypto::Roots enrolment;          ///< sign the list of kiosks
    std::uint64_t manifest_floor = 1; ///< no manifest below this version
};

/// Reads trust.roots, threshold, manifest_floor, enrolment and enrolment_threshold; what is wrong
/// with them is recorded as the configuration's fault.
Trust read_trust(host::Config& config);

} // namespace central
