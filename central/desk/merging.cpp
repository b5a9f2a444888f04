// The same submission id alone is not enough: a terminal may use it twice for different words, and
// neither of those may vanish behind the other.
#include "central/desk/merging.h"

#include <algorithm>

namespace central::desk {

std::optional<Submitted> submitted_in(crypto::ByteView bytes, const crypto::EnvelopeId& id) {
    const crypto::Result<crypto::Envelope> envelope = crypto::parse_envelope(bytes);
    if (!envelope || envelope->id != id) {
        return std::nullopt;
    }
    return Submitted{.submission = envelope->head.submission,
                     .payload = crypto::sha256(envelope->age_payload)};
}

std::vector<bool> repeated(std::span<const std::optional<Submitted>> all) {
    std::vector<bool> repeats(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) {
        const auto before = all.first(i);
        repeats[i] = all[i] && std::ranges::find(before, all[i]) != before.end();
    }
    return repeats;
}

} // namespace central::desk
