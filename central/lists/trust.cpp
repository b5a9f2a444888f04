// Minisign public keys and thresholds from a configuration.
#include "central/lists/trust.h"

#include <algorithm>
#include <limits>

namespace central {

namespace {

crypto::Roots read_roots(host::Config& config, std::string_view keys, std::string_view threshold,
                         std::int64_t otherwise) {
    crypto::Roots roots;
    for (const std::string& line : config.texts(keys)) {
        const crypto::Result<crypto::MinisignKey> key = crypto::parse_minisign_key(line);
        if (!key) {
            config.refuse(keys, "expected minisign public keys (the second line of a .pub file)");
            continue;
        }
        const bool known = std::ranges::any_of(
            roots.keys, [&](const crypto::MinisignKey& other) { return other.key == key->key; });
        if (known) {
            config.refuse(keys, "names the same key twice");
            continue;
        }
        roots.keys.push_back(*key);
    }
    const auto most = static_cast<std::int64_t>(std::max<std::size_t>(roots.keys.size(), 1));
    roots.threshold =
        static_cast<std::size_t>(config.integer_or(threshold, 1, most, std::min(otherwise, most)));
    return roots;
}

} // namespace

Trust read_trust(host::Config& config) {
    Trust trust;
    trust.roots = read_roots(config, "trust.roots", "trust.threshold", 2);
    trust.enrolment = read_roots(config, "trust.enrolment", "trust.enrolment_threshold", 1);
    trust.manifest_floor = static_cast<std::uint64_t>(
        config.integer_or("trust.manifest_floor", 1, std::numeric_limits<std::int64_t>::max(), 1));
    return trust;
}

} // namespace central
