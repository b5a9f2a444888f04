// Feeds bytes to the reader of lists of terminals: every entry can be found by its own id.
#include "crypto/lists.h"
#include "tests/fuzz/crypto_fuzz.h"

using namespace crypto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const auto list = parse_kiosk_list(fuzz::view_of(data, size));
    if (!list) {
        return 0;
    }
    for (const ListedKiosk& kiosk : list->kiosks) {
        const bool own = list->find(kiosk.id) == &kiosk && kiosk.id == kiosk_id_of(kiosk.key);
        fuzz::require_empty(own ? "" : "a terminal under an id that is not its own");
    }
    return 0;
}
