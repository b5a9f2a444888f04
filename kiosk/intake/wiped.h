// Vectors whose memory is zeroed before it goes back to the heap, also when they grow.
#pragma once

#include <cstddef>
#include <memory>
#include <string.h>
#include <vector>

namespace intake {

/// An allocator that zeroes what it gives back: answers that are not text leave nothing behind
/// either.
template <class T>
struct Wiping {
    using value_type = T;
    Wiping() = default;
    template <class U>
    Wiping(const Wiping<U>&) {}
    T* allocate(std::size_t n) { return std::allocator<T>().allocate(n); }
    void deallocate(T* p, std::size_t n) {
        explicit_bzero(p, n * sizeof(T));
        std::allocator<T>().deallocate(p, n);
    }
    friend bool operator==(const Wiping&, const Wiping&) { return true; }
};
template <class T>
using WipedVector = std::vector<T, Wiping<T>>;

} // namespace intake
