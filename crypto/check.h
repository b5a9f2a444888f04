// CHECK: a statement about our own code that must hold. Always on; when it does not hold the
// program ends and its supervisor starts it afresh. Never used for what the world (disk, peer,
// input) does.
#pragma once

#include <cstdio>
#include <cstdlib>

namespace crypto {

[[noreturn]] inline void check_failed(const char* file, int line) {
    std::fprintf(stderr, "CHECK failed: %s:%d\n", file, line);
    std::abort();
}

} // namespace crypto

// An expression, so that a CHECK adds no branch to the shape of the function it stands in.
#define CHECK(condition)                                                                           \
    ((condition) ? static_cast<void>(0) : ::crypto::check_failed(__FILE__, __LINE__))
