#include "kiosk/intake/json_writer.h"

#include "crypto/check.h"
#include "kiosk/intake/utf8.h"

#include <array>
#include <charconv>
#include <cstring>

namespace intake {

namespace {

struct Escape {
    std::array<char, 6> text{};
    std::size_t length = 0; ///< 0: the character stands for itself
};

Escape escape_of(char c) {
    switch (c) {
    case '"':
        return {{'\\', '"'}, 2};
    case '\\':
        return {{'\\', '\\'}, 2};
    case '\n':
        return {{'\\', 'n'}, 2};
    case '\r':
        return {{'\\', 'r'}, 2};
    case '\t':
        return {{'\\', 't'}, 2};
    default:
        break;
    }
    auto byte = static_cast<unsigned char>(c);
    if (byte >= 0x20)
        return {};
    constexpr std::string_view kHex = "0123456789abcdef";
    return {{'\\', 'u', '0', '0', kHex[byte >> 4], kHex[byte & 15]}, 6};
}

} // namespace

std::optional<std::size_t> json_size(std::string_view text) {
    std::size_t size = 0;
    while (!text.empty()) {
        std::size_t length = utf8_length(text);
        if (length == 0)
            return std::nullopt;
        Escape escape = escape_of(text.front());
        size += escape.length > 0 ? escape.length : length;
        text.remove_prefix(length);
    }
    return size;
}

void JsonWriter::raw(std::string_view text) {
    CHECK(text.size() <= to_.size() - size_);
    if (!text.empty())
        std::memcpy(to_.data() + size_, text.data(), text.size());
    size_ += text.size();
}

void JsonWriter::quoted(std::string_view text) {
    raw("\"");
    while (!text.empty()) {
        std::size_t length = utf8_length(text);
        CHECK(length > 0);
        Escape escape = escape_of(text.front());
        raw(escape.length > 0 ? std::string_view(escape.text.data(), escape.length)
                              : text.substr(0, length));
        text.remove_prefix(length);
    }
    raw("\"");
}

void JsonWriter::separate() {
    if (!first_)
        raw(",");
    first_ = false;
}

void JsonWriter::name(std::string_view key) {
    separate();
    quoted(key);
    raw(":");
}

void JsonWriter::open_object() {
    separate();
    raw("{");
    first_ = true;
}

void JsonWriter::open_object(std::string_view key) {
    name(key);
    raw("{");
    first_ = true;
}

void JsonWriter::open_array(std::string_view key) {
    name(key);
    raw("[");
    first_ = true;
}

void JsonWriter::close_object() {
    raw("}");
    first_ = false;
}

void JsonWriter::close_array() {
    raw("]");
    first_ = false;
}

void JsonWriter::string(std::string_view key, std::string_view value) {
    name(key);
    quoted(value);
}

void JsonWriter::integer(std::string_view key, std::int64_t value) {
    name(key);
    std::array<char, 24> digits{};
    auto end = std::to_chars(digits.data(), digits.data() + digits.size(), value).ptr;
    raw({digits.data(), static_cast<std::size_t>(end - digits.data())});
}

void JsonWriter::boolean(std::string_view key, bool value) {
    name(key);
    raw(value ? "true" : "false");
}

} // namespace intake
