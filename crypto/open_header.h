// The way into an age file: from its header and a secret key to the file key. Decrypts no payload.
#pragma once

#include "crypto/age_header.h"
#include "crypto/open.h"

namespace crypto {

/// The file key, once the header's MAC has been checked with it. BadHeader where a stanza breaks
/// the rules of its type, NoMatch, BadHmac; NoMemory where a passphrase's work factor (the file
/// names it) demands more than there is.
Result<SecretBytes> open_header(const AgeHeader& header, std::span<const Identity> identities);

} // namespace crypto
