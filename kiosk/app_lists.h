// The signed list as this process trusts it: verified with the configured keys, never older than
// one it has accepted before. Holds no secret.
#pragma once

#include "kiosk/app_config.h"

namespace kiosk {

class TrustedList {
public:
    /// Reads the highest version accepted so far from `state`. The error is "FILE: REASON".
    static std::expected<TrustedList, std::string> open(const Settings& settings);

    /// Verifies `list` and takes it over; what it refuses is logged. True if the list changed.
    bool offer(const crypto::SignedList& list);
    /// Null until one was accepted by this process.
    const crypto::Manifest* manifest() const { return manifest_ ? &*manifest_ : nullptr; }

private:
    TrustedList(const Settings& settings, std::filesystem::path memory,
                std::optional<crypto::AcceptedList> accepted)
        : roots_(settings.roots), floor_(settings.manifest_floor), memory_(std::move(memory)),
          accepted_(accepted) {}
    bool remember(const crypto::AcceptedList& accepted) const;

    crypto::Roots roots_;
    std::uint64_t floor_ = 1;
    std::filesystem::path memory_; ///< "VERSION HEX\n"
    std::optional<crypto::AcceptedList> accepted_;
    std::optional<crypto::Manifest> manifest_;
};

} // namespace kiosk
