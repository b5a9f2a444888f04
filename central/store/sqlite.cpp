// Owners around SQLite's C interface.
#include "central/store/sqlite.h"

namespace central::sqlite {

Statement::Statement(const Connection& connection, std::string_view sql) {
    sqlite3_stmt* raw = nullptr;
    code_ = sqlite3_prepare_v2(connection.get(), sql.data(), static_cast<int>(sql.size()), &raw,
                               nullptr);
    statement_.reset(raw);
}

void Statement::note(int code) {
    if (code_ == SQLITE_OK) {
        code_ = code;
    }
}

Statement& Statement::bind(crypto::ByteView blob) {
    note(sqlite3_bind_blob64(get(), ++bound_, blob.data(), blob.size(), SQLITE_STATIC));
    return *this;
}

Statement& Statement::bind(std::string_view text) {
    note(
        sqlite3_bind_text64(get(), ++bound_, text.data(), text.size(), SQLITE_STATIC, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(std::int64_t number) {
    note(sqlite3_bind_int64(get(), ++bound_, number));
    return *this;
}

int Statement::step() {
    return code_ == SQLITE_OK ? sqlite3_step(get()) : code_;
}

std::string Statement::text(int column) const {
    const crypto::ByteView bytes = blob(column);
    return std::string(crypto::text_of(bytes));
}

crypto::ByteView Statement::blob(int column) const {
    const void* data = sqlite3_column_blob(get(), column);
    const int size = sqlite3_column_bytes(get(), column);
    return {static_cast<const std::byte*>(data), static_cast<std::size_t>(size)};
}

int execute(const Connection& connection, const char* sql) {
    return sqlite3_exec(connection.get(), sql, nullptr, nullptr, nullptr);
}

} // namespace central::sqlite
