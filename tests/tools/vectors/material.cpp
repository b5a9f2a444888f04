#include "material.h"

#include <array>
#include <cstring>
#include <sodium.h>

namespace vectors {

namespace {

struct Chance {
    std::array<unsigned char, crypto_stream_chacha20_KEYBYTES> key{};
    std::uint64_t next = 0; // each call takes a stream of its own
};

Chance& chance() {
    static Chance the_only;
    return the_only;
}

void fill(void* const to, const std::size_t size) {
    std::array<unsigned char, crypto_stream_chacha20_NONCEBYTES> nonce{};
    const std::uint64_t number = chance().next++;
    for (std::size_t i = 0; i < nonce.size(); ++i) {
        nonce[i] = static_cast<unsigned char>(number >> (8 * i));
    }
    crypto_stream_chacha20(static_cast<unsigned char*>(to), size, nonce.data(),
                           chance().key.data());
}

std::uint32_t number() {
    crypto::ByteArray<4> bytes{};
    fill(bytes.data(), bytes.size());
    return crypto::read_u32(bytes);
}

const char* name() {
    return "always the same";
}

} // namespace

void replace_chance() {
    static randombytes_implementation implementation{name, number, nullptr, nullptr, fill, nullptr};
    randombytes_set_implementation(&implementation);
}

void restart_chance(std::string_view name) {
    const crypto::Hash key = crypto::sha256(crypto::bytes_of(name));
    std::memcpy(chance().key.data(), key.data(), key.size());
    chance().next = 0;
}

crypto::SigningKey key_of(char seed) {
    return crypto::SigningKey::from_seed(crypto::bytes_of(std::string(32, seed))).value();
}

std::string base64_of(crypto::ByteView bytes) {
    return crypto::base64_padded(bytes);
}
std::string base64_of(std::string_view bytes) {
    return base64_of(crypto::bytes_of(bytes));
}

crypto::Bytes bytes_from(std::string_view text) {
    const crypto::ByteView view = crypto::bytes_of(text);
    return {view.begin(), view.end()};
}

Json document(std::string_view about) {
    return {{"about", about}, {"explained_in", "tests/vectors/README.md"}, {"format", 1}};
}

Json flipped(std::size_t at, std::string_view hex) {
    return {{"at", at}, {"xor", hex}};
}
Json cut_to(std::size_t keep) {
    return {{"keep", keep}};
}
Json appended(std::string_view hex) {
    return {{"append", hex}};
}
Json grown_to(std::size_t grow) {
    return {{"grow", grow}};
}

} // namespace vectors
