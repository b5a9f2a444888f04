// The field is that of AES (FIPS 197, 4.2: x^8 + x^4 + x^3 + x + 1). No table and no branch depends
// on a secret: products are made bit by bit, under masks. Debian's libgfshare was looked at: it
// multiplies by tables and keeps what it works on in memory of its own that is neither locked nor
// wiped.
#include "crypto/shamir.h"

#include "crypto/check.h"

namespace crypto {

namespace {

constexpr unsigned kReduction = 0x1b; // what x^8 is in this field
constexpr unsigned kMostPoints = 255;

unsigned times(unsigned a, unsigned b) {
    unsigned product = 0;
    for (unsigned bit = 0; bit < 8; ++bit) {
        product ^= a & (0U - (b >> bit & 1U));
        a = (a << 1 & 0xffU) ^ (kReduction & (0U - (a >> 7 & 1U)));
    }
    return product;
}

// a^254, which is 1/a.
unsigned inverse(unsigned a) {
    unsigned power = 1;
    for (unsigned i = 0; i < 7; ++i) {
        a = times(a, a);
        power = times(power, a);
    }
    return power;
}

// Lagrange's factor of `own` at `x`. Places are public.
unsigned weight(unsigned x, const Point& own, std::span<const Point* const> points) {
    unsigned above = 1;
    unsigned below = 1;
    for (const Point* other : points) {
        if (other == &own) {
            continue;
        }
        CHECK(other->x != own.x);
        above = times(above, x ^ other->x);
        below = times(below, static_cast<unsigned>(own.x ^ other->x));
    }
    return times(above, inverse(below));
}

// Horner's scheme, for each byte of the secret.
SecretBytes evaluate(ByteView secret, ByteView coefficients, unsigned x) {
    SecretBytes y(secret.size());
    for (std::size_t at = 0; at < secret.size(); ++at) {
        unsigned value = 0;
        for (std::size_t next = at; next < coefficients.size(); next += secret.size()) {
            value = times(value ^ static_cast<unsigned>(coefficients[next]), x);
        }
        y.span()[at] = static_cast<std::byte>(value) ^ secret[at];
    }
    return y;
}

} // namespace

std::vector<Point> split_secret(ByteView secret, unsigned threshold, unsigned count) {
    CHECK(threshold >= 2 && threshold <= count && count <= kMostPoints);
    SecretBytes coefficients(secret.size() * (threshold - 1)); // all but the secret, highest first
    fill_random(coefficients.span());
    std::vector<Point> points;
    for (unsigned x = 1; x <= count; ++x) {
        points.push_back(
            {.x = static_cast<std::uint8_t>(x), .y = evaluate(secret, coefficients.span(), x)});
    }
    return points;
}

SecretBytes value_at(std::uint8_t x, std::span<const Point* const> points) {
    CHECK(!points.empty());
    SecretBytes value(points.front()->y.size());
    for (const Point* point : points) {
        CHECK(point->y.size() == value.size());
        const unsigned factor = weight(x, *point, points);
        for (std::size_t at = 0; at < value.size(); ++at) {
            const auto y = static_cast<unsigned>(point->y.span()[at]);
            value.span()[at] ^= static_cast<std::byte>(times(y, factor));
        }
    }
    return value;
}

} // namespace crypto
