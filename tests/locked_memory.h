// Whether memory of this process is locked and left out of core dumps, as the kernel has it.
#pragma once

#include <cinttypes>
#include <cstdint>
#include <cstdio>
#include <fstream>
#include <string>

namespace locked_memory {

// AddressSanitizer makes mlock() do nothing (sanitizer_common_interceptors.inc), so that its shadow
// is never pinned: what is left out of core dumps can be told there, what is locked cannot.
#ifdef __SANITIZE_ADDRESS__
inline constexpr bool kLocks = false;
#else
inline constexpr bool kLocks = true;
#endif

/// By the flags of the mapping that `address` lies in (proc(5), VmFlags).
inline bool holds(const void* address) {
    const auto wanted = reinterpret_cast<std::uintptr_t>(address);
    std::ifstream maps("/proc/self/smaps");
    bool inside = false;
    for (std::string line; std::getline(maps, line);) {
        std::uintptr_t begin = 0;
        std::uintptr_t end = 0;
        if (std::sscanf(line.c_str(), "%" SCNxPTR "-%" SCNxPTR " ", &begin, &end) == 2) {
            inside = begin <= wanted && wanted < end;
        } else if (inside && line.starts_with("VmFlags:")) {
            return (!kLocks || line.contains(" lo")) && line.contains(" dd");
        }
    }
    return false;
}

} // namespace locked_memory
