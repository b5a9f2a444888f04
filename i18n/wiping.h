// Arrays for text in work: what they held is overwritten before the block is given back. They hold
// its UTF-16 form, glyphs and positions. Text at rest belongs in crypto::SecretText; what of the
// others is kept for longer than a frame belongs in locked memory too.
#pragma once

#include "crypto/secret_pool.h"

#include <cstddef>
#include <new>
#include <type_traits>
#include <vector>

#include <string.h>

namespace i18n {

enum class Keep : bool { Plain, Locked };

/// std::allocator that wipes. What it gives is plain heap unless it is asked for locked memory.
template <class T>
struct WipingAllocator {
    using value_type = T;
    using propagate_on_container_move_assignment = std::true_type;
    using propagate_on_container_swap = std::true_type;

    WipingAllocator() = default;
    explicit WipingAllocator(Keep where) : keep(where) {}
    template <class U>
    WipingAllocator(const WipingAllocator<U>& other) noexcept : keep(other.keep) {}

    T* allocate(std::size_t count) {
        const std::size_t size = count * sizeof(T);
        return static_cast<T*>(keep == Keep::Locked ? crypto::secret_allocate(size)
                                                    : ::operator new(size));
    }
    void deallocate(T* block, std::size_t count) noexcept {
        if (keep == Keep::Locked) {
            return crypto::secret_free(block, count * sizeof(T));
        }
        explicit_bzero(block, count * sizeof(T));
        ::operator delete(block);
    }
    friend bool operator==(const WipingAllocator&, const WipingAllocator&) = default;

    Keep keep = Keep::Plain;
};

template <class T>
using WipedVector = std::vector<T, WipingAllocator<T>>;

/// A copy in locked memory.
template <class T>
WipedVector<T> locked(const WipedVector<T>& plain) {
    return WipedVector<T>(plain, WipingAllocator<T>(Keep::Locked));
}

} // namespace i18n
