// What somebody between the administrator and the terminal may try with the signed lists: the
// server, the network, a thief of one root key, a stick that was carried. Each attack by its name,
// each refused for the reason that is its own. All signatures are the real minisign's.
#include "tests/crypto/manifest_text.h"
#include "tests/crypto/minisign.h"

#include <functional>

using namespace crypto;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

const MinisignKeys& keys() {
    static const MinisignKeys made(4); // three roots and a stranger
    return made;
}

Roots roots() {
    return {{keys().key(0), keys().key(1), keys().key(2)}, 2};
}

/// What a terminal says to bytes that two roots have signed.
Result<AcceptedManifest> signed_by_roots(const std::string& text,
                                         const std::optional<AcceptedList>& stored = std::nullopt,
                                         std::uint64_t floor = 1) {
    return accept_manifest(keys().list(text, {0, 1}), roots(), stored, floor);
}

Result<AcceptedManifest> offered(const SignedList& list) {
    return accept_manifest(list, roots(), std::nullopt, 1);
}

AcceptedList stored_as(const json& document) {
    return {document["version"].get<std::uint64_t>(), sha256(bytes_of(document.dump()))};
}

/// The good list with one change, signed as it should be: only the reading can refuse it.
Error refusal(const std::function<void(json&)>& change) {
    json document = manifest_json();
    change(document);
    return error_of(signed_by_roots(document.dump()));
}

Error refusal_of_text(const std::function<void(std::string&)>& change) {
    std::string text = manifest_json().dump();
    change(text);
    return error_of(signed_by_roots(text));
}

json& recipient(json& document, std::size_t i) {
    return document["recipients"][i];
}

/// The first recipient's key with another X25519 half: it comes after ML-KEM-768's 1,184 bytes.
void set_curve_point(json& document, std::string_view hex_digits) {
    constexpr std::size_t kLatticeBytes = 1184;
    Recipient changed =
        parse_recipient(recipient(document, 0)["age_recipient"].get<std::string>()).value();
    const auto point = from_hex<32>(hex_digits).value();
    std::ranges::copy(point, changed.public_key.begin() + kLatticeBytes);
    recipient(document, 0)["age_recipient"] = format_recipient(changed);
}

json kiosk_entry() {
    const PublicKey key = SigningKey::generate().public_key();
    return {{"id", hex(kiosk_id_of(key))},
            {"ed25519", hex(key.bytes)},
            {"centre", "North"},
            {"state", "active"}};
}

} // namespace

// --- Versions ---------------------------------------------------------------------------------

TEST_CASE("manifest attack: rollback to a list that was good once") {
    const json stored = manifest_json(7);
    for (const std::uint64_t version : {1U, 5U, 6U}) {
        CHECK(error_of(signed_by_roots(manifest_json(version).dump(), stored_as(stored))) ==
              Error::OldVersion);
    }
}

TEST_CASE("manifest attack: rollback on a first start is stopped by the floor") {
    CHECK(error_of(signed_by_roots(manifest_json(4).dump(), std::nullopt, 5)) == Error::OldVersion);
    CHECK(signed_by_roots(manifest_json(5).dump(), std::nullopt, 5));
}

TEST_CASE("manifest attack: a floor above the stored list refuses even that") {
    const json stored = manifest_json(5);
    CHECK(error_of(signed_by_roots(stored.dump(), stored_as(stored), 6)) == Error::OldVersion);
}

TEST_CASE("manifest attack: freeze, the last list kept beyond its end") {
    // A server can withhold a newer list. The terminal then raises the alarm (Expired), turns
    // nobody away, and still never seals to a key that was revoked.
    json document = manifest_json();
    document["revoked"] = {"red"};
    const auto frozen = signed_by_roots(document.dump());
    REQUIRE(frozen);
    CHECK(active_recipients(frozen->manifest, 2027y / 6 / 30)->state == ManifestState::Current);
    const auto after = active_recipients(frozen->manifest, 2027y / 7 / 1);
    REQUIRE(after);
    CHECK(after->state == ManifestState::Expired);
    CHECK(after->recipients.size() == 4);
    CHECK(std::ranges::count(after->recipients, frozen->manifest.recipients[2].recipient) == 0);
}

TEST_CASE("manifest attack: the same version with other bytes") {
    const json stored = manifest_json(5);
    json other = stored;
    other["hotlines"][0]["number"] = "0800 2";
    CHECK(error_of(signed_by_roots(other.dump(), stored_as(stored))) == Error::Conflict);
    // Also when only the white space differs: what counts is bytes.
    CHECK(error_of(signed_by_roots(stored.dump(1), stored_as(stored))) == Error::Conflict);
}

