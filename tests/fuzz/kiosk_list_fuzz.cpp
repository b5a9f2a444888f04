// Feeds bytes to the reader of lists of terminals: every entry can be found by its own id, and a
// list that is accepted is not older than the one before it.
#include "tests/fuzz/signed_list.h"

using namespace crypto;

namespace {

/// Whatever was accepted before: what is accepted now is newer, or the same.
void accept_after(const SignedList& list, const Roots& roots, const KioskList& read,
                  const AcceptedList& stored) {
    const auto accepted = accept_kiosk_list(list, roots, stored);
    const bool right =
        read.version == stored.version ? read.hash == stored.hash : read.version > stored.version;
    fuzz::require_empty(accepted.has_value() == right ? "" : "an older list, or another one");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes = fuzz::view_of(data, size);
    const auto list = parse_kiosk_list(bytes);
    const SigningKey key = fuzz::key_of('a');
    const Roots roots{{MinisignKey{key.public_key(), {}}}, 1};
    const SignedList with_signature = fuzz::signed_list(bytes, key);
    const auto accepted = accept_kiosk_list(with_signature, roots, std::nullopt);
    fuzz::require_empty(accepted.has_value() == list.has_value() ? "" : "accepted or read");
    if (!list) {
        return 0;
    }
    for (const ListedKiosk& kiosk : list->kiosks) {
        const bool own = list->find(kiosk.id) == &kiosk && kiosk.id == kiosk_id_of(kiosk.key);
        fuzz::require_empty(own ? "" : "a terminal under an id that is not its own");
    }
    for (const std::uint64_t stored : {1U, 2U, 3U, 4U}) {
        accept_after(with_signature, roots, *list, {stored, {}});
        accept_after(with_signature, roots, *list, {stored, list->hash});
    }
    return 0;
}
