// Feeds a text to the readers of keys and of encoded bytes: what they take has one way to be
// written.
#include "crypto/open.h"
#include "tests/fuzz/crypto_fuzz.h"

using namespace crypto;

namespace {

using Read = Result<Bytes> (*)(std::string_view);
using Write = std::string (*)(ByteView);

void require_one_way(std::string_view text, Read read, Write write) {
    const auto bytes = read(text);
    fuzz::require_empty(!bytes || write(*bytes) == text ? "" : "another encoding");
}

Result<Bytes> from_any_hex(std::string_view text) {
    Bytes bytes(text.size() / 2);
    const auto done = decode_hex(text, bytes);
    return done ? Result<Bytes>(std::move(bytes)) : std::unexpected(done.error());
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::as_text({data, size});
    if (const auto recipient = parse_recipient(text)) {
        fuzz::require_empty(format_recipient(*recipient) == text ? "" : "another recipient");
    }
    if (const auto identity = HybridIdentity::parse(text)) {
        fuzz::require_empty(identity->format().view() == text ? "" : "another identity");
        const std::string recipient = format_recipient(identity->recipient());
        fuzz::require_empty(parse_recipient(recipient) ? "" : "a recipient nobody reads");
    }
    require_one_way(text, from_any_hex, hex);
    require_one_way(text, from_base64, base64);
    require_one_way(text, from_base64url, base64url);
    require_one_way(text, from_base64_padded, base64_padded);
    const auto identities = parse_identities(text);
    fuzz::require_empty(identities && identities->empty() ? "a file of no identity" : "");
    return 0;
}