TEST_CASE("manifest attack: a next version that does not follow the stored one") {
    const json stored = manifest_json(5);
    json next = manifest_json(6);
    next["previous"] = hex(sha256(bytes_of("another list of version 5")));
    CHECK(error_of(signed_by_roots(next.dump(), stored_as(stored))) == Error::BrokenChain);
    next["previous"] = nullptr;
    CHECK(error_of(signed_by_roots(next.dump(), stored_as(stored))) == Error::BrokenChain);
}

TEST_CASE("manifest attack: a previous that is no hash") {
    for (const json& value : {json(""), json("AB"), json(7), json(std::string(64, 'A')),
                              json(std::string(66, 'a')), json::array()}) {
        CHECK(refusal([&](json& m) { m["previous"] = value; }) == Error::BadList);
    }
}

TEST_CASE("manifest attack: version 0") {
    CHECK(refusal([](json& m) { m["version"] = 0; }) == Error::BadList);
}

TEST_CASE("manifest attack: a negative version") {
    CHECK(refusal([](json& m) { m["version"] = -1; }) == Error::BadList);
}

TEST_CASE("manifest attack: a version that is no whole number") {
    const auto with = [](const char* number) {
        return refusal_of_text([&](std::string& text) {
            text.replace(text.find(R"("version":1})"), 11, std::string(R"("version":)") + number);
        });
    };
    for (const char* number : {"1.0", "1.5", "1e0", "01", "+1", "\"1\"", "true", "null", "0x1"}) {
        CAPTURE(number);
        CHECK(with(number) == Error::BadList);
    }
}

TEST_CASE("manifest attack: a version that overflows, or that readers round") {
    const auto with = [](const char* number) {
        return [number](std::string& text) {
            text.replace(text.find(R"("version":1})"), 11, std::string(R"("version":)") + number);
        };
    };
    for (const char* number : {"18446744073709551616", "18446744073709551617",
                               "18446744073709551615", "9223372036854775808", "9007199254740992"}) {
        CAPTURE(number);
        CHECK(refusal_of_text(with(number)) == Error::BadList);
    }
    std::string largest = manifest_json().dump();
    with("9007199254740991")(largest);
    CHECK(signed_by_roots(largest));
}

// --- Signatures -------------------------------------------------------------------------------

TEST_CASE("manifest attack: below the threshold") {
    const std::string text = manifest_json().dump();
    CHECK(error_of(offered(keys().list(text, {}))) == Error::TooFewSignatures);
    CHECK(error_of(offered(keys().list(text, {1}))) == Error::TooFewSignatures);
}

TEST_CASE("manifest attack: the same root twice") {
    const std::string text = manifest_json().dump();
    CHECK(error_of(offered(keys().list(text, {2, 2}))) == Error::TooFewSignatures);
    SignedList list = keys().list(text, {2});
    list.signatures.push_back(keys().sign(2, list.bytes, "-t 'quite another comment'"));
    CHECK(list.signatures[0] != list.signatures[1]);
    CHECK(error_of(offered(list)) == Error::TooFewSignatures);
}

TEST_CASE("manifest attack: the same key under another key id") {
    // One root's signature again, its key id changed as if another root had made it.
    SignedList list = keys().list(manifest_json().dump(), {0});
    std::string twin = list.signatures[0];
    const std::size_t at = twin.find('\n') + 1;
    const std::string line = twin.substr(at, twin.find('\n', at) - at);
    Bytes blob = from_base64_padded(line).value();
    std::ranges::copy(keys().key(1).key_id, blob.begin() + 2);
    twin.replace(at, line.size(), base64_padded(blob));
    REQUIRE(twin != list.signatures[0]);
    list.signatures.push_back(twin);
    CHECK(error_of(offered(list)) == Error::TooFewSignatures);
}

TEST_CASE("manifest attack: one key configured under two key ids") {
    MinisignKey twin = keys().key(0);
    twin.key_id.fill(std::byte{7});
    const Roots doubled{{keys().key(0), twin}, 2};
    CHECK(error_of(accept_manifest(keys().list(manifest_json().dump(), {0, 0}), doubled,
                                   std::nullopt, 1)) == Error::TooFewSignatures);
}

