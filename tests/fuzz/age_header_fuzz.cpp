// Feeds bytes to the reader of age headers: what it takes, written anew, is the same header.
#include "crypto/age.h"
#include "crypto/age_header.h"
#include "tests/fuzz/crypto_fuzz.h"

using namespace crypto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView file = fuzz::view_of(data, size);
    const auto header = parse_age_header(file);
    const auto referral = measure_referral(file);
    if (!header) {
        fuzz::require_empty(referral ? "a referral without a header" : "");
        return 0;
    }
    std::string text(kAgeVersionLine);
    for (const Stanza& stanza : header->stanzas) {
        const std::vector<std::string> arguments(stanza.arguments.begin(), stanza.arguments.end());
        append_stanza(text, arguments, stanza.body);
    }
    text += "--- " + base64(header->mac) + "\n";
    fuzz::require_empty(text_of(file.first(header->length)) == text ? "" : "another header");
    return 0;
}
