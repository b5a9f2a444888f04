// Owns blocks of libsodium's guarded heap. Locking is libsodium's best effort: when RLIMIT_MEMLOCK
// is spent the memory is still guarded, left out of core dumps and wiped, but could be swapped out,
// so a terminal has no swap.
#include "crypto/secret.h"

#include "crypto/check.h"

#include <sodium.h>

#include <algorithm>
#include <cstring>
#include <utility>

namespace crypto {

namespace {

// A new block of at least `capacity` bytes that begins with the three texts.
SecretBytes joined(std::string_view head, std::string_view middle, std::string_view tail,
                   std::size_t capacity) {
    constexpr std::size_t kSmallestBlock = 256; // a block costs whole pages however short it is
    SecretBytes block(std::max(capacity, kSmallestBlock));
    char* at = reinterpret_cast<char*>(block.span().data());
    for (const std::string_view part : {head, middle, tail}) {
        at += part.copy(at, part.size());
    }
    return block;
}

bool overlaps(std::string_view text, std::span<const std::byte> block) {
    const auto* const start = reinterpret_cast<const std::byte*>(text.data());
    return !text.empty() && start < block.data() + block.size() &&
           block.data() < start + text.size();
}

} // namespace

void start() {
    CHECK(sodium_init() >= 0);
}

SecretBytes::SecretBytes(std::size_t size) : size_(size) {
    if (size == 0) {
        return;
    }
    data_ = static_cast<std::byte*>(sodium_malloc(size));
    CHECK(data_ != nullptr);
    sodium_memzero(data_, size); // libsodium fills new blocks with garbage
}

SecretBytes SecretBytes::copy_of(std::span<const std::byte> bytes) {
    SecretBytes copy(bytes.size());
    std::ranges::copy(bytes, copy.data_);
    return copy;
}

SecretBytes::SecretBytes(SecretBytes&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)), size_(std::exchange(other.size_, 0)) {}

SecretBytes& SecretBytes::operator=(SecretBytes&& other) noexcept {
    SecretBytes taken(std::move(other));
    std::swap(data_, taken.data_);
    std::swap(size_, taken.size_);
    return *this;
}

SecretBytes::~SecretBytes() {
    sodium_free(data_); // wipes; accepts null
}

void SecretBytes::truncate(std::size_t size) {
    CHECK(size <= size_);
    if (size < size_) {
        sodium_memzero(data_ + size, size_ - size);
        size_ = size;
    }
}

SecretText::SecretText(SecretText&& other) noexcept
    : block_(std::move(other.block_)), length_(std::exchange(other.length_, 0)) {}

SecretText& SecretText::operator=(SecretText&& other) noexcept {
    block_ = std::move(other.block_);
    length_ = std::exchange(other.length_, 0);
    return *this;
}

std::string_view SecretText::view() const {
    return {reinterpret_cast<const char*>(block_.span().data()), length_};
}

void SecretText::append(std::string_view text) {
    replace(length_, 0, text);
}

void SecretText::replace(std::size_t offset, std::size_t length, std::string_view text) {
    CHECK(offset <= length_ && length <= length_ - offset);
    const std::size_t end = length_ - length + text.size();
    const std::string_view head = view().substr(0, offset);
    const std::string_view tail = view().substr(offset + length);
    const bool grows = end > block_.size();
    CHECK(grows || !overlaps(text, block_.span())); // in place, the tail moves before text is read
    if (grows) {
        block_ = joined(head, text, tail, std::max(end, 2 * block_.size()));
    } else {
        char* const at = reinterpret_cast<char*>(block_.span().data()) + offset;
        if (!tail.empty()) { // what is empty may have no address, which memmove does not take
            std::memmove(at + text.size(), tail.data(), tail.size());
        }
        text.copy(at, text.size());
    }
    if (end < length_) {
        sodium_memzero(block_.span().data() + end, length_ - end);
    }
    length_ = end;
}

void SecretText::clear() {
    block_ = SecretBytes();
    length_ = 0;
}

} // namespace crypto
