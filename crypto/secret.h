// Memory that holds what a person said, or a key: locked, guarded, left out of core dumps, wiped.
// It owns bytes and nothing else: no encoding, no I/O.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace crypto {

/// Starts libsodium. Every program and test calls it first, once; aborts if it cannot start.
void start();

/// A fixed number of bytes in libsodium's guarded heap. Move-only; wiped when it goes.
class SecretBytes {
public:
    SecretBytes() = default;
    /// `size` zero bytes. Aborts if the memory cannot be had: a secret never falls back to plain
    /// heap.
    explicit SecretBytes(std::size_t size);
    /// A copy of `bytes`. The caller wipes the original.
    static SecretBytes copy_of(std::span<const std::byte> bytes);
    SecretBytes(SecretBytes&& other) noexcept;
    SecretBytes& operator=(SecretBytes&& other) noexcept;
    SecretBytes(const SecretBytes&) = delete;
    SecretBytes& operator=(const SecretBytes&) = delete;
    ~SecretBytes();

    std::span<std::byte> span() { return {data_, size_}; }
    std::span<const std::byte> span() const { return {data_, size_}; }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    /// Shortens to `size` (at most size()) and wipes what falls away.
    void truncate(std::size_t size);

private:
    std::byte* data_ = nullptr;
    std::size_t size_ = 0;
};

/// UTF-8 text that grows, in the same memory. Growing wipes the block that is left behind.
class SecretText {
public:
    SecretText() = default;
    explicit SecretText(std::string_view text) { append(text); }
    static SecretText copy_of(const SecretText& other) { return SecretText(other.view()); }
    SecretText(SecretText&& other) noexcept;            ///< leaves `other` empty
    SecretText& operator=(SecretText&& other) noexcept; ///< the same

    std::string_view view() const;
    bool empty() const { return length_ == 0; }
    std::size_t size() const { return length_; }
    void append(std::string_view text);
    /// Replaces `length` bytes at `offset` (both within size()) by `text`.
    void replace(std::size_t offset, std::size_t length, std::string_view text);
    /// Empties and wipes.
    void clear();

    friend bool operator==(const SecretText& a, const SecretText& b) {
        return a.view() == b.view();
    }

private:
    SecretBytes block_;
    std::size_t length_ = 0;
};

} // namespace crypto
