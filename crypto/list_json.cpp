// nlohmann's parser with a callback that remembers the keys of every open object. What the parser
// tolerates and other readers do not is refused: it passes over a byte order mark, takes a NUL for
// the end of the text, whatever follows, and keeps one that is escaped, where others end the text.
#include "crypto/list_json.h"

#include <algorithm>
#include <set>

namespace crypto::list_json {

namespace {

constexpr std::size_t kMaxListBytes = 4 * 1024 * 1024;
constexpr std::size_t kMaxDepth = 32;
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

/// Of text in UTF-8: Unicode's control characters, its line and paragraph separators, and the signs
/// that turn the direction of what follows: by those two names could look alike and differ.
bool starts_with_control(std::string_view text) {
    const auto byte = [text](std::size_t i) {
        return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;
    };
    const auto within = [](unsigned value, unsigned low, unsigned high) {
        return low <= value && value <= high;
    };
    if (byte(0) < 0x20 || byte(0) == 0x7f || (byte(0) == 0xc2 && within(byte(1), 0x80, 0x9f))) {
        return true;
    }
    return (text.starts_with("\xe2\x80") && within(byte(2), 0xa8, 0xae)) || // U+2028 to 202E
           (text.starts_with("\xe2\x81") && within(byte(2), 0xa6, 0xa9));   // U+2066 to 2069
}

bool is_name(std::string_view text) {
    if (text.empty() || text.size() > kLongestName) {
        return false;
    }
    for (; !text.empty(); text.remove_prefix(1)) {
        if (starts_with_control(text)) {
            return false;
        }
    }
    return true;
}

/// One way to write each text: no reader takes it for a shorter one.
void refuse_nul(const nlohmann::json& parsed) {
    if (parsed.is_string() && parsed.get_ref<const std::string&>().contains('\0')) {
        refuse("holds a byte order mark or a NUL");
    }
}

// nlohmann keeps the last of two equal keys, another reader the first: neither is what was signed.
class Strictness {
public:
    bool operator()(int /*depth*/, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
        switch (event) {
            using enum nlohmann::json::parse_event_t;
        case object_start:
        case array_start:
            enter();
            break;
        case object_end:
        case array_end:
            open_.pop_back();
            break;
        case key:
            refuse_nul(parsed);
            if (!open_.back().insert(parsed.get<std::string>()).second) {
                refuse("a key stands twice in one JSON object");
            }
            break;
        case value:
            refuse_nul(parsed);
            break;
        }
        return true;
    }

private:
    void enter() {
        if (open_.size() == kMaxDepth) {
            refuse("is nested more than 32 levels deep");
        }
        open_.emplace_back();
    }

    std::vector<std::set<std::string>> open_; ///< of each open object its keys; of an array none
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
