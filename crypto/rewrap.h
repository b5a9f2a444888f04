// Giving a sealed record other readers: its file key is wrapped anew, its payload stays as it is.
#pragma once

#include "crypto/open.h"

namespace crypto {

/// A header for the payload of `file`, a binary age file that one of `identities` opens: eight
/// stanzas as every referral has, for `recipients` and a throw-away key. The whole payload is
/// checked before: there is no new header for a record that cannot be read. Fails as open_age()
/// does, and with TooFewRecipients, TooManyRecipients, BadKey.
Result<Bytes> rewrap_header(ByteView file, std::span<const Identity> identities,
                            std::span<const Recipient> recipients);

/// The same record with such a header. Payload, id and signature are what they were; the hash of
/// the header that came stays beside it, also when this is not the first time.
Result<Envelope> rewrap(const Envelope& envelope, std::span<const Identity> identities,
                        std::span<const Recipient> recipients);

} // namespace crypto
