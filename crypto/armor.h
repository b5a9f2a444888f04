// ASCII armor of age files: strict PEM (RFC 7468 section 3, figure 3). Ciphertext only.
#pragma once

#include "crypto/bytes.h"

namespace crypto {

/// Whether the file is meant to be an armored one: it begins so after white space, or has the first
/// line of one further down.
bool is_armored(ByteView file);

/// The binary file. LF or CRLF, white space before and after; everything else exact. BadArmor.
Result<Bytes> remove_armor(ByteView file);

/// LF, 64 columns.
Bytes add_armor(ByteView file);

} // namespace crypto
