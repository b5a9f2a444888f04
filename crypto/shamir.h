// Shamir's secret sharing over GF(256) (A. Shamir, "How to share a secret", 1979), each byte of a
// secret by itself. Knows no file and no key; what a share carries besides is in recovery.h.
#pragma once

#include "crypto/bytes.h"
#include "crypto/secret.h"

namespace crypto {

/// The value of the secret's polynomials at one place.
struct Point {
    std::uint8_t x = 0; ///< 1 to 255; the secret stands at 0
    SecretBytes y;      ///< as long as the secret
};

/// Points 1 to `count` of fresh random polynomials of degree `threshold` - 1 whose value at 0 is
/// `secret`. `threshold` must be 2 to `count`, `count` at most 255 (CHECK). Each coefficient is
/// uniform, zero included: fewer points than the threshold say nothing about the secret.
std::vector<Point> split_secret(ByteView secret, unsigned threshold, unsigned count);

/// The value at `x` of the polynomials through all `points`; the secret at 0. The points must have
/// different places and equal lengths (CHECK). Takes the same time whatever the values are.
SecretBytes value_at(std::uint8_t x, std::span<const Point* const> points);

} // namespace crypto
