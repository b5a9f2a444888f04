// The stanzas of an age v1 header: a file key wrapped for those who may read. Shared by sealing and
// by giving a sealed file other readers; opens nothing.
#pragma once

#include "crypto/age.h"
#include "crypto/age_header.h"
#include "crypto/secret.h"

namespace crypto {

/// A fresh shared secret and what carries it.
struct Encapsulated {
    ByteArray<kEncapsulationBytes> encapsulation{};
    SecretBytes shared_secret;
};
/// BadKey for a key that takes no encapsulation.
Result<Encapsulated> encapsulate(const Recipient& recipient);

/// The version line and one stanza for each recipient, in the given order. TooFewRecipients,
/// BadKey.
Result<std::string> wrap_file_key(const SecretBytes& file_key,
                                  std::span<const Recipient> recipients);

/// The recipients and as many throw-away keys as make kStanzas, in random order.
/// TooFewRecipients, TooManyRecipients.
Result<std::vector<Recipient>> with_decoys(std::span<const Recipient> recipients);

} // namespace crypto
