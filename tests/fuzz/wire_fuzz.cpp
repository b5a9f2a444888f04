// Feeds bytes to the readers of the socket's messages: what they take is encoded to the same bytes.
#include "kiosk/wire/message.h"
#include "tests/fuzz/crypto_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const crypto::ByteView datagram = fuzz::view_of(data, size);
    if (const auto request = wire::parse_request(datagram)) {
        fuzz::require_empty(fuzz::same(wire::encode(*request), datagram) ? "" : "another request");
    }
    if (const auto reply = wire::parse_reply(datagram)) {
        fuzz::require_empty(fuzz::same(wire::encode(*reply), datagram) ? "" : "another reply");
    }
    return 0;
}
