// The embedded store: SQLite through the SQLCipher library, without a key. After any error the
// connection is thrown away, because a failed fsync must never be tried again on the same handle.
#include "central/store/embedded_store.h"

#include "central/store/schema_sql.h"
#include "central/store/sqlite.h"
#include "kiosk/host/descriptor.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <cstring>
#include <utility>

namespace central {

std::string_view word_of(Flag flag) {
    switch (flag) {
    case Flag::Fork:
        return "fork";
    case Flag::Gap:
        return "gap";
    case Flag::Repeat:
        return "repeat";
    case Flag::Retired:
        return "retired";
    case Flag::Revoked:
        return "revoked";
    }
    return "";
}

namespace {

using host::Descriptor;
using sqlite::Connection;
using sqlite::Statement;

// "RKCS": this product's central store, so that another SQLite file is never taken for one.
constexpr std::int64_t kApplicationId = 0x524b4353;
constexpr std::int64_t kSchemaVersion = 1;
constexpr char kMark[] = "PRAGMA application_id = 1380664147; PRAGMA user_version = 1;";

// Of the journal modes tried, only DELETE with EXTRA lost no acknowledged row.
constexpr char kSettings[] =
    "PRAGMA cipher_log_level = NONE; PRAGMA journal_mode = DELETE; PRAGMA synchronous = EXTRA;"
    "PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;"
    "PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON;";

Connection connect(const std::filesystem::path& file, int access = SQLITE_OPEN_READWRITE) {
    sqlite3* raw = nullptr;
    const int opened = sqlite3_open_v2(
        file.c_str(), &raw,
        access | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_EXRESCODE, nullptr);
    Connection connection(raw);
    if (opened != SQLITE_OK || sqlite::execute(connection, kSettings) != SQLITE_OK) {
        return nullptr;
    }
    return connection;
}

std::int64_t number_of(const Connection& connection, std::string_view sql) {
    Statement statement(connection, sql);
    return statement.step() == SQLITE_ROW ? statement.number(0) : -1;
}

/// The file itself, for the lock on it; what is no regular file is no store.
std::expected<Descriptor, StoreFault> open_store_file(const std::filesystem::path& file,
                                                      int access) {
    Descriptor opened(::open(file.c_str(), access | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    struct stat about{};
    if (opened.get() < 0 || ::fstat(opened.get(), &about) != 0) {
        return std::unexpected(
            StoreFault{file, "cannot be opened: " + std::string(std::strerror(errno))});
    }
    if (!S_ISREG(about.st_mode)) { // a folder that is opened for writing is refused above
        return std::unexpected(StoreFault{file, S_ISDIR(about.st_mode)
                                                    ? "cannot be opened: Is a directory"
                                                    : "is no regular file"});
    }
    return opened;
}

/// Why a database is not a sound store of this version, null when it could not be opened; empty
/// when it is one.
std::string reason_against(const Connection& connection) {
    if (connection == nullptr) {
        return "is not a central store, or its first page is damaged";
    }
    if (number_of(connection, "PRAGMA application_id") != kApplicationId) {
        return "is not a central store, or its first page is damaged";
    }
    if (number_of(connection, "PRAGMA user_version") != kSchemaVersion) {
        return "is a store of another version; this program reads version 1";
    }
    Statement check(connection, "PRAGMA quick_check(1)");
    if (check.step() != SQLITE_ROW || check.text(0) != "ok") {
        return "is damaged; restore it from the backup";
    }
    // The tables must be there too, and be ours.
    Statement probe(connection, "SELECT cursor, fork, gap, repeat FROM inbox LIMIT 1");
    const int row = probe.step();
    return row == SQLITE_ROW || row == SQLITE_DONE ? "" : "is damaged; restore it from the backup";
}

std::string_view word_of(crypto::KioskState state) {
    switch (state) {
    case crypto::KioskState::Active:
        return "active";
    case crypto::KioskState::Retired:
        return "retired";
    case crypto::KioskState::Revoked:
        return "revoked";
    }
    return "";
}

/// Reads the flags from four columns that start at `first`: fork, gap, repeat, state.
std::vector<Flag> flags_of(const Statement& row, int first) {
    std::vector<Flag> flags;
    constexpr Flag kDerived[] = {Flag::Fork, Flag::Gap, Flag::Repeat};
    for (int i = 0; i < 3; ++i) {
        if (row.number(first + i) != 0) {
            flags.push_back(kDerived[i]);
        }
    }
    const std::string state = row.text(first + 3);
    if (state == "retired") {
        flags.push_back(Flag::Retired);
    } else if (state == "revoked") {
        flags.push_back(Flag::Revoked);
    }
    return flags;
}

class EmbeddedStore final : public Store {
public:
    EmbeddedStore(std::filesystem::path file, Descriptor lock, Connection connection)
        : file_(std::move(file)), lock_(std::move(lock)), connection_(std::move(connection)) {}

    StoreResult<Held> put(const Arrival& arrival) override;
    StoreResult<std::optional<crypto::Bytes>> envelope(const crypto::EnvelopeId& id) override;
    StoreResult<std::vector<Listed>> list(Cursor after, std::size_t limit) override;

private:
    bool connected();
    int insert(const Arrival& arrival);
    StoreResult<Held> held(const Arrival& arrival, Outcome outcome);
    std::unexpected<StoreError> give_up(int code);

    std::filesystem::path file_;
    Descriptor lock_; // outlives the connection: closing it first would drop SQLite's own locks
    Connection connection_;
};

bool EmbeddedStore::connected() {
    if (connection_ == nullptr) {
        connection_ = connect(file_);
    }
    return connection_ != nullptr;
}

std::unexpected<StoreError> EmbeddedStore::give_up(int code) {
    connection_.reset();
    const int primary = code & 0xff;
    return std::unexpected(primary == SQLITE_CORRUPT || primary == SQLITE_NOTADB
                               ? StoreError::Damaged
                               : StoreError::Unavailable);
}

int EmbeddedStore::insert(const Arrival& arrival) {
    const crypto::EnvelopeHead& head = arrival.envelope.head;
    Statement statement(connection_,
                        "INSERT INTO envelope (id, submission, kiosk, chain, sequence, previous,"
                        " state, day, receipt, bytes) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
    statement.bind(arrival.envelope.id)
        .bind(head.submission)
        .bind(head.kiosk)
        .bind(head.chain)
        .bind(std::bit_cast<std::int64_t>(head.sequence))
        .bind(head.previous)
        .bind(word_of(arrival.kiosk))
        .bind(arrival.day)
        .bind(arrival.receipt)
        .bind(arrival.bytes);
    return statement.step();
}

StoreResult<Held> EmbeddedStore::held(const Arrival& arrival, Outcome outcome) {
    // Past the page cache: what is answered for must be in the file.
    sqlite3_file_control(connection_.get(), "main", SQLITE_FCNTL_RESET_CACHE, nullptr);
    Statement row(connection_, "SELECT i.day, i.receipt, i.fork, i.gap, i.repeat, i.state, e.bytes"
                               " FROM inbox i JOIN envelope e USING (cursor) WHERE i.id = ?");
    const int code = row.bind(arrival.envelope.id).step();
    if (code != SQLITE_ROW) {
        return give_up(code == SQLITE_DONE ? SQLITE_CORRUPT : code);
    }
    if (!std::ranges::equal(row.blob(6), arrival.bytes)) {
        return std::unexpected(StoreError::Damaged);
    }
    return Held{
        .outcome = outcome, .day = row.text(0), .receipt = row.text(1), .flags = flags_of(row, 2)};
}

StoreResult<Held> EmbeddedStore::put(const Arrival& arrival) {
    if (!connected()) {
        return std::unexpected(StoreError::Unavailable);
    }
    if (const int code = sqlite::execute(connection_, "BEGIN IMMEDIATE"); code != SQLITE_OK) {
        return give_up(code);
    }
    const int inserted = insert(arrival);
    if (inserted == SQLITE_CONSTRAINT_UNIQUE) {
        sqlite::execute(connection_, "ROLLBACK");
        return held(arrival, Outcome::AlreadyHeld);
    }
    if (inserted != SQLITE_DONE) {
        return give_up(inserted);
    }
    if (const int code = sqlite::execute(connection_, "COMMIT"); code != SQLITE_OK) {
        return give_up(code);
    }
    return held(arrival, Outcome::New);
}

StoreResult<std::optional<crypto::Bytes>> EmbeddedStore::envelope(const crypto::EnvelopeId& id) {
    if (!connected()) {
        return std::unexpected(StoreError::Unavailable);
    }
    Statement row(connection_, "SELECT bytes FROM envelope WHERE id = ?");
    const int code = row.bind(id).step();
    if (code == SQLITE_DONE) {
        return std::nullopt;
    }
    if (code != SQLITE_ROW) {
        return give_up(code);
    }
    const crypto::ByteView bytes = row.blob(0);
    return crypto::Bytes(bytes.begin(), bytes.end());
}

StoreResult<std::vector<Listed>> EmbeddedStore::list(Cursor after, std::size_t limit) {
    if (!connected()) {
        return std::unexpected(StoreError::Unavailable);
    }
    Statement row(connection_, "SELECT cursor, id, day, fork, gap, repeat, state FROM inbox"
                               " WHERE cursor > ? ORDER BY cursor LIMIT ?");
    row.bind(after).bind(static_cast<std::int64_t>(limit));
    std::vector<Listed> lines;
    int code = row.step();
    for (; code == SQLITE_ROW; code = row.step()) {
        Listed line{.cursor = row.number(0), .day = row.text(2), .flags = flags_of(row, 3)};
        std::ranges::copy(row.blob(1).first(line.id.size()), line.id.begin());
        lines.push_back(std::move(line));
    }
    if (code != SQLITE_DONE) {
        return give_up(code);
    }
    return lines;
}

} // namespace

std::expected<void, StoreFault> create_embedded_store(const std::filesystem::path& file) {
    {
        const Descriptor made(::open(file.c_str(), O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600));
        if (made.get() < 0) {
            return std::unexpected(StoreFault{file, std::strerror(errno)});
        }
    }
    const Connection connection = connect(file);
    if (connection == nullptr || sqlite::execute(connection, "BEGIN IMMEDIATE") != SQLITE_OK ||
        sqlite::execute(connection, kSchemaSql) != SQLITE_OK ||
        sqlite::execute(connection, kMark) != SQLITE_OK ||
        sqlite::execute(connection, "COMMIT") != SQLITE_OK) {
        std::error_code ignored;
        std::filesystem::remove(file, ignored);
        return std::unexpected(StoreFault{file, "cannot be written"});
    }
    return {};
}

std::expected<std::unique_ptr<Store>, StoreFault>
open_embedded_store(const std::filesystem::path& file) {
    auto lock = open_store_file(file, O_RDWR);
    if (!lock) {
        return std::unexpected(std::move(lock.error()));
    }
    if (::flock(lock->get(), LOCK_EX | LOCK_NB) != 0) {
        return std::unexpected(StoreFault{file, "is in use by another process"});
    }
    Connection connection = connect(file);
    if (std::string reason = reason_against(connection); !reason.empty()) {
        return std::unexpected(StoreFault{file, std::move(reason)});
    }
    return std::make_unique<EmbeddedStore>(file, std::move(*lock), std::move(connection));
}

std::expected<std::string, StoreFault> check_embedded_store(const std::filesystem::path& file) {
    const auto lock = open_store_file(file, O_RDONLY);
    if (!lock) {
        return std::unexpected(lock.error());
    }
    if (::flock(lock->get(), LOCK_SH | LOCK_NB) != 0) {
        return file.string() + " is in use and was not looked into";
    }
    const std::string journal = file.string() + "-journal";
    struct stat about{};
    if (::lstat(journal.c_str(), &about) == 0) {
        return file.string() + " was interrupted in a write, which the next start puts right";
    }
    if (std::string reason = reason_against(connect(file, SQLITE_OPEN_READONLY)); !reason.empty()) {
        return std::unexpected(StoreFault{file, std::move(reason)});
    }
    return "";
}

} // namespace central
