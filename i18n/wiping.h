// Plain heap arrays for text in work: what they held is overwritten before the block is given back.
// Text at rest belongs in crypto::SecretText; these hold its UTF-16 form, glyphs and positions.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

#include <string.h>

namespace i18n {

/// std::allocator that wipes.
template <class T>
struct WipingAllocator {
    using value_type = T;

    WipingAllocator() = default;
    template <class U>
    WipingAllocator(const WipingAllocator<U>&) noexcept {}

    T* allocate(std::size_t count) { return static_cast<T*>(::operator new(count * sizeof(T))); }
    void deallocate(T* block, std::size_t count) noexcept {
        explicit_bzero(block, count * sizeof(T));
        ::operator delete(block);
    }
    friend bool operator==(const WipingAllocator&, const WipingAllocator&) { return true; }
};

template <class T>
using WipedVector = std::vector<T, WipingAllocator<T>>;

} // namespace i18n
