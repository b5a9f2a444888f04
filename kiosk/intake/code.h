// The twelve digits that let a person withdraw or add to what she sent: eleven random ones and a
// check digit. They exist on her screen and inside the sealed record; they never prove identity.
#pragma once

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

namespace intake {

inline constexpr std::size_t kCodeDigits = 12;
using Code = std::array<char, kCodeDigits>; ///< '0'..'9'

/// Random bytes that are always enough in practice: make_code() fails on them once in 10^60.
inline constexpr std::size_t kCodeRandomBytes = 64;

/// Unbiased: bytes from 250 up are thrown away. Nothing if too few remain.
std::optional<Code> make_code(std::span<const std::byte> random);

/// The check digit of ISO 7064 MOD 11,10 over decimal digits.
char check_digit(std::string_view digits);

/// Twelve digits with a right check digit; spaces and hyphens between them are passed over.
std::optional<Code> parse_code(std::string_view typed);

/// Group 0..3 of three digits, as they are shown.
std::string_view group_of(const Code& code, std::size_t group);

} // namespace intake
