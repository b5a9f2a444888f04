// Process-wide settings. See process.h.
#include "kiosk/host/process.h"

#include "crypto/check.h"

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

namespace host {

namespace {

/// Whatever a library opened next would get a missing standard number, and what is meant for the
/// screen, clear text too, would go there. Writing to such a standard output fails; a log that
/// nobody wants goes nowhere.
void open_missing_streams() {
    for (int fd = STDIN_FILENO; fd <= STDERR_FILENO; ++fd) {
        if (fcntl(fd, F_GETFD) < 0) { // the lower ones are open: this number is given next
            CHECK(open("/dev/null", fd == STDERR_FILENO ? O_WRONLY : O_RDONLY) == fd);
        }
    }
}

/// The words that this program was begun with, its name first; none where /proc is not there.
std::vector<std::string> command_line() {
    std::ifstream file("/proc/self/cmdline", std::ios::binary);
    std::vector<std::string> words;
    for (std::string word; std::getline(file, word, '\0');) {
        words.push_back(word);
    }
    return words;
}

} // namespace

void bind_now() {
    constexpr const char* kBindNow = "LD_BIND_NOW"; // ld.so(8)
    if (const char* set = std::getenv(kBindNow); set != nullptr && *set != '\0') {
        return;
    }
    CHECK(setenv(kBindNow, "1", 1) == 0);
    std::vector<std::string> words = command_line();
    std::vector<char*> arguments;
    for (std::string& word : words) {
        arguments.push_back(word.data());
    }
    arguments.push_back(nullptr);
    std::error_code fault; // by its own name: that is what lists of processes show
    const std::filesystem::path program = std::filesystem::read_symlink("/proc/self/exe", fault);
    execv(program.c_str(), arguments.data());
    execv("/proc/self/exe", arguments.data()); // its file may have been exchanged
    std::exit(fail(program_invocation_short_name,
                   std::string("/proc/self: cannot be begun again: ") + std::strerror(errno),
                   kExitOther));
}

void harden_process() {
    open_missing_streams();
#ifndef REFERRAL_DEBUGGABLE
    // A core dump or an attached debugger would show what a person is typing.
    const rlimit none{0, 0};
    CHECK(setrlimit(RLIMIT_CORE, &none) == 0);
    CHECK(prctl(PR_SET_DUMPABLE, 0) == 0);
#endif
    CHECK(prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0);
    umask(S_IRWXG | S_IRWXO);
}

std::string_view version() {
    return REFERRAL_VERSION;
}

int fail(std::string_view program, std::string_view sentence, int code) {
    std::fprintf(stderr, "%.*s: %.*s\n", static_cast<int>(program.size()), program.data(),
                 static_cast<int>(sentence.size()), sentence.data());
    return code;
}

int run_guarded(std::string_view program, const std::function<int()>& work) {
    try {
        return work();
    } catch (const std::exception& error) {
        return fail(program,
                    std::string("stopped by a fault that nobody foresaw: ") + error.what());
    } catch (...) {
        return fail(program, "stopped by a fault that nobody foresaw");
    }
}

int all_is_well(std::string_view program, const std::filesystem::path& config,
                std::string_view but) {
    std::cout << program << ": all is well with " << config.string() << " and what it names";
    std::cout << (but.empty() ? "" : ", but ") << but << '\n';
    return finish(program);
}

int finish(std::string_view program, std::string_view done, int code) {
    errno = 0;
    const bool printed = std::cout.flush() && std::fflush(stdout) == 0 && std::ferror(stdout) == 0;
    if (printed) {
        return code;
    }
    std::string sentence(done);
    sentence += done.empty() ? "" : ", but ";
    sentence += "standard output could not be written";
    if (errno != 0) { // when it failed earlier nobody knows why any more
        sentence += std::string(": ") + std::strerror(errno);
    }
    return fail(program, sentence, kExitOther);
}

} // namespace host
