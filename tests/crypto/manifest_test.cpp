// The list of recipients: what is read, what is refused, which version counts. More attacks, by
// their names: manifest_attacks_test.cpp.
#include "tests/crypto/manifest_text.h"
#include "tests/crypto/minisign.h"

#include <functional>

using namespace crypto;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

Result<Manifest> parsed(const json& document) {
    return parse_manifest(bytes_of(document.dump()));
}

Result<Manifest> changed(const std::function<void(json&)>& change) {
    json document = manifest_json();
    change(document);
    return parsed(document);
}

const MinisignKeys& keys() {
    static const MinisignKeys made(4); // three roots and a stranger
    return made;
}

Roots roots() {
    return {{keys().key(0), keys().key(1), keys().key(2)}, 2};
}

Result<AcceptedManifest> accepted(const json& document,
                                  const std::optional<AcceptedList>& stored = std::nullopt,
                                  std::uint64_t floor = 1) {
    return accept_manifest(keys().list(document.dump(), {0, 1}), roots(), stored, floor);
}

AcceptedList stored_as(const json& document) {
    return {document["version"].get<std::uint64_t>(), sha256(bytes_of(document.dump()))};
}

} // namespace

TEST_CASE("a manifest is read whole") {
    json document = manifest_json(7);
    document["previous"] = hex(Bytes(32, std::byte{0xab}));
    document["revoked"] = {"red"};
    document["later"] = "ignored";
    const auto manifest = parsed(document);
    REQUIRE(manifest);
    CHECK(manifest->version == 7);
    CHECK(manifest->previous->front() == std::byte{0xab});
    CHECK(manifest->issued == 2026y / 1 / 1);
    CHECK(manifest->expires == 2027y / 6 / 30);
    CHECK(manifest->minimum_recipients == 2);
    REQUIRE(manifest->recipients.size() == 5);
    CHECK(manifest->recipients[0].id == "blue");
    CHECK(format_recipient(manifest->recipients[0].recipient) ==
          document["recipients"][0]["age_recipient"].get<std::string>());
    CHECK(manifest->recipients[4].role == RecipientRole::Recovery);
    CHECK(manifest->recipients[3].not_after == 2027y / 12 / 31);
    CHECK(manifest->revoked == std::vector<std::string>{"red"});
    CHECK(hex(manifest->receipt_keys.at(0).bytes) ==
          document["receipt_keys"][0].get<std::string>());
    CHECK(manifest->hotlines.at(0).number == "0800 1");
    CHECK(manifest->notices.at(0).version == 3);
    CHECK(manifest->notices.at(0).pages.at(0).text == "Teksti");
    CHECK(manifest->hash == sha256(bytes_of(document.dump())));
}

TEST_CASE("a member that is missing or of another type is refused") {
    const json good = manifest_json();
    for (const auto& member : good.items()) {
        CAPTURE(member.key());
        CHECK(error_of(changed([&](json& m) { m.erase(member.key()); })) == Error::BadList);
        CHECK(error_of(changed([&](json& m) { m[member.key()] = true; })) == Error::BadList);
        CHECK(error_of(changed([&](json& m) { m[member.key()] = json::object(); })) ==
              Error::BadList);
    }
    for (const auto& member : good["recipients"][0].items()) {
        CAPTURE(member.key());
        const auto entry = [&](json& m) -> json& { return m["recipients"][0]; };
        CHECK(error_of(changed([&](json& m) { entry(m).erase(member.key()); })) == Error::BadList);
        CHECK(error_of(changed([&](json& m) { entry(m)[member.key()] = 1; })) == Error::BadList);
    }
}

TEST_CASE("values out of range are refused") {
    const std::pair<const char*, json> bad[] = {
        {"version", 0},
        {"version", -1},
        {"version", 1.5},
        {"version", "1"},
        {"previous", "00"},
        {"issued", "2026-02-30"},
        {"expires", "2025-12-31"}, // before it was issued
        {"minimum_recipients", 0},
        {"revoked", {1}},
        {"receipt_keys", {"00"}},
        {"hotlines", {{{"id", "help"}}}},
    };
    for (const auto& [name, value] : bad) {
        CAPTURE(name, value.dump());
        CHECK(error_of(changed([&](json& m) { m[name] = value; })) == Error::BadList);
    }
    CHECK(error_of(changed([](json& m) { m["recipients"][0]["role"] = "owner"; })) ==
          Error::BadList);
    CHECK(error_of(changed([](json& m) { m["recipients"][0]["not_after"] = "2025-01-01"; })) ==
          Error::BadList);
    // A notice without a page can be shown to nobody.
    CHECK(error_of(changed([](json& m) { m["notices"][0]["pages"] = json::array(); })) ==
          Error::BadList);
}

