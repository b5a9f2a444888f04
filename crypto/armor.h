// ASCII armor of age files: strict PEM (RFC 7468 section 3, figure 3). Ciphertext only.
#pragma once

#include "crypto/bytes.h"

namespace crypto {

/// Whether the file begins, after white space, like an armored one.
bool is_armored(ByteView file);

/// The binary file. LF or CRLF, white space before and after; everything else exact. BadArmor.
Result<Bytes> remove_armor(ByteView file);

/// LF, 64 columns.
Bytes add_armor(ByteView file);

} // namespace crypto
