// One SQLCipher connection, keyed and set up, and statements on it.
// Knows no table.
#pragma once

#include "crypto/bytes.h"
#include "crypto/secret.h"

#include <expected>
#include <filesystem>
#include <initializer_list>
#include <memory>
#include <optional>

struct sqlite3;
struct sqlite3_stmt;

namespace outbox {

/// SQLite's result code, kept so that a full disk can be told from a failing one.
struct DatabaseError {
    int code = 0;
    bool disk_full() const;
    /// The file cannot be read with this key: another key, or damage.
    bool unreadable() const;
};
template <class T>
using DatabaseResult = std::expected<T, DatabaseError>;

class Database {
public:
    enum class Mode { Create, Existing, ReadOnly };
    /// `key`: 32 raw bytes. Create fails when the file exists. ReadOnly never writes, so that what
    /// a power cut left in the middle of a write is a failure. Fails when a setting does not take.
    static DatabaseResult<Database> open(const std::filesystem::path& file,
                                         const crypto::SecretBytes& key, Mode mode);

    DatabaseResult<void> run(const char* sql); ///< statements without parameters and results
    /// The first column of the first row, as text; for settings and counts.
    DatabaseResult<std::string> ask(const char* sql);
    /// Empties the page cache, so that the next read comes from the file.
    DatabaseResult<void> forget_pages();
    /// Every page's MAC and every table's structure; false when one is wrong. Reads the whole file.
    DatabaseResult<bool> is_sound();
    sqlite3* handle() { return connection_.get(); }

private:
    struct Close {
        void operator()(sqlite3* connection) const;
    };
    explicit Database(sqlite3* connection) : connection_(connection) {}
    DatabaseResult<void> apply_settings();
    std::unique_ptr<sqlite3, Close> connection_;
};

/// One statement; parameters are bound in order. A fault while binding shows at the next step().
class Statement {
public:
    Statement(Database& database, const char* sql);
    /// `bytes` and `text` must live until the statement has run.
    Statement& bind(crypto::ByteView bytes);
    Statement& bind(std::string_view text);
    Statement& bind(std::int64_t number);

    DatabaseResult<bool> step();   ///< true: a row is there
    DatabaseResult<void> finish(); ///< for statements that give no rows

    crypto::ByteView bytes(int column) const; ///< valid until the next step
    std::string_view text(int column) const;
    std::int64_t integer(int column) const;
    /// A blob of exactly N bytes; the schema has checked its length.
    template <std::size_t N>
    crypto::ByteArray<N> array(int column) const {
        crypto::ByteArray<N> result{};
        copy_exactly(column, result);
        return result;
    }

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    void copy_exactly(int column, std::span<std::byte> to) const;
    void note(int code);
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    int next_ = 1;
    int fault_ = 0;
};

/// finish() of each in order, up to the first failure.
DatabaseResult<void> finish_all(std::initializer_list<Statement*> statements);

} // namespace outbox
