// The statements on the queue's rows and its head.
#include "kiosk/outbox/queue_rows.h"

namespace outbox {
namespace {

std::string_view word(Kind kind) {
    return kind == Kind::Test ? "test" : "referral";
}

std::int64_t stored(std::uint64_t sequence) {
    return static_cast<std::int64_t>(sequence);
}

} // namespace

DatabaseResult<std::optional<ChainHead>> read_head(Database& database) {
    Statement select(database, "SELECT chain, sequence, last_id, tested FROM head");
    const auto row = select.step();
    if (!row) {
        return std::unexpected(row.error());
    }
    if (!*row) {
        return std::nullopt;
    }
    return ChainHead{select.array<16>(0), static_cast<std::uint64_t>(select.integer(1)),
                     select.array<32>(2), select.integer(3) == 1};
}

DatabaseResult<void> write_head(Database& database, const ChainHead& head) {
    Statement statement(database, "REPLACE INTO head (one, chain, sequence, last_id, tested) "
                                  "VALUES (1, ?, ?, ?, ?)");
    return statement.bind(head.chain)
        .bind(stored(head.sequence))
        .bind(head.last_id)
        .bind(std::int64_t{head.tested})
        .finish();
}

DatabaseResult<void> insert(Database& database, const Row& row) {
    Statement statement(database,
                        "INSERT INTO envelope (submission, id, chain, sequence, age_hash, kind, "
                        "bytes) VALUES (?, ?, ?, ?, ?, ?, ?)");
    return statement.bind(row.submission.id)
        .bind(row.head.last_id)
        .bind(row.head.chain)
        .bind(stored(row.head.sequence))
        .bind(row.age_hash)
        .bind(word(row.submission.kind))
        .bind(row.bytes)
        .finish();
}

DatabaseResult<void> replace_envelope(Database& database, std::int64_t position,
                                      const ChainHead& head, const crypto::Bytes& bytes) {
    Statement statement(database, "UPDATE envelope SET id = ?, chain = ?, sequence = ?, bytes = ? "
                                  "WHERE position = ?");
    return statement.bind(head.last_id)
        .bind(head.chain)
        .bind(stored(head.sequence))
        .bind(bytes)
        .bind(position)
        .finish();
}

DatabaseResult<std::optional<Outgoing>> outgoing(const DatabaseResult<bool>& row,
                                                 const Statement& select) {
    if (!row) {
        return std::unexpected(row.error());
    }
    if (!*row) {
        return std::nullopt;
    }
    const crypto::ByteView bytes = select.bytes(1);
    return Outgoing{select.integer(0), {bytes.begin(), bytes.end()}};
}

DatabaseResult<std::optional<Outgoing>> any_after(Database& database, std::int64_t position) {
    Statement select(database, "SELECT position, bytes FROM envelope WHERE position > ? "
                               "ORDER BY position LIMIT 1");
    const auto row = select.bind(position).step();
    return outgoing(row, select);
}

DatabaseResult<bool> exists(Database& database, const char* sql, crypto::ByteView key) {
    Statement select(database, sql);
    if (!key.empty()) {
        select.bind(key);
    }
    return select.step();
}

} // namespace outbox
