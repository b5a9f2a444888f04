// Whom the screen process seals to: every list that the queue, a server or a carried disk could
// offer it, and what it remembers over its own end.
#include "kiosk/app_lists.h"
#include "kiosk/host/whole_file.h"
#include "tests/crypto/manifest_text.h"
#include "tests/crypto/minisign.h"
#include "tests/temporary_folder.h"

using namespace crypto;
using kiosk::TrustedList;
using nlohmann::json;

namespace {

const MinisignKeys& keys() {
    static const MinisignKeys made(4); // three roots and a stranger
    return made;
}

SignedList signed_by(const json& document, const std::vector<std::size_t>& signers = {0, 1}) {
    return keys().list(document.dump(), signers);
}

json version(std::uint64_t number) {
    json document = manifest_json(number);
    document["notices"][0]["version"] = number; // told apart by what a person reads
    return document;
}

/// A terminal's state folder and its trust; open() starts the process anew.
struct Terminal {
    TemporaryFolder folder;
    kiosk::Settings settings;

    explicit Terminal(std::uint64_t floor = 1) {
        settings.state = folder.path();
        settings.roots = {{keys().key(0), keys().key(1), keys().key(2)}, 2};
        settings.manifest_floor = floor;
    }
    TrustedList open() const {
        auto list = TrustedList::open(settings);
        REQUIRE(list);
        return std::move(*list);
    }
    std::filesystem::path memory() const { return folder.path() / "manifest-accepted"; }
    std::string remembered() const { return host::read_whole(memory(), 1000).value_or("nothing"); }
};

std::uint64_t shown(const TrustedList& list) {
    return list.manifest() == nullptr ? 0 : list.manifest()->version;
}

} // namespace

TEST_CASE("before a list was offered there is nobody to seal to") {
    const Terminal terminal;
    TrustedList list = terminal.open();
    CHECK(list.manifest() == nullptr);
    CHECK_FALSE(list.offer({}));
    CHECK(list.manifest() == nullptr);
    CHECK(terminal.remembered() == "nothing");
}

TEST_CASE("a list signed by two roots is taken and remembered") {
    const Terminal terminal;
    TrustedList list = terminal.open();
    const SignedList offered = signed_by(version(3));
    CHECK(list.offer(offered));
    CHECK(shown(list) == 3);
    CHECK(terminal.remembered() == "3 " + hex(sha256(offered.bytes)) + "\n");
    CHECK_FALSE(list.offer(offered)); // the same again is no change
    CHECK(shown(list) == 3);
}

TEST_CASE("a newer list replaces the one in use") {
    const Terminal terminal;
    TrustedList list = terminal.open();
    const SignedList first = signed_by(version(1));
    REQUIRE(list.offer(first));
    json next = version(2);
    next["previous"] = hex(sha256(first.bytes));
    CHECK(list.offer(signed_by(next)));
    CHECK(shown(list) == 2);
    CHECK(list.offer(signed_by(version(9)))); // a gap: some were never seen here
    CHECK(shown(list) == 9);
}

TEST_CASE("an older list is refused, also by a process that has just started") {
    const Terminal terminal;
    const SignedList older = signed_by(version(4));
    {
        TrustedList list = terminal.open();
        REQUIRE(list.offer(signed_by(version(5))));
        CHECK_FALSE(list.offer(older));
        CHECK(shown(list) == 5);
    }
    TrustedList again = terminal.open();
    CHECK_FALSE(again.offer(older));
    CHECK(again.manifest() == nullptr);
}

TEST_CASE("after a restart the list that was in use is taken again") {
    const Terminal terminal;
    const SignedList five = signed_by(version(5));
    {
        TrustedList list = terminal.open();
        REQUIRE(list.offer(five));
    }
    const std::string before = terminal.remembered();
    TrustedList again = terminal.open();
    CHECK(again.offer(five));
    CHECK(shown(again) == 5);
    CHECK(terminal.remembered() == before);
}

TEST_CASE("the same version with other bytes is refused, also after a restart") {
    const Terminal terminal;
    json other = version(5);
    other["revoked"] = {"blue"};
    const SignedList conflicting = signed_by(other);
    {
        TrustedList list = terminal.open();
        REQUIRE(list.offer(signed_by(version(5))));
        CHECK_FALSE(list.offer(conflicting));
        CHECK(list.manifest()->revoked.empty());
    }
    TrustedList again = terminal.open();
    CHECK_FALSE(again.offer(conflicting));
    CHECK(again.manifest() == nullptr);
}

