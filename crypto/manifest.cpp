// manifest.json: to whom a referral may be sealed, and which version of that list counts
// (FORMAT.md 4.1).
#include "crypto/list_json.h"
#include "crypto/lists.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace crypto {

namespace {

using nlohmann::json;

RecipientRole role_of(std::string_view text) {
    if (text == "caseworker") {
        return RecipientRole::Caseworker;
    }
    if (text == "archive") {
        return RecipientRole::Archive;
    }
    if (text == "recovery") {
        return RecipientRole::Recovery;
    }
    throw list_json::Refused{};
}

ListedRecipient read_recipient(const json& entry) {
    const auto recipient = parse_recipient(list_json::text(entry, "age_recipient"));
    if (!recipient) {
        throw list_json::Refused{Error::BadKey};
    }
    ListedRecipient listed{list_json::text(entry, "id"), *recipient,
                           role_of(list_json::text(entry, "role")),
                           list_json::day(entry, "not_before"), list_json::day(entry, "not_after")};
    if (listed.not_after < listed.not_before) {
        throw list_json::Refused{};
    }
    return listed;
}

// What a page tells, as codes that end in every record: few, short and of one alphabet.
std::vector<std::string> read_told(const json& page) {
    constexpr std::size_t kMostCodes = 8;
    constexpr std::size_t kLongestCode = 40;
    std::vector<std::string> told;
    if (!page.contains("told")) {
        return told;
    }
    for (const json& code : list_json::array(page, "told")) {
        told.push_back(list_json::text(code));
        const bool other =
            told.back().find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string::npos;
        if (other || told.back().empty() || told.back().size() > kLongestCode) {
            throw list_json::Refused{};
        }
    }
    if (told.size() > kMostCodes) {
        throw list_json::Refused{};
    }
    return told;
}

Notice read_notice(const json& entry) {
    const std::uint64_t version = list_json::number(entry, "version");
    if (version > std::numeric_limits<int>::max()) {
        throw list_json::Refused{};
    }
    Notice notice{list_json::text(entry, "id"),
                  list_json::text(entry, "language"),
                  static_cast<int>(version),
                  format_day(list_json::day(entry, "date")),
                  {}};
    for (const json& page : list_json::array(entry, "pages")) {
        notice.pages.push_back(
            {list_json::text(page, "title"), list_json::text(page, "text"), read_told(page)});
    }
    if (notice.pages.empty()) { // a screen would have nothing to show
        throw list_json::Refused{};
    }
    return notice;
}

// Every member must be there, also an empty one: a misspelt `revoked` must not revoke nobody.
Manifest read_manifest(const json& document) {
    Manifest manifest;
    manifest.version = list_json::number(document, "version");
    if (const json& previous = list_json::member(document, "previous"); !previous.is_null()) {
        manifest.previous = list_json::hash(previous);
    }
    manifest.issued = list_json::day(document, "issued");
    manifest.expires = list_json::day(document, "expires");
    manifest.minimum_recipients = list_json::number(document, "minimum_recipients");
    for (const json& entry : list_json::array(document, "recipients")) {
        manifest.recipients.push_back(read_recipient(entry));
    }
    for (const json& entry : list_json::array(document, "revoked")) {
        manifest.revoked.push_back(list_json::text(entry));
    }
    for (const json& entry : list_json::array(document, "receipt_keys")) {
        manifest.receipt_keys.push_back(list_json::key(entry));
    }
    for (const json& entry : list_json::array(document, "desk_keys")) {
        manifest.desk_keys.push_back(list_json::key(entry));
    }
    for (const json& entry : list_json::array(document, "hotlines")) {
        manifest.hotlines.push_back(
            {list_json::text(entry, "id"), list_json::text(entry, "number")});
    }
    for (const json& entry : list_json::array(document, "notices")) {
        manifest.notices.push_back(read_notice(entry));
    }
    if (manifest.expires < manifest.issued) {
        throw list_json::Refused{};
    }
    return manifest;
}

// The entries to seal to when dates are left aside: one for each key, none whose key or id is
// revoked.
std::vector<ListedRecipient> not_revoked(const Manifest& manifest) {
    const auto revoked_id = [&](const ListedRecipient& entry) {
        return std::ranges::find(manifest.revoked, entry.id) != manifest.revoked.end();
    };
    const auto revoked_key = [&](const ListedRecipient& entry) {
        return std::ranges::any_of(manifest.recipients, [&](const ListedRecipient& other) {
            return other.recipient == entry.recipient && revoked_id(other);
        });
    };
    std::vector<ListedRecipient> kept = manifest.recipients;
    std::erase_if(kept, revoked_key);
    return kept;
}

// Different keys only, in the order of the list.
std::vector<Recipient> keys_of(std::span<const ListedRecipient> entries) {
    std::vector<Recipient> keys;
    for (const ListedRecipient& entry : entries) {
        if (std::ranges::find(keys, entry.recipient) == keys.end()) {
            keys.push_back(entry.recipient);
        }
    }
    return keys;
}

std::vector<ListedRecipient> inside_dates(std::vector<ListedRecipient> entries, Day day) {
    std::erase_if(entries, [day](const ListedRecipient& entry) {
        return day < entry.not_before || entry.not_after < day;
    });
    return entries;
}

bool enough(const Manifest& manifest, const std::vector<ListedRecipient>& entries) {
    const auto count = [&](RecipientRole role) {
        std::vector<ListedRecipient> of_role = entries;
        std::erase_if(of_role, [role](const ListedRecipient& entry) { return entry.role != role; });
        return keys_of(of_role).size();
    };
    return count(RecipientRole::Caseworker) >=
               std::max<std::size_t>(manifest.minimum_recipients, 1) &&
           count(RecipientRole::Recovery) >= 1;
}

Result<void> check_counts(const Manifest& manifest) {
    const std::vector<ListedRecipient> usable = not_revoked(manifest);
    if (!enough(manifest, usable)) {
        return std::unexpected(Error::TooFewRecipients);
    }
    // The most keys are active together on a day on which one of them starts.
    for (const ListedRecipient& entry : usable) {
        if (keys_of(inside_dates(usable, entry.not_before)).size() > kStanzas) {
            return std::unexpected(Error::TooManyRecipients);
        }
    }
    return {};
}

// Who must be able to read comes first when an outdated list holds more keys than a referral takes.
void most_lasting_first(std::vector<ListedRecipient>& entries) {
    const auto order = [](const ListedRecipient& entry) {
        const bool caseworker = entry.role == RecipientRole::Caseworker;
        const bool recovery = entry.role == RecipientRole::Recovery;
        const auto days = std::chrono::sys_days(entry.not_after).time_since_epoch();
        return std::tuple(caseworker, !recovery, -days, std::string_view(entry.id));
    };
    std::ranges::sort(entries, {}, order);
}

// The version rules against what was accepted before.
Result<void> accept_version(AcceptedManifest& accepted, const std::optional<AcceptedList>& stored,
                            std::uint64_t floor) {
    const Manifest& manifest = accepted.manifest;
    if (manifest.version < floor || (stored && manifest.version < stored->version)) {
        return std::unexpected(Error::OldVersion);
    }
    if (!stored) {
        return {};
    }
    if (manifest.version == stored->version) {
        accepted.unchanged = manifest.hash == stored->hash;
        return accepted.unchanged ? Result<void>() : std::unexpected(Error::Conflict);
    }
    if (manifest.version - stored->version > 1) {
        accepted.gap = ListGap::PreviousUnknown;
        return {};
    }
    return manifest.previous == stored->hash ? Result<void>() : std::unexpected(Error::Conflict);
}

} // namespace

