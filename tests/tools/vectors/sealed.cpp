// Sealed files, the envelopes around them, and records bound to their envelopes.
#include "referral.h"

namespace vectors {

namespace {

using namespace crypto;

constexpr std::size_t kSmallText = 300;

Bytes letters(std::size_t size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<std::byte>('a' + i % 26);
    }
    return bytes;
}

/// One to be opened by `reader`.
Json opening(std::string_view name, std::string_view file, const Json& changes,
             std::string_view outcome, std::string_view shape) {
    return {{"name", name},         {"file", file},       {"changes", changes},
            {"identity", "reader"}, {"outcome", outcome}, {"shape", shape}};
}

} // namespace

Json sealed_vectors() {
    const Reader reader;
    const Reader other;
    const std::span<const Recipient> to_reader(&reader.recipient, 1);
    const Bytes referral = seal_referral(letters(kRecordSizes[0]), to_reader).value();
    const Bytes small = seal(letters(kSmallText), to_reader).value();
    const std::size_t header = measure_age(referral).value().header_length;
    const std::size_t short_header = measure_age(small).value().header_length;

    Json file = document("Sealed files: age with mlkem768x25519 stanzas (FORMAT.md 2)");
    file["identities"] = {{"reader", secret_of(reader.identity)},
                          {"other", secret_of(other.identity)}};
    file["files"] = {{"referral", base64_of(referral)}, {"small", base64_of(small)}};
    file["plaintext_sha256"] = {{"referral", hex(sha256(letters(kRecordSizes[0])))},
                                {"small", hex(sha256(letters(kSmallText)))}};
    const auto one = [](const Json& change) { return Json::array({change}); };
    const Json none = Json::array();
    file["cases"] = {
        opening("a referral", "referral", none, "opened", "accepted"),
        opening("a referral for somebody else", "referral", none, "no-match", "accepted"),
        opening("one stanza, one short chunk", "small", none, "opened", "bad-header"),
        opening("the version line changed", "referral", one(flipped(20)), "bad-header",
                "bad-header"),
        opening("a stanza's type changed", "small", one(flipped(30)), "no-match", "bad-header"),
        opening("a line of the body ended with CR", "small", one(flipped(short_header - 49, "07")),
                "bad-header", "bad-header"),
        opening("the MAC changed", "referral",
                one(flipped(header - 10, to_another_letter(referral[header - 10]))), "bad-hmac",
                "accepted"),
        opening("the payload's nonce changed", "referral", one(flipped(header)), "bad-payload",
                "accepted"),
        opening("the payload changed", "referral", one(flipped(header + 40000, "80")),
                "bad-payload", "accepted"),
        opening("the last byte changed", "referral", one(flipped(referral.size() - 1)),
                "bad-payload", "accepted"),
        opening("the last byte missing", "referral", one(cut_to(referral.size() - 1)),
                "bad-payload", "bad-payload"),
        opening("a byte more", "referral", one(appended("00")), "bad-payload", "bad-payload"),
        opening("cut in the payload's nonce", "referral", one(cut_to(header + 15)), "bad-header",
                "bad-payload"),
        opening("cut behind the payload's nonce", "referral", one(cut_to(header + 16)),
                "bad-payload", "bad-payload"),
        opening("cut in the header", "referral", one(cut_to(header - 1)), "bad-header",
                "bad-header"),
        opening("nothing", "small", one(cut_to(0)), "bad-header", "bad-header"),
    };
    file["cases"][1]["identity"] = "other";
    return file;
}

