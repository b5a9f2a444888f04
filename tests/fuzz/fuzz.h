// What the fuzzers share: taking a byte off the input, and ending the program where a rule is
// broken.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <span>
#include <string>

namespace fuzz {

using Bytes = std::span<const std::uint8_t>;

/// The first byte, which is then gone; 0 when there is none left.
inline std::uint8_t take(Bytes& bytes) {
    if (bytes.empty()) {
        return 0;
    }
    const std::uint8_t first = bytes.front();
    bytes = bytes.subspan(1);
    return first;
}

inline std::string as_text(Bytes bytes) {
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

/// What libFuzzer takes for a crash, so that it keeps the input.
inline void require_empty(const std::string& broken) {
    if (!broken.empty()) {
        std::fprintf(stderr, "broken: %s\n", broken.c_str());
        std::abort();
    }
}

} // namespace fuzz
