// sendmsg(2) and recvmsg(2) with at most one descriptor beside each message (unix(7) SCM_RIGHTS).
#include "kiosk/wire/channel.h"

#include "crypto/check.h"
#include "kiosk/wire/sealed_file.h"

#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/un.h>

namespace wire {
namespace {

constexpr std::size_t kMaxDatagram = 32 * 1024;
constexpr std::byte kInFile{0xff}; ///< instead of a type: the message itself is in the file
constexpr std::size_t kInFileLength = 6;

struct Datagram {
    crypto::Bytes bytes;
    Descriptor file;
};

std::expected<void, ChannelError> send_datagram(int socket, crypto::ByteView bytes, int file) {
    iovec part{const_cast<std::byte*>(bytes.data()), bytes.size()};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    alignas(cmsghdr) std::array<char, CMSG_SPACE(sizeof file)> control{};
    if (file >= 0) {
        message.msg_control = control.data();
        message.msg_controllen = control.size();
        cmsghdr* header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof file);
        std::memcpy(CMSG_DATA(header), &file, sizeof file);
    }
    // Never waits: each end has one short message under way, so a full buffer is a peer gone wrong.
    if (::sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT) < 0) {
        return std::unexpected(ChannelError::Closed);
    }
    return {};
}

/// Takes over the descriptors that one control message carries.
void take_descriptors(const cmsghdr& header, std::vector<Descriptor>& to) {
    const std::size_t count = (header.cmsg_len - CMSG_LEN(0)) / sizeof(int);
    for (std::size_t i = 0; i < count; ++i) {
        int fd = -1;
        std::memcpy(&fd, CMSG_DATA(&header) + i * sizeof fd, sizeof fd);
        to.emplace_back(fd);
    }
}

/// Takes over every descriptor that came; more than one is nobody's right.
std::expected<Descriptor, ChannelError> take_one_descriptor(msghdr& message) {
    std::vector<Descriptor> taken;
    for (cmsghdr* header = CMSG_FIRSTHDR(&message); header != nullptr;
         header = CMSG_NXTHDR(&message, header)) {
        if (header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS) {
            take_descriptors(*header, taken);
        }
    }
    if (taken.size() > 1 || (message.msg_flags & MSG_CTRUNC) != 0) {
        return std::unexpected(ChannelError::BadMessage);
    }
    return taken.empty() ? Descriptor() : std::move(taken.front());
}

std::expected<void, ChannelError> wait_readable(int socket, std::chrono::milliseconds timeout) {
    const auto until = std::chrono::steady_clock::now() + timeout;
    for (;;) {
        pollfd waiting{socket, POLLIN, 0};
        const auto left =
            std::chrono::ceil<std::chrono::milliseconds>(until - std::chrono::steady_clock::now());
        const int ready = ::poll(&waiting, 1, static_cast<int>(std::max<long>(0, left.count())));
        if (ready > 0) {
            return {};
        }
        if (ready == 0) {
            return std::unexpected(ChannelError::TimedOut);
        }
        if (errno != EINTR) {
            return std::unexpected(ChannelError::Closed);
        }
    }
}

std::expected<Datagram, ChannelError> receive_datagram(int socket,
                                                       std::chrono::milliseconds timeout) {
    if (auto ready = wait_readable(socket, timeout); !ready) {
        return std::unexpected(ready.error());
    }
    Datagram datagram;
    datagram.bytes.resize(kMaxDatagram);
    iovec part{datagram.bytes.data(), datagram.bytes.size()};
    alignas(cmsghdr) std::array<char, CMSG_SPACE(4 * sizeof(int))> control{};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    message.msg_control = control.data();
    message.msg_controllen = control.size();
    const ssize_t got = ::recvmsg(socket, &message, MSG_CMSG_CLOEXEC | MSG_DONTWAIT);
    if (got < 0) {
        const bool nothing = errno == EAGAIN || errno == EINTR;
        return std::unexpected(nothing ? ChannelError::TimedOut : ChannelError::Closed);
    }
    auto file = take_one_descriptor(message);
    if (!file) {
        return std::unexpected(file.error());
    }
    if (got == 0) {
        return std::unexpected(ChannelError::Closed);
    }
    if ((message.msg_flags & MSG_TRUNC) != 0) {
        return std::unexpected(ChannelError::BadMessage);
    }
    datagram.bytes.resize(static_cast<std::size_t>(got));
    datagram.file = std::move(*file);
    return datagram;
}

