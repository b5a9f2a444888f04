// Searching what this process can write to, its stack included, for secret bytes that must not be
// in it any more. What lies in registers, in the kernel or on disk is not asked.
#pragma once

#include "crypto/bytes.h"
#include "tests/writable_memory.h"

#include <array>
#include <cstring>
#include <string>
#include <vector>

namespace byte_search {

/// Secrets with a bit of each byte turned, so that they stand nowhere as they are because of the
/// search. Parts are enough to be found: eight bytes in a row, of a text twelve.
class Needles {
public:
    static constexpr std::byte kVeil{0xA5};
    static constexpr std::size_t kPartOfKey = 8;
    static constexpr std::size_t kPartOfText = 12;

    void add(const std::string& name, crypto::ByteView secret, std::size_t part = kPartOfKey) {
        Needle needle{name, part, {}};
        for (const std::byte byte : secret) {
            needle.veiled.push_back(byte ^ kVeil);
        }
        for (std::size_t at = 0; at + part <= needle.veiled.size(); ++at) {
            parts_[static_cast<std::size_t>(needle.veiled[at])].push_back({needles_.size(), at});
        }
        needles_.push_back(std::move(needle));
    }
    std::size_t size() const { return needles_.size(); }
    /// Writes the bytes of one as they were, for who plants it; one by one, so that they lie
    /// together in no register that could be laid aside.
    void plant(std::size_t which, std::span<volatile std::byte> to) const {
        for (std::size_t n = 0; n < to.size() && n < needles_[which].veiled.size(); ++n) {
            to[n] = needles_[which].veiled[n] ^ kVeil;
        }
    }

    /// "NAME in REGION" for each region that holds a part of one.
    std::vector<std::string> places() const {
        std::vector<std::string> found;
        writable_memory::for_each_region(
            [&](crypto::ByteView memory, const char* region) { search(memory, region, found); });
        return found;
    }

private:
    struct Needle {
        std::string name;
        std::size_t part;
        crypto::Bytes veiled;
    };
    struct Part {
        std::size_t needle;
        std::size_t at;
    };

    bool holds(crypto::ByteView memory, const Part& part) const {
        const Needle& needle = needles_[part.needle];
        if (memory.size() < needle.part) {
            return false;
        }
        for (std::size_t n = 0; n < needle.part; ++n) {
            if ((memory[n] ^ kVeil) != needle.veiled[part.at + n]) {
                return false;
            }
        }
        return true;
    }
    void search(crypto::ByteView memory, const char* region,
                std::vector<std::string>& found) const {
        for (std::size_t at = 0; at < memory.size(); ++at) {
            for (const Part& part : parts_[static_cast<std::size_t>(memory[at] ^ kVeil)]) {
                if (holds(memory.subspan(at), part)) {
                    found.push_back(needles_[part.needle].name + " in " + region);
                }
            }
        }
    }

    std::vector<Needle> needles_;
    std::array<std::vector<Part>, 256> parts_;
};

} // namespace byte_search
