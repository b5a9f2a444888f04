// Feeds bytes to the readers of envelopes, as they come and as a desk keeps them: what one takes is
// encoded to the same bytes.
#include "crypto/envelope.h"
#include "tests/fuzz/crypto_fuzz.h"

using namespace crypto;

namespace {

/// As a desk keeps it, perhaps with another header than came.
void read_kept(ByteView bytes) {
    const auto kept = parse_kept(bytes);
    fuzz::require_empty(!kept || fuzz::same(encode_kept(*kept), bytes) ? "" : "another record");
    const bool came = kept && !kept->original;
    fuzz::require_empty(came == parse_envelope(bytes).has_value() ? "" : "kept or came, not both");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes = fuzz::view_of(data, size);
    read_kept(bytes);
    const auto envelope = parse_envelope(bytes);
    if (!envelope) {
        return 0;
    }
    fuzz::require_empty(fuzz::same(envelope->encode(), bytes) ? "" : "another envelope");
    const SigningKey signing = fuzz::key_of('k'); // the vectors' terminal
    EnvelopeHead head = envelope->head;
    head.kiosk = kiosk_id_of(signing.public_key());
    const auto anew = make_envelope(head, envelope->age_file(), signing);
    fuzz::require_empty(anew && verify_envelope(*anew, signing.public_key()) ? "" : "not signed");
    const PublicKey key = signing.public_key();
    const bool of_key = envelope->head.kiosk == kiosk_id_of(key);
    const bool verified = verify_envelope(*envelope, key).has_value();
    fuzz::require_empty(verified && !of_key ? "signed for another terminal" : "");
    return 0;
}
