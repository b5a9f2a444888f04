// Minisign public keys and thresholds from a configuration.
#include "kiosk/host/trust.h"

#include <algorithm>
#include <limits>

namespace host {

namespace {

std::vector<crypto::MinisignKey> read_keys(Config& config, std::string_view name) {
    std::vector<crypto::MinisignKey> keys;
    const std::vector<std::string> lines = config.texts(name);
    for (const std::string& line : lines) {
        const auto key = crypto::parse_minisign_key(line);
        if (!key) {
            config.refuse(name, "expected minisign public keys (the second line of a .pub file)");
            continue;
        }
        // A key signs once, however often it stands here: with one that is named twice the
        // threshold may never be met, and nothing would say why.
        if (std::ranges::find(keys, key->key, &crypto::MinisignKey::key) != keys.end()) {
            config.refuse(name, "names the same key twice");
            continue;
        }
        keys.push_back(*key);
    }
    if (lines.empty()) {
        config.refuse(name, "names no key");
    }
    return keys;
}

crypto::Roots read_roots(Config& config, std::string_view keys, std::string_view threshold) {
    crypto::Roots roots{.keys = read_keys(config, keys), .threshold = 0};
    const auto most = static_cast<std::int64_t>(std::max<std::size_t>(roots.keys.size(), 1));
    roots.threshold = static_cast<std::size_t>(config.integer(threshold, 1, most));
    return roots;
}

} // namespace

Trust read_manifest_trust(Config& config) {
    Trust trust;
    trust.roots = read_roots(config, "trust.roots", "trust.threshold");
    trust.manifest_floor = static_cast<std::uint64_t>(
        config.integer("trust.manifest_floor", 1, std::numeric_limits<std::int64_t>::max()));
    return trust;
}

Trust read_trust(Config& config) {
    Trust trust = read_manifest_trust(config);
    trust.enrolment = read_roots(config, "trust.enrolment", "trust.enrolment_threshold");
    return trust;
}

} // namespace host
