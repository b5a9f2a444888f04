// Boost.Beast over Asio's coroutines. One thread: the store's disk is the only thing worth waiting
// for, and its answer decides the next step anyway.
#include <utility> // Boost 1.74 uses std::exchange without including it

#include "central/intake/server.h"

#include "kiosk/host/log.h"
#include "kiosk/host/pem_file.h"

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

#include <openssl/ssl.h>
#include <openssl/x509.h>

#include <unistd.h>

#include <array>
#include <optional>
#include <tuple>

namespace central {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace http = beast::http;
namespace ssl = asio::ssl;
using asio::ip::tcp;
using boost::system::error_code;
using Stream = beast::ssl_stream<beast::tcp_stream>;
using Parser = http::request_parser<http::string_body>;
using Response = http::response<http::string_body>;

namespace {

constexpr std::uint32_t kHeaderLimit = 8 * 1024;
constexpr std::size_t kDrainLimit = 4 * 1024 * 1024;
constexpr std::chrono::seconds kDrainPatience{2};

/// Whether the peer showed a certificate (the handshake has verified it) with OU=desk in its
/// subject.
bool is_desk(SSL* connection) {
    const std::unique_ptr<X509, decltype(&X509_free)> certificate(
        SSL_get1_peer_certificate(connection), &X509_free);
    if (certificate == nullptr || SSL_get_verify_result(connection) != X509_V_OK) {
        return false;
    }
    const X509_NAME* subject = X509_get_subject_name(certificate.get());
    for (int at = -1;;) {
        at = X509_NAME_get_index_by_NID(subject, NID_organizationalUnitName, at);
        if (at < 0) {
            return false;
        }
        const ASN1_STRING* unit = X509_NAME_ENTRY_get_data(X509_NAME_get_entry(subject, at));
        const std::string_view text(reinterpret_cast<const char*>(ASN1_STRING_get0_data(unit)),
                                    static_cast<std::size_t>(ASN1_STRING_length(unit)));
        if (text == "desk") {
            return true;
        }
    }
}

/// Looked at before OpenSSL opens them by name, which would wait for a pipe and read a device for
/// ever.
std::string files_fault(const ServerSettings& settings) {
    if (std::string fault = host::certificate_fault(settings.certificate); !fault.empty()) {
        return fault;
    }
    const auto mode = settings.key_is_credential ? host::KeyMode::Any : host::KeyMode::OwnerOnly;
    if (std::string fault = host::private_key_fault(settings.key, mode); !fault.empty()) {
        return fault;
    }
    return host::certificate_fault(settings.desk_ca);
}

/// Empty when all went well, else a sentence that names the file.
std::string set_up_tls(ssl::context& tls, const ServerSettings& settings) {
    error_code error;
    SSL_CTX* raw = tls.native_handle();
    SSL_CTX_set_min_proto_version(raw, TLS1_3_VERSION);
    // No resumption: every connection proves its certificate afresh.
    SSL_CTX_set_session_cache_mode(raw, SSL_SESS_CACHE_OFF);
    SSL_CTX_set_num_tickets(raw, 0);
    if (std::string fault = files_fault(settings); !fault.empty()) {
        return fault;
    }
    if (tls.use_certificate_chain_file(settings.certificate.string(), error)) {
        return settings.certificate.string() + ": is no PEM certificate chain: " + error.message();
    }
    if (tls.use_private_key_file(settings.key.string(), ssl::context::pem, error)) {
        return settings.key.string() + ": is not the certificate's PEM key: " + error.message();
    }
    if (tls.load_verify_file(settings.desk_ca.string(), error)) {
        return settings.desk_ca.string() + ": is no PEM certificate: " + error.message();
    }
    // A certificate may be absent (terminals have none) but not false; the routes ask for it.
    if (tls.set_verify_mode(ssl::verify_peer, error)) {
        return "TLS cannot be set up: " + error.message();
    }
    return {};
}

/// What went wrong, if anything did.
error_code listen_at(tcp::acceptor& acceptor, const tcp::endpoint& endpoint) {
    error_code error;
    if (acceptor.open(endpoint.protocol(), error) ||
        acceptor.set_option(tcp::acceptor::reuse_address(true), error) ||
        acceptor.bind(endpoint, error) ||
        acceptor.listen(asio::socket_base::max_listen_connections, error)) {
        return error;
    }
    return {};
}

/// The completion token: awaits, and puts the error here instead of throwing it.
auto into(error_code& error) {
    return asio::redirect_error(asio::use_awaitable, error);
}

/// Answers that carry no reason beyond their status.
HttpReply bare(unsigned status) {
    return {.status = status,
            .body = std::string(http::obsolete_reason(http::status(status))) + '\n'};
}

Response response_for(HttpReply reply, unsigned version, bool keep) {
    Response response(http::int_to_status(reply.status), version);
    response.set(http::field::content_type,
                 beast::string_view(reply.content_type.data(), reply.content_type.size()));
    response.set(http::field::cache_control, "no-store");
    if (reply.retry_later) {
        response.set(http::field::retry_after, "30");
    }
    if (!reply.allow.empty()) {
        response.set(http::field::allow,
                     beast::string_view(reply.allow.data(), reply.allow.size()));
    }
    response.keep_alive(keep);
    response.body() = std::move(reply.body);
    response.prepare_payload();
    return response;
}

/// Counts the connections that are open.
class Seat {
public:
    explicit Seat(std::size_t& taken) : taken_(taken) { ++taken_; }
    Seat(const Seat&) = delete;
    Seat& operator=(const Seat&) = delete;
    ~Seat() { --taken_; }

private:
    std::size_t& taken_;
};

std::string_view view(beast::string_view text) {
    return {text.data(), text.size()};
}

} // namespace

struct Server::State {
    State(const ServerSettings& wanted, HttpHandler answer)
        : settings(wanted), handler(std::move(answer)) {}

