#include "tests/crypto/manifest_text.h"

#include "crypto/lists.h"

using namespace crypto;
using nlohmann::json;

namespace {

json kiosk_entry(const char* state) {
    const PublicKey key = SigningKey::generate().public_key();
    return {{"id", hex(kiosk_id_of(key))},
            {"ed25519", hex(key.bytes)},
            {"centre", "North"},
            {"state", state}};
}

json list_json() {
    return {{"version", 4},
            {"kiosks", {kiosk_entry("active"), kiosk_entry("retired"), kiosk_entry("revoked")}}};
}

Result<KioskList> parsed(const json& document) {
    return parse_kiosk_list(bytes_of(document.dump()));
}

} // namespace

TEST_CASE("a list of terminals is read and searched") {
    const json document = list_json();
    const auto list = parsed(document);
    REQUIRE(list);
    CHECK(list->version == 4);
    REQUIRE(list->kiosks.size() == 3);
    CHECK(list->kiosks[0].state == KioskState::Active);
    CHECK(list->kiosks[1].state == KioskState::Retired);
    CHECK(list->kiosks[2].state == KioskState::Revoked);
    CHECK(list->kiosks[0].centre == "North");
    const ListedKiosk* const found = list->find(list->kiosks[1].id);
    CHECK(found == &list->kiosks[1]);
    CHECK(list->find(KioskId{}) == nullptr);
}

TEST_CASE("a list of terminals may be empty") {
    CHECK(parsed({{"version", 1}, {"kiosks", json::array()}}));
}

TEST_CASE("a list of terminals of another shape is refused") {
    const auto error = [](auto change) {
        json document = list_json();
        change(document);
        return error_of(parsed(document));
    };
    CHECK(error([](json& l) { l.erase("version"); }) == Error::BadList);
    CHECK(error([](json& l) { l["kiosks"] = 1; }) == Error::BadList);
    CHECK(error([](json& l) { l["kiosks"][0] = "x"; }) == Error::BadList);
    CHECK(error([](json& l) { l["kiosks"][0]["state"] = "lost"; }) == Error::BadList);
    CHECK(error([](json& l) { l["kiosks"][0].erase("centre"); }) == Error::BadList);
    CHECK(error([](json& l) { l["kiosks"][0]["id"] = "00"; }) == Error::BadList);
    CHECK(error([](json& l) { l["kiosks"].push_back(l["kiosks"][0]); }) == Error::BadList);
    CHECK(error([](json& l) { l["kiosks"][0]["id"] = l["kiosks"][1]["id"]; }) == Error::BadKey);
}
