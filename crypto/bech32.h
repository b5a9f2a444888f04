// Bech32 (BIP 173) without its length limit, as age uses it for keys. Works in the caller's memory,
// so that secret keys never leave it.
#pragma once

#include "crypto/bytes.h"

namespace crypto {

/// Characters of the text for `size` bytes under the prefix `hrp`.
std::size_t bech32_length(std::string_view hrp, std::size_t size);

/// Writes the text into `text`, which must have exactly bech32_length() characters. The case of
/// `hrp` (all lower or all upper) is the case of the text.
void bech32_encode(std::string_view hrp, ByteView data, std::span<char> text);

/// Reads `data.size()` bytes. BadEncoding for another prefix or case, a bad checksum, another
/// length or non-zero padding bits.
Result<void> bech32_decode(std::string_view hrp, std::string_view text, std::span<std::byte> data);

} // namespace crypto
