// What can go wrong with bytes that come from outside. One list for the whole folder; a sentence
// for each that is safe to print: it never holds input.
#pragma once

#include <expected>
#include <string_view>

namespace crypto {

enum class Error {
    BadEncoding,       ///< hex, base64 or Bech32 that is not canonical
    BadHeader,         ///< not an age v1 header, or a rule of it is broken
    BadHmac,           ///< the age header's MAC is wrong
    NoMatch,           ///< no identity opens this file
    NoMemory,          ///< too little memory for what this passphrase's file demands
    BadPayload,        ///< a payload chunk is damaged, missing or surplus
    BadArmor,          ///< the ASCII armor breaks its rules
    BadKey,            ///< a key that is no valid key of its kind
    BadSignature,      ///< a signature does not verify
    BadEnvelope,       ///< not an envelope of version 1, or its lengths disagree
    Mismatch,          ///< inner and outer identifiers differ
    BadList,           ///< a signed list that is not valid JSON of the expected shape
    TooFewSignatures,  ///< fewer distinct configured keys signed than the threshold
    OldVersion,        ///< below the stored version or the configured floor
    Conflict,          ///< the same version with other bytes
    BrokenChain,       ///< the next version, and it follows another list than the stored one
    TooFewRecipients,  ///< fewer caseworker or recovery keys than required
    TooManyRecipients, ///< more than eight active recipients
    BadReceipt,        ///< not a receipt for this envelope by a listed key
    TooLarge,          ///< larger than the format permits
};

/// One English sentence for a log, a terminal or a test; never shown to the person at the screen.
std::string_view describe(Error error);

template <class T>
using Result = std::expected<T, Error>;

} // namespace crypto
