// What the centre holds: sealed envelopes, their receipts, the order in which they came. One
// interface for every database. It verifies nothing (the intake has done that) and opens nothing.
#pragma once

#include "crypto/envelope.h"
#include "crypto/lists.h"

#include <expected>
#include <optional>
#include <string>
#include <vector>

namespace central {

/// Position in commit order, from 1. Assigned inside the commit, so that a reader who has seen N
/// never meets a smaller one later.
using Cursor = std::int64_t;

/// Remarks for the desk; nothing is ever refused for them.
enum class Flag {
    Fork,    ///< another envelope claims the same place in this chain
    Gap,     ///< the envelope before this one in its chain is not here
    Repeat,  ///< another envelope carries the same submission id
    Retired, ///< its terminal was retired when it came
    Revoked, ///< its terminal was revoked when it came
};
/// "fork", "gap", ...: the word used in the protocol and on the desk.
std::string_view word_of(Flag flag);

/// A verified envelope on its way in.
struct Arrival {
    const crypto::Envelope& envelope;
    crypto::ByteView bytes; ///< as received
    crypto::KioskState kiosk = crypto::KioskState::Active;
    std::string day;     ///< ISO 8601; the time of day is kept nowhere
    std::string receipt; ///< the note to keep if this envelope is new
};

enum class Outcome { New, AlreadyHeld };
struct Held {
    Outcome outcome = Outcome::New;
    std::string day;     ///< on which it was first stored
    std::string receipt; ///< the note of that day, the same for ever
    std::vector<Flag> flags;
};

/// One line of the desk's inbox.
struct Listed {
    Cursor cursor = 0;
    crypto::EnvelopeId id{};
    std::string day;
    std::vector<Flag> flags;
};

enum class StoreError {
    Unavailable, ///< disk full, I/O error, another process holds it: nothing was written
    Damaged,     ///< what is stored is not what was put there
};
template <class T>
using StoreResult = std::expected<T, StoreError>;

class Store {
public:
    virtual ~Store() = default;

    /// Stores exactly once by envelope id. Returns only after the commit is on disk and the bytes
    /// were read back equal; on an error nothing of this arrival may be receipted.
    virtual StoreResult<Held> put(const Arrival& arrival) = 0;
    /// The envelope's bytes, or nothing when it is not held.
    virtual StoreResult<std::optional<crypto::Bytes>> envelope(const crypto::EnvelopeId& id) = 0;
    /// At most `limit` lines after `after`, in commit order.
    virtual StoreResult<std::vector<Listed>> list(Cursor after, std::size_t limit) = 0;
};

} // namespace central
