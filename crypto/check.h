// CHECK: a statement about our own code that must hold. Always on; when it does not hold the
// program ends and its supervisor starts it afresh. Never used for what the world (disk, peer,
// input) does.
#pragma once

#include <cstdio>
#include <cstdlib>

#define CHECK(condition)                                                                           \
    do {                                                                                           \
        if (!(condition)) {                                                                        \
            std::fprintf(stderr, "CHECK failed: %s:%d\n", __FILE__, __LINE__);                     \
            std::abort();                                                                          \
        }                                                                                          \
    } while (false)
