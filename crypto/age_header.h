// The textual header of an age v1 file, read to the letter of the specification (C2SP age, "ABNF
// definition of file header"). Shared by sealing and opening; holds no key and decrypts nothing.
#pragma once

#include "crypto/bytes.h"

namespace crypto {

inline constexpr std::string_view kAgeVersionLine = "age-encryption.org/v1\n";
inline constexpr std::size_t kFileKeyBytes = 16;
inline constexpr std::size_t kWrappedKeyBytes = kFileKeyBytes + 16; ///< every native stanza's body
inline constexpr std::size_t kEncapsulationBytes = 1120;            ///< X-Wing ciphertext

/// One recipient stanza; the arguments are views into the file.
struct Stanza {
    std::vector<std::string_view> arguments; ///< at least one: the type
    Bytes body;
    std::string_view type() const { return arguments.front(); }
};

struct AgeHeader {
    std::vector<Stanza> stanzas;
    ByteView authenticated; ///< what the MAC covers: through `---`
    ByteArray<32> mac{};
    std::size_t length = 0; ///< through the newline of the MAC line
};

/// BadHeader when any rule is broken. The result views `file`, which must outlive it.
Result<AgeHeader> parse_age_header(ByteView file);

/// The encapsulated key of an mlkem768x25519 stanza, or BadHeader: two arguments, 1120 canonical
/// bytes, a 32-byte body (checked before any decryption, against partitioning oracles).
Result<ByteArray<kEncapsulationBytes>> hybrid_encapsulation(const Stanza& stanza);

/// `-> ` and the arguments, then the body at 64 columns with its short last line.
void append_stanza(std::string& header, std::span<const std::string> arguments, ByteView body);

} // namespace crypto
