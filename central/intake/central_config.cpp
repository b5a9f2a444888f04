// The keys of referral-central.toml.
#include "central/intake/central_config.h"

#include "central/intake/routes.h"
#include "kiosk/host/whole_file.h"

#include <algorithm>
#include <charconv>
#include <cstdlib>

namespace central {

namespace {

/// "127.0.0.1:8443" or "[::1]:8443".
void read_listen(host::Config& config, ServerSettings& server) {
    const std::string listen = config.text("listen");
    const std::size_t colon = listen.rfind(':');
    if (colon == std::string::npos) {
        config.refuse("listen", "expected ADDRESS:PORT; port 0 takes a free one");
        return;
    }
    server.address = listen.substr(0, colon);
    if (server.address.starts_with('[') && server.address.ends_with(']')) {
        server.address = server.address.substr(1, server.address.size() - 2);
    }
    const char* first = listen.data() + colon + 1;
    const char* last = listen.data() + listen.size();
    const auto read = std::from_chars(first, last, server.port);
    if (first == last || read.ec != std::errc() || read.ptr != last) {
        config.refuse("listen", "expected a port from 0 to 65535 after the colon");
    }
}

/// The service manager's credential when it gives one, else the configured file.
std::filesystem::path credential_or(const char* name, std::filesystem::path configured) {
    const char* folder = std::getenv("CREDENTIALS_DIRECTORY");
    if (folder == nullptr) {
        return configured;
    }
    // One that may be there counts: reading it says then why it cannot be read.
    auto place = std::filesystem::path(folder) / name;
    const auto there = host::is_there(place);
    return there && !*there ? configured : place;
}

/// What crypto/receipt.h asks of a key's name. Told here, or the first receipt would end the
/// program.
bool fits_in_a_receipt(std::string_view name) {
    return !name.empty() &&
           std::ranges::all_of(name, [](char c) { return c >= '!' && c <= '~' && c != '+'; });
}

} // namespace

std::expected<CentralConfig, host::ConfigFault>
read_central_config(const std::filesystem::path& file) {
    host::Config config = host::Config::read(file);
    CentralConfig out;
    read_listen(config, out.server);
    out.server.certificate = config.path("tls.certificate");
    const std::filesystem::path key = config.path("tls.key");
    out.server.key = credential_or("tls-key", key);
    out.server.key_is_credential = out.server.key != key;
    out.server.desk_ca = config.path("tls.desk_ca");
    out.server.body_limit = kBodyLimit;
    out.server.connections =
        static_cast<std::size_t>(config.integer_or("limits.connections", 1, 10000, 256));
    out.server.patience =
        std::chrono::seconds(config.integer_or("limits.patience_seconds", 1, 600, 30));
    out.store = config.path("store.file");
    out.receipt_key = config.path("receipts.key");
    out.receipt_name = config.text("receipts.name");
    if (!fits_in_a_receipt(out.receipt_name)) {
        config.refuse("receipts.name", "expected visible ASCII characters without '+'");
    }
    out.lists = config.path("lists.folder");
    out.trust = host::read_trust(config);
    if (std::optional<host::ConfigFault> fault = config.finish()) {
        return std::unexpected(std::move(*fault));
    }
    return out;
}

} // namespace central
