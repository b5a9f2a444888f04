// The folder with the centre's signed lists: manifest.json, kiosks.json and their .minisig.N files.
// Put there by a person; read again when a file changes. A list that does not verify never replaces
// one that did. Each manifest that did is kept in seen/, for what was sealed under it and comes
// later.
#pragma once

#include "central/lists/verified_lists.h"

#include <chrono>
#include <expected>
#include <filesystem>
#include <optional>

namespace central {

/// "FILE: reason".
struct ListFault {
    std::filesystem::path file;
    std::string reason;
    std::string sentence() const { return file.string() + ": " + reason; }
};

class ListFolder {
public:
    /// Reads and verifies; a fault names the file and what is wrong with it.
    static std::expected<ListFolder, ListFault> open(std::filesystem::path folder, Trust trust);
    /// Why open() would fail; nothing when it would not. Keeps nothing in seen/.
    static std::optional<ListFault> fault_of(std::filesystem::path folder, Trust trust);

    /// Looks for changed files, at most once a second, and takes what verifies. Logs either way.
    void refresh();

    const VerifiedLists& current() const { return current_; }
    /// The body of GET /v1/lists.
    const std::string& body() const { return body_; }
    /// A manifest that was taken at some time, by its hash; nothing when it is not in seen/.
    std::optional<crypto::Bytes> seen(const crypto::Hash& hash) const;

private:
    using Clock = std::chrono::steady_clock;
    /// Name, size and time of every file of the folder, as one comparable text.
    using Mark = std::string;

    ListFolder(std::filesystem::path folder, Trust trust)
        : folder_(std::move(folder)), trust_(std::move(trust)) {}
    Mark mark() const;
    /// `held`: what may not be gone back behind.
    std::expected<VerifiedLists, ListFault> read(const HeldLists& held) const;
    void take(VerifiedLists next);

    std::filesystem::path folder_;
    Trust trust_;
    VerifiedLists current_;
    std::string body_;
    Mark seen_;
    Clock::time_point looked_{};
};

} // namespace central
