// Walks what this process can write to, its stack included. What is searched for in it is the
// caller's.
#pragma once

#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <cstring>
#include <memory>
#include <span>

namespace writable_memory {

/// Calls `look` with the bytes of each region and what it belongs to ("no file" for nothing).
template <class Look>
void for_each_region(Look look) {
    const std::unique_ptr<std::FILE, int (*)(std::FILE*)> maps(std::fopen("/proc/self/maps", "r"),
                                                               std::fclose);
    char line[512] = "";
    while (maps != nullptr && std::fgets(line, sizeof line, maps.get()) != nullptr) {
        std::uintptr_t begin = 0;
        std::uintptr_t end = 0;
        char rights[8] = "";
        char name[256] = "no file";
        const int read = std::sscanf(line, "%" SCNxPTR "-%" SCNxPTR " %7s %*s %*s %*s %255s",
                                     &begin, &end, rights, name);
        if (read >= 3 && std::strncmp(rights, "rw", 2) == 0) {
            look(std::span(reinterpret_cast<const std::byte*>(begin), end - begin), name);
        }
    }
}

} // namespace writable_memory
