// The parts of a referral that several files of vectors are made of.
#include "referral.h"

namespace vectors {

using namespace crypto;

std::string secret_of(const HybridIdentity& identity) {
    return std::string(identity.format().view());
}

std::string to_another_letter(std::byte letter) {
    const std::byte other{letter == std::byte{'A'} ? std::byte{'B'} : std::byte{'A'}};
    return hex(ByteArray<1>{letter ^ other});
}

EnvelopeHead head_of(const SigningKey& key) {
    EnvelopeHead head;
    head.submission.fill(std::byte{0x11});
    head.kiosk = kiosk_id_of(key.public_key());
    head.chain.fill(std::byte{0x22});
    head.sequence = 7;
    head.previous.fill(std::byte{0x33});
    head.manifest.fill(std::byte{0x44});
    return head;
}

Bound bound_to(const EnvelopeHead& head) {
    return {head.submission, head.kiosk, head.manifest};
}

std::string record_of(const Bound& bound) {
    const auto extension = [](std::string_view name, const char* type, const Json& value) {
        return Json{{"url", "urn:referral-kiosk:" + std::string(name)}, {type, value}};
    };
    const Json extensions = {extension("record-version", "valueInteger", bound.version),
                             extension("kind", "valueCode", "test"),
                             extension("kiosk", "valueString", hex(bound.kiosk)),
                             extension("manifest", "valueString", hex(bound.manifest))};
    const Json record = {
        {"resourceType", "QuestionnaireResponse"},
        {"extension", extensions},
        {"identifier",
         {{"system", "urn:referral-kiosk:submission"}, {"value", hex(bound.submission)}}},
        {"status", "completed"},
        {"authored", "2026-11-24"}};
    return record.dump() + "   ";
}

} // namespace vectors