TEST_CASE("manifest attack: a wrong root") {
    const std::string text = manifest_json().dump();
    CHECK(error_of(offered(keys().list(text, {3, 3}))) == Error::TooFewSignatures);
    CHECK(error_of(offered(keys().list(text, {0, 3}))) == Error::TooFewSignatures);
}

TEST_CASE("manifest attack: a root key of low order, which verifies anything") {
    for (const std::string_view point :
         {"0100000000000000000000000000000000000000000000000000000000000000",
          "0000000000000000000000000000000000000000000000000000000000000000",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}) {
        MinisignKey weak;
        weak.key.bytes = from_hex<32>(point).value();
        std::string file = keys().sign(0, bytes_of("x"));
        Signature zero{}; // R = the neutral element, S = 0
        zero[0] = std::byte{1};
        Bytes blob;
        append(blob, bytes_of("ED12345678"));
        append(blob, zero);
        file = "untrusted comment: x\n" + base64_padded(blob) + "\ntrusted comment: x\n" +
               base64_padded(zero) + "\n";
        SignedList list = keys().list(manifest_json().dump(), {});
        list.signatures = {file};
        CHECK(error_of(accept_manifest(list, Roots{{weak}, 1}, std::nullopt, 1)) ==
              Error::TooFewSignatures);
    }
}

TEST_CASE("manifest attack: signatures without end, to keep a terminal busy") {
    SignedList list = keys().list(manifest_json().dump(), {0, 1});
    list.signatures.resize(32, list.signatures[0]);
    CHECK(offered(list));
    list.signatures.resize(33, list.signatures[0]);
    CHECK(error_of(offered(list)) == Error::TooLarge);
}

TEST_CASE("manifest attack: signatures of another file") {
    SignedList list = keys().list(manifest_json().dump(), {0, 1});
    list.signatures = keys().list("another file", {0, 1}).signatures;
    CHECK(error_of(offered(list)) == Error::TooFewSignatures);
}

TEST_CASE("manifest attack: a mix of versions") {
    // One root signed version 1, another version 2: neither has two signatures.
    const json first = manifest_json(1);
    const json second = manifest_json(2);
    const std::string signatures[] = {keys().sign(0, bytes_of(first.dump())),
                                      keys().sign(1, bytes_of(second.dump()))};
    for (const json& document : {first, second}) {
        SignedList list = keys().list(document.dump(), {});
        list.signatures.assign(std::begin(signatures), std::end(signatures));
        CHECK(error_of(offered(list)) == Error::TooFewSignatures);
    }
}

TEST_CASE("manifest attack: a trusted comment that was changed") {
    SignedList list = keys().list(manifest_json().dump(), {0, 1});
    std::string& text = list.signatures[1];
    const std::size_t at = text.find("timestamp");
    REQUIRE(at != std::string::npos);
    text[at] = 'T';
    CHECK(error_of(offered(list)) == Error::TooFewSignatures);
}

TEST_CASE("manifest attack: the trusted comment of another signature") {
    SignedList list = keys().list(manifest_json().dump(), {0, 1});
    const std::string other = keys().sign(1, bytes_of("another file"));
    std::string& text = list.signatures[1];
    text = text.substr(0, text.find("\ntrusted")) + other.substr(other.find("\ntrusted"));
    CHECK(error_of(offered(list)) == Error::TooFewSignatures);
}

TEST_CASE("manifest attack: the older kind of signature, without prehash") {
    SignedList list = keys().list(manifest_json().dump(), {0});
    list.signatures.push_back(keys().sign(1, list.bytes, "-l"));
    CHECK(error_of(offered(list)) == Error::TooFewSignatures);
    // Nor is it taken for the newer kind when it says so.
    std::string& text = list.signatures[1];
    const std::size_t at = text.find('\n') + 1;
    REQUIRE(text.substr(at, 2) == "RW"); // base64 of "Ed", and "RU" of "ED"
    text.replace(at, 2, "RU");
    CHECK(error_of(offered(list)) == Error::TooFewSignatures);
}

TEST_CASE("manifest attack: a key that the server adds by itself") {
    json document = manifest_json();
    const SignedList good = keys().list(document.dump(), {0, 1});
    REQUIRE(offered(good));
    document["recipients"].push_back(recipient_entry("server", "caseworker"));
    SignedList changed = keys().list(document.dump(), {});
    changed.signatures = good.signatures;
    CHECK(error_of(offered(changed)) == Error::TooFewSignatures);
}

