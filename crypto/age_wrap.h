// The stanzas of an age v1 header: a file key wrapped for those who may read. Shared by sealing and
// by giving a sealed file other readers; opens nothing.
#pragma once

#include "crypto/age.h"
#include "crypto/age_header.h"
#include "crypto/age_keys.h"

namespace crypto {

/// Leaves a fresh shared secret in the room; what carries it. BadKey for a key that takes no
/// encapsulation.
Result<ByteArray<kEncapsulationBytes>> encapsulate(KeyRoom& room, const Recipient& recipient);

/// The version line and one stanza for each recipient, in the given order. TooFewRecipients,
/// BadKey.
Result<std::string> wrap_file_key(KeyRoom& room, ByteView file_key,
                                  std::span<const Recipient> recipients);

/// The recipients and, as often as it takes to make kStanzas, a throw-away key; in random order.
/// TooFewRecipients, TooManyRecipients.
Result<std::vector<Recipient>> with_decoys(KeyRoom& room, std::span<const Recipient> recipients);

} // namespace crypto
