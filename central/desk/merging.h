// One submission, several envelopes: a queue that lost its place signs what was pending once more,
// in a new chain (FORMAT.md 3). Only compares; fetches, opens and verifies nothing.
#pragma once

#include "crypto/envelope.h"

#include <optional>
#include <span>
#include <vector>

namespace central::desk {

/// What two envelopes of one submission have in common, whatever their chains say.
struct Submitted {
    crypto::SubmissionId submission{};
    crypto::Hash payload{}; ///< SHA-256 of the age payload
    friend bool operator==(const Submitted&, const Submitted&) = default;
};

/// Of the envelope `id`; nothing when `bytes` are not this very envelope.
std::optional<Submitted> submitted_in(crypto::ByteView bytes, const crypto::EnvelopeId& id);

/// For each, whether an equal one stands before it. Nothing equals nothing.
std::vector<bool> repeated(std::span<const std::optional<Submitted>> all);

} // namespace central::desk
