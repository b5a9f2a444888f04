// Feeds bytes to both readers of what GET /v1/lists brings: the desk and the terminal take the same
// bodies and find the same lists in them, and what was found comes back when it is written again.
#include "central/lists/lists_body.h"
#include "kiosk/outbox/lists_body.h"
#include "tests/fuzz/crypto_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const crypto::ByteView body = fuzz::view_of(data, size);
    const auto desk = central::parse_lists(crypto::text_of(body));
    const auto terminal = outbox::parse_lists(body);
    fuzz::require_empty(desk.has_value() == terminal.has_value() ? "" : "a body for one of two");
    if (!desk || !terminal) {
        return 0;
    }
    const bool same = desk->manifest == terminal->manifest && desk->kiosks == terminal->kiosks;
    fuzz::require_empty(same ? "" : "two readers, two lists");
    const auto again = central::parse_lists(central::encode_lists(*desk));
    fuzz::require_empty(again == desk ? "" : "another body");
    return 0;
}
