// Records that the desk keeps and gives other readers, in real folders.
#include "central/desk/kept.h"

#include "central/desk/identity.h"
#include "central/desk/opening.h"
#include "tests/central/fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <chrono>

using namespace central;
using namespace central::desk;

namespace {

/// A folder of two records sealed to one caseworker.
struct Archive {
    fixture::Folder folder;
    fixture::Kiosk kiosk;
    std::vector<crypto::Identity> caseworker;
    std::vector<crypto::Envelope> records;

    Archive() {
        crypto::HybridIdentity identity = crypto::HybridIdentity::generate();
        const crypto::Recipient recipient = identity.recipient();
        caseworker.emplace_back(std::move(identity));
        std::filesystem::create_directory(in());
        for (int i = 0; i < 2; ++i) {
            const auto file = crypto::seal_referral(
                crypto::Bytes(crypto::kRecordSizes[0], std::byte{' '}), {&recipient, 1});
            records.push_back(kiosk.make(kiosk.next_head(), file.value()));
            keep(records.back());
        }
    }
    std::filesystem::path in() const { return folder / "in"; }
    std::filesystem::path out() const { return folder / "out"; }
    void keep(const crypto::Envelope& record) const {
        fixture::write_file(in() / kept_name(record.id), crypto::text_of(record.encode()));
    }
    std::size_t written() const {
        return std::filesystem::exists(out()) ? static_cast<std::size_t>(std::distance(
                                                    std::filesystem::directory_iterator(out()), {}))
                                              : 0;
    }
};

struct Reader {
    std::vector<crypto::Identity> identity;
    crypto::Recipient recipient;

