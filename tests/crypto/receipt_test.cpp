#include "crypto/receipt.h"

#include "tests/crypto/sealed.h"

using namespace crypto;

namespace {

constexpr std::string_view kName = "receipts.example";

Envelope envelope() {
    const SigningKey key = SigningKey::generate();
    const Recipient recipient = HybridIdentity::generate().recipient();
    EnvelopeHead head;
    head.kiosk = kiosk_id_of(key.public_key());
    head.chain = random_array<16>();
    head.sequence = 41;
    return make_envelope(head, seal({}, {&recipient, 1}).value(), key).value();
}

Receipt receipt_for(const Envelope& envelope) {
    return {envelope.id, envelope.head.kiosk, envelope.head.chain, envelope.head.sequence,
            "2026-11-23"};
}

} // namespace

TEST_CASE("a receipt says what FORMAT.md 5 says") {
    const Envelope sent = envelope();
    const std::string note = make_receipt(receipt_for(sent), kName, SigningKey::generate());
    const std::string text = "referral-receipt/v1\n" + hex(sent.id) + "\n" + hex(sent.head.kiosk) +
                             "\n" + hex(sent.head.chain) + "\n41\n2026-11-23\n";
    CHECK(note.starts_with(text + "\n\xe2\x80\x94 receipts.example "));
    CHECK(note.ends_with("\n"));
    CHECK(std::ranges::count(note, '\n') == 8);
}

TEST_CASE("a signed note has the key id of the specification") {
    // c2sp.org/signed-note: SHA-256(name || 0x0A || 0x01 || key), first four bytes.
    const SigningKey key = SigningKey::from_seed(Bytes(32, std::byte{9})).value();
    const std::string note = make_receipt(receipt_for(envelope()), kName, key);
    const std::size_t at = note.rfind(' ') + 1;
    const Bytes line = from_base64_padded(note.substr(at, note.size() - at - 1)).value();
    const Bytes hashed = [&] {
        Bytes bytes = bytes_in("receipts.example\n\x01");
        append(bytes, key.public_key().bytes);
        return bytes;
    }();
    REQUIRE(line.size() == 4 + 64);
    CHECK(equal(ByteView(line).first(4), ByteView(sha256(hashed)).first(4)));
}

TEST_CASE("a good receipt verifies and matches its envelope only") {
    const Envelope sent = envelope();
    const SigningKey key = SigningKey::generate();
    const std::string note = make_receipt(receipt_for(sent), kName, key);
    const PublicKey keys[] = {SigningKey::generate().public_key(), key.public_key()};
    const auto receipt = verify_receipt(note, keys);
    REQUIRE(receipt);
    CHECK(receipt->day == "2026-11-23");
    CHECK(matches(*receipt, sent));
    CHECK(error_of(matches(*receipt, envelope())) == Error::BadReceipt);

    const auto differs = [&](auto change) {
        Receipt changed = *receipt;
        change(changed);
        return error_of(matches(changed, sent)) == Error::BadReceipt;
    };
    CHECK(differs([](Receipt& r) { r.envelope[0] ^= std::byte{1}; }));
    CHECK(differs([](Receipt& r) { r.kiosk[15] ^= std::byte{1}; }));
    CHECK(differs([](Receipt& r) { r.chain[3] ^= std::byte{1}; }));
    CHECK(differs([](Receipt& r) { r.sequence += 1; }));
}

TEST_CASE("a receipt by another key is refused") {
    const std::string note = make_receipt(receipt_for(envelope()), kName, SigningKey::generate());
    const PublicKey other[] = {SigningKey::generate().public_key()};
    CHECK(error_of(verify_receipt(note, other)) == Error::BadReceipt);
    CHECK(error_of(verify_receipt(note, {})) == Error::BadReceipt);
}

TEST_CASE("no character of a receipt can be changed, added or removed") {
    const SigningKey key = SigningKey::generate();
    const PublicKey keys[] = {key.public_key()};
    const std::string note = make_receipt(receipt_for(envelope()), kName, key);
    REQUIRE(verify_receipt(note, keys));
    for (std::size_t at = 0; at < note.size(); ++at) {
        CAPTURE(at);
        std::string changed = note;
        changed[at] = static_cast<char>(changed[at] ^ 1);
        CHECK(error_of(verify_receipt(changed, keys)) == Error::BadReceipt);
        CHECK(error_of(verify_receipt(note.substr(0, at), keys)) == Error::BadReceipt);
        std::string longer = note;
        longer.insert(at, 1, at % 2 == 0 ? '\n' : '0');
        CHECK(error_of(verify_receipt(longer, keys)) == Error::BadReceipt);
    }
    CHECK(error_of(verify_receipt(note + note.substr(note.find("\n\n") + 2), keys)) ==
          Error::BadReceipt); // a second signature line
    CHECK(error_of(verify_receipt("", keys)) == Error::BadReceipt);
}

TEST_CASE("a well signed note that is no receipt is refused") {
    const SigningKey key = SigningKey::generate();
    const PublicKey keys[] = {key.public_key()};
    const std::string hex32 = hex(Bytes(32)), hex16 = hex(Bytes(16));
    const auto refused = [&](const std::string& text) { // signed by hand, as another program might
        Bytes hashed = bytes_in(std::string(kName) + "\n\x01");
        append(hashed, key.public_key().bytes);
        const Hash key_hash = sha256(hashed);
        Bytes line(key_hash.begin(), key_hash.begin() + 4);
        append(line, key.sign(bytes_of(text)));
        const std::string note =
            text + "\n\xe2\x80\x94 " + std::string(kName) + " " + base64_padded(line) + "\n";
        return !verify_receipt(note, keys);
    };
    const std::string head = "referral-receipt/v1\n" + hex32 + "\n" + hex16 + "\n" + hex16 + "\n";
    REQUIRE_FALSE(refused(head + "7\n2026-11-23\n"));
    CHECK(refused(head + "07\n2026-11-23\n"));
    CHECK(refused(head + "0\n2026-11-23\n"));
    CHECK(refused(head + "-1\n2026-11-23\n"));
    CHECK(refused(head + "7x\n2026-11-23\n"));
    CHECK(refused(head + "99999999999999999999\n2026-11-23\n"));
    CHECK(refused(head + "7\n2026-11-31\n"));
    CHECK(refused(head + "7\n2026-11-23\nmore\n"));
    CHECK(refused(head + "7\n"));
    CHECK(refused("referral-receipt/v2" + head.substr(19) + "7\n2026-11-23\n"));
    CHECK(refused("referral-receipt/v1\n" + hex16 + "\n" + hex16 + "\n" + hex16 +
                  "\n7\n2026-11-23\n"));
}
