#include "crypto/open_payload.h"

#include "crypto/check.h"
#include "crypto/sodium_bytes.h"

#include <algorithm>

namespace crypto {

namespace {

constexpr auto kDamaged = std::unexpected(Error::BadPayload);

} // namespace

bool decrypt(std::span<std::byte> to, ByteView sealed, ByteView key, const AeadNonce& nonce) {
    CHECK(sealed.size() == to.size() + kTagBytes);
    return crypto_aead_chacha20poly1305_ietf_decrypt(out(to), nullptr, nullptr, in(sealed),
                                                     sealed.size(), nullptr, 0, in(nonce),
                                                     in(key)) == 0;
}

Result<void> ChunkOpener::open(ByteView sealed, bool last, std::span<std::byte> to) {
    const bool too_short = sealed.size() < kTagBytes || (!last && to.size() < kChunkBytes);
    if (too_short || (to.empty() && counter_ > 0) ||
        !decrypt(to, sealed, key_.span(), chunk_nonce(counter_, last))) {
        return kDamaged;
    }
    ++counter_;
    return {};
}

Result<SecretBytes> open_payload(ByteView payload, ByteView file_key) {
    if (payload.size() < payload_length(0)) {
        return kDamaged;
    }
    ChunkOpener opener(file_key, payload.first(kPayloadNonceBytes));
    payload = payload.subspan(kPayloadNonceBytes);
    const std::size_t chunks = (payload.size() + kSealedChunkBytes - 1) / kSealedChunkBytes;
    if (payload.size() - (chunks - 1) * kSealedChunkBytes < kTagBytes) {
        return kDamaged;
    }
    SecretBytes plaintext(payload.size() - chunks * kTagBytes);
    std::span<std::byte> rest = plaintext.span();
    while (!payload.empty()) {
        const ByteView sealed = payload.first(std::min(payload.size(), kSealedChunkBytes));
        payload = payload.subspan(sealed.size());
        const std::size_t size = sealed.size() - kTagBytes;
        if (!opener.open(sealed, payload.empty(), rest.first(size))) {
            return kDamaged;
        }
        rest = rest.subspan(size);
    }
    return plaintext;
}

} // namespace crypto
