// Reads passphrases straight into locked memory.
#include "central/desk/passphrase.h"

#include "crypto/bytes.h"
#include "kiosk/host/descriptor.h"
#include "kiosk/host/private_file.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/signalfd.h>
#include <termios.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <optional>

namespace central::desk {

namespace {

constexpr std::size_t kLongest = 1024;
constexpr int kNone = -1;
constexpr char kInterrupt = '\x03'; // Ctrl-C

/// Waits until `fd` can be read; false when a signal of `signals` came before.
bool wait_for(int fd, int signals) {
    std::array<pollfd, 2> both{pollfd{.fd = fd, .events = POLLIN, .revents = 0},
                               pollfd{.fd = signals, .events = POLLIN, .revents = 0}};
    while (::poll(both.data(), both.size(), -1) < 0) {
        if (errno != EINTR) {
            return false;
        }
    }
    return both[1].revents == 0;
}

/// One line without its end, LF or CR LF; nothing when it is too long or cannot be read, or when a
/// signal came.
std::optional<crypto::SecretText> read_line(int fd, int signals = kNone) {
    crypto::SecretBytes block(kLongest);
    std::size_t length = 0;
    while (wait_for(fd, signals)) {
        const ssize_t got = ::read(fd, block.span().data() + length, 1);
        const char last = static_cast<char>(block.span()[length]);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0 || (got > 0 && last == kInterrupt)) {
            return std::nullopt;
        }
        if (got == 0 || last == '\n') {
            const bool pair = got > 0 && length > 0 && block.span()[length - 1] == std::byte{'\r'};
            return crypto::SecretText(crypto::text_of(block.span().first(length - (pair ? 1 : 0))));
        }
        if (++length == kLongest) {
            return std::nullopt;
        }
    }
    return std::nullopt;
}

/// A terminal without its echo. What would end the program waits until the echo is back.
class Silence {
public:
    Silence(int terminal, const termios& before)
        : terminal_(terminal), before_(before), ending_(ending_signals()),
          signals_(::signalfd(kNone, &ending_, SFD_CLOEXEC)) {
        ::pthread_sigmask(SIG_BLOCK, &ending_, &mask_);
        termios silent = before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
        // Ctrl-C ends the line instead of the program, so that the echo is always put back.
        silent.c_cc[VEOL] = static_cast<cc_t>(kInterrupt);
        ::tcsetattr(terminal_, TCSAFLUSH, &silent);
    }
    ~Silence() {
        ::tcsetattr(terminal_, TCSAFLUSH, &before_);
        ::pthread_sigmask(SIG_SETMASK, &mask_, nullptr);
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    int signals() const { return signals_.get(); } ///< readable when one came

private:
    static sigset_t ending_signals() {
        sigset_t ending;
        ::sigemptyset(&ending);
        for (const int signal : {SIGTERM, SIGHUP, SIGINT, SIGQUIT}) {
            ::sigaddset(&ending, signal);
        }
        return ending;
    }
    int terminal_;
    termios before_;
    sigset_t ending_;
    sigset_t mask_{};
    host::Descriptor signals_;
};

} // namespace

std::expected<crypto::SecretText, std::string>
read_passphrase_file(const std::filesystem::path& file) {
    const host::Descriptor open{::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK)};
    if (open.get() < 0) {
        return std::unexpected(file.string() + ": " + std::strerror(errno));
    }
    if (const std::string fault = host::openness_fault(open.get()); !fault.empty()) {
        return std::unexpected(file.string() + ": " + fault);
    }
    std::optional<crypto::SecretText> line = read_line(open.get());
    if (!line || line->empty()) {
        return std::unexpected(file.string() + ": its first line is no passphrase");
    }
    return std::move(*line);
}

std::expected<crypto::SecretText, std::string> ask_passphrase(const std::string& prompt) {
    const host::Descriptor terminal{::open("/dev/tty", O_RDWR | O_CLOEXEC)};
    termios before{};
    if (terminal.get() < 0 || ::tcgetattr(terminal.get(), &before) != 0) {
        return std::unexpected("there is no terminal to ask on: use --passphrase-file");
    }
    const std::string question = prompt + ": ";
    std::optional<crypto::SecretText> line;
    {
        const Silence silence(terminal.get(), before);
        if (::write(terminal.get(), question.data(), question.size()) > 0) {
            line = read_line(terminal.get(), silence.signals());
        }
    }
    if (::write(terminal.get(), "\n", 1) != 1 || !line || line->empty()) {
        return std::unexpected("no passphrase was given");
    }
    return std::move(*line);
}

} // namespace central::desk
