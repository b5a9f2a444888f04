// Writes and measures age v1 files (C2SP age) with mlkem768x25519 recipients. Only seals:
// everything that needs a secret key is in open.h, which the terminal does not link.
#pragma once

#include "crypto/bytes.h"

namespace crypto {

inline constexpr std::size_t kStanzas =
    8; ///< every referral has exactly this many, decoys included
inline constexpr std::string_view kRecipientType = "mlkem768x25519";

/// An mlkem768x25519 (X-Wing) public key: 1216 bytes, written `age1pq1...`.
struct Recipient {
    ByteArray<1216> public_key;
    friend bool operator==(const Recipient&, const Recipient&) = default;
};

/// Reads `age1pq1...`. BadEncoding for text that is no such Bech32, BadKey when a trial
/// encapsulation to the key fails.
Result<Recipient> parse_recipient(std::string_view text);
/// `age1pq1...`, as parse_recipient() reads it.
std::string format_recipient(const Recipient& recipient);

/// Seals `plaintext` to every recipient as plain age, stanzas in the given order (no decoys).
/// Fails with TooFewRecipients for none, BadKey for a key that takes no encapsulation.
Result<Bytes> seal(ByteView plaintext, std::span<const Recipient> recipients);

/// Seals a referral: exactly eight stanzas in random order, those missing to a throw-away key.
/// Fails as seal() does, and with TooManyRecipients for more than eight. FORMAT.md 2.
Result<Bytes> seal_referral(ByteView record, std::span<const Recipient> recipients);

/// Where the header ends and what its stanzas are, without any key. Strict: BadHeader when any
/// encoding rule of the specification is broken.
struct AgeShape {
    std::size_t header_length = 0; ///< through the newline of the MAC line
    std::size_t payload_length = 0;
    std::vector<std::string> stanza_types;
};
Result<AgeShape> measure_age(ByteView file);

/// measure_age() plus the rule for referrals: eight mlkem768x25519 stanzas and a payload of a
/// permitted length (a record of 64 or 256 KiB). BadHeader, BadPayload.
Result<AgeShape> measure_referral(ByteView file);

inline constexpr std::size_t kRecordSizes[] = {64 * 1024, 256 * 1024}; ///< the only record lengths

} // namespace crypto
