// The twelve digits that let a person withdraw or add to what she sent: eleven random ones and a
// check digit. They exist on her screen and inside the sealed record; they never prove identity.
#pragma once

#include "crypto/secret_pool.h"

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string_view>

namespace intake {

inline constexpr std::size_t kCodeDigits = 12;

/// Her code's digits, '0'..'9', in locked memory; zeros to begin with.
class Code {
public:
    Code() : digits_(kCodeDigits) {}
    Code(std::initializer_list<char> digits) : Code() {
        std::copy_n(digits.begin(), std::min(digits.size(), kCodeDigits), digits_.begin());
    }
    // Moving would leave one without digits: it copies.
    Code(const Code&) = default;
    Code& operator=(const Code&) = default;
    ~Code() = default;

    static constexpr std::size_t size() { return kCodeDigits; }
    char* data() { return digits_.data(); }
    const char* data() const { return digits_.data(); }
    char& operator[](std::size_t at) { return digits_[at]; }
    char operator[](std::size_t at) const { return digits_[at]; }
    void fill(char digit) { digits_.assign(kCodeDigits, digit); }
    char& back() { return digits_.back(); }
    char back() const { return digits_.back(); }
    auto begin() const { return digits_.begin(); }
    auto end() const { return digits_.end(); }
    friend bool operator==(const Code&, const Code&) = default;

private:
    crypto::SecretVector<char> digits_;
};

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
