// The keys of an age v1 file and of its mlkem768x25519 stanzas: HKDF, the header's MAC, HPKE's
// key schedule. Shared by sealing and opening; takes no secret key of a recipient.
#pragma once

#include "crypto/age_header.h"
#include "crypto/secret.h"

namespace crypto {

using AeadNonce = ByteArray<12>;

/// What opens one wrapped file key.
struct WrapKey {
    ByteView key; ///< in the room that made it, until its next key
    AeadNonce nonce{};
};

/// Guarded memory for the secrets that one file takes while it is sealed or opened, all in a single
/// block, each overwritten by the next of its kind and all wiped at the end. A file takes some
/// thirty of them, and a block for each would take longer than all the cryptography.
class KeyRoom {
public:
    KeyRoom() : block_(kSlots * kSlotBytes) {}

    /// The place of the file key: 16 bytes.
    std::span<std::byte> file_key() { return slot(0).first(kFileKeyBytes); }
    /// Where a key exchange leaves its 32 bytes.
    std::span<std::byte> shared_secret() { return slot(1); }

    /// HKDF-SHA-256 (RFC 5869), 32 bytes; until the room's next key. `secret` and `salt` may lie in
    /// the places above.
    ByteView hkdf(ByteView secret, ByteView salt, std::string_view info);
    /// HPKE (RFC 9180) base mode for age's hybrid stanza: what shared_secret() becomes.
    WrapKey hybrid_wrap_key();

private:
    static constexpr std::size_t kSlots = 4;
    static constexpr std::size_t kSlotBytes = 32;

    std::span<std::byte> slot(std::size_t i) {
        return block_.span().subspan(i * kSlotBytes, kSlotBytes);
    }
    std::span<std::byte> extracted() { return slot(2); }
    std::span<std::byte> key() { return slot(3); }

    SecretBytes block_;
    Bytes context_; ///< of HPKE's key schedule: constants, once they are needed
};

/// KeyRoom::hkdf() for a key that stays.
SecretBytes hkdf(ByteView secret, ByteView salt, std::string_view info);

/// HMAC-SHA-256 of the header through `---`, keyed from the file key.
ByteArray<32> header_mac(KeyRoom& room, ByteView file_key, ByteView authenticated);

} // namespace crypto
