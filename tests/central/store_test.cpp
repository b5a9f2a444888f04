// The embedded store on a real disk: what is put is kept, what is damaged is refused with its name,
// and what could not be written is not there.
#include "tests/central/fixture.h"

#include <sqlite3.h>

namespace {

using central::Flag;
using central::Outcome;
using central::StoreError;
using fixture::Folder;
using fixture::FullDisk;
using fixture::Kiosk;
using Flags = std::vector<Flag>;

struct Shelf {
    Folder folder;
    std::filesystem::path file = folder / "central.db";
    std::unique_ptr<central::Store> store;

    Shelf() {
        REQUIRE(central::create_embedded_store(file).has_value());
        reopen();
    }
    void reopen() {
        store.reset();
        auto opened = central::open_embedded_store(file);
        REQUIRE(opened.has_value());
        store = std::move(*opened);
    }
    central::StoreResult<central::Held> put(const crypto::Envelope& envelope,
                                            const std::string& receipt = "note",
                                            const std::string& day = "2026-11-23",
                                            crypto::KioskState state = crypto::KioskState::Active) {
        const crypto::Bytes bytes = envelope.encode();
        return store->put(
            {.envelope = envelope, .bytes = bytes, .kiosk = state, .day = day, .receipt = receipt});
    }
    std::vector<central::Listed> all() { return store->list(0, 1000).value(); }
    Flags flags_at(std::size_t line) { return all().at(line).flags; }
};

/// The sentence with which `file` is refused; empty when it is opened.
std::string refusal(const std::filesystem::path& file) {
    const auto opened = central::open_embedded_store(file);
    return opened ? "" : opened.error().sentence();
}

/// A database with one table, marked as given.
void make_database(const std::filesystem::path& file, const std::string& marks) {
    sqlite3* raw = nullptr;
    REQUIRE(sqlite3_open(file.c_str(), &raw) == SQLITE_OK);
    const std::string sql = "CREATE TABLE other (x); " + marks;
    CHECK(sqlite3_exec(raw, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(raw);
}

/// Where the root page of `name` begins in a sound store.
std::size_t page_of(const std::filesystem::path& file, const std::string& name) {
    sqlite3* raw = nullptr;
    std::size_t page = 0;
    REQUIRE(sqlite3_open(file.c_str(), &raw) == SQLITE_OK);
    const std::string sql = "SELECT rootpage FROM sqlite_schema WHERE name = '" + name + "'";
    const auto take = [](void* to, int, char** columns, char**) {
        *static_cast<std::size_t*>(to) = std::stoul(columns[0]);
        return 0;
    };
    CHECK(sqlite3_exec(raw, sql.c_str(), take, &page, nullptr) == SQLITE_OK);
    sqlite3_close(raw);
    REQUIRE(page > 1);
    return (page - 1) * 4096;
}

} // namespace

TEST_CASE("an envelope is stored once and keeps its first receipt") {
    Shelf shelf;
    Kiosk kiosk;
    const crypto::Envelope envelope = kiosk.next();
    const auto first = shelf.put(envelope, "first note", "2026-11-23");
    REQUIRE(first.has_value());
    CHECK(first->outcome == Outcome::New);
    CHECK(first->receipt == "first note");
    CHECK(first->flags.empty());

    const auto again = shelf.put(envelope, "second note", "2026-12-01");
    REQUIRE(again.has_value());
    CHECK(again->outcome == Outcome::AlreadyHeld);
    CHECK(again->receipt == "first note");
    CHECK(again->day == "2026-11-23");
    CHECK(shelf.all().size() == 1);
    CHECK(shelf.store->envelope(envelope.id).value() == envelope.encode());
    CHECK_FALSE(shelf.store->envelope(crypto::EnvelopeId{}).value().has_value());
}

TEST_CASE("the inbox lists in the order of arrival, page by page, also after reopening") {
    Shelf shelf;
    Kiosk kiosk;
    std::vector<crypto::EnvelopeId> ids;
    for (int i = 0; i < 5; ++i) {
        const crypto::Envelope envelope = kiosk.next();
        ids.push_back(envelope.id);
        REQUIRE(shelf.put(envelope).has_value());
    }
    shelf.reopen();
    std::vector<crypto::EnvelopeId> seen;
    central::Cursor cursor = 0;
    for (auto page = shelf.store->list(cursor, 2).value(); !page.empty();
         page = shelf.store->list(cursor, 2).value()) {
        CHECK(page.size() <= 2);
        for (const central::Listed& line : page) {
            CHECK(line.cursor > cursor);
            CHECK(line.day == "2026-11-23");
            cursor = line.cursor;
            seen.push_back(line.id);
        }
    }
    CHECK(seen == ids);
    // The chain goes on where it was, and so do the cursors.
    REQUIRE(shelf.put(kiosk.next()).value().flags.empty());
    CHECK(shelf.store->list(cursor, 10).value().size() == 1);
}

TEST_CASE("a gap is flagged until the missing envelope comes") {
    Shelf shelf;
    Kiosk kiosk;
    const crypto::Envelope first = kiosk.next();
    const crypto::Envelope second = kiosk.next();
    const crypto::Envelope third = kiosk.next();
    CHECK(shelf.put(first).value().flags.empty());
    CHECK(shelf.put(third).value().flags == Flags{Flag::Gap});
    CHECK(shelf.flags_at(1) == Flags{Flag::Gap});
    CHECK(shelf.put(second).value().flags.empty());
    CHECK(shelf.flags_at(1).empty());

    // A first envelope that names one before it: what came before is not here.
    Kiosk late;
    auto head = late.next_head();
    head.previous.fill(std::byte{7});
    CHECK(shelf.put(late.make(head)).value().flags == Flags{Flag::Gap});
}

TEST_CASE("a fork is flagged on every branch and stored all the same") {
    Shelf shelf;
    Kiosk kiosk;
    REQUIRE(shelf.put(kiosk.next()).has_value());
    const crypto::EnvelopeHead place = kiosk.next_head();
    CHECK(shelf.put(kiosk.next()).value().flags.empty());
    auto other = place; // the same place in the chain, another submission
    other.submission[0] ^= std::byte{1};
    CHECK(shelf.put(kiosk.make(other)).value().flags == Flags{Flag::Fork});
    CHECK(shelf.flags_at(0).empty());
    CHECK(shelf.flags_at(1) == Flags{Flag::Fork});
    CHECK(shelf.flags_at(2) == Flags{Flag::Fork});

    // One that follows an envelope which is not the one held before it.
    auto stray = kiosk.next_head();
    stray.previous.fill(std::byte{9});
    CHECK(shelf.put(kiosk.make(stray)).value().flags == Flags{Flag::Fork, Flag::Gap});
    // The same places in another chain are nobody's fork.
    Kiosk elsewhere;
    CHECK(shelf.put(elsewhere.next()).value().flags.empty());
}

TEST_CASE("a submission id that comes twice is a repeat on both") {
    Shelf shelf;
    Kiosk kiosk;
    const crypto::Envelope first = kiosk.next();
    REQUIRE(shelf.put(first).has_value());
    auto head = kiosk.next_head();
    head.submission = first.head.submission;
    CHECK(shelf.put(kiosk.make(head)).value().flags == Flags{Flag::Repeat});
    CHECK(shelf.flags_at(0) == Flags{Flag::Repeat});
}

TEST_CASE("the state of the terminal on arrival is kept as a flag") {
    Shelf shelf;
    Kiosk kiosk;
    using crypto::KioskState;
    const auto flags = [&](KioskState state) {
        return shelf.put(kiosk.next(), "note", "2026-11-23", state).value().flags;
    };
    CHECK(flags(KioskState::Active).empty());
    CHECK(flags(KioskState::Retired) == Flags{Flag::Retired});
    CHECK(flags(KioskState::Revoked) == Flags{Flag::Revoked});
    shelf.reopen();
    CHECK(shelf.flags_at(2) == Flags{Flag::Revoked});
}

TEST_CASE("a store is made private, once, and held by one process") {
    Shelf shelf;
    using std::filesystem::perms;
    CHECK(std::filesystem::status(shelf.file).permissions() ==
          (perms::owner_read | perms::owner_write));
    const auto made = central::create_embedded_store(shelf.file);
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error().sentence().starts_with(shelf.file.string() + ": "));
    CHECK(refusal(shelf.file) == shelf.file.string() + ": is in use by another process");
    shelf.store.reset();
    CHECK(refusal(shelf.file).empty());

    const auto nowhere = shelf.folder / "no/such.db";
    CHECK(refusal(nowhere) == nowhere.string() + ": cannot be opened: No such file or directory");
    CHECK_FALSE(central::create_embedded_store(nowhere).has_value());
    std::filesystem::create_symlink(shelf.file, shelf.folder / "link.db");
    CHECK_FALSE(refusal(shelf.folder / "link.db").empty());
}

TEST_CASE("a file that is no sound store is refused by name and left as it is") {
    Shelf shelf;
    Kiosk kiosk;
    for (int i = 0; i < 3; ++i) {
        REQUIRE(shelf.put(kiosk.next()).has_value());
    }
    shelf.store.reset();
    const std::string sound = fixture::read_file(shelf.file);
    const auto file = shelf.folder / "suspect.db";
    const auto refused = [&](const std::string& bytes, std::string_view reason) {
        fixture::write_file(file, bytes);
        CHECK(refusal(file) == file.string() + ": " + std::string(reason));
        CHECK(fixture::read_file(file) == bytes);
        CHECK_FALSE(std::filesystem::exists(file.string() + "-journal"));
    };
    constexpr std::string_view kNone = "is not a central store, or its first page is damaged";
    constexpr std::string_view kDamaged = "is damaged; restore it from the backup";
    refused("", kNone);
    refused("listen = \"127.0.0.1:8443\"\n", kNone);
    refused(std::string(8192, '\x5a'), kNone);
    std::string changed = sound;
    changed.replace(0, 16, "SQLite format 4 ");
    refused(changed, kNone);

    // Half of it, and one page less.
    refused(sound.substr(0, sound.size() / 2), kNone);
    refused(sound.substr(0, sound.size() - 4096), kNone);
    // The index over chains, which no plain reading of an envelope meets.
    changed = sound;
    changed.replace(page_of(shelf.file, "envelope_by_place"), 4096, std::string(4096, '\0'));
    refused(changed, kDamaged);

    fixture::write_file(file, sound);
    CHECK(refusal(file).empty());
}

TEST_CASE("another program's database, or another version's, is not a store") {
    const Folder folder;
    make_database(folder / "other.db", "");
    CHECK(refusal(folder / "other.db")
              .ends_with("is not a central store, or its first page is"
                         " damaged"));
    make_database(folder / "newer.db", "PRAGMA application_id = 1380664147;"
                                       "PRAGMA user_version = 2;");
    CHECK(refusal(folder / "newer.db")
              .ends_with("is a store of another version; this program reads"
                         " version 1"));
    make_database(folder / "bare.db", "PRAGMA application_id = 1380664147;"
                                      "PRAGMA user_version = 1;");
    CHECK(refusal(folder / "bare.db").ends_with("is damaged; restore it from the backup"));
}

TEST_CASE("an envelope that changed on the disk is not receipted again") {
    Shelf shelf;
    Kiosk kiosk;
    const crypto::Envelope envelope = kiosk.next();
    REQUIRE(shelf.put(envelope).has_value());
    shelf.store.reset();
    std::string bytes = fixture::read_file(shelf.file);
    const std::string_view piece = crypto::text_of(envelope.age_payload).substr(2000, 32);
    const std::size_t at = bytes.find(piece);
    REQUIRE(at != std::string::npos);
    bytes[at] = static_cast<char>(bytes[at] ^ 1);
    fixture::write_file(shelf.file, bytes);
    shelf.reopen(); // the pages' structure is sound: only comparing the bytes tells
    const auto again = shelf.put(envelope);
    REQUIRE_FALSE(again.has_value());
    CHECK(again.error() == StoreError::Damaged);
}

TEST_CASE("a full disk stores nothing, says so, and the store goes on when there is room") {
    Shelf shelf;
    Kiosk kiosk;
    REQUIRE(shelf.put(kiosk.next()).has_value());
    const std::string before = fixture::read_file(shelf.file);
    const crypto::Envelope second = kiosk.next();
    {
        const FullDisk full(before.size() + 8192);
        const auto refused = shelf.put(second);
        REQUIRE_FALSE(refused.has_value());
        CHECK(refused.error() == StoreError::Unavailable);
    }
    CHECK(shelf.all().size() == 1);
    CHECK_FALSE(shelf.store->envelope(second.id).value().has_value());
    CHECK(shelf.put(second).value().outcome == Outcome::New);
    shelf.reopen();
    CHECK(shelf.store->envelope(second.id).value() == second.encode());
}

TEST_CASE("a store that cannot be made leaves no file behind") {
    const Folder folder;
    const auto file = folder / "central.db";
    {
        const FullDisk full(4096);
        const auto made = central::create_embedded_store(file);
        REQUIRE_FALSE(made.has_value());
        CHECK(made.error().sentence() == file.string() + ": cannot be written");
    }
    CHECK(std::filesystem::is_empty(folder.path()));
    CHECK(central::create_embedded_store(file).has_value());
}
