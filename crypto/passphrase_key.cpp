#include "crypto/passphrase_key.h"

#include "crypto/sodium_bytes.h"

namespace crypto {

namespace {

constexpr std::string_view kScryptLabel = "age-encryption.org/v1/scrypt";

} // namespace

std::optional<SecretBytes> passphrase_key(const SecretText& passphrase, ByteView salt, int log_n) {
    Bytes labeled;
    append(labeled, bytes_of(kScryptLabel));
    append(labeled, salt);
    // An empty passphrase has no address, which libsodium does not take.
    const std::string_view words = passphrase.empty() ? std::string_view("") : passphrase.view();
    SecretBytes key(32);
    if (crypto_pwhash_scryptsalsa208sha256_ll(in(bytes_of(words)), words.size(), in(labeled),
                                              labeled.size(), std::uint64_t{1} << log_n, 8, 1,
                                              out(key.span()), key.size()) != 0) {
        return std::nullopt; // not enough memory
    }
    return key;
}

} // namespace crypto