TEST_CASE("manifest attack: a revocation that the server takes out") {
    json document = manifest_json();
    document["revoked"] = {"red"};
    const SignedList good = keys().list(document.dump(), {0, 1});
    document["revoked"] = json::array();
    SignedList changed = keys().list(document.dump(), {});
    changed.signatures = good.signatures;
    CHECK(error_of(offered(changed)) == Error::TooFewSignatures);
}

TEST_CASE("manifest attack: a list cut short, or with something behind it, after signing") {
    const SignedList good = keys().list(manifest_json().dump(), {0, 1});
    SignedList cut = good;
    cut.bytes.pop_back();
    CHECK(error_of(offered(cut)) == Error::TooFewSignatures);
    SignedList longer = good;
    longer.bytes.push_back(std::byte{'\n'});
    CHECK(error_of(offered(longer)) == Error::TooFewSignatures);
}

// --- What two readers could read differently
// ------------------------------------------------------

TEST_CASE("manifest attack: a JSON key twice at the top") {
    CHECK(refusal_of_text([](std::string& text) { text.insert(1, R"("revoked":[],)"); }) ==
          Error::BadList);
}

TEST_CASE("manifest attack: a JSON key twice in a recipient") {
    CHECK(refusal_of_text([](std::string& text) {
              text.insert(text.find(R"("role")"), R"("role":"recovery",)");
          }) == Error::BadList);
}

TEST_CASE("manifest attack: a JSON key twice, once written with an escape") {
    CHECK(refusal_of_text([](std::string& text) { text.insert(1, R"("re\u0076oked":[],)"); }) ==
          Error::BadList);
}

TEST_CASE("manifest attack: a JSON key twice inside a member nobody reads") {
    CHECK(refusal_of_text([](std::string& text) {
              text.insert(1, R"("later":{"a":[{"b":1,"b":2}]},)");
          }) == Error::BadList);
}

TEST_CASE("manifest attack: a file cut short before it was signed") {
    const std::string whole = manifest_json().dump();
    for (const std::size_t kept :
         {std::size_t{0}, std::size_t{1}, whole.size() / 2, whole.size() - 1}) {
        CHECK(error_of(signed_by_roots(whole.substr(0, kept))) == Error::BadList);
    }
}

TEST_CASE("manifest attack: bytes behind the list") {
    for (const std::string_view tail : {"{}", "x", "]", ",", "/* note */"}) {
        CHECK(refusal_of_text([&](std::string& text) { text += tail; }) == Error::BadList);
    }
}

TEST_CASE("manifest attack: a second list behind a NUL") {
    CHECK(refusal_of_text([](std::string& text) {
              text += '\0';
              text += manifest_json(9).dump();
          }) == Error::BadList);
    CHECK(refusal_of_text([](std::string& text) { text += '\0'; }) == Error::BadList);
}

TEST_CASE("manifest attack: a byte order mark in front") {
    CHECK(refusal_of_text([](std::string& text) { text.insert(0, "\xef\xbb\xbf"); }) ==
          Error::BadList);
}

TEST_CASE("manifest attack: a huge file") {
    CHECK(refusal_of_text([](std::string& text) { text.append(4 * 1024 * 1024, ' '); }) ==
          Error::TooLarge);
}

TEST_CASE("manifest attack: nested without end") {
    const auto nested = [](std::size_t levels, char open, const std::string& close) {
        return refusal_of_text([&](std::string& text) {
            std::string deep(levels, open);
            for (std::size_t i = 0; i < levels; ++i) {
                deep += close;
            }
            text.insert(1, R"("later":)" + deep + ",");
        });
    };
    CHECK(nested(100, '[', "]") == Error::BadList);
    CHECK(nested(32, '[', "]") == Error::BadList); // the 33rd is the list itself
    CHECK(nested(1'900'000, '[', "]") == Error::BadList);
    CHECK(nested(1'900'000, '[', "") == Error::BadList);
    std::string shallow = manifest_json().dump();
    shallow.insert(1, R"("later":[[[[{"a":[[[[]]]]}]]]],)");
    CHECK(signed_by_roots(shallow));
    // 32 deep, whatever stands innermost.
    for (const std::string_view innermost : {"", "1", R"("a")"}) {
        std::string deep = manifest_json().dump();
        deep.insert(1, R"("later":)" + std::string(31, '[') + std::string(innermost) +
                           std::string(31, ']') + ",");
        CHECK(signed_by_roots(deep));
    }
}

