// The heap of a program that hears what people say: whatever is given back is wiped first, by this
// program's own code and by every library in it (ICU, HarfBuzz, X11, the graphics driver), which
// all call these two functions. Linked into a program as an object; nothing includes it. It
// replaces nothing else of the C library's heap, and it does not know what is secret: it wipes
// everything.
#include <cstddef>
#include <cstdlib>
#include <cstring>

#include <malloc.h>

// The C library's own, under the names it keeps for whoever stands in front of it.
// NOLINTBEGIN(bugprone-reserved-identifier)
extern "C" {
void* __libc_malloc(std::size_t size);
void* __libc_realloc(void* block, std::size_t size);
void __libc_free(void* block);
}
// NOLINTEND(bugprone-reserved-identifier)

extern "C" {

// The block goes back empty. Blocks in the C library's own waiting lists would otherwise keep what
// they held.
void free(void* block) noexcept {
    if (block != nullptr) {
        explicit_bzero(block, malloc_usable_size(block));
        __libc_free(block);
    }
}

// What moves is wiped where it was, and what falls off the end is wiped too: the C library's own
// realloc does neither.
void* realloc(void* block, std::size_t size) noexcept {
    if (block == nullptr) {
        return __libc_malloc(size);
    }
    const std::size_t room = malloc_usable_size(block);
    if (size <= room) {
        explicit_bzero(static_cast<std::byte*>(block) + size, room - size);
        return __libc_realloc(block, size);
    }
    void* moved = __libc_malloc(size);
    if (moved != nullptr) {
        std::memcpy(moved, block, room);
        free(block);
    }
    return moved;
}

} // extern "C"
