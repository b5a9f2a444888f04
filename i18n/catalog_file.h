// Layout of a compiled catalogue, shared by the program that writes it and the one that reads it.
// Integers are 32-bit big-endian unless said otherwise.
//
//   8   magic "RKCAT" 00 00 01
//   4   count of entries
//   4   length of the language tag, then the tag
//   16n entries in byte order of their keys: key offset, key length | kPlainBit, text offset, text
//       length; offsets count from the start of the file
//   *   keys and texts, UTF-8
//   8   FNV-1a 64 of everything before it. It finds damage, not malice: each of its steps is
//       reversible, so that no single altered byte goes unseen.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace i18n::catalog_file {

inline constexpr std::string_view kMagic{"RKCAT\0\0\1", 8};
inline constexpr std::size_t kHeader = 16;
inline constexpr std::size_t kEntry = 16;
inline constexpr std::size_t kChecksum = 8;
inline constexpr std::uint32_t kPlainBit = 0x8000'0000; ///< the message takes no arguments

constexpr std::uint64_t checksum(std::string_view bytes) {
    std::uint64_t hash = 0xcbf2'9ce4'8422'2325;
    for (const char byte : bytes) {
        hash = (hash ^ static_cast<unsigned char>(byte)) * 0x100'0000'01b3;
    }
    return hash;
}

} // namespace i18n::catalog_file
