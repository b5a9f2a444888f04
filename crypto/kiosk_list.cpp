// kiosks.json: which terminals exist (FORMAT.md 4.2).
#include "crypto/list_json.h"
#include "crypto/lists.h"

#include <algorithm>
#include <set>

namespace crypto {

namespace {

using nlohmann::json;

KioskState state_of(std::string_view text) {
    if (text == "active") {
        return KioskState::Active;
    }
    if (text == "retired") {
        return KioskState::Retired;
    }
    if (text == "revoked") {
        return KioskState::Revoked;
    }
    throw list_json::Refused{Error::BadList, "`state` must be active, retired or revoked"};
}

ListedKiosk read_kiosk(const json& entry) {
    const auto id = from_hex<16>(list_json::text(entry, "id"));
    if (!id) {
        throw list_json::Refused{Error::BadList, "`id` must be 32 lower-case hex digits"};
    }
    ListedKiosk kiosk{*id, list_json::key(list_json::member(entry, "ed25519")),
                      list_json::name(entry, "centre"), state_of(list_json::text(entry, "state"))};
    if (kiosk.id != kiosk_id_of(kiosk.key)) {
        throw list_json::Refused{Error::BadKey, "`id` is not that of `ed25519`"};
    }
    return kiosk;
}

KioskList read_kiosk_list(const json& document) {
    KioskList list;
    list.version = list_json::number(document, "version");
    std::set<KioskId> seen;
    list_json::for_each(document, "kiosks", [&](const json& entry) {
        list.kiosks.push_back(read_kiosk(entry));
        if (!seen.insert(list.kiosks.back().id).second) {
            throw list_json::Refused{Error::BadList, "is listed already"};
        }
    });
    return list;
}

} // namespace

const ListedKiosk* KioskList::find(const KioskId& id) const {
    const auto found = std::ranges::find(kiosks, id, &ListedKiosk::id);
    return found == kiosks.end() ? nullptr : &*found;
}

Result<KioskList> parse_kiosk_list(ByteView bytes) {
    auto list = list_json::read_list<KioskList>(bytes, read_kiosk_list);
    if (!list) {
        return std::unexpected(list.error().error);
    }
    list->hash = sha256(bytes);
    return std::move(*list);
}

Result<KioskList> accept_kiosk_list(const SignedList& list, const Roots& enrolment,
                                    const std::optional<AcceptedList>& stored) {
    if (const auto enough = verify_threshold(enrolment, list.bytes, list.signatures); !enough) {
        return std::unexpected(enough.error());
    }
    auto kiosks = parse_kiosk_list(list.bytes);
    if (!kiosks || !stored) {
        return kiosks;
    }
    if (kiosks->version < stored->version) {
        return std::unexpected(Error::OldVersion);
    }
    if (kiosks->version == stored->version && kiosks->hash != stored->hash) {
        return std::unexpected(Error::Conflict);
    }
    return kiosks;
}

} // namespace crypto