    ServerSettings settings;
    HttpHandler handler;
    // The context outlives everything below: suspended coroutines end with it and still give up
    // seats.
    std::size_t taken = 0;
    ssl::context tls{ssl::context::tls_server};
    asio::io_context io{1};
    tcp::acceptor acceptor{io};

    asio::awaitable<void> accept();
    asio::awaitable<void> serve(tcp::socket socket);
    asio::awaitable<bool> answer_one(Stream& stream, beast::flat_buffer& buffer, bool desk);
    asio::awaitable<void> drain(Stream& stream);
    HttpReply reply_to(const Parser& parser, bool desk) const;
};

asio::awaitable<void> Server::State::accept() {
    for (;;) {
        error_code error;
        tcp::socket socket = co_await acceptor.async_accept(into(error));
        if (error == asio::error::operation_aborted) {
            co_return;
        }
        if (error) { // out of descriptors, most likely: let others finish first
            asio::steady_timer pause(io, std::chrono::milliseconds(100));
            co_await pause.async_wait(into(error));
            continue;
        }
        if (taken >= settings.connections) {
            host::log(host::Event::CentralFull,
                      {{"connections", static_cast<std::int64_t>(taken)}});
            continue; // closes it
        }
        asio::co_spawn(io, serve(std::move(socket)), asio::detached);
    }
}

asio::awaitable<void> Server::State::serve(tcp::socket socket) {
    const Seat seat(taken);
    Stream stream(beast::tcp_stream(std::move(socket)), tls);
    error_code error;
    beast::get_lowest_layer(stream).expires_after(settings.patience);
    co_await stream.async_handshake(ssl::stream_base::server, into(error));
    if (error) {
        co_return;
    }
    const bool desk = is_desk(stream.native_handle());
    beast::flat_buffer buffer;
    while (co_await answer_one(stream, buffer, desk)) {
    }
    beast::get_lowest_layer(stream).expires_after(kDrainPatience);
    co_await stream.async_shutdown(into(error));
}

HttpReply Server::State::reply_to(const Parser& parser, bool desk) const {
    const auto& request = parser.get();
    return handler(HttpRequest{.method = view(request.method_string()),
                               .target = view(request.target()),
                               .content_digest = view(request["Content-Digest"]),
                               .body = request.body(),
                               .desk = desk});
}

/// Reads one request and answers it. False when the connection is to be closed.
asio::awaitable<bool> Server::State::answer_one(Stream& stream, beast::flat_buffer& buffer,
                                                bool desk) {
    Parser parser;
    parser.header_limit(kHeaderLimit);
    parser.body_limit(settings.body_limit);
    error_code error;
    beast::get_lowest_layer(stream).expires_after(settings.patience);
    co_await http::async_read_header(stream, buffer, parser, into(error));
    if (!error && beast::iequals(parser.get()[http::field::expect], "100-continue")) {
        http::response<http::empty_body> go_on(http::status::continue_, 11);
        co_await http::async_write(stream, go_on, into(error));
    }
    if (!error) {
        co_await http::async_read(stream, buffer, parser, into(error));
    }
    std::optional<HttpReply> refusal;
    if (error == http::error::body_limit) {
        refusal = bare(413);
    } else if (error == http::error::header_limit) {
        refusal = bare(431);
    } else if (error &&
               error.category() == http::make_error_code(http::error::end_of_stream).category() &&
               error != http::error::end_of_stream && error != http::error::partial_message) {
        refusal = bare(400);
    } else if (error) {
        co_return false; // the peer left, or was too slow
    }
    const bool keep = !refusal && parser.get().keep_alive();
    Response response =
        response_for(refusal ? std::move(*refusal) : reply_to(parser, desk), 11, keep);
    if (parser.get().method() == http::verb::head) {
        response.body().clear(); // a body here would be read as the beginning of the next answer
    }
    beast::get_lowest_layer(stream).expires_after(settings.patience);
    error = {};
    co_await http::async_write(stream, response, into(error));
    if (refusal && !error) {
        co_await drain(stream);
    }
    co_return keep && !error;
}

/// Reads on for a moment and throws away: closing with unread bytes would reset the connection, and
/// the peer would never see the answer that tells it why.
asio::awaitable<void> Server::State::drain(Stream& stream) {
    std::array<char, 16 * 1024> waste;
    error_code error;
    // When it is shut already, reading says so too.
    std::ignore =
        beast::get_lowest_layer(stream).socket().shutdown(tcp::socket::shutdown_send, error);
    beast::get_lowest_layer(stream).expires_after(kDrainPatience);
    error = {};
    for (std::size_t read = 0; !error && read < kDrainLimit;) {
        read += co_await beast::get_lowest_layer(stream).async_read_some(asio::buffer(waste),
                                                                         into(error));
    }
}

Server::Server(std::unique_ptr<State> state) : state_(std::move(state)) {}
Server::Server(Server&&) noexcept = default;
Server& Server::operator=(Server&&) noexcept = default;
Server::~Server() = default;

std::string Server::fault_of(const ServerSettings& settings) {
    ssl::context tls(ssl::context::tls_server);
    if (std::string fault = set_up_tls(tls, settings); !fault.empty()) {
        return fault;
    }
    error_code error;
    asio::ip::make_address(settings.address, error);
    return error ? settings.address + ": is no IP address" : "";
}

std::expected<Server, std::string> Server::start(const ServerSettings& settings,
                                                 HttpHandler handler) {
    auto state = std::make_unique<State>(settings, std::move(handler));
    if (std::string fault = set_up_tls(state->tls, settings); !fault.empty()) {
        return std::unexpected(std::move(fault));
    }
    error_code error;
    const asio::ip::address address = asio::ip::make_address(settings.address, error);
    if (error) {
        return std::unexpected(settings.address + ": is no IP address");
    }
    error = listen_at(state->acceptor, tcp::endpoint(address, settings.port));
    if (error) {
        return std::unexpected(settings.address + ':' + std::to_string(settings.port) +
                               ": cannot listen: " + error.message());
    }
    return Server(std::move(state));
}

std::uint16_t Server::port() const {
    error_code error;
    return state_->acceptor.local_endpoint(error).port();
}

void Server::run(int stop_fd) {
    // Its own descriptor, because the caller keeps and closes the other.
    asio::posix::stream_descriptor stop(state_->io, ::dup(stop_fd));
    stop.async_wait(asio::posix::stream_descriptor::wait_read,
                    [this](error_code) { state_->io.stop(); });
    asio::co_spawn(state_->io, state_->accept(), asio::detached);
    state_->io.run();
}

} // namespace central
