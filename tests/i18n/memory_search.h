// Searching memory for a text that must not be in it: all that this process can write to, and every
// block at the moment it is given back to the allocator. What lies in registers or on disk is not
// asked.
#pragma once

#include "i18n/wiping.h"

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace i18n_tests {

/// A text, or the numbers of its glyphs, such that it never stands anywhere as it is: each number
/// is kept with a bit turned.
using Veiled = std::vector<char32_t>;
constexpr char32_t kVeil = 0x40000000;

i18n::WipedVector<char> utf8_of_veiled(char32_t one);

/// How numbers may lie in memory: each `unit` bytes wide, `stride` bytes from the one before.
struct Form {
    const char* name;
    std::size_t unit, stride;
};
std::span<const Form> forms();

/// Where and in which form five numbers of the canary in a row are in what this process can write
/// to.
std::vector<std::string> places_of(const Veiled& canary);

/// While one exists, each block that is freed is searched before the allocator gets it. One at a
/// time. Blocks that libsodium wipes and unmaps do not pass here.
class FreedBlocks {
public:
    explicit FreedBlocks(std::vector<Veiled> canaries);
    ~FreedBlocks();
    FreedBlocks(const FreedBlocks&) = delete;
    FreedBlocks& operator=(const FreedBlocks&) = delete;

    /// How many held a part of a canary.
    std::size_t holding() const;
};

} // namespace i18n_tests
