// To whom a referral is sealed on a given day.
#include "crypto/lists.h"

#include "tests/crypto/manifest_text.h"

#include <functional>

using namespace crypto;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

struct Case {
    Manifest manifest;
    Result<ActiveRecipients> active;
    bool holds(std::size_t i) const {
        return std::ranges::count(active->recipients, manifest.recipients[i].recipient) == 1;
    }
};

Case on(Day today, const std::function<void(json&)>& change = [](json&) {}) {
    json document = manifest_json();
    change(document);
    Manifest manifest = parse_manifest(bytes_of(document.dump())).value();
    auto active = active_recipients(manifest, today);
    REQUIRE(active);
    return {std::move(manifest), std::move(active)};
}

} // namespace

TEST_CASE("everybody inside her dates is sealed to") {
    for (const Day today : {2026y / 1 / 1, 2026y / 11 / 23, 2027y / 6 / 30}) {
        const Case now = on(today);
        CHECK(now.active->state == ManifestState::Current);
        CHECK(now.active->recipients.size() == 5);
    }
}

TEST_CASE("dates are inclusive and exclude one at a time") {
    const auto blue_until_march = [](json& m) { m["recipients"][0]["not_after"] = "2026-03-01"; };
    CHECK(on(2026y / 3 / 1, blue_until_march).holds(0));
    const Case after = on(2026y / 3 / 2, blue_until_march);
    CHECK_FALSE(after.holds(0));
    CHECK(after.active->recipients.size() == 4);
    CHECK(after.active->state == ManifestState::Current);

    const auto red_from_march = [](json& m) { m["recipients"][2]["not_before"] = "2026-03-01"; };
    CHECK_FALSE(on(2026y / 2 / 28, red_from_march).holds(2));
    CHECK(on(2026y / 3 / 1, red_from_march).holds(2));
}

TEST_CASE("a revoked recipient is never sealed to") {
    const auto revoke = [](json& m) { m["revoked"] = {"green"}; };
    for (const Day today : {2026y / 11 / 23, 2030y / 1 / 1, 1970y / 1 / 1}) {
        const Case now = on(today, revoke);
        CHECK_FALSE(now.holds(1));
        CHECK(now.active->recipients.size() == 4);
    }
}

TEST_CASE("an expired list still seals, to all that are not revoked") {
    const Case expired = on(2027y / 7 / 1, [](json& m) {
        m["recipients"][0]["not_after"] = "2026-03-01";
        m["revoked"] = {"red"};
    });
    CHECK(expired.active->state == ManifestState::Expired);
    CHECK(expired.active->recipients.size() == 4);
    CHECK(expired.holds(0));
    CHECK_FALSE(expired.holds(2));
}

TEST_CASE("a clock that is wrong still seals") {
    for (const Day today : {1970y / 1 / 1, 2025y / 12 / 31, 2099y / 1 / 1}) {
        const Case now = on(today);
        CHECK(now.active->state == ManifestState::Expired);
        CHECK(now.active->recipients.size() == 5);
    }
}

TEST_CASE("too few inside their dates count as an outdated list") {
    const auto two_ended = [](json& m) {
        m["recipients"][0]["not_after"] = "2026-03-01";
        m["recipients"][1]["not_after"] = "2026-03-01";
    };
    CHECK(on(2026y / 3 / 1, two_ended).active->state == ManifestState::Current);
    const Case after = on(2026y / 3 / 2, two_ended);
    CHECK(after.active->state == ManifestState::Expired);
    CHECK(after.active->recipients.size() == 5);
    const auto recovery_ended = [](json& m) { m["recipients"][4]["not_after"] = "2026-03-01"; };
    CHECK(on(2026y / 3 / 2, recovery_ended).active->state == ManifestState::Expired);
}

TEST_CASE("an outdated list of many seals to recovery, archive and the latest caseworkers") {
    const Case now = on(2030y / 1 / 1, [](json& m) {
        for (int month = 1; month <= 9; ++month) { // short-lived keys, one after the other
            json entry = recipient_entry("epoch " + std::to_string(month), "caseworker");
            entry["not_before"] = "2026-0" + std::to_string(month) + "-01";
            entry["not_after"] = "2026-0" + std::to_string(month) + "-20";
            m["recipients"].push_back(entry);
        }
    });
    CHECK(now.active->state == ManifestState::Expired);
    CHECK(now.active->recipients.size() == 8);
    for (const std::size_t i : std::initializer_list<std::size_t>{0, 1, 2, 3, 4, 11, 12, 13}) {
        CHECK(now.holds(i));
    }
}

TEST_CASE("a manifest made by hand is still held to eight and one") {
    Manifest manifest;
    CHECK(error_of(active_recipients(manifest, 2026y / 1 / 1)) == Error::TooFewRecipients);
    manifest = parse_manifest(bytes_of(manifest_json().dump())).value();
    for (int i = 0; i < 4; ++i) {
        ListedRecipient more = manifest.recipients[0];
        more.id = std::to_string(i);
        more.recipient = HybridIdentity::generate().recipient();
        manifest.recipients.push_back(more);
    }
    CHECK(error_of(active_recipients(manifest, 2026y / 1 / 1)) == Error::TooManyRecipients);
}
