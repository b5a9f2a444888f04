// Feeds bytes to the reader of manifests: whatever it takes can be sealed to, on any day.
#include "crypto/lists.h"
#include "crypto/sodium_bytes.h"
#include "tests/fuzz/crypto_fuzz.h"

using namespace crypto;

namespace {

std::string minisign_line(std::string_view kind, const Signature& signature) {
    Bytes bytes;
    append(bytes, bytes_of(kind));
    append(bytes, signature);
    return base64_padded(bytes) + "\n";
}

/// The list with a signature that holds, whatever is in it.
SignedList signed_list(ByteView list, const SigningKey& key) {
    ByteArray<64> hash{};
    crypto_generichash_blake2b(out(hash), hash.size(), in(list), list.size(), nullptr, 0);
    const Signature signature = key.sign(hash);
    return {{list.begin(), list.end()},
            {"untrusted comment: \n" + minisign_line("EDnumber..", signature) +
             "trusted comment: \n" + minisign_line("", key.sign(signature))}};
}

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
    const SignedList list = signed_list(bytes, key);
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
