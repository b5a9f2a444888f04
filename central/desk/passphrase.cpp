// Reads passphrases straight into locked memory.
#include "central/desk/passphrase.h"

#include "kiosk/host/descriptor.h"
#include "kiosk/host/private_file.h"

#include <fcntl.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <optional>

namespace central::desk {

namespace {

constexpr std::size_t kLongest = 1024;
constexpr char kInterrupt = '\x03'; // Ctrl-C

/// One line without its end, LF or CR LF; nothing when it is too long or cannot be read.
std::optional<crypto::SecretText> read_line(int fd) {
    crypto::SecretBytes block(kLongest);
    std::size_t length = 0;
    for (;;) {
        const ssize_t got = ::read(fd, block.span().data() + length, 1);
        const char last = static_cast<char>(block.span()[length]);
        if (got < 0 && errno == EINTR) {
            continue;
        }
        if (got < 0 || (got > 0 && last == kInterrupt)) {
            return std::nullopt;
        }
        if (got == 0) {
            break;
        }
        if (last == '\n') {
            const bool pair = length > 0 && block.span()[length - 1] == std::byte{'\r'};
            length -= pair ? 1 : 0;
            break;
        }
        if (++length == kLongest) {
            return std::nullopt;
        }
    }
    return crypto::SecretText(
        std::string_view(reinterpret_cast<const char*>(block.span().data()), length));
}

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
    termios silent = before;
    silent.c_lflag &= ~static_cast<tcflag_t>(ECHO | ISIG);
    // Ctrl-C ends the line instead of the program, so that the echo is always put back.
    silent.c_cc[VEOL] = static_cast<cc_t>(kInterrupt);
    ::tcsetattr(terminal.get(), TCSAFLUSH, &silent);
    const std::string question = prompt + ": ";
    std::optional<crypto::SecretText> line;
    if (::write(terminal.get(), question.data(), question.size()) > 0) {
        line = read_line(terminal.get());
    }
    ::tcsetattr(terminal.get(), TCSAFLUSH, &before);
    if (::write(terminal.get(), "\n", 1) != 1 || !line || line->empty()) {
        return std::unexpected("no passphrase was given");
    }
    return std::move(*line);
}

} // namespace central::desk
