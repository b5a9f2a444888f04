#include "tests/i18n/memory_search.h"

#include "i18n/paragraph_text.h"
#include "tests/writable_memory.h"

#include <hb.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <iterator>
#include <utility>

#include <malloc.h>

namespace i18n_tests {
namespace {

using Memory = std::span<const unsigned char>;
using Part = std::span<const char32_t>;
using Parts = std::array<std::vector<Part>, 256>;

/// Parts are enough: what was freed has lost its beginning to the allocator, and what was typed is
/// left in pieces.
constexpr std::size_t kPart = 5;

constexpr Form kForms[] = {{"UTF-16", 2, 2},
                           {"UTF-32", 4, 4},
                           {"HarfBuzz's buffer", 4, sizeof(hb_glyph_info_t)},
                           {"shaped glyphs", 4, sizeof(i18n::ShapedGlyph)},
                           {"a layout's glyphs", 4, sizeof(i18n::Glyph)}};

bool holds(Memory at, Part part, const Form& form) {
    if (at.size() < (part.size() - 1) * form.stride + form.unit) {
        return false;
    }
    for (std::size_t n = 0; n < part.size(); ++n) {
        std::uint32_t found = 0;
        std::memcpy(&found, at.data() + n * form.stride, form.unit);
        if ((found ^ kVeil) != part[n]) {
            return false;
        }
    }
    return true;
}

struct Utf8 {
    std::array<unsigned char, 3> bytes;
    std::size_t size;
};

Utf8 utf8_of(char32_t one) {
    const char32_t c = one ^ kVeil;
    const auto byte = [](char32_t value) { return static_cast<unsigned char>(value); };
    if (c < 0x80) {
        return {{byte(c)}, 1};
    }
    if (c < 0x800) {
        return {{byte(0xC0U | c >> 6U), byte(0x80U | (c & 0x3FU))}, 2};
    }
    return {{byte(0xE0U | c >> 12U), byte(0x80U | (c >> 6U & 0x3FU)), byte(0x80U | (c & 0x3FU))},
            3};
}

bool holds_utf8(Memory at, Part part) {
    for (const char32_t one : part) {
        const Utf8 letter = utf8_of(one);
        if (at.size() < letter.size ||
            !std::equal(letter.bytes.begin(),
                        letter.bytes.begin() + static_cast<std::ptrdiff_t>(letter.size),
                        at.begin())) {
            return false;
        }
        at = at.subspan(letter.size);
    }
    return true;
}

/// By the byte that they begin with in one form or another.
Parts parts_by_first_byte(const Veiled& canary) {
    Parts parts;
    for (std::size_t n = 0; n + kPart <= canary.size(); ++n) {
        const Part part = std::span(canary).subspan(n, kPart);
        const auto low = static_cast<unsigned char>(canary[n] & 0xFFU);
        const unsigned char lead = utf8_of(canary[n]).bytes[0];
        parts[low].push_back(part);
        if (lead != low) {
            parts[lead].push_back(part);
        }
    }
    return parts;
}

/// Calls `found` with each form in which the memory holds a part. Allocates nothing.
void search(Memory memory, const Parts& parts, auto&& found) {
    for (std::size_t at = 0; at < memory.size(); ++at) {
        for (const Part part : parts[memory[at]]) {
            const Memory from = memory.subspan(at);
            if (holds_utf8(from, part)) {
                found("UTF-8");
            }
            for (const Form& form : kForms) {
                if (holds(from, part, form)) {
                    found(form.name);
                }
            }
        }
    }
}

/// What the watcher of freed blocks looks for. Used by free() itself, so it is not made anew.
struct Watched {
    std::vector<Veiled> canaries;
    std::vector<Parts> parts;
    std::atomic<bool> armed = false;
    std::atomic<std::size_t> holding = 0;
};
Watched watched;

bool holds_canary(const void* block, std::size_t size) {
    bool held = false;
    for (const Parts& parts : watched.parts) {
        search({static_cast<const unsigned char*>(block), size}, parts,
               [&](const char*) { held = true; });
    }
    return held;
}

void look_at_freed(const void* block, std::size_t size) {
    if (watched.armed && block != nullptr && holds_canary(block, size)) {
        ++watched.holding;
    }
}

} // namespace

std::span<const Form> forms() {
    return kForms;
}

i18n::WipedVector<char> utf8_of_veiled(char32_t one) {
    const Utf8 letter = utf8_of(one);
    return {letter.bytes.begin(), letter.bytes.begin() + static_cast<std::ptrdiff_t>(letter.size)};
}

std::vector<std::string> places_of(const Veiled& canary) {
    const Parts parts = parts_by_first_byte(canary);
    std::vector<std::string> found;
    writable_memory::for_each_region([&](std::span<const std::byte> bytes, const char* region) {
        search({reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()}, parts,
               [&](const char* form) { found.push_back(std::string(form) + " in " + region); });
    });
    return found;
}

FreedBlocks::FreedBlocks(std::vector<Veiled> canaries) {
    watched.canaries = std::move(canaries);
    for (const Veiled& canary : watched.canaries) {
        watched.parts.push_back(parts_by_first_byte(canary));
    }
    watched.holding = 0;
    watched.armed = true;
}

FreedBlocks::~FreedBlocks() {
    watched.armed = false;
    watched.parts.clear();
    watched.canaries.clear();
}

std::size_t FreedBlocks::holding() const {
    return watched.holding;
}

} // namespace i18n_tests

#ifdef __SANITIZE_ADDRESS__
// The sanitizer has the allocator's place already, and calls who wants to know. GCC brings no
// header for this.
extern "C" {
std::size_t __sanitizer_get_allocated_size(const volatile void* block); // NOLINT
int __sanitizer_install_malloc_and_free_hooks(                          // NOLINT
    void (*on_malloc)(const volatile void*, std::size_t), void (*on_free)(const volatile void*));
}
namespace {
void look_at_freed_by_sanitizer(const volatile void* block) {
    const void* const plain = const_cast<const void*>(block);
    if (plain != nullptr && i18n_tests::watched.armed) {
        i18n_tests::look_at_freed(plain, __sanitizer_get_allocated_size(plain));
    }
}
const int installed = __sanitizer_install_malloc_and_free_hooks(
    [](const volatile void*, std::size_t) {}, look_at_freed_by_sanitizer);
} // namespace
#else
// In the place of the allocator's own functions, for every library of the program.
extern "C" {
void __libc_free(void* block);                       // NOLINT: glibc's names
void* __libc_realloc(void* block, std::size_t size); // NOLINT

void free(void* block) noexcept {
    i18n_tests::look_at_freed(block, malloc_usable_size(block));
    __libc_free(block);
}

void* realloc(void* block, std::size_t size) noexcept {
    const bool held = i18n_tests::watched.armed && block != nullptr &&
                      i18n_tests::holds_canary(block, malloc_usable_size(block));
    void* const grown = __libc_realloc(block, size);
    if (held && grown != block) { // moved: what it was in has been freed
        ++i18n_tests::watched.holding;
    }
    return grown;
}
}
#endif
