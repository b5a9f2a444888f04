// One line for each thing, so that two people can go through it together over a telephone.
#include "central/desk/manifest_sheet.h"

#include "central/desk/clean.h"
#include "central/desk/identity.h"

#include <algorithm>
#include <set>

namespace central::desk {

namespace {

using crypto::Day;
using crypto::ListedRecipient;
using crypto::Manifest;

constexpr std::size_t kColumn = 15;
constexpr int kSoon = 60; ///< days in which offline signers can be brought together

int days_until(Day day, Day today) {
    return static_cast<int>((std::chrono::sys_days(day) - std::chrono::sys_days(today)).count());
}

std::string in_days(int days) {
    return days == 0 ? "today" : days == 1 ? "tomorrow" : "in " + std::to_string(days) + " days";
}

std::string_view state_of(const Manifest& manifest, const ListedRecipient& entry, Day today) {
    if (is_revoked(manifest, entry.id)) {
        return "REVOKED";
    }
    if (today < entry.not_before) {
        return "not yet";
    }
    return entry.not_after < today ? "ended" : "active";
}

void add(std::string& sheet, std::string_view name, std::string_view value) {
    std::string line(name);
    line.resize(std::max(line.size() + 1, kColumn), ' ');
    sheet += line;
    sheet += value;
    sheet += '\n';
}

void add_keys(std::string& sheet, std::string_view name,
              const std::vector<crypto::PublicKey>& keys) {
    for (const crypto::PublicKey& key : keys) {
        add(sheet, name, crypto::hex(key.bytes));
    }
    if (keys.empty()) {
        add(sheet, name, "none");
    }
}

/// The first day from `today` to the list's end on which too few keys are inside their dates.
std::optional<Day> outdated_from(const Manifest& manifest, Day today) {
    std::set<Day> candidates{today};
    for (const ListedRecipient& entry : manifest.recipients) {
        if (today <= entry.not_after && entry.not_after < manifest.expires) {
            candidates.insert(Day(std::chrono::sys_days(entry.not_after) + std::chrono::days(1)));
        }
    }
    for (const Day day : candidates) {
        const auto active = crypto::active_recipients(manifest, day);
        if (!active || active->state == crypto::ManifestState::Expired) {
            return day;
        }
    }
    return std::nullopt;
}

void warn_of_the_list(const Manifest& manifest, Day today, std::vector<std::string>& warnings) {
    const int left = days_until(manifest.expires, today);
    const std::string expires = crypto::format_day(manifest.expires);
    if (left < 0) {
        warnings.push_back("the list expired on " + expires +
                           ": terminals seal to everybody on it and raise an alarm");
        return;
    }
    if (left <= kSoon) {
        warnings.push_back("the list expires on " + expires + ", " + in_days(left));
    }
    if (const auto day = outdated_from(manifest, today)) {
        warnings.push_back("from " + crypto::format_day(*day) +
                           " too few keys are inside their dates: terminals then seal to everybody "
                           "on the list and raise an alarm");
    }
}

std::string_view plural(std::size_t count) {
    return count == 1 ? "" : "s";
}

void add_notices(std::string& sheet, const Manifest& manifest) {
    std::vector<const crypto::Notice*> notices;
    for (const crypto::Notice& notice : manifest.notices) {
        notices.push_back(&notice);
    }
    std::ranges::sort(notices, {}, [](const crypto::Notice* notice) { // then as they stand there
        return std::pair<std::string_view, const crypto::Notice*>(notice->language, notice);
    });
    for (const crypto::Notice* notice : notices) {
        const std::size_t pages = notice->pages.size();
        add(sheet, "notice",
            clean(notice->language) + ": " + clean(notice->id) + ", version " +
                std::to_string(notice->version) + " of " + notice->date + ", " +
                std::to_string(pages) + " page" + std::string(plural(pages)) +
                (notice == shown_notice(manifest, notice->language)
                     ? ""
                     : "; NOT SHOWN, another one of this language stands before it"));
    }
    if (notices.empty()) {
        add(sheet, "notice", "none");
    }
}

} // namespace

std::string_view role_name(crypto::RecipientRole role) {
    switch (role) {
    case crypto::RecipientRole::Caseworker:
        return "caseworker";
    case crypto::RecipientRole::Archive:
        return "archive";
    case crypto::RecipientRole::Recovery:
        return "recovery";
    }
    return "";
}

std::string recipient_line(const ListedRecipient& entry) {
    return std::string(role_name(entry.role)) + ' ' + clean(entry.id) + ", " +
           crypto::format_day(entry.not_before) + " to " + crypto::format_day(entry.not_after) +
           ", fingerprint " + fingerprint_of(entry.recipient);
}

const crypto::Notice* shown_notice(const Manifest& manifest, std::string_view language) {
    const auto first = std::ranges::find(manifest.notices, language, &crypto::Notice::language);
    return first == manifest.notices.end() ? nullptr : &*first;
}

bool is_revoked(const Manifest& manifest, std::string_view id) {
    return std::ranges::find(manifest.revoked, id) != manifest.revoked.end();
}

std::vector<std::string> manifest_warnings(const Manifest& manifest, Day today) {
    std::vector<std::string> warnings;
    if (today < manifest.issued) {
        warnings.push_back("the list is issued on " + crypto::format_day(manifest.issued) +
                           ", a day that is still to come");
    }
    warn_of_the_list(manifest, today, warnings);
    for (const ListedRecipient& entry : manifest.recipients) {
        const int left = days_until(entry.not_after, today);
        if (!is_revoked(manifest, entry.id) && left >= 0 && left <= kSoon) {
            warnings.push_back("the dates of " + clean(entry.id) + " end on " +
                               crypto::format_day(entry.not_after) + ", " + in_days(left));
        }
    }
    if (manifest.receipt_keys.empty()) {
        warnings.emplace_back("there is no receipt key: no terminal can open for people");
    }
    if (manifest.notices.empty()) {
        warnings.emplace_back("there is no notice: terminals then ask people without telling them "
                              "first who will read it and what it is for");
    }
    if (manifest.hotlines.empty()) {
        warnings.emplace_back("there is no hotline: terminals then name no number to call");
    }
    return warnings;
}

std::string manifest_sheet(const Manifest& manifest, Day today) {
    std::string sheet;
    add(sheet, "version", std::to_string(manifest.version));
    add(sheet, "sha-256", crypto::hex(manifest.hash));
    add(sheet, "previous", manifest.previous ? crypto::hex(*manifest.previous) : "none");
    add(sheet, "issued", crypto::format_day(manifest.issued));
    add(sheet, "expires", crypto::format_day(manifest.expires));
    add(sheet, "at least", std::to_string(manifest.minimum_recipients) + " caseworkers");
    for (const ListedRecipient& entry : manifest.recipients) {
        add(sheet, state_of(manifest, entry, today), recipient_line(entry));
    }
    add_keys(sheet, "receipt key", manifest.receipt_keys);
    add_keys(sheet, "desk key", manifest.desk_keys);
    for (const crypto::Hotline& hotline : manifest.hotlines) {
        add(sheet, "hotline", clean(hotline.id) + ": " + clean(hotline.number));
    }
    if (manifest.hotlines.empty()) {
        add(sheet, "hotline", "none");
    }
    add_notices(sheet, manifest);
    for (const std::string& warning : manifest_warnings(manifest, today)) {
        add(sheet, "WARNING", warning);
    }
    return sheet;
}

} // namespace central::desk
