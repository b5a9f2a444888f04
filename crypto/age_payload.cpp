// Each chunk is encrypted from where the plaintext lies straight into the file.
#include "crypto/age_payload.h"

#include "crypto/check.h"
#include "crypto/sodium_bytes.h"

#include <algorithm>

namespace crypto {

std::size_t payload_length(std::size_t plaintext) {
    const std::size_t chunks = (plaintext + kChunkBytes - 1) / kChunkBytes;
    return kPayloadNonceBytes + plaintext + std::max<std::size_t>(chunks, 1) * kTagBytes;
}

SecretBytes payload_key(ByteView file_key, ByteView nonce) {
    return hkdf(file_key, nonce, kPayloadInfo);
}

AeadNonce chunk_nonce(std::uint64_t counter, bool last) {
    AeadNonce nonce{};
    for (std::size_t i = 0; i < sizeof counter; ++i) {
        nonce[10 - i] = static_cast<std::byte>(counter >> (8 * i));
    }
    nonce[11] = std::byte{last};
    return nonce;
}

void encrypt(std::span<std::byte> to, ByteView plaintext, ByteView key, const AeadNonce& nonce) {
    CHECK(to.size() == plaintext.size() + kTagBytes);
    crypto_aead_chacha20poly1305_ietf_encrypt(out(to), nullptr, in(plaintext), plaintext.size(),
                                              nullptr, 0, nullptr, in(nonce), in(key));
}

std::string complete_header(KeyRoom& room, std::string header, ByteView file_key) {
    header += "---";
    const ByteArray<32> mac = header_mac(room, file_key, bytes_of(header));
    header += ' ' + base64(mac) + '\n';
    return header;
}

Bytes seal_payload(KeyRoom& room, std::string header, ByteView file_key, ByteView plaintext) {
    header = complete_header(room, std::move(header), file_key);

    Bytes file(header.size() + payload_length(plaintext.size()));
    std::span<std::byte> rest = file;
    const auto take = [&rest](std::size_t size) {
        const std::span<std::byte> taken = rest.first(size);
        rest = rest.subspan(size);
        return taken;
    };
    std::ranges::copy(bytes_of(header), take(header.size()).begin());
    const std::span<std::byte> nonce = take(kPayloadNonceBytes);
    fill_random(nonce);
    const ByteView key = room.hkdf(file_key, nonce, kPayloadInfo);
    for (std::uint64_t counter = 0; !rest.empty(); ++counter) {
        const ByteView chunk = plaintext.first(std::min(plaintext.size(), kChunkBytes));
        plaintext = plaintext.subspan(chunk.size());
        encrypt(take(chunk.size() + kTagBytes), chunk, key,
                chunk_nonce(counter, plaintext.empty()));
    }
    return file;
}

} // namespace crypto
