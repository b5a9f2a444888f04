// What every program does first: no core dumps, no new privileges, a version to print.
#pragma once

#include <string_view>

namespace host {

inline constexpr int kExitOk = 0;
inline constexpr int kExitOther = 1; ///< anything that is not the next line
inline constexpr int kExitInput = 2; ///< configuration or damaged input

/// Core dumps off, ptrace off, private umask; standard streams that are closed become /dev/null,
/// and writing to standard output fails then. Call before anything else.
void harden_process();
std::string_view version(); ///< of the whole product, "0.1.0"
/// Prints "PROGRAM: SENTENCE" to standard error and returns `code`.
int fail(std::string_view program, std::string_view sentence, int code = kExitInput);
/// The last thing a command does that prints: `code`, or kExitOther after a sentence when something
/// of it was lost. `done`: what was done all the same, "FILE was written"; may be empty.
int finish(std::string_view program, std::string_view done = {}, int code = kExitOk);

} // namespace host
