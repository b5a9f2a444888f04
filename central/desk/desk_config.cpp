// The keys of referral-desk.toml.
#include "central/desk/desk_config.h"

#include "kiosk/host/pem_file.h"

namespace central::desk {

std::expected<DeskConfig, host::ConfigFault> read_desk_config(const std::filesystem::path& file) {
    host::Config config = host::Config::read(file);
    DeskConfig out;
    out.url = config.text("centre.url");
    if (!out.url.starts_with("https://") || out.url.ends_with('/')) {
        config.refuse("centre.url", "expected https://HOST:PORT without a slash at the end");
    }
    out.ca = config.path("centre.ca");
    out.certificate = config.path("centre.certificate");
    out.key = config.path("centre.key");
    out.pin = config.text_or("centre.pin", "");
    config.refuse_if("centre.ca", host::certificate_fault(out.ca));
    config.refuse_if("centre.certificate", host::certificate_fault(out.certificate));
    config.refuse_if("centre.key", host::private_key_fault(out.key));
    if (!out.pin.empty() && !host::is_pin(out.pin)) {
        config.refuse("centre.pin", "expected sha256// and the base64 digest of the public key");
    }
    out.assets = config.path("assets.folder");
    const std::optional<std::filesystem::path> form = config.optional_path("assets.form");
    out.form = form.value_or(out.assets / "form" / "referral.json");
    out.lists = config.path("lists.folder");
    out.trust = host::read_trust(config);
    if (std::optional<host::ConfigFault> fault = config.finish()) {
        return std::unexpected(std::move(*fault));
    }
    return out;
}

} // namespace central::desk