TEST_CASE("a refusal names the place and the rule, and repeats nothing of the list") {
    const auto rule = [](const std::function<void(json&)>& change) {
        json document = manifest_json();
        change(document);
        const auto refused = examine_manifest(bytes_of(document.dump()));
        return refused ? "accepted" : refused.error().rule;
    };
    CHECK(rule([](json& m) { m.erase("revoked"); }) == "`revoked` is missing");
    CHECK(rule([](json& m) { m["issued"] = "tomorrow"; }) == "`issued` must be a day (YYYY-MM-DD)");
    CHECK(rule([](json& m) { m["recipients"][2]["not_after"] = "2025-01-01"; }) ==
          "recipients[2]: `not_after` is before `not_before`");
    CHECK(rule([](json& m) { m["recipients"][1] = 1; }) == "recipients[1]: must be a JSON object");
    CHECK(rule([](json& m) { m["receipt_keys"] = {"AB"}; }) ==
          "receipt_keys[0]: must be 64 lower-case hex digits");
    CHECK(rule([](json& m) { m["notices"][0]["pages"][0]["told"] = {"a", "B"}; }) ==
          "notices[0]: pages[0]: told[1]: must be 1 to 40 of a-z and _");
    CHECK(rule([](json& m) { m["revoked"] = {"rde"}; }) ==
          "revoked[0]: no recipient of this list has this `id`");
    CHECK(rule([](json&) {}) == "accepted");
}

TEST_CASE("text that is not one JSON object is refused") {
    for (const char* text : {"", "{", "[]", "1", "null", "{} {}", "\"\xff\""}) {
        CHECK(error_of(parse_manifest(bytes_of(text))) == Error::BadList);
    }
    CHECK(error_of(parse_manifest(Bytes(5 * 1024 * 1024, std::byte{' '}))) == Error::TooLarge);
}

TEST_CASE("attack: a JSON key that is there twice") {
    const std::string good = manifest_json().dump();
    REQUIRE(parse_manifest(bytes_of(good)));
    std::string top = good;
    top.insert(1, R"("version":9,)");
    CHECK(error_of(parse_manifest(bytes_of(top))) == Error::BadList);
    std::string nested = good;
    nested.insert(nested.find(R"("role")"), R"("role":"archive",)");
    CHECK(error_of(parse_manifest(bytes_of(nested))) == Error::BadList);
    std::string escaped = good;
    escaped.insert(1, R"("versio\u006e":9,)");
    CHECK(error_of(parse_manifest(bytes_of(escaped))) == Error::BadList);
    std::string unknown = good;
    unknown.insert(1, R"("x":{"a":1,"b":{"a":2}},)"); // the same key at two depths is none twice
    CHECK(parse_manifest(bytes_of(unknown)));
}

TEST_CASE("attack: a key that takes no encapsulation") {
    Recipient bad;
    bad.public_key.fill(std::byte{0xff});
    const auto with_bad = [&](json& m) {
        m["recipients"][0]["age_recipient"] = format_recipient(bad);
    };
    CHECK(error_of(changed(with_bad)) == Error::BadKey);
    CHECK(error_of(changed([](json& m) { m["recipients"][0]["age_recipient"] = "age1pq1"; })) ==
          Error::BadKey);
}

TEST_CASE("attack: too few recipients") {
    const auto without = [](std::size_t i) {
        return changed([i](json& m) { m["recipients"].erase(i); });
    };
    CHECK(without(0));                                      // two of three caseworkers are left
    CHECK(error_of(without(4)) == Error::TooFewRecipients); // no recovery key
    CHECK(error_of(changed([](json& m) { m["minimum_recipients"] = 4; })) ==
          Error::TooFewRecipients);
    CHECK(error_of(changed([](json& m) {
              m["revoked"] = {"blue", "red"}; // revoked ones do not count
          })) == Error::TooFewRecipients);
}

TEST_CASE("attack: more than eight recipients on some day") {
    const auto with_caseworkers = [](int more, const char* not_before) {
        return changed([=](json& m) {
            for (int i = 0; i < more; ++i) {
                json entry = recipient_entry("more " + std::to_string(i), "caseworker");
                entry["not_before"] = not_before;
                m["recipients"].push_back(entry);
            }
        });
    };
    CHECK(with_caseworkers(3, "2026-01-01"));
    CHECK(error_of(with_caseworkers(4, "2026-01-01")) == Error::TooManyRecipients);
    CHECK(error_of(with_caseworkers(4, "2027-12-31")) == Error::TooManyRecipients);
    CHECK(with_caseworkers(4, "2028-01-01").error() == Error::BadList); // begins after it ends
}

