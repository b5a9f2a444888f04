// Reads JSON where it lies: checks it, decodes its strings in place, and remembers where each value
// stands. Nothing of it is copied. Refuses duplicate keys and text that is not UTF-8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace intake {

class JsonText {
public:
    enum class Type : std::uint8_t { Null, True, False, Number, String, Array, Object };
    using Index = std::uint32_t; ///< of a value; 0 is the whole

    /// RFC 8259, nested at most `depth` deep. Nothing if a rule of it is broken. `bytes` are
    /// changed and must outlive what is read from them.
    static std::optional<JsonText> parse(std::span<std::byte> bytes, std::size_t depth);

    Type type(Index value) const { return values_[value].type; }
    /// A string's characters, or a number's digits.
    std::string_view text(Index value) const { return values_[value].text; }
    std::optional<std::int64_t> integer(Index value) const;
    /// The values of an array.
    std::vector<Index> elements(Index array) const;
    std::size_t member_count(Index object) const; ///< 0 if it is none
    /// The value of a member; nothing if `object` is none or has no such key.
    std::optional<Index> member(Index object, std::string_view key) const;
    /// The same where it must be a string.
    std::optional<std::string_view> string(Index object, std::string_view key) const;

private:
    struct Value {
        Type type = Type::Null;
        Index end = 0; ///< one past the last value inside it
        std::string_view text;
    };
    friend class JsonParser;

    std::vector<Value> values_; ///< pre-order; an object's are key, value, key, value
};

} // namespace intake
