#include "kiosk/app_lists.h"

#include "kiosk/host/log.h"

#include <charconv>
#include <fcntl.h>
#include <unistd.h>

namespace kiosk {
namespace {

constexpr std::size_t kMostMemoryBytes = 128;

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

// All of `text` and the file's own metadata are on the disk when it returns true.
bool write_synced(const std::filesystem::path& file, std::string_view text) {
    const int fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    if (fd < 0) {
        return false;
    }
    const bool written = ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size());
    const bool synced = written && ::fsync(fd) == 0;
    return ::close(fd) == 0 && synced;
}

bool sync_folder(const std::filesystem::path& folder) {
    const int fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        return false;
    }
    const bool synced = ::fsync(fd) == 0;
    return ::close(fd) == 0 && synced;
}

} // namespace

std::expected<TrustedList, std::string> TrustedList::open(const Settings& settings) {
    const auto file = settings.state / "manifest-accepted";
    std::error_code error;
    if (!std::filesystem::is_directory(settings.state, error)) {
        return std::unexpected(settings.state.string() + ": is not a folder");
    }
    if (!std::filesystem::exists(file, error)) {
        return TrustedList(settings, file, std::nullopt);
    }
    const auto line = read_file(file, kMostMemoryBytes);
    if (!line) {
        return std::unexpected(line.error());
    }
    const auto accepted = parse_memory(*line);
    if (!accepted) {
        return std::unexpected(file.string() + ": is damaged (expected a version and a hash)");
    }
    return TrustedList(settings, file, accepted);
}

bool TrustedList::remember(const crypto::AcceptedList& accepted) const {
    const auto draft = memory_.string() + ".new";
    const std::string line =
        std::to_string(accepted.version) + " " + crypto::hex(accepted.hash) + "\n";
    std::error_code error;
    if (!write_synced(draft, line)) {
        return false;
    }
    std::filesystem::rename(draft, memory_, error);
    return !error && sync_folder(memory_.parent_path());
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
