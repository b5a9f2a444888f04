// Our bytes as libsodium's parameters. Included by .cpp files of crypto/ only.
#pragma once

#include "crypto/bytes.h"

#include <sodium.h>

namespace crypto {

/// What libsodium reads.
inline const unsigned char* in(ByteView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
/// What libsodium writes.
inline unsigned char* out(std::span<std::byte> bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

} // namespace crypto
