// Records as files of a folder, ID.envelope: as they came or with another header (FORMAT.md 3.1).
#pragma once

#include "crypto/rewrap.h"

#include <filesystem>
#include <string>
#include <vector>

namespace central::desk {

/// The file's name: the envelope id in hex and `.envelope`.
std::string kept_name(const crypto::EnvelopeId& id);
/// A kept record's bytes; the fault is "FILE: REASON".
std::expected<crypto::Bytes, std::string> read_kept(const std::filesystem::path& file);
/// The record that this name says, whole, so that it need not be written; nothing when no file is
/// there. The fault, "FILE: REASON": what is there is something else or damaged.
std::expected<std::optional<crypto::Envelope>, std::string>
kept_already(const std::filesystem::path& file);

/// `age1pq1...`, one a line; empty lines and those that begin with `#` are passed over. One to
/// eight, none twice. The fault is "FILE: REASON" or "FILE:LINE: REASON".
std::expected<std::vector<crypto::Recipient>, std::string>
read_recipients(const std::filesystem::path& file);

struct Rewrapped {
    std::size_t written = 0;
    std::size_t there = 0;           ///< that a run before this one had written
    std::size_t others = 0;          ///< in the folder, but by their names no records
    std::vector<std::string> faults; ///< "FILE: REASON" for each that was not
};
/// Writes every record of `in` to `out` with a header for `recipients`; touches nothing in `in` and
/// no file that is in `out` already, so that an interrupted run can be taken up. Records that fail
/// are left out and told, the others go on. The fault: one of the folders cannot be used.
std::expected<Rewrapped, std::string> rewrap_folder(const std::filesystem::path& in,
                                                    const std::filesystem::path& out,
                                                    std::span<const crypto::Identity> identities,
                                                    std::span<const crypto::Recipient> recipients);

} // namespace central::desk
