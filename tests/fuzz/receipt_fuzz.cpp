// Feeds a text to the reader of receipts: what it takes is the receipt the key would write.
#include "crypto/receipt.h"
#include "tests/fuzz/crypto_fuzz.h"

using namespace crypto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string text = fuzz::as_text({data, size});
    const SigningKey key = fuzz::key_of('r'); // the vectors' centre
    const PublicKey public_key = key.public_key();
    const auto receipt = verify_receipt(text, {&public_key, 1});
    if (!receipt) {
        return 0;
    }
    const std::size_t name = text.find("\n\n") + 2 + std::string_view("\u2014 ").size();
    const std::string again =
        make_receipt(*receipt, text.substr(name, text.find(' ', name) - name), key);
    fuzz::require_empty(again == text ? "" : "another receipt");
    return 0;
}
