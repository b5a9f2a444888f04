// The signed lists as the centre reads them from its folder: what enough of the right keys signed
// is taken, anything else is refused with the file's name, and nothing goes back.
#include "central/lists/list_folder.h"
#include "tests/central/fixture.h"

namespace {

using central::ListFolder;
using central::ListName;
using fixture::Authority;
using fixture::Folder;
using fixture::Kiosk;
using nlohmann::json;

constexpr std::string_view kTooFew = "too few of the configured keys signed the list";
constexpr std::string_view kShape = "the list is not JSON of the expected shape";

/// A folder with lists that hold, made once for each test.
struct Lists {
    Folder folder;
    Authority authority;
    Kiosk kiosk;
    std::filesystem::path manifest = folder / "manifest.json";
    std::filesystem::path kiosks = folder / "kiosks.json";

    Lists() {
        authority.write_manifest(folder.path(), authority.manifest());
        authority.write_kiosks(folder.path(), 1, json::array({kiosk.entry()}));
    }
    auto open() const { return ListFolder::open(folder.path(), authority.trust()); }
    /// Why the folder is refused; empty when it is taken.
    std::string refusal() const {
        const auto lists = open();
        return lists ? "" : lists.error().sentence();
    }
    json manifest_of(std::uint64_t version, const json& previous) const {
        json next = authority.manifest();
        next["version"] = version;
        next["previous"] = previous;
        return next;
    }
};

std::string says(const std::filesystem::path& file, std::string_view reason) {
    return file.string() + ": " + std::string(reason);
}

std::string hash_of(const std::filesystem::path& file) {
    return crypto::hex(crypto::sha256(crypto::bytes_of(fixture::read_file(file))));
}

/// Turns one bit of the file around.
void flip(const std::filesystem::path& file, std::size_t at) {
    std::string text = fixture::read_file(file);
    REQUIRE(at < text.size());
    text[at] = static_cast<char>(text[at] ^ 1);
    fixture::write_file(file, text);
}

} // namespace

TEST_CASE("signed lists are taken, and given out to the byte") {
    const Lists lists;
    const auto folder = lists.open();
    REQUIRE(folder.has_value());
    CHECK(folder->current().manifest.version == 1);
    CHECK(folder->current().kiosks.version == 1);
    const crypto::ListedKiosk* const listed = folder->current().kiosks.find(lists.kiosk.id());
    REQUIRE(listed != nullptr);
    CHECK(listed->key == lists.kiosk.key().public_key());

    const auto body = central::parse_lists(folder->body());
    REQUIRE(body.has_value());
    CHECK(crypto::text_of(body->manifest.bytes) == fixture::read_file(lists.manifest));
    CHECK(crypto::text_of(body->kiosks.bytes) == fixture::read_file(lists.kiosks));
    REQUIRE(body->manifest.signatures.size() == 2);
    CHECK(body->manifest.signatures[1] ==
          fixture::read_file(lists.manifest.string() + ".minisig.2"));
    // What was given out is what another reader verifies.
    CHECK(central::verify_lists(*body, lists.authority.trust(), {}).has_value());
}

TEST_CASE("a byte that changed in a list or a signature is found") {
    const Lists lists;
    for (const std::size_t at : {std::size_t{0}, std::size_t{400}}) {
        flip(lists.manifest, at);
        CHECK(lists.refusal() == says(lists.manifest, kTooFew));
        flip(lists.manifest, at);
    }
    flip(lists.manifest.string() + ".minisig.2", 120);
    CHECK(lists.refusal() == says(lists.manifest, kTooFew));
    flip(lists.manifest.string() + ".minisig.2", 120);

    flip(lists.kiosks, 30);
    CHECK(lists.refusal() == says(lists.kiosks, kTooFew));
    flip(lists.kiosks, 30);
    CHECK(lists.refusal() == "");
}

TEST_CASE("as many different roots as the threshold must have signed") {
    const Lists lists;
    const json manifest = lists.authority.manifest();
    const auto signed_by = [&](const std::vector<std::size_t>& signers) {
        std::filesystem::remove(lists.manifest.string() + ".minisig.2");
        lists.authority.write_manifest(lists.folder.path(), manifest, signers);
        return lists.refusal();
    };
    CHECK(signed_by({0}) == says(lists.manifest, kTooFew));
    CHECK(signed_by({2, 2}) == says(lists.manifest, kTooFew)); // one root, two signatures
    CHECK(signed_by({2, 0}) == "");

    // Roots of another deployment are nobody here.
    const crypto::MinisignKeys strangers(2);
    fixture::write_list(lists.manifest, strangers.list(manifest.dump(), {0, 1}));
    CHECK(lists.refusal() == says(lists.manifest, kTooFew));
    CHECK(signed_by({0, 1}) == "");

    // The roots do not enrol terminals; only the enrolment key does.
    const std::string kiosks = fixture::read_file(lists.kiosks);
    fixture::write_list(lists.kiosks, lists.authority.roots().list(kiosks, {0, 1}));
    CHECK(lists.refusal() == says(lists.kiosks, kTooFew));
}

