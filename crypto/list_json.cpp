// nlohmann's parser with a callback that remembers the keys of every open object. What the parser
// tolerates and other readers do not is refused before: it passes over a byte order mark, and takes
// a NUL for the end of the text, whatever follows.
#include "crypto/list_json.h"

#include <algorithm>
#include <set>

namespace crypto::list_json {

namespace {

constexpr std::size_t kMaxListBytes = 4 * 1024 * 1024;
constexpr int kMaxDepth = 32;
constexpr std::size_t kLongestName = 100;
constexpr std::uint64_t kLargestNumber = (std::uint64_t{1} << 53) - 1;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

[[noreturn]] void refuse(std::string rule, Error error = Error::BadList) {
    throw Refused{error, std::move(rule)};
}

// `name` is one of our own literals: what the list says is never repeated.
[[noreturn]] void refuse_member(std::string_view name, std::string_view what) {
    refuse('`' + std::string(name) + "` " + std::string(what));
}

constexpr std::string_view kNameRule =
    "must be a text of 1 to 100 bytes without control characters";

bool is_name(std::string_view text) {
    const auto control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
    return !text.empty() && text.size() <= kLongestName && std::ranges::none_of(text, control);
}

// nlohmann keeps the last of two equal keys, another reader the first: neither is what was signed.
class Strictness {
public:
    bool operator()(int depth, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
        using Event = nlohmann::json::parse_event_t;
        if (depth >= kMaxDepth) {
            refuse("is nested more than 32 levels deep");
        }
        if (event == Event::object_start) {
            open_.emplace_back();
        } else if (event == Event::object_end) {
            open_.pop_back();
        } else if (event == Event::key && !open_.back().insert(parsed.get<std::string>()).second) {
            refuse("a key stands twice in one JSON object");
        }
        return true;
    }

private:
    std::vector<std::set<std::string>> open_;
};

} // namespace

nlohmann::json parse(ByteView bytes) {
    if (bytes.size() > kMaxListBytes) {
        refuse("is larger than a list can be (4 MiB)", Error::TooLarge);
    }
    const std::string_view text = text_of(bytes);
    if (text.starts_with(kByteOrderMark) || text.contains('\0')) {
        refuse("holds a byte order mark or a NUL");
    }
    Strictness strictness;
    auto value = nlohmann::json::parse(text, std::ref(strictness), false);
    if (value.is_discarded()) {
        refuse("is not one JSON value in UTF-8");
    }
    return value;
}

const nlohmann::json& member(const nlohmann::json& object, const char* name) {
    const auto found = object.is_object() ? object.find(name) : object.end();
    if (!object.is_object()) {
        refuse("must be a JSON object");
    }
    if (found == object.end()) {
        refuse_member(name, "is missing");
    }
    return *found;
}

const nlohmann::json& array(const nlohmann::json& object, const char* name) {
    const nlohmann::json& value = member(object, name);
    if (!value.is_array()) {
        refuse_member(name, "must be a JSON array");
    }
    return value;
}

std::string text(const nlohmann::json& value) {
    if (!value.is_string()) {
        refuse("must be a text");
    }
    return value.get<std::string>();
}

std::string text(const nlohmann::json& object, const char* name) {
    const nlohmann::json& value = member(object, name);
    if (!value.is_string()) {
        refuse_member(name, "must be a text");
    }
    return value.get<std::string>();
}

std::string name(const nlohmann::json& value) {
    std::string read = text(value);
    if (!is_name(read)) {
        refuse(std::string(kNameRule));
    }
    return read;
}

std::string name(const nlohmann::json& object, const char* name) {
    std::string read = text(object, name);
    if (!is_name(read)) {
        refuse_member(name, kNameRule);
    }
    return read;
}

std::uint64_t number(const nlohmann::json& object, const char* name) {
    const nlohmann::json& value = member(object, name);
    const std::uint64_t read = value.is_number_unsigned() ? value.get<std::uint64_t>() : 0;
    if (read == 0 || read > kLargestNumber) {
        refuse_member(name, "must be a whole number from 1 to 2^53 - 1");
    }
    return read;
}

Day day(const nlohmann::json& object, const char* name) {
    const auto parsed = parse_day(text(object, name));
    if (!parsed) {
        refuse_member(name, "must be a day (YYYY-MM-DD)");
    }
    return *parsed;
}

Hash hash(const nlohmann::json& value) {
    const auto parsed = from_hex<32>(text(value));
    if (!parsed) {
        refuse("must be 64 lower-case hex digits");
    }
    return *parsed;
}

PublicKey key(const nlohmann::json& value) {
    return PublicKey{hash(value)};
}

} // namespace crypto::list_json
