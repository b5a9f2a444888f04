// Signed lists to JSON and back.
#include "central/lists/lists_body.h"

#include "crypto/json_depth.h"

#include <nlohmann/json.hpp>

namespace central {

namespace {

using nlohmann::json;

json encode_list(const crypto::SignedList& list) {
    return json{{"bytes", crypto::base64_padded(list.bytes)}, {"signatures", list.signatures}};
}

std::optional<crypto::SignedList> parse_list(const json& body, const char* name) {
    const auto entry = body.find(name);
    if (entry == body.end() || !entry->is_object() || !entry->contains("bytes") ||
        !entry->contains("signatures") || !(*entry)["bytes"].is_string() ||
        !(*entry)["signatures"].is_array()) {
        return std::nullopt;
    }
    crypto::Result<crypto::Bytes> bytes =
        crypto::from_base64_padded((*entry)["bytes"].get_ref<const std::string&>());
    if (!bytes) {
        return std::nullopt;
    }
    crypto::SignedList list{.bytes = std::move(*bytes), .signatures = {}};
    for (const json& signature : (*entry)["signatures"]) {
        if (!signature.is_string()) {
            return std::nullopt;
        }
        list.signatures.push_back(signature.get<std::string>());
    }
    return list;
}

} // namespace

std::string encode_lists(const SignedLists& lists) {
    // A signature file that is not UTF-8 verifies for nobody; it must not stop the others.
    return json{{"manifest", encode_list(lists.manifest)}, {"kiosks", encode_list(lists.kiosks)}}
        .dump(-1, ' ', false, json::error_handler_t::replace);
}

std::optional<SignedLists> parse_lists(std::string_view body) {
    constexpr std::size_t kLevels = 8; // it has three; who adds to it later has room
    if (crypto::is_nested_deeper(body, kLevels)) {
        return std::nullopt;
    }
    const json parsed = json::parse(body, nullptr, false);
    if (!parsed.is_object()) {
        return std::nullopt;
    }
    std::optional<crypto::SignedList> manifest = parse_list(parsed, "manifest");
    std::optional<crypto::SignedList> kiosks = parse_list(parsed, "kiosks");
    if (!manifest || !kiosks) {
        return std::nullopt;
    }
    return SignedLists{.manifest = std::move(*manifest), .kiosks = std::move(*kiosks)};
}

} // namespace central
