// Feeds a text to the readers of keys: what they take has one way to be written.
#include "crypto/open.h"
#include "tests/fuzz/crypto_fuzz.h"

using namespace crypto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::as_text({data, size});
    if (const auto recipient = parse_recipient(text)) {
        fuzz::require_empty(format_recipient(*recipient) == text ? "" : "another recipient");
    }
    if (const auto identity = HybridIdentity::parse(text)) {
        fuzz::require_empty(identity->format().view() == text ? "" : "another identity");
    }
    const auto identities = parse_identities(text);
    fuzz::require_empty(identities && identities->empty() ? "a file of no identity" : "");
    return 0;
}
