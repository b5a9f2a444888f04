// Tells whether a frame shows anything other than the one before.
#pragma once

#include <cstddef>

struct ImDrawData;

namespace kiosk {

/// A number that differs where what would be drawn differs (one in 2^64 does not). Of the places,
/// the colours and which textures, not of what is in these. Not thread-safe with what draws.
std::size_t picture_mark(const ImDrawData& data);

} // namespace kiosk
