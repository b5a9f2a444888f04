// One file holds both lists as GET /v1/lists brought them; older manifests stand beside it, each
// under its hash.
#include "central/desk/desk_lists.h"

#include "kiosk/host/whole_file.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace central::desk {

namespace {

constexpr std::size_t kLargestFile = 16 * 1024 * 1024; // two lists in base64, and signatures

std::string sentence_of(const ListProblem& problem) {
    return (problem.list == ListName::Manifest ? "manifest.json: " : "kiosks.json: ") +
           std::string(crypto::describe(problem.error));
}

/// The versions of lists whose signatures nobody vouches for any more.
std::optional<HeldLists> versions_of(const SignedLists& lists) {
    const auto manifest = crypto::parse_manifest(lists.manifest.bytes);
    const auto kiosks = crypto::parse_kiosk_list(lists.kiosks.bytes);
    if (!manifest || !kiosks) {
        return std::nullopt;
    }
    return HeldLists{.manifest = {{.version = manifest->version, .hash = manifest->hash}},
                     .kiosks = {{.version = kiosks->version, .hash = kiosks->hash}}};
}

} // namespace

std::expected<DeskLists, std::string> DeskLists::open(std::filesystem::path folder, Trust trust) {
    DeskLists lists(std::move(folder), std::move(trust));
    std::error_code error;
    std::filesystem::create_directories(lists.folder_, error);
    if (error) {
        return std::unexpected(lists.folder_.string() + ": cannot be made: " + error.message());
    }
    if (auto fault = lists.read()) {
        return std::unexpected(std::move(*fault));
    }
    return lists;
}

std::optional<std::string> DeskLists::fault_of(const std::filesystem::path& folder, Trust trust) {
    namespace fs = std::filesystem;
    std::error_code error;
    if (fs::symlink_status(folder, error).type() != fs::file_type::not_found) {
        return DeskLists(folder, std::move(trust)).read();
    }
    // It would be made, in the nearest folder above it that is there.
    fs::path above = fs::absolute(folder, error);
    while (above.has_relative_path() && !fs::exists(above, error)) {
        above = above.parent_path();
    }
    errno = ENOTDIR;
    if (fs::is_directory(above, error) && ::access(above.c_str(), W_OK | X_OK) == 0) {
        return std::nullopt;
    }
    return folder.string() + ": cannot be made: " + std::strerror(errno);
}

std::optional<std::string> DeskLists::read() {
    // Only what is certainly not there was never there: a folder that lets nobody in may hold
    // lists.
    const auto there = host::is_there(file());
    if (!there || !*there) {
        return there ? std::nullopt : std::optional(there.error().sentence());
    }
    const auto text = host::read_whole(file(), kLargestFile);
    if (!text) {
        return text.error().sentence();
    }
    std::optional<SignedLists> lists = parse_lists(*text);
    const std::optional<HeldLists> held = lists ? versions_of(*lists) : std::nullopt;
    if (!held) {
        return file().string() + ": is damaged; take it away, and the desk keeps anew what the "
                                 "centre shows it";
    }
    held_ = *held;
    if (auto verified = verify_lists(std::move(*lists), trust_, {})) {
        current_ = std::move(*verified);
    }
    return std::nullopt;
}

std::expected<std::optional<std::string>, std::string> DeskLists::offer(SignedLists lists) {
    auto verified = verify_lists(std::move(lists), trust_, held_);
    if (!verified) {
        return std::unexpected(sentence_of(verified.error()));
    }
    const bool same = current_ && current_->lists == verified->lists;
    current_ = std::move(*verified);
    held_ = held_of(*current_);
    return same ? std::nullopt : write(current_->lists);
}

std::optional<std::string> DeskLists::write(const SignedLists& lists) const {
    const auto kept = host::replace_private_file(file(), crypto::bytes_of(encode_lists(lists)));
    keep(lists.manifest.bytes);
    return kept ? std::nullopt : std::optional(kept.error().sentence());
}

std::optional<crypto::Bytes> DeskLists::older(const crypto::Hash& manifest) const {
    return kept_manifest(seen(), manifest);
}

void DeskLists::keep(crypto::ByteView manifest) const {
    keep_manifest(seen(), manifest);
}

} // namespace central::desk
