// Compares by what people go by: recipients by pseudonym and by key, hotlines by name, notices by
// name and language.
#include "central/desk/manifest_changes.h"

#include "central/desk/clean.h"
#include "central/desk/identity.h"
#include "central/desk/manifest_sheet.h"

#include <algorithm>

namespace central::desk {

namespace {

using crypto::ListedRecipient;
using crypto::Manifest;
using crypto::Notice;

const ListedRecipient* named(const Manifest& manifest, std::string_view id) {
    const auto found = std::ranges::find(manifest.recipients, id, &ListedRecipient::id);
    return found == manifest.recipients.end() ? nullptr : &*found;
}

const ListedRecipient* with_key(const Manifest& manifest, const crypto::Recipient& key) {
    const auto found = std::ranges::find(manifest.recipients, key, &ListedRecipient::recipient);
    return found == manifest.recipients.end() ? nullptr : &*found;
}

void compare_versions(const Manifest& from, const Manifest& to, ManifestChanges& changes) {
    changes.lines.push_back("version " + std::to_string(to.version) + ", before " +
                            std::to_string(from.version));
    if (to.version < from.version) {
        changes.warnings.emplace_back(
            "the version went back: terminals that hold the first refuse the second");
    } else if (to.version == from.version) {
        changes.warnings.emplace_back("both have the same version: terminals that hold the first "
                                      "refuse the second and raise an alarm");
    } else if (to.version > from.version + 1) {
        changes.warnings.emplace_back("versions between the two are missing here");
    } else if (to.previous != from.hash) {
        changes.warnings.emplace_back("the second does not name the first as the version before "
                                      "it: terminals that hold the first refuse it");
    }
}

void compare_days(std::string_view name, crypto::Day from, crypto::Day to,
                  ManifestChanges& changes) {
    if (from != to) {
        changes.lines.push_back(std::string(name) + ' ' + crypto::format_day(to) + ", before " +
                                crypto::format_day(from));
    }
}

/// "begins later, ends earlier".
std::string how_moved(const ListedRecipient& from, const ListedRecipient& to) {
    std::string words;
    if (from.not_before != to.not_before) {
        words = from.not_before < to.not_before ? "begins later" : "begins earlier";
    }
    if (from.not_after != to.not_after) {
        words += words.empty() ? "" : ", ";
        words += from.not_after < to.not_after ? "ends later" : "ends earlier";
    }
    return words;
}

void compare_recipient(const ListedRecipient& from, const ListedRecipient& to,
                       ManifestChanges& changes) {
    const std::string id = clean(to.id);
    if (from.role != to.role) {
        changes.warnings.push_back(id + " is now " + std::string(role_name(to.role)) + ", before " +
                                   std::string(role_name(from.role)));
    }
    if (from.recipient != to.recipient) {
        changes.warnings.push_back(
            id + " has ANOTHER KEY, fingerprint " + fingerprint_of(to.recipient) + ", before " +
            fingerprint_of(from.recipient) + ": compare it aloud with the person herself");
    }
    if (from.not_before != to.not_before || from.not_after != to.not_after) {
        changes.lines.push_back("dates of " + id + ": " + crypto::format_day(to.not_before) +
                                " to " + crypto::format_day(to.not_after) + ", before " +
                                crypto::format_day(from.not_before) + " to " +
                                crypto::format_day(from.not_after) + ": " + how_moved(from, to));
    }
}

/// A key whose days are over and that gets new ones, or the other way round. `issued`: the day the
/// later list counts from.
void compare_over(const ListedRecipient& from, const ListedRecipient& to, crypto::Day issued,
                  ManifestChanges& changes) {
    const bool was_over = from.not_after < issued;
    const bool is_over = to.not_after < issued;
    if (was_over && !is_over) {
        changes.warnings.push_back(clean(to.id) + " IS SEALED TO AGAIN: its dates had ended on " +
                                   crypto::format_day(from.not_after));
    } else if (is_over && !was_over) {
        changes.warnings.push_back(clean(to.id) + " IS SEALED TO NO LONGER: its dates end on " +
                                   crypto::format_day(to.not_after) +
                                   ", before the list is issued");
    }
}

void compare_added(const Manifest& from, const ListedRecipient& entry, ManifestChanges& changes) {
    changes.lines.push_back("added: " + recipient_line(entry));
    if (const ListedRecipient* const before = with_key(from, entry.recipient)) {
        changes.warnings.push_back(clean(entry.id) + " has the key that " + clean(before->id) +
                                   " had");
    }
}

void compare_revoked(const Manifest& from, const Manifest& to, ManifestChanges& changes) {
    for (const std::string& id : to.revoked) {
        if (!is_revoked(from, id)) {
            changes.lines.push_back("revoked: " + clean(id));
        }
    }
    for (const std::string& id : from.revoked) {
        const ListedRecipient* const key = named(from, id);
        const bool listed =
            named(to, id) != nullptr || (key != nullptr && with_key(to, key->recipient) != nullptr);
        if (!is_revoked(to, id) && listed) {
            changes.warnings.push_back(clean(id) + " is NO LONGER REVOKED");
        }
    }
}

std::size_t readers(const Manifest& manifest, crypto::RecipientRole role) {
    return static_cast<std::size_t>(
        std::ranges::count_if(manifest.recipients, [&](const ListedRecipient& entry) {
            return entry.role == role && !is_revoked(manifest, entry.id);
        }));
}

void compare_recipients(const Manifest& from, const Manifest& to, ManifestChanges& changes) {
    for (const ListedRecipient& entry : to.recipients) {
        if (const ListedRecipient* const before = named(from, entry.id)) {
            compare_recipient(*before, entry, changes);
            compare_over(*before, entry, to.issued, changes);
        } else {
            compare_added(from, entry, changes);
        }
    }
    for (const ListedRecipient& entry : from.recipients) {
        if (named(to, entry.id) == nullptr) {
            changes.lines.push_back("no longer listed: " + recipient_line(entry));
        }
    }
    compare_revoked(from, to, changes);
    using enum crypto::RecipientRole;
    for (const crypto::RecipientRole role : {Caseworker, Archive, Recovery}) {
        const std::size_t before = readers(from, role);
        const std::size_t now = readers(to, role);
        if (now < before) {
            changes.warnings.push_back("FEWER CAN READ: " + std::to_string(now) + ' ' +
                                       std::string(role_name(role)) + " keys, before " +
                                       std::to_string(before));
        }
    }
}

void compare_minimum(const Manifest& from, const Manifest& to, ManifestChanges& changes) {
    if (from.minimum_recipients == to.minimum_recipients) {
        return;
    }
    const std::string line = "at least " + std::to_string(to.minimum_recipients) +
                             " caseworkers, before " + std::to_string(from.minimum_recipients);
    if (to.minimum_recipients < from.minimum_recipients) {
        changes.warnings.push_back("LOWER MINIMUM: " + line);
    } else {
        changes.lines.push_back(line);
    }
}

/// Says of each key that only one of the lists has whether it came or went.
void compare_keys(std::string_view kind, const std::vector<crypto::PublicKey>& from,
                  const std::vector<crypto::PublicKey>& to, std::vector<std::string>& lines) {
    for (const crypto::PublicKey& key : to) {
        if (std::ranges::find(from, key) == from.end()) {
            lines.push_back(std::string(kind) + " added: " + crypto::hex(key.bytes));
        }
    }
    for (const crypto::PublicKey& key : from) {
        if (std::ranges::find(to, key) == to.end()) {
            lines.push_back(std::string(kind) + " removed: " + crypto::hex(key.bytes));
        }
    }
}

std::vector<std::string> numbers_of(const Manifest& manifest) {
    std::vector<std::string> lines;
    for (const crypto::Hotline& hotline : manifest.hotlines) {
        lines.push_back(clean(hotline.id) + ": " + clean(hotline.number));
    }
    return lines;
}

void compare_hotlines(const Manifest& from, const Manifest& to, ManifestChanges& changes) {
    const std::vector<std::string> before = numbers_of(from);
    const std::vector<std::string> now = numbers_of(to);
    for (const std::string& line : now) {
        if (std::ranges::find(before, line) == before.end()) {
            changes.lines.push_back("hotline added: " + line);
        }
    }
    for (const std::string& line : before) {
        if (std::ranges::find(now, line) == now.end()) {
            changes.lines.push_back("hotline removed: " + line);
        }
    }
}

const Notice* same_place(const Manifest& manifest, const Notice& notice) {
    const auto found = std::ranges::find_if(manifest.notices, [&](const Notice& other) {
        return other.id == notice.id && other.language == notice.language;
    });
    return found == manifest.notices.end() ? nullptr : &*found;
}

bool same_pages(const Notice& a, const Notice& b) {
    return std::ranges::equal(a.pages, b.pages,
                              [](const crypto::NoticePage& x, const crypto::NoticePage& y) {
                                  return x.title == y.title && x.text == y.text && x.told == y.told;
                              });
}

void compare_notices(const Manifest& from, const Manifest& to, ManifestChanges& changes) {
    for (const Notice& notice : to.notices) {
        const std::string name = clean(notice.language) + ": " + clean(notice.id);
        const std::string version = ", version " + std::to_string(notice.version);
        const Notice* const before = same_place(from, notice);
        if (before == nullptr) {
            changes.lines.push_back("notice added: " + name + version);
        } else if (before->version != notice.version) {
            changes.lines.push_back("notice changed: " + name + version + ", before " +
                                    std::to_string(before->version));
        } else if (before->date != notice.date || !same_pages(*before, notice)) {
            changes.warnings.push_back("notice changed under the SAME VERSION: " + name + version);
        }
    }
    for (const Notice& notice : from.notices) {
        if (same_place(to, notice) == nullptr) {
            changes.lines.push_back("notice removed: " + clean(notice.language) + ": " +
                                    clean(notice.id));
        }
    }
}

/// Where a language has several notices, their order decides which one people read.
void compare_shown(const Manifest& from, const Manifest& to, ManifestChanges& changes) {
    for (const Notice& notice : from.notices) {
        if (&notice != shown_notice(from, notice.language)) {
            continue;
        }
        const Notice* const now = shown_notice(to, notice.language);
        const std::string language = clean(notice.language);
        if (now == nullptr) {
            changes.warnings.push_back("NO NOTICE ANY MORE in " + language);
        } else if (now->id != notice.id) {
            changes.warnings.push_back("ANOTHER NOTICE IS SHOWN in " + language + ": " +
                                       clean(now->id) + ", before " + clean(notice.id));
        }
    }
}

} // namespace

ManifestChanges manifest_changes(const Manifest& from, const Manifest& to) {
    ManifestChanges changes;
    if (from.hash == to.hash) {
        changes.lines.emplace_back("both are the same, to the byte");
        return changes;
    }
    compare_versions(from, to, changes);
    compare_days("issued", from.issued, to.issued, changes);
    compare_days("expires", from.expires, to.expires, changes);
    compare_minimum(from, to, changes);
    compare_recipients(from, to, changes);
    compare_keys("RECEIPT KEY", from.receipt_keys, to.receipt_keys, changes.warnings);
    compare_keys("desk key", from.desk_keys, to.desk_keys, changes.lines);
    compare_hotlines(from, to, changes);
    compare_notices(from, to, changes);
    compare_shown(from, to, changes);
    return changes;
}

} // namespace central::desk
