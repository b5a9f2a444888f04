// Feeds bytes to the reader of ASCII armor: what it takes out goes in again and comes out the same.
#include "crypto/armor.h"
#include "tests/fuzz/crypto_fuzz.h"

using namespace crypto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView file = fuzz::view_of(data, size);
    const auto binary = remove_armor(file);
    if (!binary) {
        return 0;
    }
    fuzz::require_empty(is_armored(file) ? "" : "armor that nobody takes for it");
    // White space around it and CRLF apart, there is one way to write it.
    std::string text(text_of(file));
    std::erase(text, '\r');
    constexpr std::string_view kWhiteSpace = " \t\n";
    text.erase(text.find_last_not_of(kWhiteSpace) + 1);
    text.erase(0, text.find_first_not_of(kWhiteSpace));
    fuzz::require_empty(text + "\n" == text_of(add_armor(*binary)) ? "" : "another armor");
    return 0;
}