TEST_CASE("a list that is signed but cut short or misshapen is refused") {
    const Lists lists;
    const std::string whole = lists.authority.manifest().dump();
    const auto manifest = [&](std::string_view text) {
        fixture::write_list(lists.manifest, lists.authority.roots().list(text, {0, 1}));
        return lists.refusal();
    };
    CHECK(manifest(whole.substr(0, whole.size() / 2)) == says(lists.manifest, kShape));
    CHECK(manifest(whole.substr(0, whole.size() - 1)) == says(lists.manifest, kShape));
    CHECK(manifest("") == says(lists.manifest, kShape));
    CHECK(manifest("[]") == says(lists.manifest, kShape));
    CHECK(manifest(R"({"version":1,)" + whole.substr(1)) == says(lists.manifest, kShape));
    CHECK(manifest(whole) == "");

    const std::string terminals = fixture::read_file(lists.kiosks);
    const auto kiosks = [&](std::string_view text) {
        fixture::write_list(lists.kiosks, lists.authority.enrolment().list(text, {0}));
        return lists.refusal();
    };
    CHECK(kiosks(terminals.substr(0, terminals.size() - 2)) == says(lists.kiosks, kShape));
    CHECK(kiosks(terminals) == "");
}

TEST_CASE("a file that is missing or far too large is named") {
    const Lists lists;
    const auto without = [&](const std::filesystem::path& file) {
        const std::string kept = fixture::read_file(file);
        std::filesystem::remove(file);
        const std::string refusal = lists.refusal();
        fixture::write_file(file, kept);
        return refusal;
    };
    CHECK(without(lists.manifest) ==
          says(lists.manifest, "cannot be read: No such file or directory"));
    CHECK(without(lists.kiosks) == says(lists.kiosks, "cannot be read: No such file or directory"));
    CHECK(without(lists.manifest.string() + ".minisig.1") == says(lists.manifest, kTooFew));
    CHECK(without(lists.kiosks.string() + ".minisig.1") == says(lists.kiosks, kTooFew));

    std::filesystem::resize_file(lists.kiosks, 4 * 1024 * 1024 + 1);
    CHECK(lists.refusal() == says(lists.kiosks, "is larger than 4 MiB"));

    const auto nowhere = lists.folder / "no-such-folder";
    const auto opened = ListFolder::open(nowhere, lists.authority.trust());
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().sentence() ==
          says(nowhere / "manifest.json", "cannot be read: No such file or directory"));
}

TEST_CASE("signatures may leave numbers out") {
    const Lists lists;
    std::filesystem::rename(lists.manifest.string() + ".minisig.1",
                            lists.manifest.string() + ".minisig.32");
    CHECK(lists.refusal() == "");
    std::filesystem::rename(lists.manifest.string() + ".minisig.32",
                            lists.manifest.string() + ".minisig.33");
    CHECK(lists.refusal() == says(lists.manifest, kTooFew));
}

TEST_CASE("a manifest below the configured floor is refused on the first reading") {
    const Lists lists;
    host::Trust trust = lists.authority.trust();
    trust.manifest_floor = 2;
    const auto opened = ListFolder::open(lists.folder.path(), trust);
    REQUIRE_FALSE(opened.has_value());
    CHECK(opened.error().sentence() ==
          says(lists.manifest, "the list is older than one already accepted or than the floor"));
}

TEST_CASE("nothing goes back behind what is held") {
    const Lists lists;
    lists.authority.write_manifest(lists.folder.path(), lists.manifest_of(5, nullptr));
    lists.authority.write_kiosks(lists.folder.path(), 5, json::array({lists.kiosk.entry()}));
    const auto opened = lists.open();
    REQUIRE(opened.has_value());
    const central::VerifiedLists& held = opened->current();
    const json previous = hash_of(lists.manifest);

    const auto verified = [&](const std::string& manifest, const std::string& kiosks) {
        return central::verify_lists({.manifest = lists.authority.roots().list(manifest, {0, 1}),
                                      .kiosks = lists.authority.enrolment().list(kiosks, {0})},
                                     lists.authority.trust(), central::held_of(held));
    };
    const auto manifest = [&](std::uint64_t version, const json& before) {
        const auto result = verified(lists.manifest_of(version, before).dump(),
                                     std::string(crypto::text_of(held.lists.kiosks.bytes)));
        REQUIRE((result || result.error().list == ListName::Manifest));
        return result ? std::nullopt : std::optional(result.error().error);
    };
    CHECK(manifest(5, nullptr) == std::nullopt);              // the same bytes
    CHECK(manifest(4, nullptr) == crypto::Error::OldVersion); // an older one
    CHECK(manifest(5, previous) == crypto::Error::Conflict);  // the same version, changed
    CHECK(manifest(6, std::string(64, '0')) == crypto::Error::BrokenChain);
    CHECK(manifest(6, previous) == std::nullopt);
    CHECK(manifest(9, nullptr) == std::nullopt); // a gap is no reason to refuse

    const auto kiosks = [&](std::uint64_t version, const json& entries) {
        const json list{{"version", version}, {"kiosks", entries}};
        const auto result =
            verified(std::string(crypto::text_of(held.lists.manifest.bytes)), list.dump());
        REQUIRE((result || result.error().list == ListName::Kiosks));
        return result ? std::nullopt : std::optional(result.error().error);
    };
    const json same = json::array({lists.kiosk.entry()});
    CHECK(kiosks(5, same) == std::nullopt);
    CHECK(kiosks(4, same) == crypto::Error::OldVersion);
    CHECK(kiosks(5, json::array()) == crypto::Error::Conflict);
    CHECK(kiosks(6, json::array()) == std::nullopt);
}

