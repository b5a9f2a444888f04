// What every program does first: no core dumps, no new privileges, a version to print.
#pragma once

#include <filesystem>
#include <functional>
#include <string_view>

namespace host {

inline constexpr int kExitOk = 0;
inline constexpr int kExitOther = 1; ///< anything that is not the next line
inline constexpr int kExitInput = 2; ///< configuration or damaged input

/// Begins the program again, as it was begun, with every function of every library looked up at
/// once; returns where that is so already. Looked up at its first call, a function makes the loader
/// lay all vector registers aside on the stack (glibc, _dl_runtime_resolve_xsavec), and what was
/// copied last may be a key. Call before anything else. Where it cannot (no /proc), it says so and
/// ends the program with kExitOther.
void bind_now();
/// Core dumps off, ptrace off, private umask; standard streams that are closed become /dev/null,
/// and writing to standard output fails then. Call before anything else but bind_now().
void harden_process();
std::string_view version(); ///< of the whole product, "0.1.0"
/// Prints "PROGRAM: SENTENCE" to standard error and returns `code`.
int fail(std::string_view program, std::string_view sentence, int code = kExitInput);
/// All of a program: `work`'s own exit code, or kExitInput after a sentence that says what was
/// thrown. A program that a fault nobody foresaw would end says so and never just aborts.
int run_guarded(std::string_view program, const std::function<int()>& work);
/// The last thing a command does that prints: `code`, or kExitOther after a sentence when something
/// of it was lost. `done`: what was done all the same, "FILE was written"; may be empty.
int finish(std::string_view program, std::string_view done = {}, int code = kExitOk);
inline constexpr const char* kCheckConfigHelp =
    "Say what a start would, about the configuration and all that it names, and start nothing";
/// The end of --check-config: one line that all is well with `config` and what it names, and
/// finish(). `but`: what could not be looked at, "FILE is in use"; may be empty.
int all_is_well(std::string_view program, const std::filesystem::path& config,
                std::string_view but = {});

} // namespace host
