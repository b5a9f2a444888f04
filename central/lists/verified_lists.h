// Both signed lists after every check that can be made without a network: signatures, shape,
// versions.
#pragma once

#include "central/lists/lists_body.h"
#include "central/lists/trust.h"

#include <expected>

namespace central {

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

/// Verifies `lists` against `trust` and, when something is held already, against going back: an
/// older version is OldVersion, the same version with other bytes a Conflict.
std::expected<VerifiedLists, ListProblem> verify_lists(SignedLists lists, const Trust& trust,
                                                       const VerifiedLists* held);

} // namespace central
