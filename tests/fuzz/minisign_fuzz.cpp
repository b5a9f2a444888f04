// Feeds a text to the readers of minisign keys and signature files. One that verifies has four
// lines.
#include "crypto/minisign.h"

#include "tests/fuzz/crypto_fuzz.h"
#include <algorithm>

using namespace crypto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::as_text({data, size});
    if (const auto key = parse_minisign_key(text)) {
        const std::string own(text_of(from_base64_padded(text).value()));
        fuzz::require_empty(own.ends_with(text_of(key->key.bytes)) ? "" : "another key");
    }
    const MinisignKey key{fuzz::key_of('a').public_key(), {}};
    const Roots roots{{key, key}, 1};
    const ByteView message = bytes_of("{}"); // a list that the vectors have signatures of
    const bool verified = verify_minisign(key, message, text).has_value();
    const bool counted = verify_threshold(roots, message, {&text, 1}).has_value();
    fuzz::require_empty(verified == counted ? "" : "a signature that holds and does not count");
    fuzz::require_empty(verified && std::ranges::count(text, '\n') != 4 ? "not four lines" : "");
    return 0;
}
