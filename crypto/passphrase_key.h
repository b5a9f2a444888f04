// The key that a passphrase makes, as age's scrypt stanza has it (C2SP age, "The scrypt recipient
// type"). Seals and opens nothing.
#pragma once

#include "crypto/bytes.h"
#include "crypto/secret.h"

#include <optional>

namespace crypto {

inline constexpr std::string_view kScryptType = "scrypt";
inline constexpr std::size_t kScryptSalt = 16;
inline constexpr int kMaximumLogN = 22; ///< 4 GiB

/// 32 bytes, with r = 8 and p = 1. `log_n`: 1 to kMaximumLogN. Nothing where the memory for it
/// cannot be had.
std::optional<SecretBytes> passphrase_key(const SecretText& passphrase, ByteView salt, int log_n);

} // namespace crypto
