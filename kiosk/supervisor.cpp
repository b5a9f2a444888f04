#include "kiosk/supervisor.h"

#include "crypto/check.h"
#include "kiosk/host/log.h"
#include "kiosk/host/process.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <thread>

namespace kiosk {
namespace {

constexpr int kMaxCrashes = 3; // before anything was seen: something is wrong that no start mends

std::array<wire::Descriptor, 2> make_line() {
    std::array<int, 2> ends{};
    CHECK(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) == 0);
    return {wire::Descriptor(ends[0]), wire::Descriptor(ends[1])};
}

// A fault that nobody foresaw is a crash like any other: the program goes on with the start page.
// What the fault has to say stays unsaid, for it may have her words in it.
int run_or_crash(const Supervisor::Screen& screen, const ScreenLine& line, FirstPage first,
                 bool at_start) {
    try {
        return screen(line, first, at_start);
    } catch (...) {
        std::abort();
    }
}

// Gives it the time that a sealed file on its way to the queue may take, and no more.
int wait_for(pid_t pid, std::chrono::milliseconds most) {
    constexpr std::chrono::milliseconds kStep{20};
    int status = 0;
    for (auto waited = kStep; ::waitpid(pid, &status, WNOHANG) == 0; waited += kStep) {
        if (waited > most) {
            ::kill(pid, SIGKILL);
            ::waitpid(pid, &status, 0);
            break;
        }
        std::this_thread::sleep_for(kStep);
    }
    return status;
}

} // namespace

void ScreenLine::tell(char what) const {
    // When nobody listens any more the other end is gone, which dismissed() tells.
    static_cast<void>(::send(line_.get(), &what, 1, MSG_NOSIGNAL));
}

bool ScreenLine::dismissed() const {
    pollfd line{line_.get(), POLLIN, 0};
    return ::poll(&line, 1, 0) > 0;
}

Supervisor::~Supervisor() {
    stop_all();
}

void Supervisor::begin(FirstPage first) {
    auto [ours, its] = make_line();
    std::fflush(nullptr); // what is not written yet would be written twice
    const pid_t program = ::getpid();
    const pid_t pid = ::fork();
    if (pid == 0) {
        // Never a screen that nobody looks after.
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        if (::getppid() != program) {
            std::_Exit(host::kExitOther);
        }
        processes_.clear(); // the other ends of the other lines
        ours = wire::Descriptor();
        const int code = run_or_crash(screen_, ScreenLine(std::move(its)), first, at_start_);
        std::fflush(nullptr);
        std::_Exit(code);
    }
    CHECK(pid > 0);
    processes_.push_back({pid, std::move(ours), false});
    at_start_ = false;
}

int Supervisor::run(const host::StopSignal& stop) {
    begin(FirstPage::Start);
    while (!stop.requested()) {
        const auto speaks = wait(stop);
        const auto code = speaks ? hear(*speaks) : std::nullopt;
        if (code) {
            return *code;
        }
    }
    return stop_all();
}

// The newest process that has something to say; nothing: a stop was asked for.
std::optional<std::size_t> Supervisor::wait(const host::StopSignal& stop) const {
    std::vector<pollfd> fds{{stop.fd(), POLLIN, 0}};
    for (const Process& process : processes_) {
        fds.push_back({process.line.get(), POLLIN, 0});
    }
    ::poll(fds.data(), fds.size(), -1);
    for (std::size_t i = processes_.size(); i > 0; --i) {
        if (fds[i].revents != 0) {
            return i - 1;
        }
    }
    return std::nullopt;
}

// What a screen process says; nothing: go on.
std::optional<int> Supervisor::hear(std::size_t index) {
    Process& process = processes_[index];
    const bool newest = index + 1 == processes_.size();
    char what = 0;
    if (::recv(process.line.get(), &what, 1, 0) <= 0) {
        return buried(index);
    }
    if (what == 's') {
        process.shown = true;
        crashes_ = 0;
        // Those beneath it see their line close and go.
        for (std::size_t i = 0; i < index; ++i) {
            ::shutdown(processes_[i].line.get(), SHUT_WR);
        }
    } else if (newest) {
        begin(what == 'e' ? FirstPage::Everyday : FirstPage::Start);
    }
    return std::nullopt;
}

std::optional<int> Supervisor::buried(std::size_t index) {
    const bool newest = index + 1 == processes_.size();
    const bool shown = processes_[index].shown;
    constexpr std::chrono::seconds kToGo{15};
    const int status = wait_for(processes_[index].pid, kToGo);
    processes_.erase(processes_.begin() + static_cast<std::ptrdiff_t>(index));
    if (!newest) {
        return std::nullopt; // its successor shows already
    }
    if (WIFEXITED(status)) {
        return WEXITSTATUS(status);
    }
    host::log(host::Event::ScreenEnded, {{"signal", std::int64_t{WTERMSIG(status)}}});
    if (!shown && ++crashes_ >= kMaxCrashes) {
        return host::kExitOther;
    }
    begin(FirstPage::Start);
    return std::nullopt;
}

int Supervisor::stop_all() {
    for (const Process& process : processes_) {
        ::kill(process.pid, SIGTERM);
    }
    int code = host::kExitOk;
    for (const Process& process : processes_) {
        constexpr std::chrono::seconds kToStop{12};
        const int status = wait_for(process.pid, kToStop);
        code = WIFEXITED(status) ? std::max(code, WEXITSTATUS(status)) : host::kExitOther;
    }
    processes_.clear();
    return code;
}

} // namespace kiosk
