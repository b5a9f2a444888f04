// The acceptance rules of formats.md 4 for both lists together.
#include "central/lists/verified_lists.h"

namespace central {

namespace {

crypto::Result<crypto::Manifest> check_manifest(const crypto::SignedList& list, const Trust& trust,
                                                const VerifiedLists* held) {
    std::optional<crypto::AcceptedList> stored;
    if (held != nullptr) {
        stored = {.version = held->manifest.version, .hash = held->manifest.hash};
    }
    crypto::Result<crypto::AcceptedManifest> accepted =
        crypto::accept_manifest(list, trust.roots, stored, trust.manifest_floor);
    if (!accepted) {
        return std::unexpected(accepted.error());
    }
    return std::move(accepted->manifest);
}

crypto::Result<crypto::KioskList> check_kiosks(const crypto::SignedList& list, const Trust& trust,
                                               const VerifiedLists* held) {
    if (const auto enough = crypto::verify_threshold(trust.enrolment, list.bytes, list.signatures);
        !enough) {
        return std::unexpected(enough.error());
    }
    crypto::Result<crypto::KioskList> kiosks = crypto::parse_kiosk_list(list.bytes);
    if (!kiosks || held == nullptr) {
        return kiosks;
    }
    if (kiosks->version < held->kiosks.version) {
        return std::unexpected(crypto::Error::OldVersion);
    }
    if (kiosks->version == held->kiosks.version && list.bytes != held->lists.kiosks.bytes) {
        return std::unexpected(crypto::Error::Conflict);
    }
    return kiosks;
}

} // namespace

std::expected<VerifiedLists, ListProblem> verify_lists(SignedLists lists, const Trust& trust,
                                                       const VerifiedLists* held) {
    crypto::Result<crypto::Manifest> manifest = check_manifest(lists.manifest, trust, held);
    if (!manifest) {
        return std::unexpected(ListProblem{ListName::Manifest, manifest.error()});
    }
    crypto::Result<crypto::KioskList> kiosks = check_kiosks(lists.kiosks, trust, held);
    if (!kiosks) {
        return std::unexpected(ListProblem{ListName::Kiosks, kiosks.error()});
    }
    return VerifiedLists{
        .lists = std::move(lists), .manifest = std::move(*manifest), .kiosks = std::move(*kiosks)};
}

} // namespace central
