// The acceptance rules of FORMAT.md 4 for both lists together.
#include "central/lists/verified_lists.h"

namespace central {

HeldLists held_of(const VerifiedLists& lists) {
    return {.manifest = {{.version = lists.manifest.version, .hash = lists.manifest.hash}},
            .kiosks = {{.version = lists.kiosks.version, .hash = lists.kiosks.hash}}};
}

std::expected<VerifiedLists, ListProblem> verify_lists(SignedLists lists, const Trust& trust,
                                                       const HeldLists& held) {
    auto manifest =
        crypto::accept_manifest(lists.manifest, trust.roots, held.manifest, trust.manifest_floor);
    if (!manifest) {
        return std::unexpected(ListProblem{ListName::Manifest, manifest.error()});
    }
    auto kiosks = crypto::accept_kiosk_list(lists.kiosks, trust.enrolment, held.kiosks);
    if (!kiosks) {
        return std::unexpected(ListProblem{ListName::Kiosks, kiosks.error()});
    }
    return VerifiedLists{.lists = std::move(lists),
                         .manifest = std::move(manifest->manifest),
                         .kiosks = std::move(*kiosks)};
}

} // namespace central
