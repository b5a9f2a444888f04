#include "kiosk/intake/json_reader.h"

#include "kiosk/intake/utf8.h"

#include <algorithm>
#include <array>
#include <charconv>

namespace intake {

/// Recursive descent; `depth` bounds the recursion. Every function is false at the first broken
/// rule.
class JsonParser {
public:
    explicit JsonParser(std::span<std::byte> bytes)
        : begin_(reinterpret_cast<char*>(bytes.data())), at_(begin_), end_(begin_ + bytes.size()) {}

    bool whole(std::size_t depth) {
        if (!value(depth))
            return false;
        skip_space();
        return at_ == end_;
    }
    JsonText json;

private:
    using Type = JsonText::Type;
    using Index = JsonText::Index;

    void skip_space() {
        while (at_ != end_ && std::string_view(" \t\r\n").contains(*at_))
            ++at_;
    }
    bool take(char c) {
        if (at_ == end_ || *at_ != c)
            return false;
        ++at_;
        return true;
    }
    bool take_word(std::string_view word) {
        if (!std::string_view(at_, end_).starts_with(word))
            return false;
        at_ += word.size();
        return true;
    }
    Index add(Type type, std::string_view text = {}) {
        auto index = static_cast<Index>(json.values_.size());
        json.values_.push_back({type, index + 1, text});
        return index;
    }

    bool value(std::size_t depth) {
        skip_space();
        if (at_ == end_ || depth == 0)
            return false;
        switch (*at_) {
        case '{':
            return object(depth);
        case '[':
            return array(depth);
        case '"':
            return string();
        case 't':
            return take_word("true") && (add(Type::True), true);
        case 'f':
            return take_word("false") && (add(Type::False), true);
        case 'n':
            return take_word("null") && (add(Type::Null), true);
        default:
            return number();
        }
    }

    bool array(std::size_t depth) {
        ++at_;
        Index index = add(Type::Array);
        skip_space();
        bool more = !take(']');
        while (more) {
            if (!value(depth - 1))
                return false;
            skip_space();
            more = take(',');
            if (!more && !take(']'))
                return false;
        }
        close(index);
        return true;
    }

    bool object(std::size_t depth) {
        ++at_;
        Index index = add(Type::Object);
        std::vector<std::string_view> keys;
        skip_space();
        bool more = !take('}');
        while (more) {
            if (!pair(depth, keys))
                return false;
            skip_space();
            more = take(',');
            if (!more && !take('}'))
                return false;
        }
        close(index);
        std::ranges::sort(keys);
        return std::ranges::adjacent_find(keys) == keys.end();
    }

    bool pair(std::size_t depth, std::vector<std::string_view>& keys) {
        skip_space();
        if (!string())
            return false;
        keys.push_back(json.values_.back().text);
        skip_space();
        return take(':') && value(depth - 1);
    }

    void close(Index index) { json.values_[index].end = static_cast<Index>(json.values_.size()); }

    bool digits() {
        const char* first = at_;
        while (at_ != end_ && *at_ >= '0' && *at_ <= '9')
            ++at_;
        return at_ != first;
    }

    bool number() {
        const char* first = at_;
        take('-');
        if (!take('0') && !digits())
            return false;
        if (take('.') && !digits())
            return false;
        if (take('e') || take('E')) {
            if (!take('+'))
                take('-');
            if (!digits())
                return false;
        }
        add(Type::Number, {first, at_});
        return true;
    }

    /// Decoded text is never longer than its JSON, so it is written over it.
    bool string() {
        if (!take('"'))
            return false;
        char* const first = at_;
        char* to = at_;
        while (at_ != end_ && *at_ != '"') {
            if (!(*at_ == '\\' ? escape(to) : character(to)))
                return false;
        }
        add(Type::String, {first, to});
        return take('"');
    }

    bool character(char*& to) {
        std::size_t length = utf8_length({at_, end_});
        if (length == 0 || static_cast<unsigned char>(*at_) < 0x20)
            return false;
        to = std::copy_n(at_, length, to);
        at_ += length;
        return true;
    }

