// From answers to a sealed file: the record is written into locked memory, sealed to the recipients
// of the signed list, and wiped. Sends nothing.
#pragma once

#include "kiosk/app_link.h"
#include "kiosk/intake/session.h"

namespace kiosk {

/// A sealed referral and the code that only the person and the record know.
struct Sealed {
    SealedReferral referral;
    intake::Code code{};
};

/// `today`: in UTC. Nothing when the list has no usable recipient; that is logged.
std::optional<Sealed> seal_session(const intake::Session& session, const crypto::Manifest& manifest,
                                   const crypto::KioskId& kiosk, const crypto::Hash& form_sha256,
                                   crypto::Day today);

} // namespace kiosk