    Reader() {
        crypto::HybridIdentity made = crypto::HybridIdentity::generate();
        recipient = made.recipient();
        identity.emplace_back(std::move(made));
    }
};

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("every record of a folder gets its new readers, in another folder") {
    const Archive archive;
    const Reader reader;
    const auto done =
        rewrap_folder(archive.in(), archive.out(), archive.caseworker, {&reader.recipient, 1});
    REQUIRE(done.has_value());
    CHECK(done->written == 2);
    CHECK(done->faults.empty());
    for (const crypto::Envelope& record : archive.records) {
        const auto kept = crypto::parse_kept(*read_kept(archive.out() / kept_name(record.id)));
        REQUIRE(kept);
        CHECK(kept->id == record.id);
        CHECK(kept->age_payload == record.age_payload);
        CHECK(crypto::verify_envelope(*kept, archive.kiosk.key().public_key()));
        CHECK(crypto::open_age(kept->age_file(), reader.identity));
        CHECK_FALSE(crypto::open_age(kept->age_file(), archive.caseworker));
        CHECK(fixture::read_file(archive.in() / kept_name(record.id)) ==
              crypto::text_of(record.encode()));
    }
}

TEST_CASE("a wrong identity changes nothing and every record is named") {
    const Archive archive;
    const Reader reader;
    const auto done =
        rewrap_folder(archive.in(), archive.out(), reader.identity, {&reader.recipient, 1});
    REQUIRE(done.has_value());
    CHECK(done->written == 0);
    REQUIRE(done->faults.size() == 2);
    for (const std::string& fault : done->faults) {
        CHECK(has(fault, archive.in().string()));
        CHECK(has(fault, "no identity opens this file"));
    }
    CHECK(archive.written() == 0);
}

TEST_CASE("a damaged record, one under another's name and one that is there already are left out") {
    const Archive archive;
    const Reader reader;
    const auto names = [&](std::string_view name) {
        return archive.in() / (std::string(name) + ".envelope");
    };
    crypto::Bytes damaged = archive.records[0].encode();
    damaged[damaged.size() - 100] ^= std::byte{1}; // in the payload: the id is another one
    fixture::write_file(archive.in() / kept_name(archive.records[0].id), crypto::text_of(damaged));
    fixture::write_file(names("other"), crypto::text_of(archive.records[1].encode()));
    std::filesystem::create_directory(archive.out());
    fixture::write_file(archive.out() / kept_name(archive.records[1].id), "there");
    const auto done =
        rewrap_folder(archive.in(), archive.out(), archive.caseworker, {&reader.recipient, 1});
    REQUIRE(done.has_value());
    CHECK(done->written == 0);
    CHECK(done->there == 0);
    CHECK(done->faults.size() == 3);
    CHECK(std::ranges::any_of(done->faults, [&](const std::string& fault) {
        return fault == (archive.out() / kept_name(archive.records[1].id)).string() +
                            ": is damaged, or not the envelope that its name says: delete it and"
                            " run again";
    }));
    CHECK(fixture::read_file(archive.out() / kept_name(archive.records[1].id)) == "there");
    CHECK(archive.written() == 1);
}

TEST_CASE("an interrupted rewrap is taken up: what it wrote is there already, if it is whole") {
    const Archive archive;
    const Reader reader;
    const auto rewrap = [&] {
        return rewrap_folder(archive.in(), archive.out(), archive.caseworker,
                             {&reader.recipient, 1})
            .value();
    };
    const auto first = archive.out() / kept_name(archive.records[0].id);
    CHECK(rewrap().written == 2);
    const std::string whole = fixture::read_file(first);
    std::filesystem::remove(archive.out() / kept_name(archive.records[1].id));
    const Rewrapped again = rewrap();
    CHECK(again.written == 1);
    CHECK(again.there == 1);
    CHECK(again.faults.empty());
    CHECK(fixture::read_file(first) == whole);

    fixture::write_file(first, std::string_view(whole).substr(0, whole.size() - 1));
    const Rewrapped cut = rewrap();
    CHECK(cut.written == 0);
    CHECK(cut.there == 1);
    REQUIRE(cut.faults.size() == 1);
    CHECK(has(cut.faults[0], first.string() + ": is damaged"));
}

TEST_CASE("a record that stands where its rewrapped self belongs is not taken for it") {
    const Archive archive;
    const Reader reader;
    const auto done =
        rewrap_folder(archive.in(), archive.in(), archive.caseworker, {&reader.recipient, 1});
    REQUIRE(done.has_value());
    CHECK(done->written + done->there == 0);
    REQUIRE(done->faults.size() == 2);
    CHECK(has(done->faults[0], "has the readers it had"));
}

TEST_CASE("what is no record by its name is counted") {
    const Archive archive;
    const Reader reader;
    fixture::write_file(archive.in() / "note.txt", "");
    std::filesystem::create_directory(archive.in() / "older");
    const auto done =
        rewrap_folder(archive.in(), archive.out(), archive.caseworker, {&reader.recipient, 1});
    REQUIRE(done.has_value());
    CHECK(done->written == 2);
    CHECK(done->others == 2);
}

TEST_CASE("a folder that is not there or holds no record is refused by name") {
    const Archive archive;
    const Reader reader;
    const auto nowhere = archive.folder / "nowhere";
    const auto done =
        rewrap_folder(nowhere, archive.out(), archive.caseworker, {&reader.recipient, 1});
    REQUIRE_FALSE(done.has_value());
    CHECK(has(done.error(), nowhere.string()));
}

TEST_CASE("new readers are read from a file, one to eight, and a bad line is named") {
    const fixture::Folder folder;
    const auto file = folder / "readers";
    const auto another = [] { return crypto::format_recipient(Reader().recipient) + "\n"; };
    const std::string line = another();
    const auto read = [&](std::string_view text) {
        fixture::write_file(file, text);
        return read_recipients(file);
    };
    CHECK(
        read("# all\r\n\n" + line + another()).value_or(std::vector<crypto::Recipient>()).size() ==
        2);
    CHECK(read(line + another() + line).error() ==
          file.string() + ":3: this recipient stands there already");
    CHECK(read("# all\nage1pq1x\n").error() == file.string() + ":2: is no recipient (age1pq1...)");
    CHECK(has(read("# nobody\n").error(), "one to eight"));
    std::string many;
    for (int i = 0; i < 9; ++i) {
        many += another();
    }
    CHECK(has(read(many).error(), "one to eight"));
    CHECK(has(read_recipients(folder / "nowhere").error(), "nowhere"));
}

TEST_CASE("the work factor is the largest that takes about a second") {
    using namespace std::chrono_literals;
    CHECK(work_factor_for(40ms) == 19);  // 1.28 s
    CHECK(work_factor_for(50ms) == 18);  // 0.8 s; the next would take 1.6
    CHECK(work_factor_for(749ms) == 15); // 1.498 s
    CHECK(work_factor_for(750ms) == 14);
    CHECK(work_factor_for(10s) == 14); // never below
    CHECK(work_factor_for(1ns) == 20); // never above
    for (auto least = 24ms; least < 749ms; least += 1ms) {
        const auto takes = least * (1 << (work_factor_for(least) - 14));
        CHECK((takes >= 750ms && takes < 1500ms));
    }
}
