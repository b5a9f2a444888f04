// What the tests of sealing and opening share: keys, texts, and a check of an expected error.
#pragma once

#include "crypto/open.h"
#include "crypto/open_stream.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

namespace crypto {

inline Bytes pattern(std::size_t size) {
    Bytes bytes(size);
    for (std::size_t i = 0; i < size; ++i) {
        bytes[i] = static_cast<std::byte>(i * 7 + i / 251);
    }
    return bytes;
}

inline std::vector<Identity> one(HybridIdentity identity) {
    std::vector<Identity> identities;
    identities.emplace_back(std::move(identity));
    return identities;
}

inline Bytes bytes_in(std::string_view text) {
    const ByteView view = bytes_of(text);
    return {view.begin(), view.end()};
}

/// Hands `file` out as an operating system does, as much as there is room for.
inline Source source_of(ByteView file) {
    return [file](std::span<std::byte> to) mutable {
        const std::size_t size = std::min(to.size(), file.size());
        std::ranges::copy(file.first(size), to.begin());
        file = file.subspan(size);
        return size;
    };
}

template <class T>
Error error_of(const Result<T>& result) {
    REQUIRE_FALSE(result.has_value());
    return result.error();
}

inline bool equal(ByteView a, ByteView b) {
    return std::ranges::equal(a, b);
}

} // namespace crypto
