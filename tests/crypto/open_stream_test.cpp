// Opening as the bytes come: in pieces of any size, nothing before its tag, and never a whole from
// a part.
#include "crypto/open_stream.h"

#include "crypto/armor.h"
#include "tests/crypto/sealed.h"

#include <algorithm>

using namespace crypto;

namespace {

struct Streamed {
    Result<void> done;
    Bytes plaintext;
    std::size_t pieces = 0;
};

/// `file` in one go, as an operating system gives it.
Streamed stream(ByteView file, std::span<const Identity> identities, std::size_t most = SIZE_MAX) {
    Streamed streamed;
    const Sink sink = [&](ByteView plaintext) {
        append(streamed.plaintext, plaintext);
        return ++streamed.pieces <= most;
    };
    streamed.done = open_age_stream(source_of(file), identities, sink);
    return streamed;
}

} // namespace

TEST_CASE("a stream opens to the same plaintext, binary and armored, chunk by chunk") {
    const auto identity = HybridIdentity::generate();
    const Recipient recipient = identity.recipient();
    const auto identities = one(HybridIdentity::parse(identity.format().view()).value());
    for (const std::size_t size :
         std::initializer_list<std::size_t>{0, 1, 65535, 65536, 65537, 131072, 200000}) {
        CAPTURE(size);
        const Bytes plaintext = pattern(size);
        const Bytes file = seal(plaintext, {&recipient, 1}).value();
        const Streamed streamed = stream(file, identities);
        CHECK(streamed.done);
        CHECK(equal(streamed.plaintext, plaintext));
        CHECK(streamed.pieces == std::max<std::size_t>(1, (size + 65535) / 65536));
        CHECK(equal(stream(add_armor(file), identities).plaintext, plaintext));
    }
}

TEST_CASE("a file cut off anywhere is an error, and what came out is its true beginning") {
    const auto identity = HybridIdentity::generate();
    const Recipient recipient = identity.recipient();
    const auto identities = one(HybridIdentity::parse(identity.format().view()).value());
    const Bytes plaintext = pattern(140000);
    const Bytes file = seal(plaintext, {&recipient, 1}).value();
    for (std::size_t size = 0; size < file.size(); size += 997) {
        CAPTURE(size);
        const Streamed streamed = stream(ByteView(file).first(size), identities);
        REQUIRE_FALSE(streamed.done);
        CHECK(streamed.plaintext.size() % 65536 == 0);
        CHECK(equal(streamed.plaintext, ByteView(plaintext).first(streamed.plaintext.size())));
    }
}

TEST_CASE("nothing of a changed chunk comes out, nor of any after it") {
    const auto identity = HybridIdentity::generate();
    const Recipient recipient = identity.recipient();
    const auto identities = one(HybridIdentity::parse(identity.format().view()).value());
    const Bytes file = seal(pattern(200000), {&recipient, 1}).value();
    const std::size_t payload = measure_age(file).value().header_length + 16;
    for (std::size_t chunk = 0; chunk < 3; ++chunk) {
        Bytes changed = file;
        changed[payload + chunk * (65536 + 16) + 5] ^= std::byte{1};
        const Streamed streamed = stream(changed, identities);
        CHECK(error_of(streamed.done) == Error::BadPayload);
        CHECK(streamed.plaintext.size() == chunk * 65536);
    }
    Bytes longer = file;
    longer.push_back(std::byte{0});
    CHECK(error_of(stream(longer, identities).done) == Error::BadPayload);
}

TEST_CASE("a sink that is full ends it, and a header without an end is no header") {
    const auto identity = HybridIdentity::generate();
    const Recipient recipient = identity.recipient();
    const auto identities = one(HybridIdentity::parse(identity.format().view()).value());
    const Streamed full = stream(seal(pattern(200000), {&recipient, 1}).value(), identities, 1);
    CHECK(error_of(full.done) == Error::BadPayload);
    CHECK(full.pieces == 2);

    std::string endless = "age-encryption.org/v1\n";
    while (endless.size() < 3 * 1024 * 1024) {
        endless += "-> grease\nAA\n";
    }
    CHECK(error_of(stream(bytes_of(endless), identities).done) == Error::BadHeader);
}
