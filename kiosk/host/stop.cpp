// SIGTERM and SIGINT through signalfd(2). See stop.h.
#include "kiosk/host/stop.h"

#include "crypto/check.h"

#include <csignal>

#include <poll.h>
#include <sys/signalfd.h>
#include <unistd.h>

namespace host {

StopSignal::StopSignal() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    CHECK(pthread_sigmask(SIG_BLOCK, &signals, nullptr) == 0);
    fd_ = signalfd(-1, &signals, SFD_CLOEXEC | SFD_NONBLOCK);
    CHECK(fd_ >= 0);
    // A peer that goes away is an error of write(), not the end of the program.
    std::signal(SIGPIPE, SIG_IGN);
}

StopSignal::~StopSignal() {
    ::close(fd_);
}

bool StopSignal::requested() const {
    pollfd waited{fd_, POLLIN, 0};
    return ::poll(&waited, 1, 0) > 0;
}

} // namespace host
