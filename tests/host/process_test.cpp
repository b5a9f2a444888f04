// What every program does first, tried in processes of their own.
#include "kiosk/host/process.h"

#include <catch2/catch_test_macros.hpp>

#include <array>
#include <cerrno>
#include <span>

#include <fcntl.h>
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

int in_its_own_process(std::span<const int> closed) {
    const pid_t child = fork();
    if (child == 0) {
        _exit(streams_after_hardening(closed));
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

} // namespace

TEST_CASE("a standard stream that is closed never leads to what a program opens later") {
    CHECK(in_its_own_process(std::array<int, 0>{}) == kWell);
    CHECK(in_its_own_process(std::array{0}) == kWell);
    CHECK(in_its_own_process(std::array{1}) == kWell);
    CHECK(in_its_own_process(std::array{2}) == kWell);
    CHECK(in_its_own_process(std::array{0, 1, 2}) == kWell);
}
