// Ed25519 keys that sign: the terminal's, the receipt key, a desk's. Detached signatures only.
// Reads and writes no files: host/key_file.h does.
#pragma once

#include "crypto/bytes.h"
#include "crypto/secret.h"

namespace crypto {

struct PublicKey {
    ByteArray<32> bytes{};
    friend bool operator==(const PublicKey&, const PublicKey&) = default;
};
using Signature = ByteArray<64>;

class SigningKey {
public:
    static SigningKey generate(); ///< a fresh one from the kernel's random bytes
    /// From the 32-byte seed of RFC 8032 section 5.1.5. BadKey for another length.
    static Result<SigningKey> from_seed(ByteView seed);
    /// The 32-byte seed, to be written to a key file.
    SecretBytes seed() const;
    PublicKey public_key() const;
    /// Ed25519 (RFC 8032 section 5.1.6): the same message gives the same signature.
    Signature sign(ByteView message) const;

private:
    SecretBytes key_; // libsodium's 64-byte form
};

/// RFC 8032 section 5.1.7 as libsodium has it, which also refuses keys of small order and S not
/// below the group's order.
bool verifies(const PublicKey& key, ByteView message, const Signature& signature);

} // namespace crypto
