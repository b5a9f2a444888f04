// The little of SQLite that the embedded store needs, with owners instead of pointers. Every call
// returns SQLite's own result code; nothing is retried here.
#pragma once

#include "crypto/bytes.h"

#include <sqlite3.h>

#include <memory>
#include <string>

namespace central::sqlite {

struct CloseConnection {
    void operator()(sqlite3* connection) const { sqlite3_close_v2(connection); }
};
using Connection = std::unique_ptr<sqlite3, CloseConnection>;

/// One prepared statement, bound in order, stepped, and finalised when it goes.
class Statement {
public:
    Statement(const Connection& connection, std::string_view sql);

    Statement& bind(crypto::ByteView blob);
    Statement& bind(std::string_view text);
    Statement& bind(std::int64_t number);
    /// SQLITE_ROW, SQLITE_DONE, or what went wrong first: preparing, binding or stepping.
    int step();

    std::int64_t number(int column) const { return sqlite3_column_int64(get(), column); }
    std::string text(int column) const;
    /// Valid until the next step().
    crypto::ByteView blob(int column) const;

private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    sqlite3_stmt* get() const { return statement_.get(); }
    void note(int code);

    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
    int bound_ = 0;
    int code_ = SQLITE_OK;
};

/// Runs statements that return nothing; SQLITE_OK or the first error.
int execute(const Connection& connection, const char* sql);

} // namespace central::sqlite
