// Gets the fuzzers of lists behind the signatures: any bytes, signed as minisign does.
#pragma once

#include "crypto/lists.h"
#include "crypto/sodium_bytes.h"
#include "tests/fuzz/crypto_fuzz.h"

namespace fuzz {

inline std::string minisign_line(std::string_view kind, const crypto::Signature& signature) {
    crypto::Bytes bytes;
    crypto::append(bytes, crypto::bytes_of(kind));
    crypto::append(bytes, signature);
    return crypto::base64_padded(bytes) + "\n";
}

/// The list with a signature that holds, whatever is in it.
inline crypto::SignedList signed_list(crypto::ByteView list, const crypto::SigningKey& key) {
    crypto::ByteArray<64> hash{};
    crypto_generichash_blake2b(crypto::out(hash), hash.size(), crypto::in(list), list.size(),
                               nullptr, 0);
    const crypto::Signature signature = key.sign(hash);
    return {{list.begin(), list.end()},
            {"untrusted comment: \n" + minisign_line("EDnumber..", signature) +
             "trusted comment: \n" + minisign_line("", key.sign(signature))}};
}

} // namespace fuzz