TEST_CASE("manifest attack: a NUL that is written as an escape") {
    // Some readers take it for the end of the text: then a page tells less than its codes say.
    CHECK(refusal([](json& document) {
              document["notices"][0]["pages"][0]["text"] = std::string("a\0b", 3);
          }) == Error::BadList);
    CHECK(refusal_of_text([](std::string& text) { text.insert(1, R"("later\u0000":1,)"); }) ==
          Error::BadList);
}

TEST_CASE("manifest attack: invalid UTF-8") {
    for (const std::string_view bytes :
         {"\xff", "\xc0\x80", "\xed\xa0\x80", "\xf4\x90\x80\x80", "\xc3"}) {
        CHECK(refusal_of_text([&](std::string& text) {
                  text.replace(text.find("blue"), 4, bytes);
              }) == Error::BadList);
    }
    CHECK(refusal_of_text([&](std::string& text) {
              text.replace(text.find("blue"), 4, R"(\ud800)"); // half of a surrogate pair
          }) == Error::BadList);
}

// --- Recipients
// -----------------------------------------------------------------------------------

TEST_CASE("manifest attack: two recipients with one id") {
    CHECK(refusal([](json& m) { recipient(m, 1)["id"] = "blue"; }) == Error::BadList);
}

TEST_CASE("manifest attack: one key under two ids") {
    CHECK(refusal([](json& m) {
              recipient(m, 1)["age_recipient"] = recipient(m, 0)["age_recipient"];
          }) == Error::BadKey);
}

TEST_CASE("manifest attack: a caseworker's key that is the recovery key as well") {
    CHECK(refusal([](json& m) {
              recipient(m, 4)["age_recipient"] = recipient(m, 0)["age_recipient"];
          }) == Error::BadKey);
}

TEST_CASE("manifest attack: a revoked key that comes back under another id") {
    CHECK(refusal([](json& m) {
              json twin = recipient(m, 1);
              twin["id"] = "twin";
              m["recipients"].push_back(twin);
              m["revoked"] = {"green"};
          }) == Error::BadKey);
}

TEST_CASE("manifest attack: too few caseworkers") {
    CHECK(refusal([](json& m) { m["minimum_recipients"] = 4; }) == Error::TooFewRecipients);
    CHECK(refusal([](json& m) { m["revoked"] = {"blue", "red"}; }) == Error::TooFewRecipients);
    CHECK(refusal([](json& m) { recipient(m, 0)["role"] = recipient(m, 1)["role"] = "archive"; }) ==
          Error::TooFewRecipients);
}

TEST_CASE("manifest attack: a minimum that asks for nobody") {
    CHECK(refusal([](json& m) { m["minimum_recipients"] = 0; }) == Error::BadList);
}

TEST_CASE("manifest attack: no recovery key") {
    CHECK(refusal([](json& m) { m["recipients"].erase(4); }) == Error::TooFewRecipients);
    CHECK(refusal([](json& m) { m["revoked"] = {"recovery"}; }) == Error::TooFewRecipients);
}

TEST_CASE("manifest attack: a key of low order") {
    // The points of order 1, 2, 4 and 8 of Curve25519 and its twist (RFC 7748 section 7): a
    // secret shared with one of them is known to everybody.
    for (const std::string_view point :
         {"0000000000000000000000000000000000000000000000000000000000000000",
          "0100000000000000000000000000000000000000000000000000000000000000",
          "e0eb7a7c3b41b8ae1656e3faf19fc46ada098deb9c32b1fd866205165f49b800",
          "5f9c95bca3508c24b1d0b1559c83ef5b04445cc4581c8e86d8224eddd09f1157",
          "ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f",
          "eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f"}) {
        CAPTURE(point);
        CHECK(refusal([&](json& m) { set_curve_point(m, point); }) == Error::BadKey);
    }
}

TEST_CASE("manifest attack: a key whose lattice half is out of range") {
    CHECK(refusal([](json& m) {
              Recipient bad =
                  parse_recipient(recipient(m, 0)["age_recipient"].get<std::string>()).value();
              bad.public_key[0] = std::byte{0xff}; // coefficients of ML-KEM are below 3,329
              bad.public_key[1] = std::byte{0xff};
              recipient(m, 0)["age_recipient"] = format_recipient(bad);
          }) == Error::BadKey);
}

TEST_CASE("manifest attack: a key of another kind") {
    for (const char* key :
         {"", "age1pq1", "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p",
          "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHsKLqeplhpW+uObz5dvMgjz1OxfM/XXUB+VHtZ6isGN"}) {
        CHECK(refusal([&](json& m) { recipient(m, 0)["age_recipient"] = key; }) == Error::BadKey);
    }
}

