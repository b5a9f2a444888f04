// The keys of an age v1 file and of its mlkem768x25519 stanzas: HKDF, the header's MAC, HPKE's
// key schedule. Shared by sealing and opening; takes no secret key of a recipient.
#pragma once

#include "crypto/age_payload.h"

namespace crypto {

/// HKDF-SHA-256 (RFC 5869), 32 bytes.
SecretBytes hkdf(ByteView secret, ByteView salt, std::string_view info);

/// HMAC-SHA-256 of the header through `---`, keyed from the file key.
ByteArray<32> header_mac(const SecretBytes& file_key, ByteView authenticated);

/// HPKE (RFC 9180) base mode for age's hybrid stanza: what the KEM's shared secret becomes.
struct WrapKey {
    SecretBytes key;
    AeadNonce nonce{};
};
WrapKey hybrid_wrap_key(const SecretBytes& shared_secret);

} // namespace crypto
