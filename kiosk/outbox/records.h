// The records the queue makes itself: today the test record, which shows that the whole way to a
// receipt works before the first person uses the terminal. Fixed content; no form in it.
#pragma once

#include "crypto/age.h"
#include "crypto/lists.h"

namespace outbox {

/// Which terminal speaks, and to whom.
struct RecordIdentity {
    crypto::SubmissionId submission{};
    crypto::KioskId kiosk{};
    crypto::Hash manifest{};
};

/// FHIR R4 QuestionnaireResponse of kind `test`, padded with spaces to 64 KiB (FORMAT.md 1).
crypto::Bytes test_record(const RecordIdentity& identity, crypto::Day day);

/// An age file like any referral's, sealed to those in `manifest` on `day`. TooManyRecipients,
/// BadKey.
crypto::Result<crypto::Bytes> seal_test_record(const RecordIdentity& identity,
                                               const crypto::Manifest& manifest, crypto::Day day);

/// The day in UTC by this machine's clock, which may be wrong.
crypto::Day today();

} // namespace outbox
