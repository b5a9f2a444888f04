// How many random cases a property is tried on. Each run draws its own lot and prints the seed;
// RC_PARAMS="seed=N max_success=M" in the environment, as a run prints it, draws the same again.
#pragma once

#include <rapidcheck.h>

#include <stdlib.h>

namespace i18n_tests {

#ifdef __SANITIZE_ADDRESS__
constexpr const char* kCases = "max_success=1500";
#else
constexpr const char* kCases = "max_success=8000";
#endif
/// Before RapidCheck reads it; what the environment says already stays.
const int kCasesAreSet = ::setenv("RC_PARAMS", kCases, 0);

} // namespace i18n_tests
