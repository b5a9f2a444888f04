// Records that the desk keeps and gives other readers, in real folders.
#include "central/desk/kept.h"

#include "central/desk/identity.h"
#include "central/desk/opening.h"
#include "tests/central/fixture.h"

#include <catch2/catch_test_macros.hpp>

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
    CHECK(done->faults.size() == 3);
    CHECK(fixture::read_file(archive.out() / kept_name(archive.records[1].id)) == "there");
    CHECK(archive.written() == 1);
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
    const std::string line = crypto::format_recipient(Reader().recipient) + "\n";
    const auto read = [&](std::string_view text) {
        fixture::write_file(file, text);
        return read_recipients(file);
    };
    CHECK(read("# all\r\n\n" + line + line).value_or(std::vector<crypto::Recipient>()).size() == 2);
    CHECK(read("# all\nage1pq1x\n").error() == file.string() + ":2: is no recipient (age1pq1...)");
    CHECK(has(read("# nobody\n").error(), "one to eight"));
    std::string many;
    for (int i = 0; i < 9; ++i) {
        many += line;
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
