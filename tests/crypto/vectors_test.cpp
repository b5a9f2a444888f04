// Runs the vectors of tests/vectors, one file after the other. What each means stands in the
// README beside them; record.json is run where records are read, in tests/central.
#include "crypto/open_stream.h"
#include "crypto/receipt.h"

#include "tests/crypto/sealed.h"
#include "tests/crypto/vector_file.h"

#include <map>

using namespace crypto;
using vectors::Json;
using vectors::text;

namespace {

// The closed set of outcomes: a name that is not here fails.
const std::map<std::string, Error> kRefusals = {
    {"bad-header", Error::BadHeader},     {"bad-hmac", Error::BadHmac},
    {"no-match", Error::NoMatch},         {"bad-payload", Error::BadPayload},
    {"bad-envelope", Error::BadEnvelope}, {"bad-signature", Error::BadSignature},
    {"bad-receipt", Error::BadReceipt},   {"bad-list", Error::BadList},
    {"bad-key", Error::BadKey},           {"too-few-signatures", Error::TooFewSignatures},
    {"old-version", Error::OldVersion},   {"conflict", Error::Conflict},
    {"broken-chain", Error::BrokenChain}, {"too-few-recipients", Error::TooFewRecipients},
};

std::string refusal(Error error) {
    const auto found =
        std::ranges::find(kRefusals, error, [](const auto& entry) { return entry.second; });
    return found == kRefusals.end() ? "not an outcome of vectors" : found->first;
}

/// `when_good`, or the refusal.
template <class T>
std::string outcome(const Result<T>& result, std::string_view when_good) {
    return result ? std::string(when_good) : refusal(result.error());
}

/// How the file opens as a stream, and what came out.
std::pair<Result<void>, Bytes> streamed(ByteView file, std::span<const Identity> identities) {
    Bytes plaintext;
    const Sink sink = [&plaintext](ByteView piece) {
        append(plaintext, piece);
        return true;
    };
    const auto done = open_age_stream(source_of(file), identities, sink);
    return {done, plaintext};
}

PublicKey public_key(const Json& text) {
    return {from_hex<32>(text.get<std::string>()).value()};
}

Roots roots_of(const Json& file) {
    Roots roots{{}, file.at("threshold")};
    for (const std::string line : file.at("roots")) {
        roots.keys.push_back(parse_minisign_key(line).value());
    }
    return roots;
}

SignedList list_of(const Json& file, const Json& each) {
    const std::string bytes = file.at("lists").at(text(each, "list"));
    return {bytes_in(bytes), each.at("signatures")};
}

std::optional<AcceptedList> stored_of(const Json& each) {
    const Json& stored = each.at("stored");
    if (stored.is_null()) {
        return std::nullopt;
    }
    return AcceptedList{stored.at("version"),
                        from_hex<32>(stored.at("hash").get<std::string>()).value()};
}

std::string acceptance(const Result<AcceptedManifest>& accepted) {
    if (!accepted) {
        return refusal(accepted.error());
    }
    if (accepted->unchanged) {
        return "unchanged";
    }
    return accepted->gap == ListGap::None ? "accepted" : "accepted-with-gap";
}

} // namespace

TEST_CASE("vectors: sealed files open, or let nothing out") {
    const Json file = vectors::read("sealed.json");
    for (const Json& each : file.at("cases")) {
        INFO(text(each, "name"));
        const std::string name = each.at("file");
        const Bytes bytes = vectors::changed(file.at("files").at(name), each.at("changes"));
        const std::string identity = file.at("identities").at(text(each, "identity"));
        const auto identities = parse_identities(identity).value();
        const auto opened = open_age(bytes, identities);
        CHECK(outcome(opened, "opened") == text(each, "outcome"));
        CHECK(outcome(measure_referral(bytes), "accepted") == text(each, "shape"));
        const auto [done, plaintext] = streamed(bytes, identities);
        CHECK(done.has_value() == opened.has_value());
        if (opened) {
            const std::string sha256_of_it = file.at("plaintext_sha256").at(name);
            CHECK(hex(sha256(opened->span())) == sha256_of_it);
            CHECK(hex(sha256(plaintext)) == sha256_of_it);
        } else if (text(each, "name") != "a byte more") { // behind a whole chunk that is as it was
            CHECK(plaintext.empty());
        }
    }
}

TEST_CASE("vectors: envelopes") {
    const Json file = vectors::read("envelope.json");
    for (const Json& each : file.at("cases")) {
        INFO(text(each, "name"));
        const auto envelope =
            parse_envelope(vectors::changed(file.at("envelope"), each.at("changes")));
        if (!envelope) {
            CHECK(refusal(envelope.error()) == text(each, "outcome"));
            continue;
        }
        const PublicKey key = public_key(file.at("keys").at(text(each, "key")));
        CHECK(outcome(verify_envelope(*envelope, key), "accepted") == text(each, "outcome"));
        CHECK((hex(envelope->id) == text(file, "id")) == each.at("changes").empty());
    }
}

TEST_CASE("vectors: receipts") {
    const Json file = vectors::read("receipt.json");
    const PublicKey key = public_key(file.at("keys").at(0));
    const Json& about = file.at("about");
    Envelope envelope;
    envelope.id = from_hex<32>(text(about, "envelope")).value();
    envelope.head.kiosk = from_hex<16>(text(about, "kiosk")).value();
    envelope.head.chain = from_hex<16>(text(about, "chain")).value();
    envelope.head.sequence = about.at("sequence");
    for (const Json& each : file.at("cases")) {
        INFO(text(each, "name"));
        const std::string note = each.at("note");
        const auto receipt = verify_receipt(note, {&key, 1});
        const auto matching =
            receipt ? matches(*receipt, envelope) : std::unexpected(receipt.error());
        CHECK(outcome(matching, "accepted") == text(each, "outcome"));
    }
}

TEST_CASE("vectors: manifests") {
    const Json file = vectors::read("manifest.json");
    for (const Json& each : file.at("cases")) {
        INFO(text(each, "name"));
        const auto accepted =
            accept_manifest(list_of(file, each), roots_of(file), stored_of(each), each.at("floor"));
        CHECK(acceptance(accepted) == text(each, "outcome"));
    }
}

TEST_CASE("vectors: lists of terminals") {
    const Json file = vectors::read("kiosk_list.json");
    for (const Json& each : file.at("cases")) {
        INFO(text(each, "name"));
        const SignedList list = list_of(file, each);
        const auto verified = verify_threshold(roots_of(file), list.bytes, list.signatures);
        const auto parsed = parse_kiosk_list(list.bytes);
        CHECK((verified ? outcome(parsed, "accepted") : refusal(verified.error())) ==
              text(each, "outcome"));
    }
}
