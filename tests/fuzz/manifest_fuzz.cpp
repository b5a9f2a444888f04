// Feeds bytes to the reader of manifests: whatever it takes can be sealed to, on any day.
#include "crypto/lists.h"
#include "tests/fuzz/crypto_fuzz.h"

using namespace crypto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes = fuzz::view_of(data, size);
    const auto manifest = parse_manifest(bytes);
    if (!manifest) {
        return 0;
    }
    for (const char* day : {"0000-01-01", "2026-11-24", "2027-12-31", "9999-12-31"}) {
        const auto active = active_recipients(*manifest, parse_day(day).value());
        const bool some =
            active && !active->recipients.empty() && active->recipients.size() <= kStanzas;
        fuzz::require_empty(some ? "" : "nobody, or too many, to seal to");
    }
    return 0;
}
