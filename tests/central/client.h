// The other end of the centre's door: real TLS from OpenSSL, and a peer that can also be slow, rude
// or gone. It never raises SIGPIPE, so that one which the server raised would be noticed.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include <openssl/ssl.h>

namespace fixture {

/// A TCP connection to a port of 127.0.0.1.
class Wire {
public:
    explicit Wire(std::uint16_t port);
    ~Wire();
    Wire(const Wire&) = delete;
    Wire& operator=(const Wire&) = delete;

    /// False when the other side has closed.
    bool send(std::string_view bytes);
    /// What came within `patience`: nothing when that is over, empty text when it was closed.
    std::optional<std::string> receive(std::chrono::milliseconds patience);
    void end_sending();
    /// Goes away with a reset, as a peer that lost its power seems to.
    void reset();

private:
    int socket_ = -1;
};

/// An HTTP answer.
struct Answer {
    unsigned status = 0;
    std::string head; ///< status line and fields, as sent
    std::string body;
    bool says(std::string_view field) const { return head.find(field) != std::string::npos; }
};

/// What a client believes and shows.
struct Papers {
    std::filesystem::path ca;          ///< PEM
    std::filesystem::path certificate; ///< PEM; may be empty, then none is shown
    std::filesystem::path key;         ///< PEM
    int newest = TLS1_3_VERSION;       ///< the newest version it speaks
};

/// A TLS connection; the handshake is made at once.
class Client {
public:
    Client(std::uint16_t port, const Papers& papers);

    bool connected() const { return connected_; }
    /// OpenSSL's reason for the handshake that failed, or for the alert that came later.
    int reason() const { return reason_; }
    bool send(std::string_view text);
    /// The next whole answer; nothing when the connection is closed before or ten seconds pass.
    std::optional<Answer> receive();
    /// As receive(), for an answer that has no body whatever its fields say.
    std::optional<Answer> receive_head();
    std::optional<Answer> ask(std::string_view request) {
        return send(request) ? receive() : std::nullopt;
    }
    /// Whether the other side closes within `patience`; what it sends before is thrown away.
    bool closed_within(std::chrono::milliseconds patience);
    /// Says that no more will come, in TLS and in TCP.
    void end_sending();
    void reset() { wire_.reset(); }

private:
    template <auto Free>
    struct With {
        template <class T>
        void operator()(T* object) const {
            Free(object);
        }
    };
    bool flush();
    bool fill(std::chrono::milliseconds patience);
    bool read_more();
    void note_reason();

    Wire wire_;
    std::unique_ptr<SSL_CTX, With<SSL_CTX_free>> context_;
    std::unique_ptr<SSL, With<SSL_free>> tls_;
    bool connected_ = false;
    int reason_ = 0;
    std::string unread_;
};

} // namespace fixture
