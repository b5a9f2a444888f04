// The body of GET /v1/lists, as the terminal's queue reads it. Verifies nothing, keeps nothing.
#pragma once

#include "crypto/lists.h"

#include <optional>

namespace outbox {

/// Both lists as GET /v1/lists brings them.
struct ListsBody {
    crypto::SignedList manifest;
    crypto::SignedList kiosks;
};
/// Nothing for bytes that are not that JSON.
std::optional<ListsBody> parse_lists(crypto::ByteView body);

} // namespace outbox
