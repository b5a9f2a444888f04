// The queue's file over time: made once, locked, checked at start, and opened afresh after every
// failure, because a connection (or an fsync) that failed once is never trusted again.
#pragma once

#include "kiosk/outbox/database.h"
#include "kiosk/wire/descriptor.h"

namespace outbox {

enum class StoreFault {
    Missing,      ///< no such file: `init` has not run, or the file was lost
    Exists,       ///< `init` never overwrites
    InUse,        ///< another process holds it
    Unreadable,   ///< the key is another one, or the file's start is damaged
    Damaged,      ///< a page fails its MAC or a table its structure
    OtherVersion, ///< not made by this schema
    InputOutput,
};
/// A sentence part for "FILE: ..."; never holds input.
std::string_view describe(StoreFault fault);

class Store {
public:
    /// Makes the file with an empty schema. Leaves nothing behind when it fails.
    static std::expected<void, StoreFault> create(const std::filesystem::path& file,
                                                  const crypto::SecretBytes& key);
    /// Takes the lock (FILE.lock) and checks every page. A file it cannot use stays as it is.
    static std::expected<Store, StoreFault> open(const std::filesystem::path& file,
                                                 crypto::SecretBytes key);

    /// What open() would say, without a lock that is kept and without a byte written. What could
    /// not be looked at is told: "FILE is in use", or that a write was interrupted, which open()
    /// mends; empty when all was.
    static std::expected<std::string, StoreFault> check(const std::filesystem::path& file,
                                                        const crypto::SecretBytes& key);

    /// All of `work` or nothing; what it returned once COMMIT has succeeded. Any failure closes the
    /// connection: whether the rows are there is then unknown until the next read.
    template <class Work>
    auto write(Work&& work) -> std::invoke_result_t<Work, Database&> {
        return guarded([&work](Database& database) -> std::invoke_result_t<Work, Database&> {
            if (auto begun = database.run("BEGIN IMMEDIATE"); !begun) {
                return std::unexpected(begun.error());
            }
            auto result = work(database);
            if (!result) {
                return result;
            }
            if (auto committed = database.run("COMMIT"); !committed) {
                return std::unexpected(committed.error());
            }
            return result;
        });
    }
    /// Reads; a failure closes the connection too.
    template <class Work>
    auto read(Work&& work) -> std::invoke_result_t<Work, Database&> {
        return guarded(std::forward<Work>(work));
    }
    /// Closes the connection after an answer that cannot be true; the next use opens a new one.
    void distrust() { database_.reset(); }

    /// Whether the file system has room for a full queue to come (200 envelopes of the largest
    /// size).
    bool has_room() const;

private:
    Store(std::filesystem::path file, crypto::SecretBytes key, wire::Descriptor lock)
        : file_(std::move(file)), key_(std::move(key)), lock_(std::move(lock)) {}
    template <class Work>
    auto guarded(Work&& work) -> std::invoke_result_t<Work, Database&> {
        const auto database = connect();
        if (!database) {
            return std::unexpected(database.error());
        }
        auto result = work(**database);
        if (!result) {
            distrust();
        }
        return result;
    }
    DatabaseResult<Database*> connect(); ///< the open one, or a new one; never null

    std::filesystem::path file_;
    crypto::SecretBytes key_;
    wire::Descriptor lock_;
    std::optional<Database> database_;
};

} // namespace outbox
