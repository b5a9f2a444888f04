// The records of tests/vectors (record.json, kept.json), opened as the desk opens what the centre
// sends it or what it has kept.
#include "central/desk/opening.h"
#include "tests/crypto/vector_file.h"

#include <map>

using namespace central::desk;
using vectors::Json;
using vectors::text;

namespace {

// The closed set of outcomes: a name that is not here fails.
const std::map<OpenError, std::string> kRefusals = {
    {OpenError::WrongEnvelope, "bad-envelope"}, {OpenError::UnknownKiosk, "unknown-kiosk"},
    {OpenError::BadSignature, "bad-signature"}, {OpenError::NotForThisKey, "no-match"},
    {OpenError::DamagedSeal, "bad-payload"},    {OpenError::NotARecord, "not-a-record"},
    {OpenError::Mismatch, "mismatch"},
};

central::VerifiedLists lists_of(const Json& file) {
    const crypto::PublicKey key{crypto::from_hex<32>(text(file, "terminal")).value()};
    central::VerifiedLists lists;
    lists.manifest.hash = crypto::from_hex<32>(text(file, "manifest")).value();
    lists.kiosks.kiosks.push_back({.id = crypto::kiosk_id_of(key), .key = key, .centre = "north"});
    return lists;
}

} // namespace

TEST_CASE("vectors: records open only in the envelope they are bound to") {
    const Json file = vectors::read("record.json");
    const central::VerifiedLists lists = lists_of(file);
    const auto identities = crypto::parse_identities(text(file, "identity")).value();
    for (const Json& each : file.at("cases")) {
        INFO(text(each, "name"));
        const auto bytes = vectors::changed(each.at("envelope"), Json::array());
        const auto id = crypto::from_hex<32>(text(each, "id")).value();
        const auto opened = open_envelope(bytes, id, lists, identities,
                                          [](const crypto::Hash&) { return std::nullopt; });
        CHECK((opened ? "opened" : kRefusals.at(opened.error())) == text(each, "outcome"));
    }
}

TEST_CASE("vectors: the desk opens kept records for their readers, with the envelope's checks") {
    const Json file = vectors::read("kept.json");
    const central::VerifiedLists lists = lists_of(file);
    const auto id = crypto::from_hex<32>(text(file, "id")).value();
    for (const Json& each : file.at("cases")) {
        INFO(text(each, "name"));
        const auto bytes =
            vectors::changed(file.at("files").at(text(each, "file")), each.at("changes"));
        const std::string identity = file.at("identities").at(text(each, "identity"));
        const auto identities = crypto::parse_identities(identity).value();
        const auto opened = open_envelope(bytes, id, lists, identities,
                                          [](const crypto::Hash&) { return std::nullopt; });
        // A file's name says which envelope it is, so what the signature covers is damage to it.
        const std::string outcome = text(each, "outcome");
        const auto expected = outcome == "too-large" || outcome == "bad-signature" ? "bad-envelope"
                              : outcome == "bad-hmac"                              ? "bad-payload"
                                                                                   : outcome;
        CHECK((opened ? "opened" : kRefusals.at(opened.error())) == expected);
    }
}
