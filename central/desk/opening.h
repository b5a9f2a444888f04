// From an envelope to a record, with every check in between. Fetches nothing and shows nothing.
#pragma once

#include "central/lists/list_chain.h"
#include "central/lists/verified_lists.h"
#include "crypto/open.h"
#include "kiosk/intake/record.h"

#include <expected>
#include <span>

namespace central::desk {

enum class OpenError {
    WrongEnvelope, ///< not the one that was asked for, or damaged
    UnknownKiosk,  ///< its terminal is not on the signed list
    BadSignature,  ///< its terminal did not sign it
    NotForThisKey, ///< sealed to others
    DamagedSeal,   ///< the sealed file does not verify
    NotARecord,    ///< what is inside is no record this version reads
    Mismatch,      ///< the record speaks of another submission, terminal or manifest
};
/// One English sentence for the terminal; it holds nothing of the record.
std::string_view describe(OpenError error);

struct Opened {
    intake::Record record;
    crypto::SecretBytes json;    ///< as it was sealed, without the padding
    bool manifest_known = false; ///< sealed under the list held now, or one before it
    crypto::KioskState kiosk = crypto::KioskState::Active;
};

/// Opens `bytes`, which must be the envelope `id`, also where its file key was wrapped anew.
/// Refuses unless the signature of a listed terminal holds and the inner submission, terminal and
/// manifest equal the outer ones (FORMAT.md 3). `older` is asked for manifests before the one held
/// now, only when the envelope was sealed under none that this one names.
std::expected<Opened, OpenError> open_envelope(crypto::ByteView bytes, const crypto::EnvelopeId& id,
                                               const VerifiedLists& lists,
                                               std::span<const crypto::Identity> identities,
                                               const OlderManifest& older);

} // namespace central::desk
