// Rows of the queue as queue.cpp reads and writes them, each inside a transaction of its caller.
#pragma once

#include "kiosk/outbox/queue.h"

#include <optional>

namespace outbox {

/// The head, or nothing when its row is lost.
DatabaseResult<std::optional<ChainHead>> read_head(Database& database);
DatabaseResult<void> write_head(Database& database, const ChainHead& head);

struct Row {
    const Submission& submission;
    const crypto::Hash& age_hash;
    const ChainHead& head; ///< after this row
    const crypto::Bytes& bytes;
};

DatabaseResult<void> insert(Database& database, const Row& row);
/// Moves one queued envelope to `head`'s chain: everything but the age file is new.
DatabaseResult<void> replace_envelope(Database& database, std::int64_t position,
                                      const ChainHead& head, const crypto::Bytes& bytes);

/// The envelope that a `SELECT position, bytes` stands at after its step gave `row`.
DatabaseResult<std::optional<Outgoing>> outgoing(const DatabaseResult<bool>& row,
                                                 const Statement& select);
/// The first queued envelope after `position`, in any state.
DatabaseResult<std::optional<Outgoing>> any_after(Database& database, std::int64_t position);
/// Whether a row answers `sql`, which has one parameter at most.
DatabaseResult<bool> exists(Database& database, const char* sql, crypto::ByteView key = {});

} // namespace outbox