    bool escape(char*& to) {
        constexpr std::string_view kNames = "\"\\/bfnrt";
        constexpr std::string_view kMeanings = "\"\\/\b\f\n\r\t";
        if (++at_ == end_)
            return false;
        const char name = *at_++;
        if (name == 'u')
            return escaped_code_point(to);
        auto which = kNames.find(name);
        if (which == std::string_view::npos)
            return false;
        *to++ = kMeanings[which];
        return true;
    }

    std::optional<std::uint32_t> four_hex() {
        std::uint32_t unit = 0;
        if (end_ - at_ < 4)
            return std::nullopt;
        auto [stop, error] = std::from_chars(at_, at_ + 4, unit, 16);
        if (error != std::errc() || stop != at_ + 4)
            return std::nullopt;
        at_ += 4;
        return unit;
    }

    bool escaped_code_point(char*& to) {
        auto unit = four_hex();
        if (!unit)
            return false;
        std::uint32_t code_point = *unit;
        if (code_point >= 0xDC00 && code_point <= 0xDFFF)
            return false;
        if (code_point >= 0xD800 && code_point <= 0xDBFF) {
            if (!take_word("\\u"))
                return false;
            auto low = four_hex();
            if (!low || *low < 0xDC00 || *low > 0xDFFF)
                return false;
            code_point = 0x10000 + ((code_point - 0xD800) << 10) + (*low - 0xDC00);
        }
        encode(code_point, to);
        return true;
    }

    static void encode(std::uint32_t c, char*& to) {
        auto put = [&](std::uint32_t byte) { *to++ = static_cast<char>(byte); };
        if (c < 0x80)
            return put(c);
        if (c < 0x800) {
            put(0xC0 | c >> 6);
        } else if (c < 0x10000) {
            put(0xE0 | c >> 12);
            put(0x80 | (c >> 6 & 0x3F));
        } else {
            put(0xF0 | c >> 18);
            put(0x80 | (c >> 12 & 0x3F));
            put(0x80 | (c >> 6 & 0x3F));
        }
        put(0x80 | (c & 0x3F));
    }

    char* begin_;
    char* at_;
    char* end_;
};

std::optional<JsonText> JsonText::parse(std::span<std::byte> bytes, std::size_t depth) {
    JsonParser parser(bytes);
    if (!parser.whole(depth))
        return std::nullopt;
    return std::move(parser.json);
}

std::optional<std::int64_t> JsonText::integer(Index value) const {
    if (type(value) != Type::Number)
        return std::nullopt;
    std::int64_t number = 0;
    std::string_view digits = text(value);
    auto [stop, error] = std::from_chars(digits.data(), digits.data() + digits.size(), number);
    if (error != std::errc() || stop != digits.data() + digits.size())
        return std::nullopt;
    return number;
}

std::vector<JsonText::Index> JsonText::elements(Index array) const {
    std::vector<Index> found;
    if (type(array) != Type::Array)
        return found;
    for (Index i = array + 1; i < values_[array].end; i = values_[i].end)
        found.push_back(i);
    return found;
}

std::size_t JsonText::member_count(Index object) const {
    if (type(object) != Type::Object)
        return 0;
    std::size_t count = 0;
    for (Index i = object + 1; i < values_[object].end; i = values_[i + 1].end)
        ++count;
    return count;
}

std::optional<JsonText::Index> JsonText::member(Index object, std::string_view key) const {
    if (type(object) != Type::Object)
        return std::nullopt;
    for (Index i = object + 1; i < values_[object].end; i = values_[i + 1].end) {
        if (text(i) == key)
            return i + 1;
    }
    return std::nullopt;
}

std::optional<std::string_view> JsonText::string(Index object, std::string_view key) const {
    auto value = member(object, key);
    if (!value || type(*value) != Type::String)
        return std::nullopt;
    return text(*value);
}

} // namespace intake
