// nlohmann's parser with a callback that remembers the keys of every open object.
#include "crypto/list_json.h"

#include <set>

namespace crypto::list_json {

namespace {

constexpr std::size_t kMaxListBytes = 4 * 1024 * 1024;

// nlohmann keeps the last of two equal keys, another reader the first: neither is what was signed.
class DuplicateKeys {
public:
    bool operator()(int, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
        using Event = nlohmann::json::parse_event_t;
        if (event == Event::object_start) {
            open_.emplace_back();
        } else if (event == Event::object_end) {
            open_.pop_back();
        } else if (event == Event::key) {
            found_ = !open_.back().insert(parsed.get<std::string>()).second || found_;
        }
        return true;
    }
    bool found() const { return found_; }

private:
    std::vector<std::set<std::string>> open_;
    bool found_ = false;
};

} // namespace

nlohmann::json parse(ByteView bytes) {
    if (bytes.size() > kMaxListBytes) {
        throw Refused{Error::TooLarge};
    }
    DuplicateKeys duplicates;
    auto value = nlohmann::json::parse(text_of(bytes), std::ref(duplicates), false);
    if (value.is_discarded() || duplicates.found()) {
        throw Refused{};
    }
    return value;
}

const nlohmann::json& member(const nlohmann::json& object, const char* name) {
    const auto found = object.is_object() ? object.find(name) : object.end();
    if (!object.is_object() || found == object.end()) {
        throw Refused{};
    }
    return *found;
}

const nlohmann::json& array(const nlohmann::json& object, const char* name) {
    const nlohmann::json& value = member(object, name);
    if (!value.is_array()) {
        throw Refused{};
    }
    return value;
}

std::string text(const nlohmann::json& value) {
    if (!value.is_string()) {
        throw Refused{};
    }
    return value.get<std::string>();
}

std::string text(const nlohmann::json& object, const char* name) {
    return text(member(object, name));
}

std::uint64_t number(const nlohmann::json& object, const char* name) {
    const nlohmann::json& value = member(object, name);
    if (!value.is_number_unsigned() || value.get<std::uint64_t>() == 0) {
        throw Refused{};
    }
    return value.get<std::uint64_t>();
}

Day day(const nlohmann::json& object, const char* name) {
    const auto parsed = parse_day(text(object, name));
    if (!parsed) {
        throw Refused{};
    }
    return *parsed;
}

Hash hash(const nlohmann::json& value) {
    const auto parsed = from_hex<32>(text(value));
    if (!parsed) {
        throw Refused{};
    }
    return *parsed;
}

PublicKey key(const nlohmann::json& value) {
    return PublicKey{hash(value)};
}

} // namespace crypto::list_json
