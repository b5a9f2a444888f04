// One HTTPS connection to the central system, TLS 1.3 to a pinned key below a private CA and to
// nothing else. Whatever does not prove to be the centre is no answer at all. Understands no body.
#pragma once

#include "crypto/envelope.h"

#include <atomic>
#include <filesystem>
#include <memory>

namespace outbox {

struct UplinkSettings {
    std::string url;                          ///< "https://HOST:PORT", no path
    std::filesystem::path ca;                 ///< PEM
    std::string pin;                          ///< "sha256//BASE64" of the server key's SPKI
    std::filesystem::path client_certificate; ///< PEM; empty: none
    std::filesystem::path client_key;
};

struct Answer {
    long status = 0; ///< HTTP
    crypto::Bytes body;
};
/// No answer from the centre: no network, another server, a captive portal, a body too long.
struct Offline {
    int reason = 0; ///< libcurl's code, for the log
};

inline constexpr std::size_t kMaxReceiptBody = 4 * 1024;
inline constexpr std::size_t kMaxListsBody = 8 * 1024 * 1024;

/// Start and end of libcurl; make one in main() before any thread.
class UplinkLibrary {
public:
    UplinkLibrary();
    ~UplinkLibrary();
    UplinkLibrary(const UplinkLibrary&) = delete;
    UplinkLibrary& operator=(const UplinkLibrary&) = delete;
};

/// Used by one thread, but for stop().
class Uplink {
public:
    explicit Uplink(UplinkSettings settings);
    ~Uplink();
    Uplink(const Uplink&) = delete;
    Uplink& operator=(const Uplink&) = delete;

    /// PUT /v1/envelopes/{id} with Content-Digest (RFC 9530). Blocks, at most two minutes.
    std::expected<Answer, Offline> put_envelope(crypto::ByteView envelope);
    /// GET /v1/lists.
    std::expected<Answer, Offline> get_lists();
    /// Ends what is under way, soon, and everything after it; from any thread.
    void stop() { stopping_ = true; }

private:
    struct Handle;
    std::expected<Answer, Offline> perform(const std::string& path, std::size_t cap);
    void apply_settings();

    UplinkSettings settings_;
    std::atomic<bool> stopping_ = false;
    std::unique_ptr<Handle> handle_;
};

} // namespace outbox