TEST_CASE("a signed manifest is accepted") {
    const auto first = accepted(manifest_json());
    REQUIRE(first);
    CHECK(first->gap == ListGap::None);
    CHECK_FALSE(first->unchanged);
    CHECK(first->manifest.version == 1);
}

TEST_CASE("attack: too few signatures, the same one twice, a stranger's") {
    const std::string text = manifest_json().dump();
    const auto error = [&](const std::vector<std::size_t>& signers) {
        return error_of(accept_manifest(keys().list(text, signers), roots(), std::nullopt, 1));
    };
    CHECK(error({}) == Error::TooFewSignatures);
    CHECK(error({0}) == Error::TooFewSignatures);
    CHECK(error({1, 1}) == Error::TooFewSignatures);
    CHECK(error({2, 3}) == Error::TooFewSignatures);
    CHECK(error({3}) == Error::TooFewSignatures);
}

TEST_CASE("attack: a byte changed after signing") {
    SignedList list = keys().list(manifest_json().dump(), {0, 1});
    list.bytes[list.bytes.size() / 2] ^= std::byte{1};
    CHECK(error_of(accept_manifest(list, roots(), std::nullopt, 1)) == Error::TooFewSignatures);
}

TEST_CASE("attack: signatures of another list") {
    SignedList list = keys().list(manifest_json(2).dump(), {0, 1});
    list.signatures = keys().list(manifest_json(1).dump(), {0, 1}).signatures;
    CHECK(error_of(accept_manifest(list, roots(), std::nullopt, 1)) == Error::TooFewSignatures);
}

TEST_CASE("attack: rollback") {
    const json five = manifest_json(5);
    CHECK(error_of(accepted(manifest_json(4), stored_as(five))) == Error::OldVersion);
    CHECK(error_of(accepted(manifest_json(4), std::nullopt, 5)) == Error::OldVersion);
    CHECK(accepted(five, std::nullopt, 5));
    CHECK(error_of(accepted(five, stored_as(five), 6)) == Error::OldVersion);
}

TEST_CASE("attack: the same version with other bytes") {
    const json document = manifest_json(5);
    const auto again = accepted(document, stored_as(document));
    REQUIRE(again);
    CHECK(again->unchanged);
    CHECK(error_of(accepted(manifest_json(5), stored_as(document))) == Error::Conflict);
}

TEST_CASE("the next version must name the stored one, a later one is a gap") {
    const json five = manifest_json(5);
    json six = manifest_json(6);
    CHECK(error_of(accepted(six, stored_as(five))) == Error::BrokenChain);
    six["previous"] = hex(Bytes(32));
    CHECK(error_of(accepted(six, stored_as(five))) == Error::BrokenChain);
    six["previous"] = hex(stored_as(five).hash);
    const auto next = accepted(six, stored_as(five));
    REQUIRE(next);
    CHECK(next->gap == ListGap::None);
    CHECK_FALSE(next->unchanged);

    const auto later = accepted(manifest_json(9), stored_as(five));
    REQUIRE(later);
    CHECK(later->gap == ListGap::PreviousUnknown);
}

TEST_CASE("a well signed list of the wrong shape is refused") {
    json document = manifest_json();
    document.erase("revoked");
    CHECK(error_of(accepted(document)) == Error::BadList);
}

TEST_CASE("attack: names that look alike and differ") {
    for (const std::string_view sign :
         {"\u0085", "\u009b", "\u2028", "\u202a", "\u202e", "\u2066", "\u2069", "\x7f", "\x1b"}) {
        INFO(hex(bytes_of(sign)));
        CHECK(error_of(changed([&](json& document) {
                  document["recipients"][0]["id"] = "blue" + std::string(sign);
              })) == Error::BadList);
    }
    // What writing needs stays: a joiner of Persian words, letters of every script.
    json document = manifest_json();
    document["hotlines"][0]["id"] = "\u06A9\u0645\u06A9\u200C\u0647\u0627";
    CHECK(parsed(document));
}

TEST_CASE("attack: one name for two numbers or two notices") {
    CHECK(error_of(changed([](json& document) {
              json second = document["hotlines"][0];
              second["number"] = "666";
              document["hotlines"].push_back(second);
          })) == Error::BadList);
    CHECK(error_of(changed([](json& document) {
              json second = document["notices"][0];
              second["pages"][0]["text"] = "Another text.";
              document["notices"].push_back(second);
          })) == Error::BadList);
}
