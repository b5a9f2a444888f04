#include "kiosk/intake/code.h"

#include "crypto/check.h"

#include <cstdint>

namespace intake {

namespace {

constexpr std::size_t kRandomDigits = kCodeDigits - 1;
/// The largest multiple of ten a byte can be below: bytes from here up would favour low digits.
constexpr std::uint8_t kUnbiasedBelow = 250;

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

} // namespace

char check_digit(std::string_view digits) {
    int product = 10;
    for (char c : digits) {
        CHECK(is_digit(c));
        int sum = (product + (c - '0')) % 10;
        product = (sum == 0 ? 10 : sum) * 2 % 11;
    }
    return static_cast<char>('0' + (11 - product) % 10);
}

std::optional<Code> make_code(std::span<const std::byte> random) {
    Code code{};
    std::size_t digits = 0;
    for (std::byte byte : random) {
        auto value = std::to_integer<std::uint8_t>(byte);
        if (digits == kRandomDigits)
            break;
        if (value < kUnbiasedBelow)
            code[digits++] = static_cast<char>('0' + value % 10);
    }
    if (digits < kRandomDigits)
        return std::nullopt;
    code.back() = check_digit({code.data(), kRandomDigits});
    return code;
}

std::optional<Code> parse_code(std::string_view typed) {
    Code code{};
    std::size_t digits = 0;
    for (char c : typed) {
        if (c == ' ' || c == '-')
            continue;
        if (!is_digit(c) || digits == kCodeDigits)
            return std::nullopt;
        code[digits++] = c;
    }
    if (digits < kCodeDigits)
        return std::nullopt;
    if (check_digit({code.data(), kRandomDigits}) != code.back())
        return std::nullopt;
    return code;
}

std::string_view group_of(const Code& code, std::size_t group) {
    CHECK(group < kCodeDigits / 3);
    return {code.data() + group * 3, 3};
}

} // namespace intake
