// Runs the vectors of tests/vectors, one file after the other. What each means stands in the
// README beside them; record.json is run where records are read, in tests/central.
#include "crypto/open_stream.h"
#include "crypto/receipt.h"
#include "crypto/recovery.h"
#include "crypto/rewrap.h"

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
    {"too-large", Error::TooLarge},
};
const std::map<ShareFault::Kind, std::string> kShareFaults = {
    {ShareFault::Kind::None, "no-share"},       {ShareFault::Kind::Line, "bad-line"},
    {ShareFault::Kind::Lines, "bad-lines"},     {ShareFault::Kind::Foreign, "foreign"},
    {ShareFault::Kind::Duplicate, "duplicate"}, {ShareFault::Kind::TooFew, "too-few"},
    {ShareFault::Kind::Changed, "changed"},     {ShareFault::Kind::NotTheKey, "not-the-key"},
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

/// Reads a kept record, verifies and opens it, in this order.
Result<SecretBytes> opened_kept(const Result<Envelope>& kept, const PublicKey& terminal,
                                std::span<const Identity> identities) {
    if (!kept) {
        return std::unexpected(kept.error());
    }
    if (const auto verified = verify_envelope(*kept, terminal); !verified) {
        return std::unexpected(verified.error());
    }
    return open_age(kept->age_file(), identities);
}

/// The key that the texts of these shares make, or the first fault.
std::expected<HybridIdentity, ShareFault> recovered(const Json& texts, const Json& names) {
    std::vector<RecoveryShare> shares;
    for (const std::string name : names) {
        auto share = parse_share(text(texts, name.c_str()));
        if (!share) {
            return std::unexpected(share.error());
        }
        shares.push_back(std::move(*share));
    }
    return combine_shares(shares);
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

TEST_CASE("vectors: records kept with another header") {
    const Json file = vectors::read("kept.json");
    const PublicKey terminal = public_key(file.at("terminal"));
    for (const Json& each : file.at("cases")) {
        INFO(text(each, "name"));
        const Bytes bytes =
            vectors::changed(file.at("files").at(text(each, "file")), each.at("changes"));
        const std::string identity = file.at("identities").at(text(each, "identity"));
        const auto kept = parse_kept(bytes);
        const auto opened = opened_kept(kept, terminal, parse_identities(identity).value());
        CHECK(outcome(opened, "opened") == text(each, "outcome"));
        CHECK(outcome(parse_envelope(bytes), "accepted") == text(each, "centre"));
        if (opened) {
            CHECK(hex(sha256(opened->span())) == text(file, "plaintext_sha256"));
        }
        if (kept) { // id and signature cover the same, also where another header stands
            CHECK(encode_kept(*kept) == bytes);
            CHECK((hex(kept->id) == text(file, "id")) ==
                  verify_envelope(*kept, terminal).has_value());
        }
    }
}

TEST_CASE("vectors: recovery shares") {
    const Json file = vectors::read("recovery.json");
    const Json& texts = file.at("shares");
    for (const char* name : {"one", "two", "three", "four", "five"}) {
        INFO(name);
        const auto share = parse_share(text(texts, name));
        REQUIRE(share);
        CHECK(format_share(*share).view() == text(texts, name));
        CHECK(share->set.threshold == file.at("threshold"));
        CHECK(hex(share->set.commitment) == text(file, "commitment"));
    }
    const auto identity = HybridIdentity::parse(text(file, "identity")).value();
    CHECK(hex(identity.seed()) == text(file, "seed"));
    CHECK(format_recipient(identity.recipient()) == text(file, "recipient"));
    for (const Json& each : file.at("cases")) {
        INFO(text(each, "name"));
        const auto key = recovered(texts, each.at("shares"));
        CHECK((key ? "recovered" : kShareFaults.at(key.error().kind)) == text(each, "outcome"));
        CHECK((key ? hex(key->seed()) : text(file, "seed")) == text(file, "seed"));
        const bool of_line = !key && key.error().kind == ShareFault::Kind::Line;
        CHECK((of_line ? key.error().line : 0) == each.value("line", 0U));
    }
}

TEST_CASE("vectors: receipts") {
    const Json file = vectors::read("receipt.json");
    const PublicKey key = public_key(file.at("keys").at(0));
    const Json& asked = file.at("asked");
    Envelope envelope;
    envelope.id = from_hex<32>(text(asked, "envelope")).value();
    envelope.head.kiosk = from_hex<16>(text(asked, "kiosk")).value();
    envelope.head.chain = from_hex<16>(text(asked, "chain")).value();
    envelope.head.sequence = asked.at("sequence");
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
