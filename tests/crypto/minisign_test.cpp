// minisign itself makes every key and signature here.
#include "tests/crypto/minisign.h"

#include "tests/crypto/sealed.h"

using namespace crypto;

TEST_CASE("what minisign signs verifies") {
    const MinisignKeys keys(2);
    const std::string signature = keys.sign(0, bytes_of("a list"), "-t 'any comment'");
    CHECK(verify_minisign(keys.key(0), bytes_of("a list"), signature));
    CHECK(error_of(verify_minisign(keys.key(1), bytes_of("a list"), signature)) ==
          Error::BadSignature);
    CHECK(error_of(verify_minisign(keys.key(0), bytes_of("a lisu"), signature)) ==
          Error::BadSignature);
}

TEST_CASE("a signature without prehash is refused") {
    const MinisignKeys keys(1);
    const std::string signature = keys.sign(0, bytes_of("a list"), "-l");
    CHECK(error_of(verify_minisign(keys.key(0), bytes_of("a list"), signature)) ==
          Error::BadSignature);
}

TEST_CASE("a malformed signature file is refused") {
    const MinisignKeys keys(1);
    const ByteView message = bytes_of("a list");
    const std::string good = keys.sign(0, message);
    const auto refused = [&](const std::string& text) {
        return !verify_minisign(keys.key(0), message, text);
    };
    REQUIRE_FALSE(refused(good));
    CHECK(refused(""));
    CHECK(refused(good + "\n"));
    CHECK(refused(good + good));
    CHECK(refused("\n" + good));
    CHECK(refused(good.substr(0, good.size() - 1)));
    CHECK(refused(good.substr(good.find('\n') + 1)));
    CHECK(refused(good.substr(0, good.find("trusted comment:", 20))));
    const auto replaced = [&](const std::string& from, const std::string& to) {
        std::string text = good;
        const std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        return text.replace(at, from.size(), to);
    };
    CHECK(refused(replaced("untrusted comment", "comment")));
    CHECK(refused(replaced("\ntrusted comment", "\ncomment")));
    CHECK(refused(replaced("timestamp", "Timestamp")));                 // a signed comment
    CHECK_FALSE(refused(replaced("signature from", "Signature from"))); // and an unsigned one
    CHECK(refused(replaced("\nRU", "\nRW")));
    // From behind the key id, which counts for nothing: 10 bytes take 14 characters.
    for (std::size_t at = good.find('\n') + 1 + 14; at < good.size(); ++at) {
        std::string changed = good;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        CAPTURE(at);
        CHECK(refused(changed));
    }
}

TEST_CASE("the key id decides nothing") {
    const MinisignKeys keys(1);
    MinisignKey renamed = keys.key(0);
    renamed.key_id.fill(std::byte{0});
    CHECK(verify_minisign(renamed, bytes_of("x"), keys.sign(0, bytes_of("x"))));
}

TEST_CASE("a public key line is exact") {
    const MinisignKeys keys(1);
    const std::string line = keys.key_line(0);
    CHECK(parse_minisign_key(line));
    CHECK(error_of(parse_minisign_key("")) == Error::BadKey);
    CHECK(error_of(parse_minisign_key(line + "\n")) == Error::BadKey);
    CHECK(error_of(parse_minisign_key(line.substr(0, 52))) == Error::BadKey);
    CHECK(error_of(parse_minisign_key("RU" + line.substr(2))) == Error::BadKey);
}

TEST_CASE("a threshold counts distinct configured keys") {
    const MinisignKeys keys(4);
    const Roots roots{{keys.key(0), keys.key(1), keys.key(2)}, 2};
    const auto verdict = [&](const Roots& own, const std::vector<std::size_t>& signers) {
        const SignedList list = keys.list("a list", signers);
        return verify_threshold(own, list.bytes, list.signatures).has_value();
    };
    CHECK(verdict(roots, {0, 1}));
    CHECK(verdict(roots, {2, 1}));
    CHECK(verdict(roots, {3, 0, 2}));
    CHECK_FALSE(verdict(roots, {}));
    CHECK_FALSE(verdict(roots, {0}));
    CHECK_FALSE(verdict(roots, {0, 0}));
    CHECK_FALSE(verdict(roots, {0, 3}));
    CHECK_FALSE(verdict(Roots{{keys.key(0), keys.key(0)}, 2}, {0, 0})); // listed twice
    MinisignKey twin = keys.key(0);
    twin.key_id.fill(std::byte{7});
    CHECK_FALSE(verdict(Roots{{keys.key(0), twin}, 2}, {0, 0})); // listed under two ids
    CHECK_FALSE(verdict(Roots{{keys.key(0)}, 0}, {}));
    CHECK_FALSE(verdict(Roots{{}, 1}, {0}));
}
