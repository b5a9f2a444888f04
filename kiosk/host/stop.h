// SIGTERM and SIGINT as a file descriptor, so that a loop that waits in poll() stops cleanly.
#pragma once

namespace host {

/// Blocks the two signals for the whole process and receives them. Make one, before any thread.
class StopSignal {
public:
    StopSignal();
    ~StopSignal();
    StopSignal(const StopSignal&) = delete;
    StopSignal& operator=(const StopSignal&) = delete;
    int fd() const { return fd_; } ///< readable once a stop was asked for
    bool requested() const;        ///< asks without waiting

private:
    int fd_ = -1;
};

} // namespace host
