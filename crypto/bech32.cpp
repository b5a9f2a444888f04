// The checksum runs over the lower-case prefix whatever the case of the text.
#include "crypto/bech32.h"

#include "crypto/check.h"

namespace crypto {

namespace {

constexpr std::string_view kAlphabet = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
constexpr std::size_t kChecksum = 6;
constexpr auto kBroken = std::unexpected(Error::BadEncoding);

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}
char upper(char c) {
    return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}
bool is_upper(std::string_view hrp) {
    return hrp.front() >= 'A' && hrp.front() <= 'Z';
}

// The BCH code of BIP 173, fed one 5-bit value at a time.
struct Checksum {
    std::uint32_t state = 1;

    explicit Checksum(std::string_view hrp) {
        for (const char c : hrp) {
            add(static_cast<unsigned>(lower(c)) >> 5);
        }
        add(0);
        for (const char c : hrp) {
            add(static_cast<unsigned>(lower(c)) & 31);
        }
    }

    void add(unsigned value) {
        constexpr std::uint32_t kGenerator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd,
                                                0x2a1462b3};
        const std::uint32_t top = state >> 25;
        state = (state & 0x1ffffff) << 5 ^ value;
        for (unsigned bit = 0; bit < 5; ++bit) {
            state ^= (top >> bit & 1) != 0 ? kGenerator[bit] : 0;
        }
    }
};

} // namespace

std::size_t bech32_length(std::string_view hrp, std::size_t size) {
    return hrp.size() + 1 + (size * 8 + 4) / 5 + kChecksum;
}

void bech32_encode(std::string_view hrp, ByteView data, std::span<char> text) {
    CHECK(!hrp.empty() && text.size() == bech32_length(hrp, data.size()));
    const bool upper_case = is_upper(hrp);
    std::size_t at = hrp.copy(text.data(), hrp.size());
    text[at++] = '1';
    const auto put = [&](unsigned value) {
        text[at++] = upper_case ? upper(kAlphabet[value]) : kAlphabet[value];
    };
    Checksum checksum(hrp);
    const auto put_data = [&](unsigned value) {
        checksum.add(value);
        put(value);
    };
    std::uint32_t pending = 0;
    unsigned bits = 0;
    for (const std::byte byte : data) {
        pending = (pending << 8 | static_cast<unsigned>(byte)) & 0xfff;
        for (bits += 8; bits >= 5;) {
            bits -= 5;
            put_data(pending >> bits & 31);
        }
    }
    if (bits > 0) {
        put_data(pending << (5 - bits) & 31);
    }
    for (std::size_t i = 0; i < kChecksum; ++i) {
        checksum.add(0);
    }
    for (unsigned i = 0; i < kChecksum; ++i) {
        put((checksum.state ^ 1) >> (5 * (kChecksum - 1 - i)) & 31);
    }
}

Result<void> bech32_decode(std::string_view hrp, std::string_view text, std::span<std::byte> data) {
    CHECK(!hrp.empty());
    if (text.size() != bech32_length(hrp, data.size()) || !text.starts_with(hrp) ||
        text[hrp.size()] != '1') {
        return kBroken;
    }
    const bool upper_case = is_upper(hrp);
    Checksum checksum(hrp);
    std::uint32_t pending = 0;
    unsigned bits = 0;
    std::size_t at = 0;
    const std::string_view values = text.substr(hrp.size() + 1);
    for (std::size_t i = 0; i < values.size(); ++i) {
        const char c = lower(values[i]);
        const std::size_t value = kAlphabet.find(c);
        if (value == std::string_view::npos || values[i] != (upper_case ? upper(c) : c)) {
            return kBroken;
        }
        checksum.add(static_cast<unsigned>(value));
        if (i + kChecksum >= values.size()) {
            continue;
        }
        pending = (pending << 5 | static_cast<std::uint32_t>(value)) & 0xfff;
        bits += 5;
        if (bits >= 8) {
            bits -= 8;
            data[at++] = static_cast<std::byte>(pending >> bits);
        }
    }
    const bool padded_with_zeros = (pending & ((1U << bits) - 1)) == 0;
    if (checksum.state != 1 || at != data.size() || !padded_with_zeros) {
        return kBroken;
    }
    return {};
}

} // namespace crypto
