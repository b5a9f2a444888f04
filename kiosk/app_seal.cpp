#include "kiosk/app_seal.h"

#include "crypto/check.h"
#include "crypto/day.h"
#include "kiosk/host/log.h"

#include <cstring>

namespace kiosk {
namespace {

intake::Code new_code() {
    crypto::Bytes random = crypto::random_bytes(intake::kCodeRandomBytes);
    const auto code = intake::make_code(random);
    ::explicit_bzero(random.data(), random.size());
    CHECK(code.has_value()); // fails once in 10^60
    return *code;
}

} // namespace

std::optional<Sealed> seal_session(const intake::Session& session, const crypto::Manifest& manifest,
                                   const crypto::KioskId& kiosk, const crypto::Hash& form_sha256,
                                   crypto::Day today) {
    const auto active = crypto::active_recipients(manifest, today);
    if (!active) {
        host::log(host::Event::SealingFailed, {{"reason", crypto::describe(active.error())}});
        return std::nullopt;
    }
    if (active->state == crypto::ManifestState::Expired) {
        host::log(host::Event::RecipientsExpired);
    }
    Sealed sealed{.referral = {.submission = crypto::random_array<16>(),
                               .manifest = manifest.hash,
                               .age = {}},
                  .code = new_code()};
    intake::RecordFacts facts = intake::facts_of(session);
    facts.kind = intake::RecordKind::Referral;
    facts.submission = sealed.referral.submission;
    facts.kiosk = kiosk;
    facts.manifest = manifest.hash;
    facts.form_sha256 = form_sha256;
    facts.day = crypto::format_day(today);
    facts.code = sealed.code;
    const crypto::SecretBytes record = intake::encode_record(session.answers, facts);
    auto age = crypto::seal_referral(record.span(), active->recipients);
    if (!age) {
        host::log(host::Event::SealingFailed, {{"reason", crypto::describe(age.error())}});
        return std::nullopt;
    }
    sealed.referral.age = std::move(*age);
    return sealed;
}

} // namespace kiosk
