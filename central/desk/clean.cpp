// Decides character by character. Knows nothing of terminals.
#include "central/desk/clean.h"

#include "kiosk/intake/utf8.h"

#include <algorithm>

namespace central::desk {

namespace {

constexpr std::string_view kReplacement = "\uFFFD";

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
        const std::size_t length = intake::utf8_length(text);
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
