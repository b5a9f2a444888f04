// The signed outer record around one sealed referral: what is queued and uploaded (FORMAT.md).
// Knows nothing of what is inside the age file and opens nothing.
#pragma once

#include "crypto/age.h"
#include "crypto/signing.h"

#include <cstdint>
#include <optional>

namespace crypto {

using SubmissionId = ByteArray<16>;
using KioskId = ByteArray<16>;
using ChainId = ByteArray<16>;
using EnvelopeId = Hash;

inline constexpr std::size_t kEnvelopePrefix = 136;
inline constexpr std::size_t kMaxEnvelopeBytes = 512 * 1024;
inline constexpr std::size_t kMaxKeptBytes = 1024 * 1024;

/// First 16 bytes of SHA-256(public key).
KioskId kiosk_id_of(const PublicKey& key);

/// What the terminal's queue adds to an age file.
struct EnvelopeHead {
    SubmissionId submission{};
    KioskId kiosk{};
    ChainId chain{};
    std::uint64_t sequence = 1; ///< from 1, no gaps
    EnvelopeId previous{};      ///< zeros for the first of a chain
    Hash manifest{};            ///< SHA-256 of the manifest's bytes
};

/// What the signature covers of a header in whose place another stands (FORMAT.md 3.1).
struct OriginalHeader {
    std::uint32_t length = 0;
    Hash hash{};
};

struct Envelope {
    EnvelopeHead head;
    std::optional<OriginalHeader> original; ///< only where the file key was wrapped anew
    Bytes age_header;
    Bytes age_payload;
    Signature signature{};
    EnvelopeId id{};

    Bytes age_file() const; ///< header and payload together
    Bytes encode() const; ///< the whole envelope as stored and sent; never a re-wrapped one (CHECK)
};

/// Builds and signs. `age_file` must pass measure_age() (its error otherwise, TooLarge for more
/// than kMaxEnvelopeBytes in all); head.kiosk must be the key's own (CHECK).
Result<Envelope> make_envelope(const EnvelopeHead& head, ByteView age_file, const SigningKey& key);

/// Reads the layout; the lengths must account for every byte. BadEnvelope. Verifies no signature.
Result<Envelope> parse_envelope(ByteView bytes);

/// A record as a desk keeps it: the envelope as it came, or with another header in the layout of
/// FORMAT.md 3.1. Id and signature are those of the envelope that came.
Bytes encode_kept(const Envelope& envelope);
/// Reads either layout. BadEnvelope, TooLarge. Verifies no signature.
Result<Envelope> parse_kept(ByteView bytes);

/// BadSignature unless `key` is the one the kiosk id names and its signature holds.
Result<void> verify_envelope(const Envelope& envelope, const PublicKey& key);

} // namespace crypto
