// The queue: takes sealed files, signs them into this terminal's chain, keeps them until a receipt.
// It cannot know what is in an envelope. Uses no network and no clock: days come from its callers.
#pragma once

#include "crypto/envelope.h"
#include "crypto/receipt.h"
#include "kiosk/outbox/store.h"
#include "kiosk/wire/message.h"

namespace outbox {

enum class Kind { Referral, Test };

/// A sealed file on its way in. `age_file` must outlive the call it is given to.
struct Submission {
    crypto::SubmissionId id{};
    crypto::Hash manifest{};
    crypto::ByteView age_file;
    Kind kind = Kind::Referral;
};

/// An envelope to be uploaded.
struct Outgoing {
    std::int64_t position = 0; ///< grows with age in the queue
    crypto::Bytes bytes;
};

/// Where the chain stands: the last envelope that was signed.
struct ChainHead {
    crypto::ChainId chain{};
    std::uint64_t sequence = 0; ///< 0: none yet
    crypto::EnvelopeId last_id{};
    bool tested = false; ///< a test record of this chain has a verified receipt
};

class Queue {
public:
    /// `store` must outlive the queue. Reads the head; without one begins a new chain and signs
    /// what is pending into it, the age files unchanged.
    static DatabaseResult<Queue> open(Store& store, crypto::SigningKey signer);

    /// The envelope's id once it is committed and has been read back from the file, byte for byte.
    /// The same id with the same bytes again gives the same answer, also after the receipt.
    /// Whoever is refused for DiskFull or InputOutput may try again: nothing was kept.
    std::expected<crypto::EnvelopeId, wire::RefusedReason> put(const Submission& submission);

    /// The oldest pending envelope after `position`, else the oldest of all; nothing when none is.
    DatabaseResult<std::optional<Outgoing>> next_after(std::int64_t position);
    /// Deletes the envelope that `receipt` (already verified) speaks of and leaves a tombstone.
    /// Tombstones more than 90 days older than the receipt go.
    DatabaseResult<void> settle(const crypto::Receipt& receipt);
    /// Sets an envelope aside that the centre calls malformed. Never deletes, never blocks the
    /// next.
    DatabaseResult<void> quarantine(std::int64_t position);
    /// Makes all quarantined envelopes pending again; the number of them.
    DatabaseResult<std::int64_t> release_quarantine();

    DatabaseResult<wire::Fill> fill();
    DatabaseResult<std::string> last_receipt_day(); ///< ISO 8601, empty when there was none
    DatabaseResult<ChainHead> head();
    /// A test record of this chain waits for its receipt.
    DatabaseResult<bool> test_is_pending();
    const crypto::KioskId& kiosk() const { return kiosk_; }

private:
    struct Kept {
        crypto::EnvelopeId id{};
        crypto::Hash age_hash{};
        bool settled = false;
    };
    /// A row whose commit failed: its submitter was told "not kept", so it must not be sent.
    struct Unconfirmed {
        crypto::SubmissionId submission{};
        ChainHead before;
    };
    Queue(Store& store, crypto::SigningKey signer);
    DatabaseResult<void> begin_chain();
    DatabaseResult<void> sign_all_again(Database& database, ChainHead& head) const;
    DatabaseResult<void> sign_again(Database& database, const Outgoing& queued,
                                    ChainHead& head) const;
    DatabaseResult<void> remove_unconfirmed();
    DatabaseResult<std::optional<Kept>> find(const crypto::SubmissionId& submission);
    std::expected<crypto::EnvelopeId, wire::RefusedReason> add(const Submission& submission,
                                                               const crypto::Hash& age_hash);
    bool reads_back(const crypto::SubmissionId& submission, const Kept& kept);
    crypto::Bytes sign(const ChainHead& head, const Submission& submission,
                       crypto::EnvelopeId& id) const;

    Store* store_;
    crypto::SigningKey signer_;
    crypto::KioskId kiosk_{};
    std::optional<Unconfirmed> unconfirmed_;
};

} // namespace outbox
