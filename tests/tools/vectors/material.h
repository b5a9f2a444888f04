// What the files of test vectors are made of: chance that is always the same, keys from fixed
// seeds, and a document to write it to. For vectors-tool only: no part of the product links it.
#pragma once

#include "crypto/open.h"

#include <nlohmann/json.hpp>

namespace vectors {

using Json = nlohmann::ordered_json;

/// From now on libsodium's random bytes are a ChaCha20 stream. Before crypto::start().
void replace_chance();
/// Starts that stream anew, so that no file depends on the one made before it.
void restart_chance(std::string_view name);

/// The Ed25519 key whose seed is 32 times this character.
crypto::SigningKey key_of(char seed);

std::string base64_of(std::string_view bytes);
std::string base64_of(crypto::ByteView bytes);
crypto::Bytes bytes_from(std::string_view text);

/// The file's first members: what it is, and where it is explained.
Json document(std::string_view about);

/// One change of a file: these bytes at `at` are XORed, all behind `keep` is cut, bytes are put at
/// the end, or zeros until there are `grow` in all.
Json flipped(std::size_t at, std::string_view hex = "01");
Json cut_to(std::size_t keep);
Json appended(std::string_view hex);
Json grown_to(std::size_t grow);

/// One file each; each calls restart_chance().
Json sealed_vectors();
Json envelope_vectors();
Json record_vectors();
Json kept_vectors();
Json receipt_vectors();
Json manifest_vectors();
Json kiosk_list_vectors();
Json recovery_vectors();

} // namespace vectors
