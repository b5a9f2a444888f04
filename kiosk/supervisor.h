// One screen process a person: whatever of her no wiping reaches ends with it. The program keeps
// one running, begins the next one when a session is over, and a new one when one has crashed. It
// knows no answer and opens no window itself.
#pragma once

#include "kiosk/beginning.h"
#include "kiosk/host/stop.h"
#include "kiosk/wire/descriptor.h"

#include <optional>
#include <sys/types.h>
#include <vector>

namespace kiosk {

/// A screen process's end of the line to the program.
class ScreenLine {
public:
    explicit ScreenLine(wire::Descriptor line) : line_(std::move(line)) {}
    void shown() const { tell('s'); }
    void ended(FirstPage next) const { tell(next == FirstPage::Everyday ? 'e' : 'o'); }
    /// Readable once the next process shows, and when the program is gone.
    int fd() const { return line_.get(); }
    /// Whether it is: asks without waiting.
    bool dismissed() const;

private:
    void tell(char what) const;
    wire::Descriptor line_;
};

class Supervisor {
public:
    /// What a screen process does, in a process of its own; returns its exit code. `at_start`: it
    /// is the first one. An exception is a crash.
    using Screen = std::function<int(const ScreenLine& line, FirstPage first, bool at_start)>;

    explicit Supervisor(Screen screen) : screen_(std::move(screen)) {}
    ~Supervisor();
    Supervisor(const Supervisor&) = delete;
    Supervisor& operator=(const Supervisor&) = delete;

    /// Runs until the stop signal, or until a screen process ends of its own will: with its exit
    /// code. Must be called while the program has one thread only.
    int run(const host::StopSignal& stop);

private:
    struct Process {
        pid_t pid = -1;
        wire::Descriptor line;
        bool shown = false;
    };
    void begin(FirstPage first);
    std::optional<std::size_t> wait(const host::StopSignal& stop) const;
    std::optional<int> hear(std::size_t index);
    std::optional<int> buried(std::size_t index);
    int stop_all();

    Screen screen_;
    std::vector<Process> processes_; ///< the newest last; those before it are on their way out
    bool at_start_ = true;
    int crashes_ = 0; ///< in a row, without a frame between them
};

} // namespace kiosk
