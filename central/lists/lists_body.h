// The body of GET /v1/lists: both signed lists with their signatures, as JSON. Verifies nothing.
#pragma once

#include "crypto/lists.h"

#include <optional>
#include <string>

namespace central {

struct SignedLists {
    crypto::SignedList manifest;
    crypto::SignedList kiosks;
    friend bool operator==(const SignedLists&, const SignedLists&) = default;
};

/// {"manifest":{"bytes":<padded base64>,"signatures":[text,...]},"kiosks":{...}}
std::string encode_lists(const SignedLists& lists);
/// Nothing when the text is not of that shape.
std::optional<SignedLists> parse_lists(std::string_view body);

} // namespace central
