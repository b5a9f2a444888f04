// Decides character by character. Knows UTF-8 and nothing of terminals.
#include "central/desk/clean.h"

#include <algorithm>

namespace central::desk {

namespace {

constexpr std::string_view kReplacement = "\uFFFD";

/// How many bytes the lead byte announces; 0 when it leads nothing.
std::size_t announced_by(unsigned char lead) {
    if (lead < 0x80) {
        return 1;
    }
    if (lead < 0xC2 || lead > 0xF4) {
        return 0;
    }
    return lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
}

/// The length of the character that `text` begins with; 0 when it is torn.
std::size_t first_length(std::string_view text) {
    const std::size_t length = announced_by(static_cast<unsigned char>(text.front()));
    if (length == 0 || length > text.size()) {
        return 0;
    }
    const bool whole = std::ranges::all_of(text.substr(1, length - 1), [](char byte) {
        return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
    });
    return whole ? length : 0;
}

/// True for what a terminal could take for a command, and for the signs that turn the direction of
/// everything after them.
bool is_control(std::string_view character) {
    const auto byte = [&](std::size_t n) {
        return n < character.size() ? static_cast<unsigned char>(character[n]) : 0U;
    };
    if (byte(0) < 0x20 || byte(0) == 0x7F) {
        return true;
    }
    // C1 controls are C2 80 to C2 9F; U+202A..202E and U+2066..2069 are E2 80 AA..AE and E2 81
    // A6..A9.
    const bool c1 = byte(0) == 0xC2 && byte(1) < 0xA0;
    const bool override = byte(0) == 0xE2 && byte(1) == 0x80 && byte(2) >= 0xAA && byte(2) <= 0xAE;
    const bool isolate = byte(0) == 0xE2 && byte(1) == 0x81 && byte(2) >= 0xA6 && byte(2) <= 0xA9;
    return c1 || override || isolate;
}

template <class Text>
void append_to(Text& to, std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = first_length(text);
        const std::string_view character = text.substr(0, std::max<std::size_t>(length, 1));
        to.append(length == 0 || is_control(character) ? kReplacement : character);
        text.remove_prefix(character.size());
    }
}

} // namespace

void append_clean(crypto::SecretText& to, std::string_view text) {
    append_to(to, text);
}

std::string clean(std::string_view text) {
    std::string cleaned;
    append_to(cleaned, text);
    return cleaned;
}

} // namespace central::desk
