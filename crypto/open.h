// Everything that needs a secret key: opening age files and reading identity files. Its own target
// (crypto_open), which neither the terminal nor its queue links; a test runs `nm` to prove it.
#pragma once

#include "crypto/age.h"
#include "crypto/envelope.h"
#include "crypto/secret.h"

#include <variant>

namespace crypto {

/// An mlkem768x25519 secret key: a 32-byte seed, written `AGE-SECRET-KEY-PQ-1...`.
class HybridIdentity {
public:
    static HybridIdentity generate();                           ///< a fresh one
    static HybridIdentity from_seed(SecretBytes seed);          ///< 32 bytes (CHECK)
    static Result<HybridIdentity> parse(std::string_view text); ///< BadEncoding
    SecretText format() const;                                  ///< `AGE-SECRET-KEY-PQ-1...`
    Recipient recipient() const;                   ///< the public half, derived anew at each call
    ByteView seed() const { return seed_.span(); } ///< 32 secret bytes

private:
    HybridIdentity() = default;
    SecretBytes seed_;
};
/// An X25519 secret key, `AGE-SECRET-KEY-1...`: read only, for files others made.
class X25519Identity {
public:
    static Result<X25519Identity> parse(std::string_view text); ///< BadEncoding
    ByteView scalar() const { return scalar_.span(); } ///< 32 secret bytes, as RFC 7748 has them

private:
    X25519Identity() = default;
    SecretBytes scalar_;
};
/// A passphrase for a scrypt stanza; work factors above `maximum_log_n` (at most 22, which
/// takes 4 GiB) are refused (BadHeader).
struct Passphrase {
    SecretText text;
    int maximum_log_n = 22;
};
using Identity = std::variant<HybridIdentity, X25519Identity, Passphrase>;

/// Opens a binary or armored age file. Nothing is returned unless the whole file verifies.
/// BadHeader, BadHmac, NoMatch, BadPayload, BadArmor; NoMemory where a passphrase is among the
/// identities and the file's work factor demands more than there is.
Result<SecretBytes> open_age(ByteView file, std::span<const Identity> identities);

/// Seals `plaintext` under a passphrase as an age scrypt file, armored (a caseworker's identity
/// file, which the `age` tool reads). BadKey for an empty passphrase or a work factor outside 1 to
/// 22, NoMemory for one whose memory cannot be had (1 KiB times 2 to its power); 18 is what the
/// `age` tool takes.
Result<Bytes> seal_with_passphrase(ByteView plaintext, const SecretText& passphrase, int log_n);

/// The identities of an unencrypted identity file's text: one a line, `#` comments. BadEncoding,
/// also when there is none.
Result<std::vector<Identity>> parse_identities(std::string_view text);

} // namespace crypto
