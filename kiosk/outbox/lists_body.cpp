// JSON to signed lists.
#include "kiosk/outbox/lists_body.h"

#include "crypto/json_depth.h"

#include <nlohmann/json.hpp>

namespace outbox {
namespace {

using nlohmann::json;

std::optional<crypto::SignedList> parse_signed_list(const json& body, const char* name) {
    const auto found = body.find(name);
    if (found == body.end() || !found->is_object()) {
        return std::nullopt;
    }
    const auto text = found->find("bytes");
    const auto signatures = found->find("signatures");
    if (text == found->end() || !text->is_string() || signatures == found->end() ||
        !signatures->is_array()) {
        return std::nullopt;
    }
    auto bytes = crypto::from_base64_padded(text->get_ref<const std::string&>());
    if (!bytes) {
        return std::nullopt;
    }
    crypto::SignedList list{std::move(*bytes), {}};
    for (const json& signature : *signatures) {
        if (!signature.is_string()) {
            return std::nullopt;
        }
        list.signatures.push_back(signature.get<std::string>());
    }
    return list;
}

} // namespace

std::optional<ListsBody> parse_lists(crypto::ByteView body) {
    const std::string_view text = crypto::text_of(body);
    constexpr std::size_t kLevels = 8; // it has three; who adds to it later has room
    if (crypto::is_nested_deeper(text, kLevels)) {
        return std::nullopt;
    }
    const json parsed = json::parse(text.begin(), text.end(), nullptr, false);
    if (!parsed.is_object()) {
        return std::nullopt;
    }
    auto manifest = parse_signed_list(parsed, "manifest");
    auto kiosks = parse_signed_list(parsed, "kiosks");
    if (!manifest || !kiosks) {
        return std::nullopt;
    }
    return ListsBody{std::move(*manifest), std::move(*kiosks)};
}

} // namespace outbox
