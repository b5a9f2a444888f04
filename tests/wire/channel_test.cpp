// The socket's ends over a real socket pair: files beside messages, their seals, and peers that
// break the rules.
#include "kiosk/wire/channel.h"

#include "kiosk/wire/sealed_file.h"

#include <catch2/catch_test_macros.hpp>
#include <cstring>
#include <fcntl.h>
#include <filesystem>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/un.h>

namespace {

using namespace std::chrono_literals;
using wire::ChannelError;
using wire::Descriptor;

struct Ends {
    Descriptor first;
    Descriptor second;
};
Ends socket_pair() {
    int ends[2] = {-1, -1};
    REQUIRE(::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0);
    return {Descriptor(ends[0]), Descriptor(ends[1])};
}

/// A peer of its own making: any bytes, any descriptors.
void send_raw(int socket, crypto::ByteView bytes, std::vector<int> files) {
    iovec part{const_cast<std::byte*>(bytes.data()), bytes.size()};
    alignas(cmsghdr) char control[CMSG_SPACE(8 * sizeof(int))] = {};
    msghdr message{};
    message.msg_iov = &part;
    message.msg_iovlen = 1;
    if (!files.empty()) {
        message.msg_control = control;
        message.msg_controllen = CMSG_SPACE(files.size() * sizeof(int));
        cmsghdr* header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(files.size() * sizeof(int));
        std::memcpy(CMSG_DATA(header), files.data(), files.size() * sizeof(int));
    }
    REQUIRE(::sendmsg(socket, &message, MSG_NOSIGNAL) == static_cast<ssize_t>(bytes.size()));
}

/// A memfd of `size` bytes with just these seals.
Descriptor memory_file(std::size_t size, int seals) {
    Descriptor file(::memfd_create("test", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    REQUIRE(::ftruncate(file.get(), static_cast<off_t>(size)) == 0);
    REQUIRE(::fcntl(file.get(), F_ADD_SEALS, seals) == 0);
    return file;
}

constexpr int kAllSeals = F_SEAL_WRITE | F_SEAL_SHRINK | F_SEAL_GROW;

std::size_t open_descriptors() {
    std::size_t count = 0;
    for ([[maybe_unused]] const auto& entry :
         std::filesystem::directory_iterator("/proc/self/fd")) {
        ++count;
    }
    return count;
}

wire::Put put_of(std::uint32_t length) {
    wire::Put put;
    put.age_length = length;
    return put;
}

} // namespace

TEST_CASE("a sealed file must carry all three seals and exactly the promised size") {
    const crypto::Bytes bytes = crypto::random_bytes(70'000);
    const auto sealed = wire::make_sealed_file(bytes);
    REQUIRE(sealed.has_value());
    CHECK(wire::read_sealed_file(sealed->get(), bytes.size()) == bytes);
    CHECK_FALSE(wire::read_sealed_file(sealed->get(), bytes.size() - 1).has_value());
    CHECK_FALSE(wire::read_sealed_file(sealed->get(), bytes.size() + 1).has_value());
    CHECK(::write(sealed->get(), "x", 1) < 0);
    CHECK(::ftruncate(sealed->get(), 1) < 0);

    CHECK(wire::read_sealed_file(memory_file(100, kAllSeals).get(), 100).has_value());
    for (const int missing : {F_SEAL_WRITE, F_SEAL_SHRINK, F_SEAL_GROW}) {
        CHECK_FALSE(
            wire::read_sealed_file(memory_file(100, kAllSeals & ~missing).get(), 100).has_value());
    }
    CHECK_FALSE(wire::read_sealed_file(memory_file(100, 0).get(), 100).has_value());
}

TEST_CASE("what is no memfd, or above the limit, is no sealed file") {
    const Descriptor ordinary(::open("/proc/self/exe", O_RDONLY | O_CLOEXEC));
    const auto size = std::filesystem::file_size("/proc/self/exe");
    CHECK_FALSE(wire::read_sealed_file(ordinary.get(), size).has_value());
    const Descriptor zero(::open("/dev/zero", O_RDONLY | O_CLOEXEC));
    CHECK_FALSE(wire::read_sealed_file(zero.get(), 10).has_value());
    CHECK_FALSE(wire::read_sealed_file(-1, 10).has_value());

    CHECK(wire::read_sealed_file(memory_file(wire::kMaxSealedFile, kAllSeals).get(),
                                 wire::kMaxSealedFile)
              .has_value());
    CHECK_FALSE(wire::read_sealed_file(memory_file(wire::kMaxSealedFile + 1, kAllSeals).get(),
                                       wire::kMaxSealedFile + 1)
                    .has_value());
    CHECK_FALSE(wire::make_sealed_file(crypto::Bytes(wire::kMaxSealedFile + 1)).has_value());
}

TEST_CASE("a put arrives with its file, the other requests without") {
    Ends ends = socket_pair();
    wire::Channel screen(std::move(ends.first));
    wire::Channel queue(std::move(ends.second));
    const crypto::Bytes file = crypto::random_bytes(270'000);
    REQUIRE(screen.send(put_of(270'000), file).has_value());
    auto put = queue.receive_request(1s);
    REQUIRE(put.has_value());
    CHECK(std::holds_alternative<wire::Put>(put->request));
    CHECK(put->file == file);

    REQUIRE(screen.send(wire::Hello{}).has_value());
    auto hello = queue.receive_request(1s);
    REQUIRE(hello.has_value());
    CHECK(std::holds_alternative<wire::Hello>(hello->request));
    CHECK(hello->file.empty());
}

TEST_CASE("a reply of any length arrives whole") {
    Ends ends = socket_pair();
    wire::Channel screen(std::move(ends.first));
    wire::Channel queue(std::move(ends.second));
    for (const std::size_t size : {0U, 30'000U, 32'700U, 32'768U, 33'000U, 300'000U}) {
        const wire::HelloReply reply{{}, {crypto::random_bytes(size), {"one", "two"}}, true};
        REQUIRE(queue.send(reply).has_value());
        const auto received = screen.receive(1s);
        REQUIRE(received.has_value());
        CHECK(std::get<wire::HelloReply>(*received).manifest == reply.manifest);
    }
    const wire::HelloReply larger{{}, {crypto::Bytes(wire::kMaxSealedFile), {}}, true};
    const auto sent = queue.send(larger);
    REQUIRE_FALSE(sent.has_value());
    CHECK(sent.error() == ChannelError::NoMemory);
}

TEST_CASE("silence times out and a closed end is told") {
    Ends ends = socket_pair();
    wire::Channel screen(std::move(ends.first));
    {
        const wire::Channel queue(std::move(ends.second));
        CHECK(screen.receive(0ms).error() == ChannelError::TimedOut);
        CHECK(screen.receive(20ms).error() == ChannelError::TimedOut);
    }
    CHECK(screen.receive(1s).error() == ChannelError::Closed);
    CHECK(screen.send(wire::Hello{}).error() == ChannelError::Closed);
}

TEST_CASE("a peer that breaks the rules is refused and leaves no descriptor open") {
    Ends ends = socket_pair();
    const Descriptor peer = std::move(ends.first);
    wire::Channel queue(std::move(ends.second));
    const crypto::Bytes hello = wire::encode(wire::Request(wire::Hello{}));
    const crypto::Bytes put = wire::encode(wire::Request(put_of(100)));
    const Descriptor sealed = memory_file(100, kAllSeals);
    const Descriptor unsealed = memory_file(100, F_SEAL_WRITE | F_SEAL_SHRINK);
    const Descriptor other_size = memory_file(101, kAllSeals);
    const std::size_t before = open_descriptors();
    const auto refused = [&](crypto::ByteView bytes, std::vector<int> files) {
        send_raw(peer.get(), bytes, std::move(files));
        const auto received = queue.receive_request(1s);
        return !received && received.error() == ChannelError::BadMessage &&
               open_descriptors() == before;
    };
    CHECK(refused(put, {}));                           // a put without its file
    CHECK(refused(hello, {sealed.get()}));             // a file that nobody asked for
    CHECK(refused(put, {unsealed.get()}));             // could still grow
    CHECK(refused(put, {other_size.get()}));           // not as long as promised
    CHECK(refused(put, {sealed.get(), sealed.get()})); // one too many
    CHECK(refused(put, std::vector<int>(7, sealed.get())));
    CHECK(refused(crypto::random_bytes(40), {}));
    CHECK(refused(crypto::Bytes(40'000), {})); // longer than any datagram of ours

    send_raw(peer.get(), put, {sealed.get()});
    CHECK(queue.receive_request(1s).has_value()); // the control: the same, rightly made
}

TEST_CASE("a reply in a file is refused when the file is not what was promised") {
    Ends ends = socket_pair();
    const Descriptor peer = std::move(ends.first);
    wire::Channel screen(std::move(ends.second));
    const crypto::Bytes reply = wire::encode(wire::Reply(wire::Stored{}));
    const auto sealed = wire::make_sealed_file(reply);
    const auto notice = [](std::uint32_t length) {
        crypto::Bytes bytes{std::byte{1}, std::byte{0xff}};
        crypto::append_u32(bytes, length);
        return bytes;
    };
    const auto length = static_cast<std::uint32_t>(reply.size());
    const auto received = [&](crypto::ByteView bytes, std::vector<int> files) {
        send_raw(peer.get(), bytes, std::move(files));
        return screen.receive(1s).has_value();
    };
    CHECK(received(notice(length), {sealed->get()}));
    CHECK_FALSE(received(notice(length + 1), {sealed->get()}));
    CHECK_FALSE(received(notice(length), {}));
    CHECK_FALSE(received(reply, {sealed->get()}));
    CHECK_FALSE(received(notice(6), {wire::make_sealed_file(notice(6))->get()}));
}

TEST_CASE("connecting tells who is there") {
    const auto folder =
        std::filesystem::temp_directory_path() / ("wire-" + crypto::hex(crypto::random_array<8>()));
    std::filesystem::create_directory(folder);
    const auto path = folder / "socket";
    CHECK(wire::Channel::connect(path).error() == ChannelError::Unreachable);
    CHECK(wire::Channel::connect(std::string(200, 'x')).error() == ChannelError::Unreachable);
    CHECK(wire::Channel::connect("").error() == ChannelError::Unreachable);

    const Descriptor listening(::socket(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0));
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::strcpy(address.sun_path, path.c_str());
    REQUIRE(::bind(listening.get(), reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    REQUIRE(::listen(listening.get(), 1) == 0);
    const auto screen = wire::Channel::connect(path);
    REQUIRE(screen.has_value());
    const wire::Channel queue(Descriptor(::accept(listening.get(), nullptr, nullptr)));
    CHECK(queue.peer_user() == ::geteuid());
    std::filesystem::remove_all(folder);
}
