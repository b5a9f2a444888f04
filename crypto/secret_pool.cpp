// Blocks of a few sizes, cut from large ones that are never given back: a screen asks for the same
// again in every frame. What is larger than that gets a block of libsodium's own.
#include "crypto/secret_pool.h"

#include "crypto/check.h"

#include <sodium.h>

#include <array>
#include <bit>
#include <cstdint>
#include <mutex>

namespace crypto {
namespace {

constexpr std::size_t kSmallest = 32;
constexpr std::size_t kLargest = 16 * std::size_t{1024};
constexpr std::size_t kSlab = 128 * std::size_t{1024};
constexpr std::size_t kSizes = std::bit_width(kLargest / kSmallest);
constexpr std::size_t kStack = 128 * std::size_t{1024};

// Its pages are locked, left out of core dumps and stand between guards.
std::byte* locked_block(std::size_t size) {
    void* const block = sodium_malloc(size);
    CHECK(block != nullptr);
    return static_cast<std::byte*>(block);
}

class Pool {
public:
    std::byte* take(std::size_t size) {
        const std::scoped_lock lock(mutex_);
        Free*& first = free_[index_of(size)];
        if (first != nullptr) {
            Free* const block = first;
            first = block->next;
            return reinterpret_cast<std::byte*>(block);
        }
        return cut(std::bit_ceil(size));
    }

    void give_back(std::byte* block, std::size_t size) noexcept {
        sodium_memzero(block, std::bit_ceil(size));
        const std::scoped_lock lock(mutex_);
        Free*& first = free_[index_of(size)];
        first = new (block) Free{first};
    }

private:
    struct Free {
        Free* next;
    };

    static std::size_t index_of(std::size_t size) {
        return static_cast<std::size_t>(std::bit_width((size - 1) / kSmallest));
    }

    // What is left of a slab is too small for the block that wants the next one, and stays unused.
    std::byte* cut(std::size_t size) {
        if (size > left_) {
            next_ = locked_block(kSlab);
            left_ = kSlab;
        }
        std::byte* const block = next_;
        next_ += size;
        left_ -= size;
        return block;
    }

    std::mutex mutex_;
    std::array<Free*, kSizes> free_{};
    std::byte* next_ = nullptr;
    std::size_t left_ = 0;
};

// Outlives everything that may still give a block back when the program ends.
Pool& pool() {
    static Pool& one = *new Pool;
    return one;
}

std::size_t at_least(std::size_t size) {
    return size < kSmallest ? kSmallest : size;
}

} // namespace

void* secret_allocate(std::size_t size) {
    size = at_least(size);
    if (size <= kLargest) {
        return pool().take(size);
    }
    // libsodium puts the end of a block against a guard: only whole pieces begin aligned.
    constexpr std::size_t kPiece = alignof(std::max_align_t);
    CHECK(size <= SIZE_MAX - kPiece);
    return locked_block((size + kPiece - 1) / kPiece * kPiece);
}

void secret_free(void* block, std::size_t size) noexcept {
    size = at_least(size);
    if (block == nullptr || size > kLargest) {
        return sodium_free(block); // wipes; accepts null
    }
    pool().give_back(static_cast<std::byte*>(block), size);
}

// Not sodium_stackzero(): its own frames and this one would leave gaps at the top.
void wipe_dead_stack() {
    std::array<std::byte, kStack> below; // NOLINT(*-member-init): what is in it is the point
    sodium_memzero(below.data(), below.size());
}

} // namespace crypto
