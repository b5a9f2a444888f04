// The list of recipients: takes what the centre sends, verifies it against the configured roots,
// and keeps the newest. Fetches nothing; the screen verifies the same bytes again for itself.
#pragma once

#include "kiosk/outbox/store.h"

#include "crypto/lists.h"
#include "kiosk/host/trust.h"

namespace outbox {

using host::Trust;

class Manifests {
public:
    /// Reads the stored one. One that these roots no longer sign is not used, but no older one is
    /// accepted either.
    static DatabaseResult<Manifests> open(Store& store, Trust trust);

    enum class Outcome { Unchanged, Accepted, Refused, NotStored };
    /// Verifies and stores; logs each outcome but Unchanged.
    Outcome accept(const crypto::SignedList& list);
    /// Whether the signed list names `kiosk`; nothing when the list itself does not verify.
    std::optional<bool> lists_terminal(const crypto::SignedList& kiosks,
                                       const crypto::KioskId& kiosk) const;

    /// The one to seal to and whose keys sign receipts; null before the first.
    const crypto::Manifest* current() const { return manifest_ ? &*manifest_ : nullptr; }
    const crypto::SignedList& signed_list() const { return list_; } ///< empty before the first

private:
    Manifests(Store& store, Trust trust) : store_(&store), trust_(std::move(trust)) {}
    DatabaseResult<void> save(const crypto::Manifest& manifest, const crypto::SignedList& list);

    Store* store_;
    Trust trust_;
    std::optional<crypto::AcceptedList> stored_;
    std::optional<crypto::Manifest> manifest_;
    crypto::SignedList list_;
};

} // namespace outbox
