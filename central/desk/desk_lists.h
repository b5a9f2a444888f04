// The signed lists a desk has accepted, kept in a folder: no centre can show it older ones, and
// what was kept can be opened when there is no centre any more. Fetches nothing.
#pragma once

#include "central/lists/list_chain.h"
#include "central/lists/verified_lists.h"

namespace central::desk {

class DeskLists {
public:
    /// Reads what `folder` holds; a folder that is not there is made. Lists that `trust` no longer
    /// signs are not used, but no older ones are accepted either. The fault is "FILE: REASON".
    static std::expected<DeskLists, std::string> open(std::filesystem::path folder, Trust trust);
    /// Why open() would fail; nothing when it would not. Makes nothing.
    static std::optional<std::string> fault_of(const std::filesystem::path& folder, Trust trust);

    /// Takes lists that follow those held (FORMAT.md 4) and keeps them; others are the error,
    /// "LIST: REASON". Those that could not be kept are taken all the same: then "FILE: REASON", or
    /// nothing.
    std::expected<std::optional<std::string>, std::string> offer(SignedLists lists);
    /// Null before the first.
    const VerifiedLists* current() const { return current_ ? &*current_ : nullptr; }
    const std::filesystem::path& folder() const { return folder_; }

    /// A manifest before the current one, by its hash, if it was ever kept here.
    std::optional<crypto::Bytes> older(const crypto::Hash& manifest) const;
    /// Keeps such a manifest. Whether it counts is in_chain()'s business.
    void keep(crypto::ByteView manifest) const;

private:
    DeskLists(std::filesystem::path folder, Trust trust)
        : folder_(std::move(folder)), trust_(std::move(trust)) {}
    std::filesystem::path file() const { return folder_ / "lists.json"; }
    std::filesystem::path seen() const { return folder_ / "seen"; }
    std::optional<std::string> read();
    std::optional<std::string> write(const SignedLists& lists) const;

    std::filesystem::path folder_;
    Trust trust_;
    HeldLists held_;
    std::optional<VerifiedLists> current_;
};

} // namespace central::desk
