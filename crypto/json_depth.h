// How deep JSON is nested, seen before it is parsed: what comes from the network must not make a
// parser build a million empty arrays. Reads no values.
#pragma once

#include <cstddef>
#include <string_view>

namespace crypto {

/// Whether `json` has more than `most` objects and arrays inside each other. Right for every valid
/// JSON text (RFC 8259); for others, either.
bool is_nested_deeper(std::string_view json, std::size_t most);

} // namespace crypto