TEST_CASE("manifest attack: more than eight active on some day") {
    CHECK(refusal([](json& m) {
              for (const char* id : {"a", "b", "c", "d"}) { // nine, on the last day only
                  json entry = recipient_entry(id, "caseworker");
                  entry["not_before"] = "2027-12-31";
                  m["recipients"].push_back(entry);
              }
          }) == Error::TooManyRecipients);
}

TEST_CASE("manifest attack: dates the wrong way round") {
    CHECK(refusal([](json& m) { m["expires"] = "2025-12-31"; }) == Error::BadList);
    CHECK(refusal([](json& m) { recipient(m, 3)["not_after"] = "2025-12-31"; }) == Error::BadList);
}

TEST_CASE("manifest attack: days that do not exist, or with a time") {
    for (const char* day : {"2027-02-29", "2027-13-01", "2027-00-10", "2027-6-30", "",
                            "2027-06-30T00:00:00Z", "+2027-06-30", "12027-06-30"}) {
        CHECK(refusal([&](json& m) { m["expires"] = day; }) == Error::BadList);
        CHECK(refusal([&](json& m) { recipient(m, 0)["not_after"] = day; }) == Error::BadList);
    }
}

TEST_CASE("manifest attack: a revoked id that nobody has") {
    CHECK(refusal([](json& m) { m["revoked"] = {"gren"}; }) == Error::BadList);
    CHECK(refusal([](json& m) { m["revoked"] = {"Green"}; }) == Error::BadList);
    CHECK(refusal([](json& m) { m["revoked"] = {"green", "green"}; }) == Error::BadList);
}

TEST_CASE("manifest attack: an unknown role") {
    for (const char* role : {"owner", "Caseworker", "caseworker ", ""}) {
        CHECK(refusal([&](json& m) { recipient(m, 0)["role"] = role; }) == Error::BadList);
    }
}

TEST_CASE("manifest attack: an id with a NUL, with a line end, without a sign, without end") {
    for (const std::string& id :
         {std::string("blue\0x", 6), std::string("blue\nrevoked"), std::string("\x1b[2J"),
          std::string("blue\x7f"), std::string(), std::string(101, 'b')}) {
        CHECK(refusal([&](json& m) { recipient(m, 0)["id"] = id; }) == Error::BadList);
        CHECK(refusal([&](json& m) { m["hotlines"][0]["number"] = id; }) == Error::BadList);
    }
}

TEST_CASE("manifest attack: a receipt key twice") {
    CHECK(refusal([](json& m) { m["receipt_keys"].push_back(m["receipt_keys"][0]); }) ==
          Error::BadKey);
}

// --- Lists of terminals
// ---------------------------------------------------------------------------

TEST_CASE("kiosk list attack: signed by the manifest's roots") {
    const json document{{"version", 1}, {"kiosks", {kiosk_entry()}}};
    const SignedList list = keys().list(document.dump(), {0, 1});
    const Roots enrolment{{keys().key(3)}, 1};
    CHECK(error_of(verify_threshold(enrolment, list.bytes, list.signatures)) ==
          Error::TooFewSignatures);
    CHECK(error_of(offered(list)) == Error::BadList); // and it is no manifest either
}

TEST_CASE("kiosk list attack: an id that is not its key's") {
    json document{{"version", 1}, {"kiosks", {kiosk_entry(), kiosk_entry()}}};
    std::swap(document["kiosks"][0]["id"], document["kiosks"][1]["id"]);
    CHECK(error_of(parse_kiosk_list(bytes_of(document.dump()))) == Error::BadKey);
}

TEST_CASE("kiosk list attack: one terminal active and revoked at once") {
    json document{{"version", 1}, {"kiosks", {kiosk_entry()}}};
    document["kiosks"].push_back(document["kiosks"][0]);
    document["kiosks"][0]["state"] = "revoked";
    CHECK(error_of(parse_kiosk_list(bytes_of(document.dump()))) == Error::BadList);
}

TEST_CASE("kiosk list attack: a second list behind a NUL, a key twice") {
    const std::string good = json{{"version", 1}, {"kiosks", {kiosk_entry()}}}.dump();
    REQUIRE(parse_kiosk_list(bytes_of(good)));
    CHECK(error_of(parse_kiosk_list(bytes_of(good + '\0' + good))) == Error::BadList);
    std::string twice = good;
    twice.insert(1, R"("kiosks":[],)");
    CHECK(error_of(parse_kiosk_list(bytes_of(twice))) == Error::BadList);
}
