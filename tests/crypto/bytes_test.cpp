#include "crypto/bytes.h"

#include "tests/crypto/sealed.h"

using namespace crypto;

TEST_CASE("hex is lower case and exact") {
    const Bytes bytes{std::byte{0x00}, std::byte{0xa7}, std::byte{0xff}};
    CHECK(hex(bytes) == "00a7ff");
    CHECK(equal(from_hex<3>("00a7ff").value(), bytes));
    for (const char* text : {"00A7ff", "00a7f", "00a7ff0", "00a7ff00", "00a7fg", "", " 0a7ff"}) {
        CHECK(error_of(from_hex<3>(text)) == Error::BadEncoding);
    }
}

TEST_CASE("no bytes are hex too, without an address") { // sanitized, this is what once failed
    CHECK(hex({}).empty());
    CHECK(decode_hex("", {}));
    CHECK_FALSE(decode_hex("00", {}));
    CHECK(base64({}).empty());
}

TEST_CASE("base64 decodes only what it would write") {
    CHECK(base64(bytes_of("ab")) == "YWI");
    CHECK(base64_padded(bytes_of("ab")) == "YWI=");
    CHECK(base64url(Bytes(3, std::byte{0xff})) == "____");
    CHECK(base64(Bytes(3, std::byte{0xff})) == "////");
    CHECK(from_base64("").value().empty());
    for (const char* text : {"YWI=", "YWJ", "YW I", "YWI\n", "Y", "YWI_", "YWIx=", "YWI-"}) {
        CHECK(error_of(from_base64(text)) == Error::BadEncoding);
    }
    for (const char* text : {"YWI", "YWJ=", "YWI==", "YWI=\n", "YW=I", "===="}) {
        CHECK(error_of(from_base64_padded(text)) == Error::BadEncoding);
    }
    for (const char* text : {"//8", "++8", "__9", "__8="}) {
        CHECK(error_of(from_base64url(text)) == Error::BadEncoding);
    }
}

TEST_CASE("base64 round trips at every remainder") {
    for (std::size_t size = 0; size < 70; ++size) {
        const Bytes bytes = random_bytes(size);
        CHECK(from_base64(base64(bytes)).value() == bytes);
        CHECK(from_base64url(base64url(bytes)).value() == bytes);
        CHECK(from_base64_padded(base64_padded(bytes)).value() == bytes);
    }
}

TEST_CASE("integers are big-endian") {
    Bytes bytes;
    append_u32(bytes, 0x01020304);
    append_u64(bytes, 0xf1f2f3f4f5f6f7f8);
    CHECK(hex(bytes) == "01020304f1f2f3f4f5f6f7f8");
    CHECK(read_u32(ByteView(bytes).first(4)) == 0x01020304);
    CHECK(read_u64(ByteView(bytes).subspan(4)) == 0xf1f2f3f4f5f6f7f8);
}

TEST_CASE("SHA-256 of abc") { // FIPS 180-2, appendix B.1
    CHECK(hex(sha256(bytes_of("abc"))) ==
          "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}

TEST_CASE("every error has its own sentence") {
    std::vector<std::string_view> sentences;
    for (int i = 0; i <= static_cast<int>(Error::TooLarge); ++i) {
        const std::string_view sentence = describe(static_cast<Error>(i));
        CHECK_FALSE(sentence.empty());
        CHECK(std::ranges::find(sentences, sentence) == sentences.end());
        sentences.push_back(sentence);
    }
}
