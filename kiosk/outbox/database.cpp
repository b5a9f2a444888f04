// The only file that speaks SQLCipher's C interface.
#define SQLITE_HAS_CODEC // declares sqlite3_key_v2
#include "kiosk/outbox/database.h"

#include "crypto/check.h"

#include <algorithm>
#include <array>
#include <sqlite3.h>

namespace outbox {
namespace {

constexpr sqlite3_destructor_type kCallersMemory = nullptr; // SQLITE_STATIC

std::unexpected<DatabaseError> failure(int code) {
    return std::unexpected(DatabaseError{code});
}

/// SQLCipher takes 32 raw bytes for a passphrase; only this spelling makes them the key itself.
crypto::SecretText key_text(const crypto::SecretBytes& key) {
    constexpr std::string_view kDigits = "0123456789abcdef";
    crypto::SecretText text("x'");
    for (const std::byte byte : key.span()) {
        const auto value = std::to_integer<unsigned>(byte);
        text.append(kDigits.substr(value >> 4, 1));
        text.append(kDigits.substr(value & 15U, 1));
    }
    text.append("'");
    return text;
}

struct Setting {
    const char* set;
    const char* ask;
    std::string_view answer;
};
// EXTRA also syncs the folder after the journal is gone: without it, a power cut after COMMIT can
// bring the journal back and undo a row that was already acknowledged.
constexpr std::array kSettings{
    Setting{"PRAGMA cipher_memory_security=ON", "PRAGMA cipher_memory_security", "1"},
    Setting{"PRAGMA journal_mode=DELETE", "PRAGMA journal_mode", "delete"},
    Setting{"PRAGMA synchronous=EXTRA", "PRAGMA synchronous", "3"},
    Setting{"PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1"},
    Setting{"PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2"},
    Setting{"PRAGMA mmap_size=0", "PRAGMA mmap_size", "0"},
    Setting{"PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0"},
};

} // namespace

bool DatabaseError::disk_full() const {
    return (code & 0xff) == SQLITE_FULL;
}
bool DatabaseError::unreadable() const {
    return (code & 0xff) == SQLITE_NOTADB || (code & 0xff) == SQLITE_CORRUPT;
}

void Database::Close::operator()(sqlite3* connection) const {
    sqlite3_close_v2(connection);
}

DatabaseResult<Database> Database::open(const std::filesystem::path& file,
                                        const crypto::SecretBytes& key, Mode mode) {
    CHECK(key.size() == 32);
    const int flags = (mode == Mode::ReadOnly ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE) |
                      SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
                      (mode == Mode::Create ? SQLITE_OPEN_CREATE | SQLITE_OPEN_EXCLUSIVE : 0);
    sqlite3* connection = nullptr;
    const int opened = sqlite3_open_v2(file.c_str(), &connection, flags, nullptr);
    Database database(connection);
    if (opened != SQLITE_OK) {
        return failure(opened);
    }
    const crypto::SecretText text = key_text(key);
    const int keyed =
        sqlite3_key_v2(connection, "main", text.view().data(), static_cast<int>(text.size()));
    if (keyed != SQLITE_OK) {
        return failure(keyed);
    }
    // After the key, because keying sets it back: SQLCipher would write to standard error.
    if (auto quiet = database.run("PRAGMA cipher_log_level=NONE"); !quiet) {
        return std::unexpected(quiet.error());
    }
    if (auto readable = database.ask("SELECT count(*) FROM sqlite_schema"); !readable) {
        return std::unexpected(readable.error());
    }
    if (auto applied = database.apply_settings(); !applied) {
        return std::unexpected(applied.error());
    }
    return database;
}

DatabaseResult<void> Database::apply_settings() {
    for (const Setting& setting : kSettings) {
        if (auto set = run(setting.set); !set) {
            return set;
        }
        const auto answer = ask(setting.ask);
        if (!answer) {
            return std::unexpected(answer.error());
        }
        CHECK(*answer == setting.answer); // else this is not the library we were built for
    }
    return {};
}

DatabaseResult<void> Database::run(const char* sql) {
    const int code = sqlite3_exec(connection_.get(), sql, nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) {
        return failure(code);
    }
    return {};
}

DatabaseResult<std::string> Database::ask(const char* sql) {
    Statement statement(*this, sql);
    const auto row = statement.step();
    if (!row) {
        return std::unexpected(row.error());
    }
    return *row ? std::string(statement.text(0)) : std::string();
}

DatabaseResult<void> Database::forget_pages() {
    const int code =
        sqlite3_file_control(connection_.get(), "main", SQLITE_FCNTL_RESET_CACHE, nullptr);
    if (code != SQLITE_OK) {
        return failure(code);
    }
    return {};
}

DatabaseResult<bool> Database::is_sound() {
    const auto structure = ask("PRAGMA quick_check");
    if (!structure) {
        return structure.error().unreadable() ? DatabaseResult<bool>(false)
                                              : std::unexpected(structure.error());
    }
    const auto macs = ask("PRAGMA cipher_integrity_check");
    if (!macs) {
        return std::unexpected(macs.error());
    }
    return *structure == "ok" && macs->empty();
}

void Statement::Finalize::operator()(sqlite3_stmt* statement) const {
    sqlite3_finalize(statement);
}

Statement::Statement(Database& database, const char* sql) {
    sqlite3_stmt* statement = nullptr;
    note(sqlite3_prepare_v2(database.handle(), sql, -1, &statement, nullptr));
    statement_.reset(statement);
}

void Statement::note(int code) {
    if (fault_ == SQLITE_OK) {
        fault_ = code;
    }
}

Statement& Statement::bind(crypto::ByteView bytes) {
    note(
        sqlite3_bind_blob64(statement_.get(), next_++, bytes.data(), bytes.size(), kCallersMemory));
    return *this;
}
Statement& Statement::bind(std::string_view text) {
    note(sqlite3_bind_text64(statement_.get(), next_++, text.data(), text.size(), kCallersMemory,
                             SQLITE_UTF8));
    return *this;
}
Statement& Statement::bind(std::int64_t number) {
    note(sqlite3_bind_int64(statement_.get(), next_++, number));
    return *this;
}

DatabaseResult<bool> Statement::step() {
    if (fault_ != SQLITE_OK) {
        return failure(fault_);
    }
    const int code = sqlite3_step(statement_.get());
    if (code != SQLITE_ROW && code != SQLITE_DONE) {
        note(code);
        return failure(code);
    }
    return code == SQLITE_ROW;
}

DatabaseResult<void> Statement::finish() {
    const auto row = step();
    if (!row) {
        return std::unexpected(row.error());
    }
    return {};
}

DatabaseResult<void> finish_all(std::initializer_list<Statement*> statements) {
    for (Statement* statement : statements) {
        if (auto done = statement->finish(); !done) {
            return done;
        }
    }
    return {};
}

crypto::ByteView Statement::bytes(int column) const {
    // The pointer first: asking it may convert the value, and with it the length.
    const void* data = sqlite3_column_blob(statement_.get(), column);
    const int size = sqlite3_column_bytes(statement_.get(), column);
    return {static_cast<const std::byte*>(data), static_cast<std::size_t>(size)};
}
std::string_view Statement::text(int column) const {
    return crypto::text_of(bytes(column));
}
std::int64_t Statement::integer(int column) const {
    return sqlite3_column_int64(statement_.get(), column);
}
void Statement::copy_exactly(int column, std::span<std::byte> to) const {
    const crypto::ByteView from = bytes(column);
    CHECK(from.size() == to.size());
    std::ranges::copy(from, to.begin());
}

} // namespace outbox