Json envelope_vectors() {
    const Reader reader;
    const Bytes sealed = seal(letters(kSmallText), {&reader.recipient, 1}).value();
    const SigningKey terminal = key_of('k');
    const Envelope envelope = make_envelope(head_of(terminal), sealed, terminal).value();
    const std::size_t size = envelope.encode().size();

    Json file = document("Envelopes: the signed layout around a sealed file (FORMAT.md 3)");
    file["keys"] = {{"terminal", hex(terminal.public_key().bytes)},
                    {"other", hex(key_of('o').public_key().bytes)}};
    file["envelope"] = base64_of(envelope.encode());
    file["id"] = hex(envelope.id);
    const auto add = [&](std::string_view name, const Json& changes, std::string_view outcome,
                         std::string_view key = "terminal") {
        file["cases"].push_back(
            {{"name", name}, {"changes", changes}, {"key", key}, {"outcome", outcome}});
    };
    add("as signed", Json::array(), "accepted");
    add("another terminal's key", Json::array(), "bad-signature", "other");
    const auto flip = [&](std::string_view name, std::size_t at, std::string_view outcome,
                          std::string_view with = "01") {
        add(name, Json::array({flipped(at, with)}), outcome);
    };
    flip("another magic", 7, "bad-envelope");
    flip("another submission", 8, "bad-signature");
    flip("another terminal", 24, "bad-signature");
    flip("another chain", 40, "bad-signature");
    flip("another sequence number", 63, "bad-signature");
    flip("sequence number 0", 63, "bad-envelope", "07");
    flip("another envelope before it", 64, "bad-signature");
    flip("another manifest", 127, "bad-signature");
    flip("a header length that does not fit", 131, "bad-envelope");
    flip("a payload length that does not fit", 135, "bad-envelope");
    add("one byte from the header to the payload",
        {flipped(131, hex(ByteArray<1>{std::byte(envelope.age_header.size() ^
                                                 (envelope.age_header.size() - 1))})),
         flipped(135, hex(ByteArray<1>{std::byte(envelope.age_payload.size() ^
                                                 (envelope.age_payload.size() + 1))}))},
        "bad-envelope");
    flip("the version line changed", kEnvelopePrefix, "bad-envelope");
    flip("the MAC changed", kEnvelopePrefix + envelope.age_header.size() - 10, "bad-signature");
    flip("the payload changed", size - 64 - 1, "bad-signature");
    flip("the signature changed", size - 64, "bad-signature");
    add("the last byte missing", Json::array({cut_to(size - 1)}), "bad-envelope");
    add("a byte more", Json::array({appended("00")}), "bad-envelope");
    add("without its signature", Json::array({cut_to(size - 64)}), "bad-envelope");
    add("the prefix alone", Json::array({cut_to(kEnvelopePrefix)}), "bad-envelope");
    add("nothing", Json::array({cut_to(0)}), "bad-envelope");
    return file;
}

Json record_vectors() {
    const Reader reader;
    const Reader stranger;
    const SigningKey terminal = key_of('k');
    const SigningKey unlisted = key_of('o');
    const Bound right = bound_to(head_of(terminal));

    Json file = document("Records bound to their envelopes (FORMAT.md 1 and 3); not padded here");
    file["identity"] = secret_of(reader.identity);
    file["terminal"] = hex(terminal.public_key().bytes);
    file["manifest"] = hex(right.manifest);
    const auto add_for = [&](const Recipient& recipient, std::string_view name,
                             const std::string& record, std::string_view outcome,
                             const SigningKey& key) {
        const Bytes sealed = seal(bytes_of(record), {&recipient, 1}).value();
        const Envelope envelope = make_envelope(head_of(key), sealed, key).value();
        file["cases"].push_back({{"name", name},
                                 {"envelope", base64_of(envelope.encode())},
                                 {"id", hex(envelope.id)},
                                 {"outcome", outcome}});
    };
    const auto add = [&](std::string_view name, const std::string& record,
                         std::string_view outcome) {
        add_for(reader.recipient, name, record, outcome, terminal);
    };
    const auto changed = [&](auto change) {
        Bound bound = right;
        change(bound);
        return record_of(bound);
    };
    add("bound to its envelope", record_of(right), "opened");
    add("another submission", changed([](Bound& b) { b.submission[15] ^= std::byte{1}; }),
        "mismatch");
    add("another terminal", changed([](Bound& b) { b.kiosk[15] ^= std::byte{1}; }), "mismatch");
    add("another manifest", changed([](Bound& b) { b.manifest[31] ^= std::byte{1}; }), "mismatch");
    add("a later version", changed([](Bound& b) { b.version = 2; }), "not-a-record");
    add("no identifiers", R"({"resourceType":"QuestionnaireResponse"})", "not-a-record");
    add("no JSON", "Dear friend,", "not-a-record");
    add("nothing", "", "not-a-record");
    add_for(reader.recipient, "sealed by one terminal, signed by another that is not listed",
            record_of(right), "unknown-kiosk", unlisted);
    add_for(stranger.recipient, "sealed to somebody else", record_of(right), "no-match", terminal);
    return file;
}

} // namespace vectors
