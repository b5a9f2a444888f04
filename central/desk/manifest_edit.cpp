// Edits the JSON itself, its members in the order they stand in, and lets the reader of the
// terminals judge the result.
#include "central/desk/manifest_edit.h"

#include "central/desk/clean.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace central::desk {

namespace {

using Json = nlohmann::ordered_json;
using Done = std::expected<void, std::string>;

constexpr std::string_view kForGood = "9999-12-31";
constexpr std::size_t kShortParts = 3;
constexpr std::size_t kLongParts = 5;

std::vector<std::string> parts_of(std::string_view text) {
    std::vector<std::string> parts;
    for (std::size_t end = 0; end != std::string_view::npos;) {
        end = text.find(':');
        parts.emplace_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return parts;
}

Json empty_manifest() {
    return {{"version", 0},
            {"previous", nullptr},
            {"issued", ""},
            {"expires", ""},
            {"minimum_recipients", 2},
            {"recipients", Json::array()},
            {"revoked", Json::array()},
            {"receipt_keys", Json::array()},
            {"desk_keys", Json::array()},
            {"hotlines", Json::array()},
            {"notices", Json::array()}};
}

std::expected<Json, std::string> recipient_of(const std::string& addition, const ManifestEdit& edit,
                                              crypto::Day today) {
    const std::vector<std::string> parts = parts_of(addition);
    if (parts.size() != kShortParts && parts.size() != kLongParts) {
        return std::unexpected("expected ROLE:PSEUDONYM:AGE_RECIPIENT, or that with "
                               ":NOT_BEFORE:NOT_AFTER");
    }
    const bool dated = parts.size() == kLongParts;
    const std::string last = parts[0] == "caseworker" ? edit.expires : std::string(kForGood);
    return Json{{"id", parts[1]},
                {"age_recipient", parts[2]},
                {"role", parts[0]},
                {"not_before", dated ? parts[3] : crypto::format_day(today)},
                {"not_after", dated ? parts[4] : last}};
}

Done wrong(std::string_view option, std::string_view argument, std::string_view reason) {
    return std::unexpected(std::string(option) + ' ' + clean(argument) + ": " +
                           std::string(reason));
}

/// Where a recipient of this pseudonym stands.
Json::iterator named(Json& recipients, std::string_view id) {
    return std::ranges::find_if(recipients, [id](const Json& entry) {
        return entry.at("id").get_ref<const std::string&>() == id;
    });
}

Done drop_recipient(Json& document, const std::string& id) {
    Json& recipients = document["recipients"];
    const auto found = named(recipients, id);
    if (found == recipients.end()) {
        return wrong("--drop", id, "no recipient of the list has this pseudonym");
    }
    recipients.erase(found);
    Json& revoked = document["revoked"]; // a revoked id that nobody has is refused
    if (const auto also = std::ranges::find(revoked, Json(id)); also != revoked.end()) {
        revoked.erase(also);
    }
    return {};
}

/// The pseudonym may hold colons itself: the last two count.
Done change_dates(Json& document, std::string_view change) {
    const std::size_t second = change.rfind(':');
    const std::size_t first =
        second == 0 || second == std::string_view::npos ? second : change.rfind(':', second - 1);
    if (first == std::string_view::npos || first == second) {
        return wrong("--dates", change, "expected PSEUDONYM:NOT_BEFORE:NOT_AFTER");
    }
    const std::string_view not_before = change.substr(first + 1, second - first - 1);
    const std::string_view not_after = change.substr(second + 1);
    if (not_before.empty() && not_after.empty()) {
        return wrong("--dates", change, "names no day");
    }
    Json& recipients = document["recipients"];
    const auto found = named(recipients, change.substr(0, first));
    if (found == recipients.end()) {
        return wrong("--dates", change.substr(0, first),
                     "no recipient of the list has this pseudonym");
    }
    if (!not_before.empty()) {
        (*found)["not_before"] = not_before;
    }
    if (!not_after.empty()) {
        (*found)["not_after"] = not_after;
    }
    return {};
}

Done change_receipt_key(Json& document, const std::string& key, bool add) {
    const std::string_view option = add ? "--receipt-key" : "--drop-receipt-key";
    if (!crypto::from_hex<sizeof(crypto::PublicKey)>(key)) {
        return wrong(option, key, "is no public key (64 hex digits in lower case)");
    }
    Json& keys = document["receipt_keys"];
    const auto found = std::ranges::find(keys, Json(key));
    if ((found != keys.end()) == add) {
        return wrong(option, key, add ? "is listed already" : "is not on the list");
    }
    if (add) {
        keys.push_back(key);
    } else {
        keys.erase(found);
    }
    return {};
}

/// All that concerns what the list before holds.
Done change_listed(Json& document, const ManifestEdit& edit) {
    Done done;
    const auto each = [&done](const std::vector<std::string>& arguments, const auto& change) {
        for (std::size_t i = 0; done && i < arguments.size(); ++i) {
            done = change(arguments[i]);
        }
    };
    each(edit.drop, [&](const std::string& id) { return drop_recipient(document, id); });
    each(edit.dates, [&](const std::string& change) { return change_dates(document, change); });
    each(edit.drop_receipt_keys,
         [&](const std::string& key) { return change_receipt_key(document, key, false); });
    each(edit.receipt_keys,
         [&](const std::string& key) { return change_receipt_key(document, key, true); });
    return done;
}

/// "recipients[3]: RULE" with the pseudonym of that entry: the administrator counts no entries.
std::string with_pseudonym(const std::string& rule, const Json& document) {
    constexpr std::string_view kPlace = "recipients[";
    if (!rule.starts_with(kPlace)) {
        return rule;
    }
    const std::size_t index = std::stoul(rule.substr(kPlace.size()));
    const auto id = document.at("recipients").at(index).value("id", std::string());
    return rule + " (" + clean(id) + ')';
}

} // namespace

std::expected<std::string, std::string> next_manifest(const crypto::Bytes* old,
                                                      const ManifestEdit& edit, crypto::Day today) {
    Json document = empty_manifest();
    if (old != nullptr) {
        if (const auto read = crypto::examine_manifest(*old); !read) {
            return std::unexpected("the version before: " + read.error().rule);
        }
        document = Json::parse(crypto::text_of(*old));
        document["previous"] = crypto::hex(crypto::sha256(*old));
    }
    document["version"] = document["version"].get<std::uint64_t>() + 1;
    document["issued"] = crypto::format_day(today);
    document["expires"] = edit.expires;
    if (Done changed = change_listed(document, edit); !changed) {
        return std::unexpected(changed.error());
    }
    for (std::size_t i = 0; i < edit.add.size(); ++i) {
        auto entry = recipient_of(edit.add[i], edit, today);
        if (!entry) {
            return std::unexpected("--add number " + std::to_string(i + 1) + ": " + entry.error());
        }
        document["recipients"].push_back(std::move(*entry));
    }
    for (const std::string& id : edit.revoke) {
        document["revoked"].push_back(id);
    }
    // What the command line brought may be no UTF-8: replaced here, it is then refused or seen.
    std::string text = document.dump(1, ' ', false, Json::error_handler_t::replace) + '\n';
    if (const auto read = crypto::examine_manifest(crypto::bytes_of(text)); !read) {
        return std::unexpected(with_pseudonym(read.error().rule, document));
    }
    if (text.size() > crypto::kMaxSignedManifest) {
        return std::unexpected("is larger than terminals take (448 KiB)");
    }
    return text;
}

} // namespace central::desk
