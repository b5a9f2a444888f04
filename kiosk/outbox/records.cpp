// The text of the test record. It holds no secret, so an ordinary string is enough.
#include "kiosk/outbox/records.h"

#include "crypto/check.h"
#include "crypto/day.h"
#include "kiosk/host/log.h"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace outbox {
namespace {

nlohmann::ordered_json extension(std::string_view name, const char* type,
                                 nlohmann::ordered_json value) {
    return {{"url", "urn:referral-kiosk:" + std::string(name)}, {type, std::move(value)}};
}

} // namespace

crypto::Bytes test_record(const RecordIdentity& identity, crypto::Day day) {
    const nlohmann::ordered_json record{
        {"resourceType", "QuestionnaireResponse"},
        {"extension", nlohmann::ordered_json::array(
                          {extension("record-version", "valueInteger", 1),
                           extension("kind", "valueCode", "test"),
                           extension("kiosk", "valueString", crypto::hex(identity.kiosk)),
                           extension("manifest", "valueString", crypto::hex(identity.manifest))})},
        {"identifier",
         {{"system", "urn:referral-kiosk:submission"},
          {"value", crypto::hex(identity.submission)}}},
        {"status", "completed"},
        {"authored", crypto::format_day(day)}};
    const std::string text = record.dump();
    CHECK(text.size() <= crypto::kRecordSizes[0]);
    crypto::Bytes bytes(crypto::kRecordSizes[0], std::byte{' '});
    std::ranges::copy(crypto::bytes_of(text), bytes.begin());
    return bytes;
}

crypto::Result<crypto::Bytes> seal_test_record(const RecordIdentity& identity,
                                               const crypto::Manifest& manifest, crypto::Day day) {
    const auto active = crypto::active_recipients(manifest, day);
    if (!active) {
        return std::unexpected(active.error());
    }
    if (active->state == crypto::ManifestState::Expired) {
        host::log(host::Event::ManifestExpired);
    }
    return crypto::seal_referral(test_record(identity, day), active->recipients);
}

crypto::Day today() {
    return std::chrono::floor<std::chrono::days>(std::chrono::system_clock::now());
}

} // namespace outbox