bool is_in_file(crypto::ByteView bytes) {
    return bytes.size() == kInFileLength && bytes[0] == std::byte{kProtocolVersion} &&
           bytes[1] == kInFile;
}

/// The message of a datagram, wherever it is.
std::optional<crypto::Bytes> unwrap_reply(Datagram datagram) {
    if (!datagram.file) {
        return std::move(datagram.bytes);
    }
    if (!is_in_file(datagram.bytes)) {
        return std::nullopt;
    }
    const std::uint32_t length = crypto::read_u32(crypto::ByteView(datagram.bytes).subspan(2));
    return read_sealed_file(datagram.file.get(), length);
}

} // namespace

std::expected<Channel, ChannelError> Channel::connect(const std::filesystem::path& socket) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string& name = socket.native();
    // A listener that hangs lets callers wait for ever once its backlog is full: never wait for it.
    Descriptor fd(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC | SOCK_NONBLOCK, 0));
    if (!fd || name.empty() || name.size() >= sizeof address.sun_path) {
        return std::unexpected(ChannelError::Unreachable);
    }
    std::memcpy(address.sun_path, name.data(), name.size());
    if (::connect(fd.get(), reinterpret_cast<const sockaddr*>(&address), sizeof address) != 0) {
        return std::unexpected(ChannelError::Unreachable);
    }
    const timeval patience{.tv_sec = 5, .tv_usec = 0};
    if (::fcntl(fd.get(), F_SETFL, 0) != 0 ||
        ::setsockopt(fd.get(), SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience) != 0) {
        return std::unexpected(ChannelError::Unreachable);
    }
    return Channel(std::move(fd));
}

std::expected<void, ChannelError> Channel::send(const Request& request, crypto::ByteView file) {
    const Put* put = std::get_if<Put>(&request);
    CHECK(put != nullptr ? put->age_length == file.size() : file.empty());
    if (put == nullptr) {
        return send_datagram(socket_.get(), encode(request), -1);
    }
    const auto sealed = make_sealed_file(file);
    if (!sealed) {
        return std::unexpected(ChannelError::NoMemory);
    }
    return send_datagram(socket_.get(), encode(request), sealed->get());
}

std::expected<void, ChannelError> Channel::send(const Reply& reply) {
    const crypto::Bytes message = encode(reply);
    if (message.size() <= kMaxDatagram) {
        return send_datagram(socket_.get(), message, -1);
    }
    const auto sealed = make_sealed_file(message);
    if (!sealed) {
        return std::unexpected(ChannelError::NoMemory);
    }
    crypto::Bytes notice{std::byte{kProtocolVersion}, kInFile};
    crypto::append_u32(notice, static_cast<std::uint32_t>(message.size()));
    return send_datagram(socket_.get(), notice, sealed->get());
}

std::expected<Reply, ChannelError> Channel::receive(std::chrono::milliseconds timeout) {
    auto datagram = receive_datagram(socket_.get(), timeout);
    if (!datagram) {
        return std::unexpected(datagram.error());
    }
    const auto message = unwrap_reply(std::move(*datagram));
    auto reply = message ? parse_reply(*message) : std::unexpected(Error::BadMessage);
    if (!reply) {
        return std::unexpected(ChannelError::BadMessage);
    }
    return std::move(*reply);
}

std::expected<ReceivedRequest, ChannelError>
Channel::receive_request(std::chrono::milliseconds timeout) {
    auto datagram = receive_datagram(socket_.get(), timeout);
    if (!datagram) {
        return std::unexpected(datagram.error());
    }
    auto request = parse_request(datagram->bytes);
    const Put* put = request ? std::get_if<Put>(&*request) : nullptr;
    if (!request || (put != nullptr) != static_cast<bool>(datagram->file)) {
        return std::unexpected(ChannelError::BadMessage);
    }
    ReceivedRequest received{*request, {}};
    if (put != nullptr) {
        auto file =
            read_sealed_file(datagram->file.get(), std::get<Put>(received.request).age_length);
        if (!file) {
            return std::unexpected(ChannelError::BadMessage);
        }
        received.file = std::move(*file);
    }
    return received;
}

std::optional<uid_t> Channel::peer_user() const {
    ucred credentials{};
    socklen_t size = sizeof credentials;
    if (::getsockopt(socket_.get(), SOL_SOCKET, SO_PEERCRED, &credentials, &size) != 0) {
        return std::nullopt;
    }
    return credentials.uid;
}

} // namespace wire
