// Both signed lists after every check that can be made without a network: signatures, shape,
// versions.
#pragma once

#include "central/lists/lists_body.h"
#include "kiosk/host/trust.h"

#include <expected>

namespace central {

using host::Trust;

struct VerifiedLists {
    SignedLists lists;
    crypto::Manifest manifest;
    crypto::KioskList kiosks;
};

enum class ListName { Manifest, Kiosks };
struct ListProblem {
    ListName list = ListName::Manifest;
    crypto::Error error{};
};

/// What a reader has accepted before; nothing on its first start.
struct HeldLists {
    std::optional<crypto::AcceptedList> manifest;
    std::optional<crypto::AcceptedList> kiosks;
};
HeldLists held_of(const VerifiedLists& lists);

/// Verifies `lists` against `trust` and against going back behind `held`: the errors of
/// crypto::accept_manifest() and crypto::accept_kiosk_list().
std::expected<VerifiedLists, ListProblem> verify_lists(SignedLists lists, const Trust& trust,
                                                       const HeldLists& held);

} // namespace central
