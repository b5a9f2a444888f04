// xwing-tool: lines of two hexadecimal numbers in, a 32-byte seed of a key and the 64-byte seed of
// an encapsulation; lines of three out: public key, ciphertext, shared secret. X-Wing as libsodium
// has it, without chance, for other implementations to judge. No part of the product runs it.
#include "crypto/bytes.h"
#include "crypto/secret.h"

#include <cstdio>
#include <iostream>
#include <sodium.h>

namespace {

using namespace crypto;

struct Case {
    ByteArray<crypto_kem_xwing_SEEDBYTES> key_seed{};
    ByteArray<64> seed{};
};

const unsigned char* in(ByteView bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

unsigned char* out(std::span<std::byte> bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

bool answer(const Case& given) {
    ByteArray<crypto_kem_xwing_PUBLICKEYBYTES> public_key{};
    ByteArray<crypto_kem_xwing_SECRETKEYBYTES> secret_key{};
    ByteArray<crypto_kem_xwing_CIPHERTEXTBYTES> ciphertext{};
    ByteArray<crypto_kem_xwing_SHAREDSECRETBYTES> sent{};
    ByteArray<crypto_kem_xwing_SHAREDSECRETBYTES> received{};
    const bool done =
        crypto_kem_xwing_seed_keypair(out(public_key), out(secret_key), in(given.key_seed)) == 0 &&
        crypto_kem_xwing_enc_deterministic(out(ciphertext), out(sent), in(public_key),
                                           in(given.seed)) == 0 &&
        crypto_kem_xwing_dec(out(received), in(ciphertext), in(secret_key)) == 0;
    if (!done || sent != received) {
        return false;
    }
    std::printf("%s %s %s\n", hex(public_key).c_str(), hex(ciphertext).c_str(), hex(sent).c_str());
    return true;
}

} // namespace

int main() {
    start();
    for (std::string key_seed, seed; std::cin >> key_seed >> seed;) {
        Case given;
        if (!decode_hex(key_seed, given.key_seed) || !decode_hex(seed, given.seed)) {
            std::fprintf(stderr, "xwing-tool: a line is no two seeds\n");
            return 2;
        }
        if (!answer(given)) {
            std::fprintf(stderr, "xwing-tool: the two sides have different secrets\n");
            return 1;
        }
    }
    return std::fflush(stdout) == 0 ? 0 : 1;
}
