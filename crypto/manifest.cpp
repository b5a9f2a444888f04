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

[[noreturn]] void refuse(const char* rule, Error error = Error::BadList) {
    throw list_json::Refused{error, rule};
}

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
    refuse("`role` must be caseworker, archive or recovery");
}

ListedRecipient read_recipient(const json& entry) {
    const auto recipient = parse_recipient(list_json::text(entry, "age_recipient"));
    if (!recipient) {
        refuse("`age_recipient` is not a valid age1pq1... key", Error::BadKey);
    }
    ListedRecipient listed{list_json::name(entry, "id"), *recipient,
                           role_of(list_json::text(entry, "role")),
                           list_json::day(entry, "not_before"), list_json::day(entry, "not_after")};
    if (listed.not_after < listed.not_before) {
        refuse("`not_after` is before `not_before`");
    }
    return listed;
}

// A pseudonym stands for one key and a key has one pseudonym: else nobody can say whom `revoked`
// names, and one key could count as two people.
void add_recipient(Manifest& manifest, ListedRecipient listed) {
    for (const ListedRecipient& other : manifest.recipients) {
        if (other.id == listed.id) {
            refuse("`id` is another recipient's already");
        }
        if (other.recipient == listed.recipient) {
            refuse("`age_recipient` is another recipient's already", Error::BadKey);
        }
    }
    manifest.recipients.push_back(std::move(listed));
}

// A misspelt id would revoke nobody.
void add_revoked(Manifest& manifest, std::string id) {
    if (std::ranges::find(manifest.recipients, id, &ListedRecipient::id) ==
        manifest.recipients.end()) {
        refuse("no recipient of this list has this `id`");
    }
    if (std::ranges::find(manifest.revoked, id) != manifest.revoked.end()) {
        refuse("is revoked already");
    }
    manifest.revoked.push_back(std::move(id));
}

void add_key(std::vector<PublicKey>& keys, const PublicKey& key) {
    if (std::ranges::find(keys, key) != keys.end()) {
        refuse("is listed already", Error::BadKey);
    }
    keys.push_back(key);
}

// What a page tells, as codes that end in every record: few, short and of one alphabet.
std::vector<std::string> read_told(const json& page) {
    constexpr std::size_t kMostCodes = 8;
    constexpr std::size_t kLongestCode = 40;
    std::vector<std::string> told;
    if (!page.contains("told")) {
        return told;
    }
    list_json::for_each(page, "told", [&](const json& code) {
        told.push_back(list_json::text(code));
        const bool other =
            told.back().find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string::npos;
        if (other || told.back().empty() || told.back().size() > kLongestCode) {
            refuse("must be 1 to 40 of a-z and _");
        }
    });
    if (told.size() > kMostCodes) {
        refuse("`told` has more than eight codes");
    }
    return told;
}

Notice read_notice(const json& entry) {
    Notice notice{list_json::name(entry, "id"),
                  list_json::name(entry, "language"),
                  static_cast<std::int64_t>(list_json::number(entry, "version")),
                  format_day(list_json::day(entry, "date")),
                  {}};
    list_json::for_each(entry, "pages", [&](const json& page) {
        notice.pages.push_back(
            {list_json::text(page, "title"), list_json::text(page, "text"), read_told(page)});
    });
    if (notice.pages.empty()) {
        refuse("a notice must have a page"); // a screen would have nothing to show
    }
    return notice;
}

// One reader would take the first of two, another the last.
void add_hotline(Manifest& manifest, Hotline hotline) {
    if (std::ranges::find(manifest.hotlines, hotline.id, &Hotline::id) != manifest.hotlines.end()) {
        refuse("another hotline has this `id`");
    }
    manifest.hotlines.push_back(std::move(hotline));
}

void add_notice(Manifest& manifest, Notice notice) {
    const auto same = [&](const Notice& other) {
        return other.id == notice.id && other.language == notice.language;
    };
    if (std::ranges::any_of(manifest.notices, same)) {
        refuse("another notice has this `id` and `language`");
    }
    manifest.notices.push_back(std::move(notice));
}

