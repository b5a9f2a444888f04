#include "kiosk/app_lists.h"

#include "kiosk/host/log.h"
#include "kiosk/host/whole_file.h"

#include <charconv>

namespace kiosk {
namespace {

constexpr std::size_t kMaxMemoryBytes = 128;

std::optional<crypto::AcceptedList> parse_memory(std::string_view line) {
    crypto::AcceptedList accepted;
    const char* last = line.data() + line.size();
    const auto [end, error] = std::from_chars(line.data(), last, accepted.version);
    if (error != std::errc{} || end == last || *end != ' ' || !line.ends_with('\n')) {
        return std::nullopt;
    }
    const auto start = static_cast<std::size_t>(end - line.data()) + 1;
    const auto hash = crypto::from_hex<32>(line.substr(start, line.size() - start - 1));
    if (!hash) {
        return std::nullopt;
    }
    accepted.hash = *hash;
    return accepted;
}

} // namespace

std::expected<TrustedList, std::string> TrustedList::open(const Settings& settings) {
    const auto file = settings.state / "manifest-accepted";
    // Only what is certainly not there was never there: a folder that lets nobody in may hold the
    // memory of a list that is newer than the one offered next.
    const auto there = host::is_there(file);
    if (!there) {
        return std::unexpected(there.error().sentence());
    }
    if (!*there) {
        return TrustedList(settings, file, std::nullopt);
    }
    const auto line = host::read_whole(file, kMaxMemoryBytes);
    if (!line) {
        return std::unexpected(line.error().sentence());
    }
    const auto accepted = parse_memory(*line);
    if (!accepted) {
        return std::unexpected(file.string() + ": is damaged (expected a version and a hash)");
    }
    return TrustedList(settings, file, accepted);
}

bool TrustedList::remember(const crypto::AcceptedList& accepted) const {
    const std::string line =
        std::to_string(accepted.version) + " " + crypto::hex(accepted.hash) + "\n";
    return host::replace_private_file(memory_, crypto::bytes_of(line)).has_value();
}

bool TrustedList::offer(const crypto::SignedList& list) {
    if (list.bytes.empty()) {
        return false;
    }
    auto accepted = crypto::accept_manifest(list, roots_, accepted_, floor_);
    if (!accepted) {
        host::log(host::Event::RecipientsRefused, {{"reason", crypto::describe(accepted.error())}});
        return false;
    }
    if (accepted->unchanged && manifest_) {
        return false;
    }
    if (accepted->gap != crypto::ListGap::None) {
        host::log(host::Event::RecipientsGap);
    }
    const crypto::AcceptedList now{accepted->manifest.version, accepted->manifest.hash};
    if (!accepted->unchanged && !remember(now)) {
        // Taken all the same: whoever needs help now must not be turned away by a full disk.
        host::log(host::Event::RecipientsNotRemembered);
    }
    accepted_ = now;
    manifest_ = std::move(accepted->manifest);
    return true;
}

} // namespace kiosk
