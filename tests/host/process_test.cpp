// What every program does first, tried in processes of their own.
#include "kiosk/host/process.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cerrno>
#include <functional>
#include <initializer_list>
#include <new>
#include <span>
#include <stdexcept>
#include <string>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

constexpr int kWell = 0;

/// Of a process that began without its standard streams: 0 when each is there, none leads to what
/// is opened later, and standard output takes nothing.
int streams_after_hardening(std::span<const int> closed) {
    for (const int fd : closed) {
        close(fd);
    }
    host::harden_process();
    if (open("/proc/self/stat", O_RDONLY | O_CLOEXEC) <= STDERR_FILENO) {
        return 1;
    }
    for (const int fd : closed) {
        char byte = 'x';
        const bool writes = write(fd, &byte, 1) == 1;
        if (fd == STDOUT_FILENO && (writes || errno != EBADF)) {
            return 2;
        }
        if (fd == STDERR_FILENO && !writes) {
            return 3;
        }
        if (fd == STDIN_FILENO && read(fd, &byte, 1) != 0) {
            return 4;
        }
    }
    return kWell;
}

#ifdef REFERRAL_DEBUGGABLE
constexpr bool kDebuggable = true; // the preset `debug`, and nothing else
#else
constexpr bool kDebuggable = false;
#endif

/// Of a process that could be looked into: 0 when hardening has ended that, or has not where this
/// build is one for debuggers.
int looked_into_after_hardening() {
    rlimit core{};
    if (getrlimit(RLIMIT_CORE, &core) != 0 || prctl(PR_SET_DUMPABLE, 1) != 0) {
        return 1;
    }
    const rlim_t before = core.rlim_max;
    host::harden_process();
    if (prctl(PR_GET_DUMPABLE) != (kDebuggable ? 1 : 0)) {
        return 2;
    }
    if (getrlimit(RLIMIT_CORE, &core) != 0 || core.rlim_max != (kDebuggable ? before : 0)) {
        return 3;
    }
    return prctl(PR_GET_NO_NEW_PRIVS, 0, 0, 0, 0) == 1 ? kWell : 4;
}

template <class Work>
int in_its_own_process(Work work) {
    const pid_t child = fork();
    if (child == 0) {
        _exit(work());
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

struct Ended {
    int code = -1;
    std::string said; ///< on standard error
};

Ended guarded(const std::function<int()>& work) {
    std::array<int, 2> ends{};
    REQUIRE(pipe(ends.data()) == 0);
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDERR_FILENO);
        _exit(host::run_guarded("program", work));
    }
    close(ends[1]);
    Ended ended;
    std::array<char, 256> block{};
    for (ssize_t got = 0; (got = read(ends[0], block.data(), block.size())) > 0;) {
        ended.said.append(block.data(), static_cast<std::size_t>(got));
    }
    close(ends[0]);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    ended.code = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    return ended;
}

int closing(std::initializer_list<int> closed) {
    return in_its_own_process([&] { return streams_after_hardening(closed); });
}

} // namespace

TEST_CASE("what nobody foresaw ends a program with a sentence, not with an abort") {
    const Ended well = guarded([] { return 7; });
    CHECK(well.code == 7);
    CHECK(well.said.empty());
    const Ended thrown = guarded([]() -> int { throw std::runtime_error("the reason"); });
    CHECK(thrown.code == host::kExitInput);
    CHECK(thrown.said == "program: stopped by a fault that nobody foresaw: the reason\n");
    const Ended memory = guarded([]() -> int { throw std::bad_alloc(); });
    CHECK(memory.code == host::kExitInput);
    CHECK(memory.said.contains("bad_alloc"));
    const Ended other = guarded([]() -> int { throw 7; });
    CHECK(other.code == host::kExitInput);
    CHECK(other.said == "program: stopped by a fault that nobody foresaw\n");
}

TEST_CASE("no debugger attaches and no core is dumped, but in a build for debuggers") {
    CHECK(in_its_own_process(looked_into_after_hardening) == kWell);
}

TEST_CASE("a standard stream that is closed never leads to what a program opens later") {
    CHECK(closing({}) == kWell);
    CHECK(closing({0}) == kWell);
    CHECK(closing({1}) == kWell);
    CHECK(closing({2}) == kWell);
    CHECK(closing({0, 1, 2}) == kWell);
}