TEST_CASE("a changed folder is read again, and what does not verify changes nothing") {
    const Lists lists;
    auto opened = lists.open();
    REQUIRE(opened.has_value());
    const std::string before = opened->body();
    const std::string old_manifest = fixture::read_file(lists.manifest);
    const fixture::LogCapture log;
    const auto refreshed = [&](std::string_view line) {
        return fixture::eventually([&] {
            opened->refresh();
            return log.has(line);
        });
    };
    opened->refresh();
    CHECK(log.text().empty()); // nothing changed, nothing said

    // Half of an exchange: the new list stands beside the old signatures.
    const crypto::SignedList next =
        lists.authority.roots().list(lists.manifest_of(2, hash_of(lists.manifest)).dump(), {1, 2});
    fixture::write_file(lists.manifest, crypto::text_of(next.bytes));
    CHECK(refreshed("<1>alarm CentralListRefused list=manifest reason=" + std::string(kTooFew)));
    CHECK(opened->current().manifest.version == 1);
    CHECK(opened->body() == before);

    fixture::write_list(lists.manifest, next);
    CHECK(refreshed("<5>notice CentralListAccepted manifest=2 kiosks=1 "));
    CHECK(opened->current().manifest.version == 2);
    CHECK(opened->body() != before);

    // The old list again, with signatures that hold.
    fixture::write_list(lists.manifest, lists.authority.roots().list(old_manifest, {0, 1}));
    CHECK(refreshed("list=manifest reason=the list is older than one already accepted"));
    CHECK(opened->current().manifest.version == 2);

    fixture::write_list(lists.manifest, next);
    lists.authority.write_kiosks(lists.folder.path(), 2, json::array());
    CHECK(refreshed("<5>notice CentralListAccepted manifest=2 kiosks=2 "));
    CHECK(opened->current().kiosks.find(lists.kiosk.id()) == nullptr);
    lists.authority.write_kiosks(lists.folder.path(), 1, json::array({lists.kiosk.entry()}));
    CHECK(refreshed("<1>alarm CentralListRefused list=kiosks reason=the list is older"));
    CHECK(opened->current().kiosks.version == 2);
}

TEST_CASE("the body of the lists is read back, and nothing of another shape is") {
    const central::SignedLists lists{
        .manifest = {{std::byte{0}, std::byte{255}}, {"one\n", "two\n"}}, .kiosks = {{}, {}}};
    CHECK(central::parse_lists(central::encode_lists(lists)) == lists);

    const json good = json::parse(central::encode_lists(lists));
    CHECK(good["manifest"]["bytes"] == "AP8=");
    const auto refused = [&](const std::function<void(json&)>& change) {
        json body = good;
        change(body);
        return !central::parse_lists(body.dump());
    };
    CHECK_FALSE(refused([](json&) {}));
    CHECK(refused([](json& b) { b.erase("manifest"); }));
    CHECK(refused([](json& b) { b.erase("kiosks"); }));
    CHECK(refused([](json& b) { b["kiosks"] = json::array(); }));
    CHECK(refused([](json& b) { b["kiosks"].erase("bytes"); }));
    CHECK(refused([](json& b) { b["manifest"].erase("signatures"); }));
    CHECK(refused([](json& b) { b["manifest"]["bytes"] = 7; }));
    CHECK(refused([](json& b) { b["manifest"]["bytes"] = "AP8"; })); // without its padding
    CHECK(refused([](json& b) { b["manifest"]["signatures"] = "one"; }));
    CHECK(refused([](json& b) { b["manifest"]["signatures"][1] = nullptr; }));
    const std::string whole = good.dump();
    CHECK_FALSE(central::parse_lists(whole.substr(0, whole.size() - 1)).has_value());
    CHECK_FALSE(central::parse_lists("").has_value());
    CHECK_FALSE(central::parse_lists("[]").has_value());
    // What nobody reads may be there, and not without end.
    const auto with = [&](std::size_t levels) {
        std::string body = whole;
        body.insert(1, R"("later":)" + std::string(levels, '[') + std::string(levels, ']') + ",");
        return central::parse_lists(body).has_value();
    };
    CHECK(with(7));
    CHECK_FALSE(with(8));
}

TEST_CASE("a signature file that is no text does not stop the lists") {
    const Lists lists;
    fixture::write_file(lists.manifest.string() + ".minisig.3", "\xff\xfe\n");
    const auto opened = lists.open();
    REQUIRE(opened.has_value());
    const auto body = central::parse_lists(opened->body());
    REQUIRE(body.has_value());
    CHECK(central::verify_lists(*body, lists.authority.trust(), {}).has_value());
}
