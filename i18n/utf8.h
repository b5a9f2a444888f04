// One code point as UTF-8 (Unicode Standard, table 3-6). Reading is in icu.h.
#pragma once

#include <array>
#include <cstddef>

namespace i18n {

/// Writes `c`, which is a Unicode scalar value, to `out`, which has room for four bytes; how many
/// it took.
constexpr std::size_t encode_utf8(char32_t c, char* out) {
    const auto byte = [](char32_t value) { return static_cast<char>(value); };
    if (c < 0x80) {
        out[0] = byte(c);
        return 1;
    }
    const std::size_t length = c < 0x800 ? 2 : c < 0x10000 ? 3 : 4;
    for (std::size_t i = length - 1; i > 0; --i) {
        out[i] = byte(0x80U | (c & 0x3FU));
        c >>= 6U;
    }
    constexpr std::array<char32_t, 5> kLead{0, 0, 0xC0, 0xE0, 0xF0};
    out[0] = byte(kLead[length] | c);
    return length;
}

/// Adds it to a container of characters.
template <class Text>
void append_utf8(Text& text, char32_t c) {
    std::array<char, 4> utf8{};
    const auto size = static_cast<std::ptrdiff_t>(encode_utf8(c, utf8.data()));
    text.insert(text.end(), utf8.begin(), utf8.begin() + size);
}

} // namespace i18n
