// Reading signed JSON strictly. Included by lists.cpp and kiosk_list.cpp only: what it throws ends
// there.
#pragma once

#include "crypto/day.h"
#include "crypto/signing.h"

#include <nlohmann/json.hpp>

namespace crypto::list_json {

/// Thrown by everything below for what the format does not permit.
struct Refused {
    Error error = Error::BadList;
};

/// One JSON value in UTF-8, at most 4 MiB; duplicate keys in any object are refused.
nlohmann::json parse(ByteView bytes);

/// The member `name` of an object, which must exist.
const nlohmann::json& member(const nlohmann::json& object, const char* name);
const nlohmann::json& array(const nlohmann::json& object, const char* name);
std::string text(const nlohmann::json& value);
std::string text(const nlohmann::json& object, const char* name);
std::uint64_t number(const nlohmann::json& object, const char* name); ///< at least 1
Day day(const nlohmann::json& object, const char* name);
Hash hash(const nlohmann::json& value);     ///< 64 hex digits
PublicKey key(const nlohmann::json& value); ///< 64 hex digits

/// What `read` makes of the bytes, or the error it threw.
template <class List, class Read>
Result<List> read_list(ByteView bytes, Read read) {
    try {
        return read(parse(bytes));
    } catch (const Refused& refused) {
        return std::unexpected(refused.error);
    }
}

} // namespace crypto::list_json
