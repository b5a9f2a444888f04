// Edits the JSON itself, its members in the order they stand in, and lets the reader of the
// terminals judge the result.
#include "central/desk/manifest_edit.h"

#include "central/desk/clean.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace central::desk {

namespace {

using Json = nlohmann::ordered_json;

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
