// What a desk remembers of the signed lists from one start to the next.
#include "central/desk/desk_lists.h"
#include "tests/central/fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <sys/stat.h>

using namespace central;
using namespace central::desk;
using nlohmann::json;

namespace {

/// One deployment's lists in any version, and a desk's folder for them.
struct Deployed {
    fixture::Authority authority;
    fixture::Kiosk kiosk;
    fixture::Folder folder;
    std::filesystem::path lists = folder / "lists";

    json manifest(std::uint64_t version, const json& previous) const {
        json document = authority.manifest();
        document["version"] = version;
        document["previous"] = previous;
        return document;
    }
    SignedLists signed_lists(const json& manifest, std::uint64_t kiosks,
                             const char* state = "active") const {
        const json terminals{{"version", kiosks}, {"kiosks", json::array({kiosk.entry(state)})}};
        return {.manifest = authority.roots().list(manifest.dump(), {0, 1}),
                .kiosks = authority.enrolment().list(terminals.dump(), {0})};
    }
    DeskLists open() const { return open(authority.trust()); }
    DeskLists open(const host::Trust& trust) const {
        auto opened = DeskLists::open(lists, trust);
        if (!opened) {
            FAIL(opened.error());
        }
        return std::move(*opened);
    }
};

/// Why the lists are refused, or why they were not kept; empty: taken and kept.
std::string said(DeskLists& lists, SignedLists shown) {
    const auto taken = lists.offer(std::move(shown));
    return taken ? taken->value_or("") : taken.error();
}
std::string said(DeskLists&& lists, SignedLists shown) {
    return said(lists, std::move(shown));
}

json hash_of(const json& document) {
    return crypto::hex(crypto::sha256(crypto::bytes_of(document.dump())));
}

} // namespace

TEST_CASE("a desk that was shown nothing yet holds nothing and takes the first lists") {
    const Deployed deployed;
    DeskLists lists = deployed.open();
    CHECK(lists.current() == nullptr);
    CHECK(said(lists, deployed.signed_lists(deployed.manifest(5, nullptr), 3)) == "");
    REQUIRE(lists.current() != nullptr);
    CHECK(lists.current()->manifest.version == 5);
    struct stat about{};
    REQUIRE(::stat((deployed.lists / "lists.json").c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);
}

TEST_CASE("what a desk has accepted holds after it was started anew") {
    const Deployed deployed;
    const json fifth = deployed.manifest(5, nullptr);
    REQUIRE(said(deployed.open(), deployed.signed_lists(fifth, 3, "revoked")).empty());

    DeskLists lists = deployed.open();
    REQUIRE(lists.current() != nullptr);
    CHECK(lists.current()->manifest.version == 5);
    CHECK(said(lists, deployed.signed_lists(fifth, 2)) ==
          "kiosks.json: the list is older than one already accepted or than the floor");
    CHECK(said(lists, deployed.signed_lists(fifth, 3)) ==
          "kiosks.json: a different list with the same version was already accepted");
    CHECK(said(lists, deployed.signed_lists(deployed.manifest(4, nullptr), 3, "revoked")) ==
          "manifest.json: the list is older than one already accepted or than the floor");
    CHECK(said(lists, deployed.signed_lists(deployed.manifest(6, nullptr), 3, "revoked")) ==
          "manifest.json: the list names another list before it than the one already accepted");
    // Whatever it was shown, it goes on with what it had.
    CHECK(lists.current()->kiosks.find(deployed.kiosk.id())->state == crypto::KioskState::Revoked);

    CHECK(said(lists, deployed.signed_lists(deployed.manifest(6, hash_of(fifth)), 4)) == "");
    CHECK(deployed.open().current()->manifest.version == 6);
    CHECK(deployed.open().current()->kiosks.version == 4);
    CHECK(lists.older(crypto::sha256(crypto::bytes_of(fifth.dump()))).has_value());
}

TEST_CASE("lists that nobody signs any more are not used, and none before them either") {
    const Deployed deployed;
    REQUIRE(said(deployed.open(), deployed.signed_lists(deployed.manifest(5, nullptr), 3)).empty());
    const fixture::Authority others;
    DeskLists lists = deployed.open(others.trust());
    CHECK(lists.current() == nullptr);
    const auto signed_by_others = [&](std::uint64_t version) {
        json document = others.manifest();
        document["version"] = version;
        const json terminals{{"version", 4}, {"kiosks", json::array({deployed.kiosk.entry()})}};
        return SignedLists{.manifest = others.roots().list(document.dump(), {0, 1}),
                           .kiosks = others.enrolment().list(terminals.dump(), {0})};
    };
    CHECK(said(lists, signed_by_others(4)) ==
          "manifest.json: the list is older than one already accepted or than the floor");
    CHECK(lists.current() == nullptr);
    CHECK(said(lists, signed_by_others(7)) == "");
    CHECK(lists.current() != nullptr);
}

TEST_CASE("a damaged memory of lists is said by its name, and not passed over") {
    const Deployed deployed;
    REQUIRE(said(deployed.open(), deployed.signed_lists(deployed.manifest(5, nullptr), 3)).empty());
    const auto file = deployed.lists / "lists.json";
    std::string text = fixture::read_file(file);
    for (const std::string& damaged : {std::string(), text.substr(0, text.size() / 2)}) {
        fixture::write_file(file, damaged);
        const auto opened = DeskLists::open(deployed.lists, deployed.authority.trust());
        REQUIRE_FALSE(opened.has_value());
        CHECK(opened.error().starts_with(file.string() + ": is damaged"));
    }
}

TEST_CASE("lists that cannot be kept are used all the same, and it is said") {
    const Deployed deployed;
    DeskLists lists = deployed.open();
    SignedLists shown = deployed.signed_lists(deployed.manifest(5, nullptr), 3);
    const fixture::FullDisk full(0);
    const auto taken = lists.offer(std::move(shown));
    REQUIRE((taken && *taken));
    CHECK((*taken)->starts_with((deployed.lists / "lists.json").string()));
    CHECK(lists.current() != nullptr);
}

TEST_CASE("lists that nobody can get at are not taken for lists that never were") {
    const Deployed deployed;
    REQUIRE(said(deployed.open(), deployed.signed_lists(deployed.manifest(5, nullptr), 3)).empty());
    // A name too long for the file system: like a folder that lets nobody in, but also for root.
    const auto beyond = deployed.folder / std::string(300, 'x');
    const auto opened = DeskLists::open(beyond, deployed.authority.trust());
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().starts_with(beyond.string() + ": cannot be made: "));

    const auto file = deployed.lists / "lists.json";
    std::filesystem::remove(file);
    std::filesystem::create_symlink(file, file); // no end to it: cannot be told what it is
    const auto looped = DeskLists::open(deployed.lists, deployed.authority.trust());
    REQUIRE_FALSE(looped.has_value());
    CHECK(looped.error().starts_with(file.string() + ": cannot be read: "));
}
