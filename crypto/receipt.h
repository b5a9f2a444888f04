// The centre's word that it holds an envelope: a C2SP signed note, one signature line, Ed25519.
#pragma once

#include "crypto/envelope.h"
#include "crypto/lists.h"

namespace crypto {

struct Receipt {
    EnvelopeId envelope{};
    KioskId kiosk{};
    ChainId chain{};
    std::uint64_t sequence = 0;
    std::string day; ///< ISO 8601
};

/// The note's whole text (FORMAT.md 5). `name` is the key's name in the signature line: visible
/// ASCII without '+' (CHECK).
std::string make_receipt(const Receipt& receipt, std::string_view name, const SigningKey& key);

/// BadReceipt unless the note is well-formed and one of `keys` signed it.
Result<Receipt> verify_receipt(std::string_view note, std::span<const PublicKey> keys);

/// BadReceipt unless it speaks of exactly this envelope.
Result<void> matches(const Receipt& receipt, const Envelope& envelope);

} // namespace crypto
