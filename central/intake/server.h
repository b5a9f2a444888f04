// The centre's HTTPS door: TLS 1.3, bounded requests, bounded time, a bounded number of
// connections. Hands whole requests to a handler and knows no route. The only user of Boost is
// server.cpp.
#pragma once

#include <chrono>
#include <cstdint>
#include <expected>
#include <filesystem>
#include <functional>
#include <memory>
#include <string>

namespace central {

/// A whole request. The views live as long as the call.
struct HttpRequest {
    std::string_view method;
    std::string_view target; ///< path and query, as sent
    std::string_view content_digest;
    std::string_view body;
    bool desk = false; ///< a verified client certificate whose subject has OU=desk
};

struct HttpReply {
    unsigned status = 200;
    std::string_view content_type = "text/plain; charset=utf-8";
    std::string body;
    bool retry_later = false;    ///< sends Retry-After
    std::string_view allow = {}; ///< sends Allow
};

using HttpHandler = std::function<HttpReply(const HttpRequest&)>;

struct ServerSettings {
    std::string address;                       ///< an IP address
    std::uint16_t port = 0;                    ///< 0 takes a free one
    std::filesystem::path certificate;         ///< PEM chain
    std::filesystem::path key;                 ///< PEM; only its owner may read it
    bool key_is_credential = false;            ///< the service manager answers for its mode
    std::filesystem::path desk_ca;             ///< PEM; signs the desks' client certificates
    std::size_t body_limit = 0;                ///< bytes; a larger body is answered 413 unread
    std::size_t connections = 256;             ///< more are closed at once
    std::chrono::milliseconds patience{30000}; ///< for a handshake, a request, an idle connection
};

class Server {
public:
    /// Binds and loads the certificates; the fault is a sentence that names the file or the
    /// address.
    static std::expected<Server, std::string> start(const ServerSettings& settings,
                                                    HttpHandler handler);
    /// What start() would refuse, but for what only binding can tell; empty when it would not.
    static std::string fault_of(const ServerSettings& settings);
    Server(Server&&) noexcept;
    Server& operator=(Server&&) noexcept;
    ~Server();

    std::uint16_t port() const;
    /// Serves on this thread until `stop_fd` is readable. A request that is being answered is
    /// finished or was not begun: the handler never runs in part.
    void run(int stop_fd);

private:
    struct State;
    explicit Server(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

} // namespace central
