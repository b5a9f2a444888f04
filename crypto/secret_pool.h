// Locked memory in small pieces: many things that are kept of what a person says would each cost
// whole guarded pages in a block of their own.
#pragma once

#include <cstddef>
#include <vector>

namespace crypto {

/// At least `size` bytes of locked memory, aligned for anything. Aborts if the memory cannot be
/// had: a secret never falls back to plain heap. Any thread may call it.
void* secret_allocate(std::size_t size);
/// Wipes the block and takes it back; `size` as it was asked for. Accepts null.
void secret_free(void* block, std::size_t size) noexcept;

/// Overwrites what the functions that have returned left on this thread's stack below the caller.
void wipe_dead_stack();

/// std::allocator over locked memory, which wipes.
template <class T>
struct SecretAllocator {
    using value_type = T;

    SecretAllocator() = default;
    template <class U>
    SecretAllocator(const SecretAllocator<U>&) noexcept {}

    T* allocate(std::size_t count) { return static_cast<T*>(secret_allocate(count * sizeof(T))); }
    void deallocate(T* block, std::size_t count) noexcept { secret_free(block, count * sizeof(T)); }
    friend bool operator==(const SecretAllocator&, const SecretAllocator&) { return true; }
};

template <class T>
using SecretVector = std::vector<T, SecretAllocator<T>>;

} // namespace crypto