TEST_CASE("the next version must name the one in use") {
    const Terminal terminal;
    TrustedList list = terminal.open();
    REQUIRE(list.offer(signed_by(version(1))));
    json next = version(2);
    next["previous"] = hex(Hash{});
    CHECK_FALSE(list.offer(signed_by(next)));
    CHECK(shown(list) == 1);
}

TEST_CASE("a list that too few roots have signed changes nothing") {
    const Terminal terminal;
    TrustedList list = terminal.open();
    REQUIRE(list.offer(signed_by(version(1))));
    const std::string before = terminal.remembered();
    for (const std::vector<std::size_t>& signers :
         {std::vector<std::size_t>{}, {0}, {0, 0}, {0, 3}, {3}}) {
        CAPTURE(signers.size());
        CHECK_FALSE(list.offer(signed_by(version(2), signers)));
    }
    SignedList forged = signed_by(version(2));
    forged.bytes[forged.bytes.size() / 2] ^= std::byte{1};
    CHECK_FALSE(list.offer(forged));
    CHECK(shown(list) == 1);
    CHECK(terminal.remembered() == before);
}

TEST_CASE("nothing below the configured floor is taken, even at first") {
    const Terminal terminal(7);
    TrustedList list = terminal.open();
    CHECK_FALSE(list.offer(signed_by(version(6))));
    CHECK(list.manifest() == nullptr);
    CHECK(list.offer(signed_by(version(7))));
}

TEST_CASE("a damaged memory is named and never taken for a first start") {
    const Terminal terminal;
    const std::string hash = hex(Hash{});
    for (const std::string& damaged :
         {std::string(), std::string("5"), "5 " + hash, "x " + hash + "\n", "-1 " + hash + "\n",
          "5 " + hash.substr(1) + "\n", "5 " + hash + "0\n", std::string(4096, '5')}) {
        CAPTURE(damaged.substr(0, 80));
        terminal.folder.write("manifest-accepted", damaged);
        const auto list = TrustedList::open(terminal.settings);
        REQUIRE_FALSE(list);
        CHECK(list.error().starts_with(terminal.memory().string() + ": "));
        CHECK(std::filesystem::file_size(terminal.memory()) == damaged.size());
    }
}

TEST_CASE("a memory that nobody can get at is never taken for a first start") {
    const Terminal terminal;
    const SignedList older = signed_by(version(4));
    {
        TrustedList list = terminal.open();
        REQUIRE(list.offer(signed_by(version(5))));
    }
    const auto refused = [&](std::string_view reason) {
        const auto list = TrustedList::open(terminal.settings);
        REQUIRE_FALSE(list);
        CHECK(list.error() ==
              terminal.memory().string() + ": cannot be read: " + std::string(reason));
    };
    const std::string kept = terminal.remembered();
    // Each holds for root too, unlike a folder without rights (tests/e2e/bad_files.py has that
    // one).
    std::filesystem::remove(terminal.memory());
    std::filesystem::create_symlink(terminal.memory(), terminal.memory());
    refused("Too many levels of symbolic links");
    std::filesystem::remove(terminal.memory());
    std::filesystem::create_symlink("nowhere", terminal.memory());
    refused("No such file or directory");
    std::filesystem::remove(terminal.memory());
    std::filesystem::create_directory(terminal.memory());
    refused("Is a directory");
    std::filesystem::remove(terminal.memory());
    terminal.folder.write("manifest-accepted", kept);
    TrustedList again = terminal.open();
    CHECK_FALSE(again.offer(older));
}

TEST_CASE("a state folder that is not there is named") {
    Terminal terminal;
    terminal.settings.state /= "missing";
    const auto list = TrustedList::open(terminal.settings);
    REQUIRE_FALSE(list);
    CHECK(list.error().starts_with(terminal.settings.state.string()));
}

TEST_CASE("a disk that takes nothing turns nobody away") {
    const Terminal terminal;
    TrustedList list = terminal.open();
    // A folder in the way of the draft: nothing can be written, whoever runs the test.
    std::filesystem::create_directory(terminal.memory().string() + ".next");
    CHECK(list.offer(signed_by(version(2))));
    CHECK(shown(list) == 2);
    CHECK(terminal.remembered() == "nothing");
    CHECK_FALSE(list.offer(signed_by(version(1)))); // still remembered by the process itself
}
