#include "crypto/secret_pool.h"

#include "tests/locked_memory.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <cstdint>
#include <cstring>
#include <random>
#include <span>
#include <thread>

using namespace crypto;

namespace {

struct Block {
    std::byte* at = nullptr;
    std::size_t size = 0;
    std::byte mark{};

    std::span<std::byte> bytes() const { return {at, size}; }
    bool whole() const { return std::ranges::count(bytes(), mark) == std::ssize(bytes()); }
};

Block taken(std::size_t size, int mark) {
    Block block{static_cast<std::byte*>(secret_allocate(size)), size, static_cast<std::byte>(mark)};
    std::ranges::fill(block.bytes(), block.mark);
    return block;
}

// Takes and gives back blocks of all sizes in no order; true if none ever lay in another.
bool hold_apart(unsigned seed) {
    std::mt19937 random(seed);
    std::vector<Block> held;
    bool apart = true;
    for (int i = 0; i < 2000; ++i) {
        const std::size_t most = i % 50 == 0 ? 40'000 : 600;
        held.push_back(taken(1 + random() % most, i));
        if (held.size() > 60) {
            std::swap(held[random() % held.size()], held.back());
            apart = apart && held.back().whole();
            secret_free(held.back().at, held.back().size);
            held.pop_back();
        }
    }
    for (const Block& block : held) {
        apart = apart && block.whole();
        secret_free(block.at, block.size);
    }
    return apart;
}

} // namespace

TEST_CASE("small secrets lie in locked memory, aligned, whatever their size") {
    for (const std::size_t size : {0UL, 1UL, 32UL, 33UL, 4096UL, 16384UL, 16385UL, 300'001UL}) {
        CAPTURE(size);
        const Block block = taken(size, 1);
        CHECK(locked_memory::holds(block.at));
        CHECK(reinterpret_cast<std::uintptr_t>(block.at) % alignof(std::max_align_t) == 0);
        secret_free(block.at, block.size);
    }
    secret_free(nullptr, 100);
    const auto plain = std::make_unique<std::byte[]>(100);
    CHECK_FALSE(locked_memory::holds(plain.get())); // or the question proves nothing
}

TEST_CASE("small secrets never lie in one another, with several threads too") {
    bool one = false;
    bool other = false;
    {
        const std::jthread first([&] { one = hold_apart(1); });
        const std::jthread second([&] { other = hold_apart(2); });
    }
    CHECK(one);
    CHECK(other);
}

TEST_CASE("a small secret that is given back is wiped, and its place is used again") {
    const Block block = taken(200, 7);
    secret_free(block.at, block.size);
    CHECK(std::ranges::count(block.bytes(), block.mark) == 0);
    const Block again = taken(190, 8);
    CHECK(again.at == block.at);
    secret_free(again.at, again.size);
}

TEST_CASE("a vector of secrets grows and moves in locked memory") {
    SecretVector<char> text;
    for (int i = 0; i < 50'000; ++i) {
        text.push_back(static_cast<char>('a' + i % 26));
    }
    CHECK(text[49'999] == 'a' + 49'999 % 26);
    const char* const at = text.data();
    CHECK(locked_memory::holds(at));
    const SecretVector<char> moved = std::move(text);
    CHECK(moved.data() == at);
}

#ifndef __SANITIZE_ADDRESS__ // which keeps what has returned apart from what is below
namespace {

// Where it stood on the stack.
[[gnu::noinline]] std::uintptr_t leave_letters() {
    volatile char letters[64];
    for (std::size_t i = 0; i < sizeof letters; ++i) {
        letters[i] = 'q';
    }
    return reinterpret_cast<std::uintptr_t>(&letters[0]);
}

[[gnu::noinline]] int letters_at(std::uintptr_t place) {
    int count = 0;
    for (std::size_t i = 0; i < 64; ++i) {
        count += *reinterpret_cast<const volatile char*>(place + i) == 'q' ? 1 : 0;
    }
    return count;
}

} // namespace

TEST_CASE("what functions left on the stack can be wiped") {
    const std::uintptr_t place = leave_letters();
    const int before = letters_at(place);
    wipe_dead_stack();
    const int after = letters_at(place);
    CHECK(before > 32); // or there was nothing to wipe
    CHECK(after <= 8);  // where a frame begins aligned, a gap stays above what is wiped
}
#endif
