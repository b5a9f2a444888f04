// Reading signed JSON strictly. Included by manifest.cpp and kiosk_list.cpp only: what it throws
// ends there.
#pragma once

#include "crypto/day.h"
#include "crypto/signing.h"

#include <nlohmann/json.hpp>

namespace crypto::list_json {

/// Thrown by everything below for what the format does not permit. `rule` names the place and what
/// must hold there, in fixed words: no text of the list is in it.
struct Refused {
    Error error = Error::BadList;
    std::string rule;
};

/// One JSON value in UTF-8, at most 4 MiB and 32 objects and arrays deep, without a byte order mark
/// or a NUL (also an escaped one); duplicate keys in any object are refused.
nlohmann::json parse(ByteView bytes);

/// The member `name` of an object, which must exist.
const nlohmann::json& member(const nlohmann::json& object, const char* name);
/// The same, which must be an array.
const nlohmann::json& array(const nlohmann::json& object, const char* name);
/// A string of any length, in UTF-8.
std::string text(const nlohmann::json& value);
std::string text(const nlohmann::json& object, const char* name);
/// What people call something by: a text of 1 to 100 bytes without control characters, line
/// separators and signs that turn the direction of writing.
std::string name(const nlohmann::json& value);
std::string name(const nlohmann::json& object, const char* name);
/// From 1 to 2^53 - 1, which every reader of JSON holds exactly (RFC 7493 section 2.2).
std::uint64_t number(const nlohmann::json& object, const char* name);
Day day(const nlohmann::json& object, const char* name); ///< YYYY-MM-DD
Hash hash(const nlohmann::json& value);                  ///< 64 hex digits
PublicKey key(const nlohmann::json& value);              ///< 64 hex digits

/// Calls `read` with every entry of an array; what it throws says which entry.
template <class Read>
void for_each(const nlohmann::json& object, const char* name, Read read) {
    std::size_t index = 0;
    for (const nlohmann::json& entry : array(object, name)) {
        try {
            read(entry);
        } catch (Refused& refused) {
            refused.rule = name + ('[' + std::to_string(index) + "]: ") + refused.rule;
            throw;
        }
        ++index;
    }
}

/// What `read` makes of the bytes, or what it threw.
template <class List, class Read>
std::expected<List, Refused> read_list(ByteView bytes, Read read) {
    try {
        return read(parse(bytes));
    } catch (const Refused& refused) {
        return std::unexpected(refused);
    }
}

} // namespace crypto::list_json
