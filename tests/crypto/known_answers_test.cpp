// Answers that others computed: the X-Wing draft, the age specification, another implementation.
#include "crypto/sodium_bytes.h"

#include "tests/crypto/sealed.h"

#include <fstream>
#include <iterator>

using namespace crypto;

namespace {

// The example keys of c2sp.org/age.
constexpr std::string_view kHybridExample =
    "AGE-SECRET-KEY-PQ-1XX76JRALNLXDMEW0CRK45QMCCH4X06SE84UN3VPM33W6HWDX0H3SK3ZQFR";
constexpr std::string_view kX25519Example =
    "AGE-SECRET-KEY-1GFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPYYSJZGFPQ4EGAEX";

std::string vector_file(const std::string& name) {
    std::ifstream file(std::string(REFERRAL_SOURCE_DIR) + "/tests/vectors/age/" + name,
                       std::ios::binary);
    REQUIRE(file);
    return {std::istreambuf_iterator<char>(file), {}};
}

} // namespace

TEST_CASE("X-Wing gives the draft's answers") { // draft-connolly-cfrg-xwing-kem, appendix C
    struct Vector {
        std::byte seed, randomness;
        std::string_view public_key, ciphertext, secret;
    };
    const Vector vectors[] = {
        {std::byte{0x00}, std::byte{0x64},
         "3d209f716752f6408e7f89bceef97ac388530045377927644ef046c0a7cae978",
         "d81018a94f8078e02105beaa814e003390befa4589bb614f7739",
         "e5ba94031ea6efd69c09c254f6d9783136ba6037e2d4c43bcccf19d6f3f4343a"},
        {std::byte{0x01}, std::byte{0x65},
         "ec7b50cddc8360f98b189bac73d395ef947b37d8453886a253269f7b18b9eb78",
         "600ecf4026683898d0e339eeea9ebd437a4a802952bf32bfa326",
         "750300db25bff9620e893c2c6fcab9bf04d7f2e543b5b39420485626fa274908"},
        {std::byte{0x02}, std::byte{0x66},
         "08118d8819772292c976ec971ee3039195800c823544484595cc63450b9db941",
         "413c55d5710bae6376761dada807daffd4dc45f9f70d825e0d46",
         "87292f18b2e7af74bb8839ddee15e832d2f4bfac14dc84f824906d951436aafa"},
    };
    for (const Vector& vector : vectors) {
        const Bytes seed(32, vector.seed);
        const Bytes randomness(64, vector.randomness);
        Bytes public_key(crypto_kem_xwing_PUBLICKEYBYTES);
        Bytes secret_key(crypto_kem_xwing_SECRETKEYBYTES);
        Bytes ciphertext(crypto_kem_xwing_CIPHERTEXTBYTES);
        Bytes secret(32);
        REQUIRE(crypto_kem_xwing_seed_keypair(out(public_key), out(secret_key), in(seed)) == 0);
        REQUIRE(crypto_kem_xwing_enc_deterministic(out(ciphertext), out(secret), in(public_key),
                                                   in(randomness)) == 0);
        CHECK(hex(public_key).starts_with(vector.public_key));
        CHECK(hex(ciphertext).starts_with(vector.ciphertext));
        CHECK(hex(secret) == vector.secret);
        Bytes again(32);
        REQUIRE(crypto_kem_xwing_dec(out(again), in(ciphertext), in(secret_key)) == 0);
        CHECK(again == secret);
    }
}

TEST_CASE("the specification's example identity has its recipient") {
    const auto identity = HybridIdentity::parse(kHybridExample);
    REQUIRE(identity);
    CHECK(identity->format().view() == kHybridExample);
    const std::string recipient = format_recipient(identity->recipient());
    CHECK(recipient.size() == 1959);
    CHECK(recipient.starts_with(
        "age1pq1x34nzsvr0rxjsgdn8zgyhfe8j7ceq5r9rdelkjuh3y235jzxshfg87pzf5z"));
    CHECK(recipient.ends_with("3k2ykx3qheyty7saeq0d3fzv49zc0k"));
    CHECK(hex(sha256(bytes_of(recipient))) ==
          "a091dd7e0ee9d62b75173dcc98441a0424baa941e66a8776e570a4ae60ff61ea");
    CHECK(parse_recipient(recipient).value() == identity->recipient());
}

TEST_CASE("files of another implementation open") {
    const auto opens = [](const std::string& name, std::span<const Identity> identities) {
        const auto plaintext = open_age(bytes_of(vector_file(name)), identities);
        REQUIRE(plaintext);
        CHECK(text_of(plaintext->span()) == "sealed by another implementation\n");
    };
    opens("hybrid.age", parse_identities(kHybridExample).value());
    opens("x25519.age", parse_identities(kX25519Example).value());
    std::vector<Identity> passphrase;
    passphrase.emplace_back(Passphrase{SecretText("correct horse battery staple")});
    opens("scrypt.age", passphrase);
}
