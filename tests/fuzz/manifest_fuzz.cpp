// Feeds bytes to the reader of manifests: whatever it takes can be sealed to, on any day.
#include "tests/fuzz/signed_list.h"

using namespace crypto;

namespace {

/// Whatever was accepted before, what is accepted now is not older.
void accept_after(const SignedList& list, const Roots& roots, std::uint64_t version,
                  const Hash& hash) {
    const auto accepted = accept_manifest(list, roots, AcceptedList{version, hash}, 1);
    const bool older = accepted && accepted->manifest.version < version;
    const bool other = accepted && accepted->unchanged && accepted->manifest.hash != hash;
    fuzz::require_empty(older || other ? "an older list, or another one" : "");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const ByteView bytes = fuzz::view_of(data, size);
    const auto manifest = parse_manifest(bytes);
    if (!manifest) {
        return 0;
    }
    const SigningKey key = fuzz::key_of('a');
    const Roots roots{{MinisignKey{key.public_key(), {}}}, 1};
    const SignedList list = fuzz::signed_list(bytes, key);
    fuzz::require_empty(accept_manifest(list, roots, std::nullopt, 1) ? "" : "not accepted");
    for (const std::uint64_t stored : {1U, 4U, 5U, 6U}) {
        accept_after(list, roots, stored, {});
        accept_after(list, roots, stored, manifest->hash);
        accept_after(list, roots, stored, manifest->previous.value_or(Hash{}));
    }
    for (const char* day : {"0000-01-01", "2026-11-24", "2027-12-31", "9999-12-31"}) {
        const auto active = active_recipients(*manifest, parse_day(day).value());
        const bool some =
            active && !active->recipients.empty() && active->recipients.size() <= kStanzas;
        fuzz::require_empty(some ? "" : "nobody, or too many, to seal to");
    }
    return 0;
}