Result<Manifest> parse_manifest(ByteView bytes) {
    auto manifest = list_json::read_list<Manifest>(bytes, read_manifest);
    if (!manifest) {
        return manifest;
    }
    if (const auto counts = check_counts(*manifest); !counts) {
        return std::unexpected(counts.error());
    }
    manifest->hash = sha256(bytes);
    return manifest;
}

Result<AcceptedManifest> accept_manifest(const SignedList& list, const Roots& roots,
                                         const std::optional<AcceptedList>& stored,
                                         std::uint64_t floor) {
    if (const auto ok = verify_threshold(roots, list.bytes, list.signatures); !ok) {
        return std::unexpected(ok.error());
    }
    auto manifest = parse_manifest(list.bytes);
    if (!manifest) {
        return std::unexpected(manifest.error());
    }
    AcceptedManifest accepted{std::move(*manifest)};
    if (const auto ok = accept_version(accepted, stored, floor); !ok) {
        return std::unexpected(ok.error());
    }
    return accepted;
}

Result<ActiveRecipients> active_recipients(const Manifest& manifest, Day today) {
    std::vector<ListedRecipient> usable = not_revoked(manifest);
    std::vector<ListedRecipient> current = inside_dates(usable, today);
    ActiveRecipients active;
    if (manifest.expires < today || !enough(manifest, current)) {
        active.state = ManifestState::Expired;
        active.recipients = keys_of(usable);
        if (active.recipients.size() > kStanzas) { // nobody is turned away for an outdated list
            most_lasting_first(usable);
            active.recipients = keys_of(usable);
            active.recipients.resize(kStanzas);
        }
    } else {
        active.recipients = keys_of(current);
    }
    if (active.recipients.empty()) {
        return std::unexpected(Error::TooFewRecipients);
    }
    if (active.recipients.size() > kStanzas) {
        return std::unexpected(Error::TooManyRecipients);
    }
    return active;
}

} // namespace crypto
