// See client.h. OpenSSL works on memory here; only Wire touches the socket.
#include "tests/central/client.h"

#include <catch2/catch_test_macros.hpp>

#include <arpa/inet.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <charconv>

namespace fixture {

namespace {

constexpr std::chrono::seconds kPatience{10};

int as_int(std::size_t size) {
    return static_cast<int>(size);
}

} // namespace

Wire::Wire(std::uint16_t port) : socket_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0)) {
    REQUIRE(socket_ >= 0);
    const timeval patience{kPatience.count(), 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof patience);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    REQUIRE(::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) == 0);
}

Wire::~Wire() {
    if (socket_ >= 0) {
        ::close(socket_);
    }
}

bool Wire::send(std::string_view bytes) {
    while (!bytes.empty()) {
        const ssize_t sent = ::send(socket_, bytes.data(), bytes.size(), MSG_NOSIGNAL);
        if (sent <= 0) {
            return false;
        }
        bytes.remove_prefix(static_cast<std::size_t>(sent));
    }
    return true;
}

std::optional<std::string> Wire::receive(std::chrono::milliseconds patience) {
    pollfd waited{socket_, POLLIN, 0};
    if (::poll(&waited, 1, static_cast<int>(patience.count())) <= 0) {
        return std::nullopt;
    }
    std::array<char, 16 * 1024> part;
    const ssize_t got = ::recv(socket_, part.data(), part.size(), 0);
    return got > 0 ? std::string(part.data(), static_cast<std::size_t>(got)) : std::string();
}

void Wire::end_sending() {
    ::shutdown(socket_, SHUT_WR);
}

void Wire::reset() {
    const linger at_once{1, 0};
    ::setsockopt(socket_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    ::close(socket_);
    socket_ = -1;
}

Client::Client(std::uint16_t port, const Papers& papers)
    : wire_(port), context_(SSL_CTX_new(TLS_client_method())) {
    SSL_CTX* const context = context_.get();
    SSL_CTX_set_max_proto_version(context, papers.newest);
    SSL_CTX_set_verify(context, SSL_VERIFY_PEER, nullptr);
    REQUIRE(SSL_CTX_load_verify_locations(context, papers.ca.c_str(), nullptr) == 1);
    if (!papers.certificate.empty()) {
        REQUIRE(SSL_CTX_use_certificate_chain_file(context, papers.certificate.c_str()) == 1);
        REQUIRE(SSL_CTX_use_PrivateKey_file(context, papers.key.c_str(), SSL_FILETYPE_PEM) == 1);
    }
    tls_.reset(SSL_new(context));
    SSL_set_bio(tls_.get(), BIO_new(BIO_s_mem()), BIO_new(BIO_s_mem()));
    SSL_set_connect_state(tls_.get());
    ERR_clear_error();
    for (int done = 0; done != 1;) {
        done = SSL_do_handshake(tls_.get());
        const bool waits = done != 1 && SSL_get_error(tls_.get(), done) == SSL_ERROR_WANT_READ;
        const bool sent = flush();
        if (done != 1 && (!waits || !sent || !fill(kPatience))) {
            note_reason();
            return;
        }
    }
    connected_ = true;
}

void Client::note_reason() {
    if (const unsigned long error = ERR_get_error(); error != 0) {
        reason_ = ERR_GET_REASON(error);
    }
}

bool Client::flush() {
    BIO* const out = SSL_get_wbio(tls_.get());
    std::string bytes(BIO_ctrl_pending(out), '\0');
    if (bytes.empty()) {
        return true;
    }
    REQUIRE(BIO_read(out, bytes.data(), as_int(bytes.size())) == as_int(bytes.size()));
    return wire_.send(bytes);
}

bool Client::fill(std::chrono::milliseconds patience) {
    const std::optional<std::string> bytes = wire_.receive(patience);
    if (!bytes || bytes->empty()) {
        return false;
    }
    BIO* const in = SSL_get_rbio(tls_.get());
    REQUIRE(BIO_write(in, bytes->data(), as_int(bytes->size())) == as_int(bytes->size()));
    return true;
}

bool Client::send(std::string_view text) {
    return SSL_write(tls_.get(), text.data(), as_int(text.size())) > 0 && flush();
}

/// False when no more will come.
bool Client::read_more() {
    std::array<char, 16 * 1024> part;
    for (;;) {
        ERR_clear_error();
        const int got = SSL_read(tls_.get(), part.data(), as_int(part.size()));
        if (got > 0) {
            unread_.append(part.data(), static_cast<std::size_t>(got));
            return true;
        }
        if (SSL_get_error(tls_.get(), got) != SSL_ERROR_WANT_READ) {
            note_reason();
            return false;
        }
        if (!fill(kPatience)) {
            return false;
        }
    }
}

std::optional<Answer> Client::receive_head() {
    std::size_t head = 0;
    while ((head = unread_.find("\r\n\r\n")) == std::string::npos) {
        if (!read_more()) {
            return std::nullopt;
        }
    }
    Answer answer{.status = 0, .head = unread_.substr(0, head + 2), .body = {}};
    unread_.erase(0, head + 4);
    constexpr std::string_view kVersion = "HTTP/1.1 ";
    REQUIRE(answer.head.starts_with(kVersion));
    std::from_chars(answer.head.data() + kVersion.size(), answer.head.data() + 12, answer.status);
    return answer;
}

std::optional<Answer> Client::receive() {
    std::optional<Answer> answer = receive_head();
    if (!answer) {
        return std::nullopt;
    }
    constexpr std::string_view kLength = "Content-Length: ";
    std::size_t length = 0;
    if (const std::size_t at = answer->head.find(kLength); at != std::string::npos) {
        const char* const number = answer->head.data() + at + kLength.size();
        std::from_chars(number, answer->head.data() + answer->head.size(), length);
    }
    while (unread_.size() < length) {
        if (!read_more()) {
            return std::nullopt;
        }
    }
    answer->body = unread_.substr(0, length);
    unread_.erase(0, length);
    return answer;
}

bool Client::closed_within(std::chrono::milliseconds patience) {
    const auto end = std::chrono::steady_clock::now() + patience;
    for (;;) {
        const auto left = std::chrono::duration_cast<std::chrono::milliseconds>(
            end - std::chrono::steady_clock::now());
        if (left.count() <= 0) {
            return false;
        }
        const std::optional<std::string> bytes = wire_.receive(left);
        if (bytes && bytes->empty()) {
            return true;
        }
    }
}

void Client::end_sending() {
    SSL_shutdown(tls_.get());
    flush();
    wire_.end_sending();
}

} // namespace fixture
