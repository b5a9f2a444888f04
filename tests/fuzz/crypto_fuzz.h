// What the fuzzers of crypto and of the socket share: views, and the keys that tests/vectors was
// signed with, so that its files get behind a signature.
#pragma once

#include "crypto/signing.h"
#include "tests/fuzz/fuzz.h"

#include <string>

namespace fuzz {

/// The Ed25519 key whose seed is 32 times this character.
inline crypto::SigningKey key_of(char seed) {
    return crypto::SigningKey::from_seed(crypto::bytes_of(std::string(32, seed))).value();
}

inline crypto::ByteView view_of(const std::uint8_t* data, std::size_t size) {
    return std::as_bytes(std::span(data, size));
}

/// For a rule that has only one way to be broken.
inline bool same(crypto::ByteView a, crypto::ByteView b) {
    return crypto::text_of(a) == crypto::text_of(b);
}

} // namespace fuzz
