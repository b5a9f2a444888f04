// Making, locking, checking and reopening the queue's file. The schema's text comes from
// schema.sql.
#include "kiosk/outbox/store.h"

#include "crypto/check.h"
#include "crypto/envelope.h"
#include "kiosk/host/whole_file.h"
#include "kiosk/outbox/schema.h"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/statvfs.h>

#include <cerrno>
#include <limits>

namespace outbox {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kSchemaVersion = "1";
constexpr std::uint64_t kRoomWanted = 200 * crypto::kMaxEnvelopeBytes;

StoreFault fault_of(DatabaseError error) {
    return error.unreadable() ? StoreFault::Unreadable : StoreFault::InputOutput;
}

/// A lock of our own beside SQLite's: two queues on one file would sign one chain twice.
std::expected<wire::Descriptor, StoreFault> take_lock(const fs::path& file) {
    const fs::path name = file.string() + ".lock";
    wire::Descriptor lock(::open(name.c_str(), O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    if (!lock) {
        return std::unexpected(StoreFault::InputOutput);
    }
    if (::flock(lock.get(), LOCK_EX | LOCK_NB) != 0) {
        return std::unexpected(StoreFault::InUse);
    }
    return lock;
}

/// Held while somebody looks, so that no queue begins to write meanwhile. Makes no lock file: where
/// there is none no queue has ever been opened.
std::expected<wire::Descriptor, StoreFault> share_lock(const fs::path& file) {
    const fs::path name = file.string() + ".lock";
    wire::Descriptor lock(::open(name.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!lock && errno != ENOENT) {
        return std::unexpected(StoreFault::InputOutput);
    }
    if (lock && ::flock(lock.get(), LOCK_SH | LOCK_NB) != 0) {
        return std::unexpected(StoreFault::InUse);
    }
    return lock;
}

/// Missing only where nothing has that name; what cannot be looked at may be a queue.
std::expected<void, StoreFault> is_file(const fs::path& file) {
    const auto there = host::is_there(file);
    if (there && !*there) {
        return std::unexpected(StoreFault::Missing);
    }
    constexpr auto kAnySize = std::numeric_limits<std::size_t>::max();
    if (!there || !host::open_file(file, kAnySize)) {
        return std::unexpected(StoreFault::InputOutput);
    }
    return {};
}

/// Every page of it, and that it is of this version.
std::expected<void, StoreFault> verify(Database& database) {
    const auto sound = database.is_sound();
    if (!sound) {
        return std::unexpected(fault_of(sound.error()));
    }
    if (!*sound) {
        return std::unexpected(StoreFault::Damaged);
    }
    const auto version = database.ask("PRAGMA user_version");
    if (!version || *version != kSchemaVersion) {
        return std::unexpected(StoreFault::OtherVersion);
    }
    return {};
}

/// In one transaction, so that a power cut leaves no half a schema.
DatabaseResult<void> make_schema(const fs::path& file, const crypto::SecretBytes& key) {
    auto database = Database::open(file, key, Database::Mode::Create);
    if (!database) {
        return std::unexpected(database.error());
    }
    for (const char* sql : {"BEGIN IMMEDIATE", kSchemaSql, "COMMIT"}) {
        if (auto done = database->run(sql); !done) {
            return done;
        }
    }
    return {};
}

} // namespace

std::string_view describe(StoreFault fault) {
    switch (fault) {
    case StoreFault::Missing:
        return "there is no queue (run `referral-outbox init` once)";
    case StoreFault::Exists:
        return "there is a queue already, and it is never overwritten";
    case StoreFault::InUse:
        return "another process uses this queue";
    case StoreFault::Unreadable:
        return "cannot be read with this queue key: it is another key's, or damaged";
    case StoreFault::Damaged:
        return "is damaged: a page or a table does not verify";
    case StoreFault::OtherVersion:
        return "is no queue of this version";
    case StoreFault::InputOutput:
        return "the file system gave an error";
    }
    CHECK(false);
    return {};
}

std::expected<void, StoreFault> Store::create(const fs::path& file,
                                              const crypto::SecretBytes& key) {
    const auto there = host::is_there(file);
    if (!there || *there) {
        return std::unexpected(there ? StoreFault::Exists : StoreFault::InputOutput);
    }
    const auto lock = take_lock(file);
    if (!lock) {
        return std::unexpected(lock.error());
    }
    const auto made = make_schema(file, key);
    if (!made) {
        std::error_code ignored; // what cannot be taken away is found by the next try
        fs::remove(file, ignored);
        return std::unexpected(fault_of(made.error()));
    }
    return {};
}

std::expected<Store, StoreFault> Store::open(const fs::path& file, crypto::SecretBytes key) {
    if (auto file_there = is_file(file); !file_there) {
        return std::unexpected(file_there.error());
    }
    auto lock = take_lock(file);
    if (!lock) {
        return std::unexpected(lock.error());
    }
    Store store(file, std::move(key), std::move(*lock));
    const auto database = store.connect();
    if (!database) {
        return std::unexpected(fault_of(database.error()));
    }
    if (auto sound = verify(**database); !sound) {
        return std::unexpected(sound.error());
    }
    return store;
}

std::expected<std::string, StoreFault> Store::check(const fs::path& file,
                                                    const crypto::SecretBytes& key) {
    if (auto file_there = is_file(file); !file_there) {
        return std::unexpected(file_there.error());
    }
    const auto lock = share_lock(file);
    if (!lock && lock.error() == StoreFault::InUse) {
        return file.string() + " is in use and was not looked into";
    }
    const auto unfinished = host::is_there(file.string() + "-journal");
    if (!lock || !unfinished) {
        return std::unexpected(StoreFault::InputOutput);
    }
    if (*unfinished) {
        return file.string() + " was interrupted in a write, which the next start puts right";
    }
    auto database = Database::open(file, key, Database::Mode::ReadOnly);
    if (!database) {
        return std::unexpected(fault_of(database.error()));
    }
    if (auto sound = verify(*database); !sound) {
        return std::unexpected(sound.error());
    }
    return "";
}

DatabaseResult<Database*> Store::connect() {
    if (database_) {
        return &*database_;
    }
    auto opened = Database::open(file_, key_, Database::Mode::Existing);
    if (!opened) {
        return std::unexpected(opened.error());
    }
    return &database_.emplace(std::move(*opened));
}

bool Store::has_room() const {
    struct statvfs status{};
    if (::statvfs(file_.c_str(), &status) != 0) {
        return false;
    }
    return static_cast<std::uint64_t>(status.f_bavail) * status.f_frsize >= kRoomWanted;
}

} // namespace outbox