void read_lists(const json& document, Manifest& manifest) {
    using list_json::for_each;
    for_each(document, "recipients",
             [&](const json& entry) { add_recipient(manifest, read_recipient(entry)); });
    for_each(document, "revoked",
             [&](const json& entry) { add_revoked(manifest, list_json::name(entry)); });
    for_each(document, "receipt_keys",
             [&](const json& entry) { add_key(manifest.receipt_keys, list_json::key(entry)); });
    for_each(document, "desk_keys",
             [&](const json& entry) { add_key(manifest.desk_keys, list_json::key(entry)); });
    for_each(document, "hotlines", [&](const json& entry) {
        add_hotline(manifest, {list_json::name(entry, "id"), list_json::name(entry, "number")});
    });
    for_each(document, "notices",
             [&](const json& entry) { add_notice(manifest, read_notice(entry)); });
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
    read_lists(document, manifest);
    if (manifest.expires < manifest.issued) {
        refuse("`expires` is before `issued`");
    }
    return manifest;
}

// The entries to seal to when dates are left aside.
std::vector<ListedRecipient> not_revoked(const Manifest& manifest) {
    std::vector<ListedRecipient> kept = manifest.recipients;
    std::erase_if(kept, [&](const ListedRecipient& entry) {
        return std::ranges::find(manifest.revoked, entry.id) != manifest.revoked.end();
    });
    return kept;
}

std::vector<Recipient> keys_of(std::span<const ListedRecipient> entries) {
    std::vector<Recipient> keys;
    for (const ListedRecipient& entry : entries) {
        keys.push_back(entry.recipient);
    }
    return keys;
}

std::vector<ListedRecipient> inside_dates(std::vector<ListedRecipient> entries, Day day) {
    std::erase_if(entries, [day](const ListedRecipient& entry) {
        return day < entry.not_before || entry.not_after < day;
    });
    return entries;
}

std::size_t count(const std::vector<ListedRecipient>& entries, RecipientRole role) {
    return static_cast<std::size_t>(std::ranges::count(entries, role, &ListedRecipient::role));
}

bool enough(const Manifest& manifest, const std::vector<ListedRecipient>& entries) {
    return count(entries, RecipientRole::Caseworker) >=
               std::max<std::size_t>(manifest.minimum_recipients, 1) &&
           count(entries, RecipientRole::Recovery) >= 1;
}

// Throws, as the reading of the single members does.
void check_counts(const Manifest& manifest) {
    const std::vector<ListedRecipient> usable = not_revoked(manifest);
    if (count(usable, RecipientRole::Recovery) == 0) {
        refuse("there is no recovery key that is not revoked", Error::TooFewRecipients);
    }
    if (!enough(manifest, usable)) {
        refuse("fewer caseworkers' keys than `minimum_recipients` are not revoked",
               Error::TooFewRecipients);
    }
    // The most keys are active together on a day on which one of them starts.
    for (const ListedRecipient& entry : usable) {
        if (inside_dates(usable, entry.not_before).size() > kStanzas) {
            refuse("more than eight keys are active on one day", Error::TooManyRecipients);
        }
    }
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
    return manifest.previous == stored->hash ? Result<void>() : std::unexpected(Error::BrokenChain);
}

} // namespace

std::expected<Manifest, ListRefusal> examine_manifest(ByteView bytes) {
    const auto read_and_count = [](const json& document) {
        Manifest manifest = read_manifest(document);
        check_counts(manifest);
        return manifest;
    };
    auto manifest = list_json::read_list<Manifest>(bytes, read_and_count);
    if (!manifest) {
        return std::unexpected(
            ListRefusal{manifest.error().error, std::move(manifest.error().rule)});
    }
    manifest->hash = sha256(bytes);
    return std::move(*manifest);
}

Result<Manifest> parse_manifest(ByteView bytes) {
    auto manifest = examine_manifest(bytes);
    if (!manifest) {
        return std::unexpected(manifest.error().error);
    }
    return std::move(*manifest);
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
