// What the vectors of sealed files, envelopes, records and kept records share: whom they are sealed
// to, the head of an envelope, and a record that is bound to one.
#pragma once

#include "crypto/envelope.h"
#include "material.h"

namespace vectors {

/// One who can read; made of chance.
struct Reader {
    crypto::HybridIdentity identity = crypto::HybridIdentity::generate();
    crypto::Recipient recipient = identity.recipient();
};

std::string secret_of(const crypto::HybridIdentity& identity);

/// What turns a letter of base64 into another one, as a change needs it.
std::string to_another_letter(std::byte letter);

/// The seventh envelope of a terminal's chain.
crypto::EnvelopeHead head_of(const crypto::SigningKey& key);

/// The envelope that a record says it is of.
struct Bound {
    crypto::SubmissionId submission{};
    crypto::KioskId kiosk{};
    crypto::Hash manifest{};
    int version = 1;
};
Bound bound_to(const crypto::EnvelopeHead& head);

/// A test record, almost without padding.
std::string record_of(const Bound& bound);

} // namespace vectors
