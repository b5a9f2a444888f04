// Project Wycheproof's cases against the functions that crypto/ calls: known attacks, odd
// encodings, edges. The files are Debian's; packaging/setup --check unpacks them below build/deps.
#include "crypto/age_payload.h"
#include "crypto/signing.h"
#include "crypto/sodium_bytes.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <fstream>
#include <nlohmann/json.hpp>

using namespace crypto;
using nlohmann::json;

namespace {

constexpr const char* kFolder =
    "/build/deps/golang-github-c2sp-wycheproof-dev/usr/share/gocode/src/github.com/c2sp/wycheproof/"
    "testvectors_v1/";

Bytes bytes_at(const json& object, const char* name) {
    const std::string text = object.at(name).get<std::string>();
    Bytes bytes(text.size() / 2);
    REQUIRE(decode_hex(text, bytes));
    return bytes;
}

/// Shows every case with its group to `check`; how many there were.
template <class Check>
std::size_t each_case(const std::string& name, Check check) {
    std::ifstream stream(std::string(REFERRAL_SOURCE_DIR) + kFolder + name);
    REQUIRE(stream);
    std::size_t count = 0;
    const json file = json::parse(stream);
    for (const json& group : file.at("testGroups")) {
        for (const json& each : group.at("tests")) {
            INFO(name << " " << each.at("tcId").dump());
            check(group, each);
            ++count;
        }
    }
    return count;
}

bool is_valid(const json& each) {
    return each.at("result").get<std::string>() == "valid";
}

bool ed25519_holds(const json& group, const json& each) {
    const Bytes key = bytes_at(group.at("publicKey"), "pk");
    const Bytes given = bytes_at(each, "sig");
    PublicKey public_key;
    Signature signature{};
    if (key.size() != public_key.bytes.size() || given.size() != signature.size()) {
        return false;
    }
    std::ranges::copy(key, public_key.bytes.begin());
    std::ranges::copy(given, signature.begin());
    return verifies(public_key, bytes_at(each, "msg"), signature);
}

/// The plaintext, or nothing.
std::optional<Bytes> chacha_opens(const json& each) {
    const Bytes key = bytes_at(each, "key");
    const Bytes nonce = bytes_at(each, "iv");
    const Bytes aad = bytes_at(each, "aad");
    Bytes sealed = bytes_at(each, "ct");
    append(sealed, bytes_at(each, "tag"));
    if (nonce.size() != sizeof(AeadNonce) || sealed.size() < kTagBytes) {
        return std::nullopt;
    }
    Bytes plaintext(sealed.size() - kTagBytes);
    const int opened = crypto_aead_chacha20poly1305_ietf_decrypt(out(plaintext), nullptr, nullptr,
                                                                 in(sealed), sealed.size(), in(aad),
                                                                 aad.size(), in(nonce), in(key));
    return opened == 0 ? std::optional(plaintext) : std::nullopt;
}

} // namespace

TEST_CASE("Wycheproof: Ed25519") {
    const std::size_t count =
        each_case("ed25519_test.json", [](const json& group, const json& each) {
            CHECK(ed25519_holds(group, each) == is_valid(each));
        });
    CHECK(count > 100);
}

TEST_CASE("Wycheproof: HKDF with SHA-256") {
    const std::size_t count = each_case("hkdf_sha256_test.json", [](const json&, const json& each) {
        const Bytes expected = bytes_at(each, "okm");
        if (!is_valid(each)) { // longer than HKDF goes: ours always makes 32 bytes
            return;
        }
        const Bytes info = bytes_at(each, "info");
        const SecretBytes made = hkdf(bytes_at(each, "ikm"), bytes_at(each, "salt"), text_of(info));
        // What HKDF makes does not depend on how much is asked for, only where it ends.
        const std::size_t both = std::min(made.size(), expected.size());
        CHECK(hex(made.span().first(both)) == hex(ByteView(expected).first(both)));
    });
    CHECK(count > 50);
}

TEST_CASE("Wycheproof: ChaCha20-Poly1305") {
    const auto check = [](const json&, const json& each) {
        const auto plaintext = chacha_opens(each);
        REQUIRE(plaintext.has_value() == is_valid(each));
        if (!plaintext) {
            return;
        }
        CHECK(hex(*plaintext) == each.at("msg").get<std::string>());
        AeadNonce nonce{};
        std::ranges::copy(bytes_at(each, "iv"), nonce.begin());
        if (bytes_at(each, "aad").empty()) { // our own function takes none
            Bytes sealed(plaintext->size() + kTagBytes);
            encrypt(sealed, *plaintext, bytes_at(each, "key"), nonce);
            CHECK(hex(sealed) ==
                  each.at("ct").get<std::string>() + each.at("tag").get<std::string>());
        }
    };
    CHECK(each_case("chacha20_poly1305_test.json", check) > 200);
}

TEST_CASE("Wycheproof: X25519") {
    const auto check = [](const json&, const json& each) {
        const Bytes scalar = bytes_at(each, "private");
        const Bytes point = bytes_at(each, "public");
        Bytes shared(32);
        const bool done = crypto_scalarmult_curve25519(out(shared), in(scalar), in(point)) == 0;
        const std::string expected = each.at("shared").get<std::string>();
        // Of a point of low order nothing but zeros comes, which libsodium and age refuse.
        REQUIRE(done == (expected != std::string(64, '0')));
        CHECK((!done || hex(shared) == expected));
    };
    CHECK(each_case("x25519_test.json", check) > 400);
}
