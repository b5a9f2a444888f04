// The list of who can read as its administrator works with it: the next version is written and only
// a good one, who signed is told, a list is read out, and what changed is said so that an attack or
// a slip stands out. Signatures are the real minisign's.
#include "central/desk/commands.h"
#include "central/desk/identity.h"
#include "central/desk/manifest_changes.h"
#include "central/desk/manifest_edit.h"
#include "central/desk/manifest_file.h"
#include "central/desk/manifest_sheet.h"
#include "central/desk/manifest_verdict.h"
#include "tests/central/fixture.h"
#include "tests/crypto/manifest_text.h"

using namespace central::desk;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

constexpr crypto::Day kToday = 2026y / 11 / 26;

std::string new_key() {
    return crypto::format_recipient(crypto::HybridIdentity::generate().recipient());
}

crypto::Bytes bytes_in(std::string_view text) {
    crypto::Bytes bytes;
    crypto::append(bytes, crypto::bytes_of(text));
    return bytes;
}

/// The good list with one change.
crypto::Manifest with(const json& document) {
    return crypto::parse_manifest(crypto::bytes_of(document.dump())).value();
}

std::expected<std::string, std::string> next(const json& old, const ManifestEdit& edit) {
    const crypto::Bytes bytes = bytes_in(old.dump());
    return next_manifest(&bytes, edit, kToday);
}

/// Why the edit is refused.
std::string refusal(const ManifestEdit& edit) {
    const auto made = next(crypto::manifest_json(), edit);
    return made ? "written" : made.error();
}

bool has(const std::vector<std::string>& lines, std::string_view part) {
    return std::ranges::any_of(
        lines, [&](const std::string& line) { return line.find(part) != std::string::npos; });
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

/// What is said, and warned of, when `change` is made in the next version.
ManifestChanges changes(const std::function<void(json&)>& change) {
    const json old = crypto::manifest_json();
    json document = old;
    document["version"] = 2;
    document["previous"] = crypto::hex(crypto::sha256(crypto::bytes_of(old.dump())));
    change(document);
    return manifest_changes(with(old), with(document));
}

/// What keygen writes as a fingerprint for this recipient of a list.
std::string fingerprint(const json& entry) {
    return fingerprint_of(
        crypto::parse_recipient(entry["age_recipient"].get<std::string>()).value());
}

} // namespace

TEST_CASE("the next version follows the one before and carries everything over") {
    json old = crypto::manifest_json(7);
    old["later"] = {{"unknown", "kept"}};
    const std::string violet = new_key();
    const auto made = next(old, {.add = {"caseworker:violet:" + violet,
                                         "archive:vault:" + new_key() + ":2026-12-01:2040-01-31"},
                                 .revoke = {"blue"},
                                 .expires = "2027-11-30"});
    REQUIRE(made);
    const json document = json::parse(*made);
    CHECK(document["version"] == 8);
    CHECK(document["previous"] == crypto::hex(crypto::sha256(crypto::bytes_of(old.dump()))));
    CHECK(document["issued"] == "2026-11-26");
    CHECK(document["expires"] == "2027-11-30");
    REQUIRE(document["recipients"].size() == 7);
    CHECK(document["recipients"][5] == json{{"id", "violet"},
                                            {"age_recipient", violet},
                                            {"role", "caseworker"},
                                            {"not_before", "2026-11-26"},
                                            {"not_after", "2027-11-30"}});
    CHECK(document["recipients"][6]["not_before"] == "2026-12-01");
    CHECK(document["recipients"][6]["not_after"] == "2040-01-31");
    CHECK(document["revoked"] == json{"blue"});
    for (const char* name :
         {"minimum_recipients", "receipt_keys", "desk_keys", "hotlines", "notices", "later"}) {
        CHECK(document[name] == old[name]);
    }
    for (std::size_t i = 0; i < 5; ++i) {
        CHECK(document["recipients"][i] == old["recipients"][i]);
    }
}

TEST_CASE("a terminal that holds the version before takes the next one, signed") {
    const fixture::Authority authority;
    const std::string old = authority.manifest().dump();
    const auto first = crypto::accept_manifest(authority.roots().list(old, {0, 1}),
                                               authority.trust().roots, std::nullopt, 1);
    REQUIRE(first);
    const auto made =
        next(authority.manifest(), {.add = {}, .revoke = {"red"}, .expires = "2027-11-30"});
    REQUIRE(made);
    const auto second = crypto::accept_manifest(
        authority.roots().list(*made, {1, 2}), authority.trust().roots,
        crypto::AcceptedList{first->manifest.version, first->manifest.hash}, 1);
    REQUIRE(second);
    CHECK(second->gap == crypto::ListGap::None);
    CHECK(second->manifest.revoked == std::vector<std::string>{"red"});
}

TEST_CASE("a first version is made from nothing") {
    const auto made =
        next_manifest(nullptr,
                      {.add = {"caseworker:blue:" + new_key(), "caseworker:green:" + new_key(),
                               "recovery:vault:" + new_key()},
                       .revoke = {},
                       .expires = "2027-11-30"},
                      kToday);
    REQUIRE(made);
    const auto read = crypto::parse_manifest(crypto::bytes_of(*made));
    REQUIRE(read);
    CHECK(read->version == 1);
    CHECK_FALSE(read->previous);
    CHECK(read->minimum_recipients == 2);
    CHECK(read->recipients[2].not_after == 9999y / 12 / 31); // recovery is for good
    CHECK(has(manifest_warnings(*read, kToday), "no receipt key"));
}

TEST_CASE("an edit that terminals would refuse is refused with its rule") {
    const std::string day = "2027-11-30";
    CHECK(refusal({{}, {}, day}) == "written");
    CHECK(refusal({{}, {}, "2026-11-25"}) == "`expires` is before `issued`");
    CHECK(refusal({{}, {}, "soon"}) == "`expires` must be a day (YYYY-MM-DD)");
    CHECK(refusal({{}, {"bleu"}, day}) == "revoked[0]: no recipient of this list has this `id`");
    CHECK(refusal({{}, {"blue", "blue"}, day}) == "revoked[1]: is revoked already");
    CHECK(refusal({{}, {"blue", "red"}, day}) ==
          "fewer caseworkers' keys than `minimum_recipients` are not revoked");
    CHECK(refusal({{}, {"recovery"}, day}) == "there is no recovery key that is not revoked");
    CHECK(refusal({{"caseworker:blue:" + new_key()}, {}, day}) ==
          "recipients[5]: `id` is another recipient's already (blue)");
    CHECK(refusal({{"caseworker:violet:age1pq1x"}, {}, day}) ==
          "recipients[5]: `age_recipient` is not a valid age1pq1... key (violet)");
    CHECK(refusal({{"chief:violet:" + new_key()}, {}, day}) ==
          "recipients[5]: `role` must be caseworker, archive or recovery (violet)");
    CHECK(refusal({{"caseworker:violet:" + new_key() + ":2027-02-01:2027-01-31"}, {}, day}) ==
          "recipients[5]: `not_after` is before `not_before` (violet)");
    CHECK(has(refusal({{"caseworker:violet"}, {}, day}), "--add number 1: expected ROLE:"));
    CHECK(has(refusal({{"caseworker::" + new_key()}, {}, day}), "`id` must be a text of 1 to 100"));
    json large = crypto::manifest_json();
    large["notices"][0]["pages"][0]["text"] = std::string(460'000, 'x');
    CHECK(next(large, {{}, {}, day}).error() == "is larger than terminals take (448 KiB)");
    std::vector<std::string> four;
    for (const char* id : {"a", "b", "c", "d"}) {
        four.push_back("caseworker:" + std::string(id) + ":" + new_key());
    }
    CHECK(refusal({four, {}, day}) == "more than eight keys are active on one day");
}

TEST_CASE("days change, a key and a receipt key go and come, and all else stays") {
    json old = crypto::manifest_json(3);
    old["recipients"][0]["id"] = "blue:two";
    old["revoked"] = {"red", "archive"};
    const std::string before = old["receipt_keys"][0];
    const std::string key = std::string(64, 'a');
    const std::string red = new_key();
    ManifestEdit edit;
    edit.expires = "2027-11-30";
    edit.drop = {"red"};
    edit.add = {"caseworker:red:" + red};
    edit.dates = {"blue:two:2026-02-01:2027-03-31", "green::2028-12-31", "recovery:2026-05-01:"};
    edit.receipt_keys = {key};
    edit.drop_receipt_keys = {before};
    const auto made = next(old, edit);
    REQUIRE(made);
    json expected = old;
    expected["version"] = 4;
    expected["previous"] = crypto::hex(crypto::sha256(crypto::bytes_of(old.dump())));
    expected["issued"] = "2026-11-26";
    expected["expires"] = "2027-11-30";
    expected["recipients"][0]["not_before"] = "2026-02-01";
    expected["recipients"][0]["not_after"] = "2027-03-31";
    expected["recipients"][1]["not_after"] = "2028-12-31";
    expected["recipients"][4]["not_before"] = "2026-05-01";
    expected["recipients"].erase(2);
    expected["recipients"].push_back({{"id", "red"},
                                      {"age_recipient", red},
                                      {"role", "caseworker"},
                                      {"not_before", "2026-11-26"},
                                      {"not_after", "2027-11-30"}});
    expected["revoked"] = {"archive"}; // the new key called red is not the one that was revoked
    expected["receipt_keys"] = {key};
    CHECK(json::parse(*made) == expected);
}

TEST_CASE("a change that cannot be made names the key, and terminals' rules hold for it") {
    const std::string key = std::string(64, 'a');
    const auto refused = [](const std::function<void(ManifestEdit&)>& change) {
        ManifestEdit edit{.add = {}, .revoke = {}, .expires = "2027-11-30"};
        change(edit);
        return refusal(edit);
    };
    const auto dates = [&](const std::string& argument) {
        return refused([&](ManifestEdit& edit) { edit.dates = {argument}; });
    };
    const auto drop = [&](const std::vector<std::string>& ids) {
        return refused([&](ManifestEdit& edit) { edit.drop = ids; });
    };
    const std::string nobody = ": no recipient of the list has this pseudonym";
    CHECK(dates("blue:2026-01-01:2026-12-31") == "written");
    CHECK(dates("bleu:2026-01-01:2026-12-31") == "--dates bleu" + nobody);
    CHECK(dates("\x1b[2J::2026-12-31") == "--dates \uFFFD[2J" + nobody);
    CHECK(dates("blue::") == "--dates blue::: names no day");
    for (const char* argument : {"blue", "blue:2026-12-31", ":2026-12-31", ""}) {
        CHECK(has(dates(argument), ": expected PSEUDONYM:NOT_BEFORE:NOT_AFTER"));
    }
    CHECK(dates("green:2027-01-01:2026-12-31") ==
          "recipients[1]: `not_after` is before `not_before` (green)");
    CHECK(has(dates("green::soon"), "(green)"));
    CHECK(has(dates("green::2026-02-30"), "(green)"));
    CHECK(drop({"blue"}) == "written");
    CHECK(drop({"bleu"}) == "--drop bleu" + nobody);
    CHECK(drop({"blue", "blue"}) == "--drop blue" + nobody);
    CHECK(drop({"blue", "green"}) ==
          "fewer caseworkers' keys than `minimum_recipients` are not revoked");
    CHECK(drop({"recovery"}) == "there is no recovery key that is not revoked");
    CHECK(refused([](ManifestEdit& edit) {
              edit.drop = {"blue"};
              edit.dates = {"blue::2028-12-31"};
          }) == "--dates blue" + nobody);
    CHECK(refused([](ManifestEdit& edit) {
              edit.drop = {"blue"};
              edit.revoke = {"blue"};
          }) == "revoked[0]: no recipient of this list has this `id`");

    const auto receipt = [&](const std::vector<std::string>& add,
                             const std::vector<std::string>& remove) {
        return refused([&](ManifestEdit& edit) {
            edit.receipt_keys = add;
            edit.drop_receipt_keys = remove;
        });
    };
    CHECK(receipt({key}, {}) == "written");
    CHECK(receipt({key, key}, {}) == "--receipt-key " + key + ": is listed already");
    CHECK(receipt({}, {key}) == "--drop-receipt-key " + key + ": is not on the list");
    CHECK(has(receipt({"abc"}, {}), "--receipt-key abc: is no public key (64 hex digits"));
    CHECK(has(receipt({std::string(64, 'A')}, {}), "in lower case"));
}

TEST_CASE("days of several keys may not bring more than eight together") {
    json old = crypto::manifest_json();
    for (const char* id : {"a", "b", "c", "d"}) {
        json entry = crypto::recipient_entry(id, "caseworker");
        entry["not_before"] = "2028-01-01";
        entry["not_after"] = "2028-12-31";
        old["recipients"].push_back(entry);
    }
    ManifestEdit edit{.add = {}, .revoke = {}, .expires = "2027-11-30"};
    CHECK(next(old, edit).has_value());
    edit.dates = {"a:2027-12-31:", "b:2027-12-31:", "c:2027-12-31:"};
    CHECK(next(old, edit).has_value());
    edit.dates.emplace_back("d:2027-12-31:");
    CHECK(next(old, edit).error() == "more than eight keys are active on one day");
}

TEST_CASE("a file is never written over, and nothing is written for a bad edit") {
    const fixture::Folder folder;
    fixture::write_file(folder / "old.json", crypto::manifest_json().dump());
    ManifestNewRequest request;
    request.from = folder / "old.json";
    request.edit.expires = "2099-11-30";
    request.out = folder / "new.json";
    request.edit.revoke = {"nobody"};
    const fixture::LogCapture errors;
    CHECK(new_manifest(request) == 2);
    CHECK(errors.has(request.out.string() + ": was not written: revoked[0]"));
    CHECK_FALSE(std::filesystem::exists(request.out));
    request.edit.revoke = {"blue"};
    CHECK(new_manifest(request) == 0);
    const std::string written = fixture::read_file(request.out);
    CHECK(read_manifest_file(request.out)->manifest.version == 2);
    CHECK(new_manifest(request) == 2);
    CHECK(errors.has(request.out.string() + ": exists already and is never overwritten"));
    CHECK(fixture::read_file(request.out) == written);
    request.from = folder / "nowhere.json";
    CHECK(new_manifest(request) == 2);
    CHECK(errors.has(request.from.string() + ": cannot be read"));
}

TEST_CASE("who has signed is told by key and by file") {
    const crypto::MinisignKeys keys(4);
    const crypto::Roots roots{{keys.key(0), keys.key(1), keys.key(2)}, 2};
    const crypto::Bytes list = bytes_in(crypto::manifest_json().dump());
    const std::vector<SignatureFile> all{{"a.sig", keys.sign(0, list)},
                                         {"b.sig", keys.sign(2, list)},
                                         {"c.sig", keys.sign(3, list)},
                                         {"d.sig", keys.sign(1, crypto::bytes_of("other"))},
                                         {"e.sig", "no signature at all"}};
    const ManifestVerdict good = manifest_verdict(list, all, roots, nullptr);
    CHECK(good.accepted);
    CHECK(has(good.text, "key " + keys.key_line(0) + ": has signed, a.sig\n"));
    CHECK(has(good.text, "key " + keys.key_line(1) + ": has not signed\n"));
    CHECK(has(good.text, "key " + keys.key_line(2) + ": has signed, b.sig\n"));
    for (const char* file : {"c.sig", "d.sig", "e.sig"}) {
        CHECK(has(good.text, std::string(file) + ": is no signature over this list"));
    }
    CHECK(has(good.text, "2 of 3 keys have signed, 2 must: enough"));
    CHECK(has(good.text, "a terminal that holds no list yet would accept this list"));

    const std::vector<SignatureFile> twice{all[0], all[0]};
    const ManifestVerdict bad = manifest_verdict(list, twice, roots, nullptr);
    CHECK_FALSE(bad.accepted);
    CHECK(has(bad.text, "1 of 3 keys have signed, 2 must: TOO FEW"));
    CHECK(has(bad.text, "would REFUSE this list: too few of the configured keys"));
}

TEST_CASE("what a terminal would say to a signed list is told with the reason") {
    const crypto::MinisignKeys keys(2);
    const fixture::Folder folder;
    const json stored = crypto::manifest_json(5);
    fixture::write_file(folder / "stored.json", stored.dump());
    const auto held = read_manifest_file(folder / "stored.json");
    REQUIRE(held);
    const auto says = [&](const json& document) {
        const crypto::Bytes list = bytes_in(document.dump());
        const ManifestVerdict verdict = manifest_verdict(
            list, {{"1", keys.sign(0, list)}, {"2", keys.sign(1, list)}}, keys.roots(2), &*held);
        CHECK(verdict.accepted == !has(verdict.text, "REFUSE"));
        return verdict.text.substr(verdict.text.find("a terminal that holds"));
    };
    const std::string terminal = "a terminal that holds " + held->name + " (version 5) would ";
    json following = crypto::manifest_json(6);
    CHECK(says(following) == terminal + "REFUSE this list: `previous` is not the SHA-256 of the "
                                        "list the terminal holds\n");
    following["previous"] = crypto::hex(held->manifest.hash);
    CHECK(says(following) == terminal + "accept this list\n");
    CHECK(says(crypto::manifest_json(9)) ==
          terminal +
              "accept this list\nversions between the two are missing; the terminal logs that\n");
    CHECK(says(crypto::manifest_json(4)) ==
          terminal + "REFUSE this list: its version 4 is older\n");
    CHECK(has(says(crypto::manifest_json(5)), "the same version and other bytes"));
    CHECK(has(says(stored), "holds this very list already"));
    json large = crypto::manifest_json(7);
    large["notices"][0]["pages"][0]["text"] = std::string(460'000, 'x');
    CHECK(has(says(large), "REFUSE this list: it has more than 32 signatures, or more than 448"));
    following["recipients"].erase(4);
    CHECK(says(following) ==
          terminal + "REFUSE this list: there is no recovery key that is not revoked\n");
}

TEST_CASE("keys that may sign are read from .pub files and from the command line") {
    const crypto::MinisignKeys keys(2);
    const fixture::Folder folder;
    const std::filesystem::path file = folder / "roots.txt";
    const std::string first = "untrusted comment: root 1\n" + keys.key_line(0) + "\n";
    fixture::write_file(file, "# our roots\n\n" + first);
    const auto read = read_roots(file, {keys.key_line(1)}, 2);
    REQUIRE(read);
    CHECK(read->keys.size() == 2);
    CHECK(read->threshold == 2);
    const auto fault = [&](const std::vector<std::string>& lines, std::size_t threshold) {
        const auto refused = read_roots(file, lines, threshold);
        return refused ? "read" : refused.error();
    };
    CHECK(fault({keys.key_line(0)}, 2) == "--root number 1: this key stands there already");
    CHECK(fault({}, 2) == "--threshold: must be from 1 to the number of keys, 1");
    CHECK(fault({}, 0) == "--threshold: must be from 1 to the number of keys, 1");
    CHECK(read_roots({}, {}, 1).error() ==
          "no key that may sign was named: --roots FILE or --root KEY");
    fixture::write_file(file, first + "RWnonsense\n");
    CHECK(fault({}, 1) == file.string() + ":3: expected a minisign public key (the second line of "
                                          "a .pub file)");
}

TEST_CASE("a manifest is read out whole") {
    json document = crypto::manifest_json(7);
    document["revoked"] = {"red"};
    document["recipients"][1]["not_before"] = "2026-12-01";
    document["recipients"][3]["not_after"] = "2026-11-25";
    document["desk_keys"] = {std::string(64, 'd')};
    const std::string sheet = manifest_sheet(with(document), kToday);
    for (const char* line :
         {"version        7\n", "issued         2026-01-01\n", "expires        2027-06-30\n",
          "at least       2 caseworkers\n", "hotline        help: 0800 1\n",
          "notice         fi: n1, version 3 of 2026-01-01, 1 page\n"}) {
        CHECK(has(sheet, line));
    }
    const auto& entries = document["recipients"];
    CHECK(has(sheet, "active         caseworker blue, 2026-01-01 to 2027-12-31, fingerprint " +
                         fingerprint(entries[0]) + "\n"));
    CHECK(has(sheet, "not yet        caseworker green"));
    CHECK(has(sheet, "REVOKED        caseworker red"));
    CHECK(has(sheet, "ended          archive archive"));
    CHECK(has(sheet, "active         recovery recovery"));
    CHECK(has(sheet, "receipt key    " + document["receipt_keys"][0].get<std::string>()));
    CHECK(has(sheet, "desk key       " + std::string(64, 'd')));
}

TEST_CASE("a list whose names would command a terminal is not shown") {
    json document = crypto::manifest_json();
    document["recipients"][0]["id"] = "\u202eeulb\u009b2J";
    const auto examined = crypto::examine_manifest(crypto::bytes_of(document.dump()));
    REQUIRE_FALSE(examined.has_value());
    CHECK(examined.error().rule ==
          "recipients[0]: `id` must be a text of 1 to 100 bytes without control characters");
}

TEST_CASE("of two notices in one language the sheet says which is never shown") {
    json document = crypto::manifest_json();
    json second = document["notices"][0];
    second["id"] = "n0";
    document["notices"].push_back(second);
    const std::string sheet = manifest_sheet(with(document), kToday);
    CHECK(has(sheet, "fi: n1, version 3 of 2026-01-01, 1 page\n"));
    CHECK(has(sheet, "fi: n0, version 3 of 2026-01-01, 1 page; NOT SHOWN"));
    const auto swapped = changes([&](json& m) { m["notices"] = {second, m["notices"][0]}; });
    CHECK(has(swapped.warnings, "ANOTHER NOTICE IS SHOWN in fi: n0, before n1"));
}

TEST_CASE("a list without notices or hotlines is not passed over in silence") {
    json document = crypto::manifest_json();
    CHECK(manifest_warnings(with(document), kToday).empty());
    document["notices"] = json::array();
    document["hotlines"] = json::array();
    const auto warnings = manifest_warnings(with(document), kToday);
    CHECK(has(warnings, "there is no notice"));
    CHECK(has(warnings, "there is no hotline"));
}

TEST_CASE("what is about to end is told in time") {
    const auto warnings = [](crypto::Day today, const std::function<void(json&)>& change) {
        json document = crypto::manifest_json();
        change(document);
        return manifest_warnings(with(document), today);
    };
    const auto nothing = [](json&) {};
    CHECK(warnings(2027y / 4 / 30, nothing).empty()); // 61 days before the end
    CHECK(warnings(2027y / 5 / 1, nothing) ==
          std::vector<std::string>{"the list expires on 2027-06-30, in 60 days"});
    CHECK(has(warnings(2027y / 6 / 29, nothing), "tomorrow"));
    CHECK(has(warnings(2027y / 7 / 1, nothing), "the list expired on 2027-06-30"));
    CHECK(has(warnings(2025y / 12 / 31, nothing), "still to come"));

    const auto ending = [](json& m) {
        m["recipients"][0]["not_after"] = "2026-12-24";
        m["recipients"][1]["not_after"] = "2027-01-31";
    };
    CHECK(has(warnings(kToday, ending), "the dates of blue end on 2026-12-24, in 28 days"));
    CHECK(has(warnings(kToday, ending), "from 2027-02-01 too few keys are inside their dates"));
    const auto revoked = [&](json& m) {
        ending(m);
        m["recipients"][1]["not_after"] = "2027-12-31";
        m["revoked"] = {"blue"};
    };
    CHECK(warnings(kToday, revoked).empty());
}

TEST_CASE("what changed between two lists is said") {
    const std::string violet = new_key();
    const ManifestChanges said = changes([&](json& m) {
        m["expires"] = "2027-12-31";
        json entry = m["recipients"][0];
        entry["id"] = "violet";
        entry["age_recipient"] = violet;
        m["recipients"].push_back(entry);
        m["recipients"][1]["not_after"] = "2027-03-31";
        m["revoked"] = {"red"};
        m["desk_keys"] = {std::string(64, 'd')};
        m["hotlines"] = {{{"id", "help"}, {"number", "0800 2"}}};
        m["notices"][0]["version"] = 4;
        m["minimum_recipients"] = 3;
    });
    CHECK(said.warnings.empty());
    for (const char* line :
         {"version 2, before 1", "expires 2027-12-31, before 2027-06-30",
          "added: caseworker violet, 2026-01-01 to 2027-12-31, fingerprint ", "revoked: red",
          "dates of green: 2026-01-01 to 2027-03-31, before 2026-01-01 to 2027-12-31: ends earlier",
          "desk key added: dddd", "hotline added: help: 0800 2", "hotline removed: help: 0800 1",
          "notice changed: fi: n1, version 4, before 3", "at least 3 caseworkers, before 2"}) {
        CAPTURE(line);
        CHECK(has(said.lines, line));
    }
    CHECK(said.lines.size() == 10);
    const crypto::Manifest one = with(crypto::manifest_json());
    CHECK(manifest_changes(one, one).lines ==
          std::vector<std::string>{"both are the same, to the byte"});
}

TEST_CASE("what an attack or a slip would change is warned of") {
    CHECK(changes([](json&) {}).warnings.empty());
    const auto warned = [](std::string_view part, const std::function<void(json&)>& change) {
        const ManifestChanges said = changes(change);
        CAPTURE(part, said.warnings);
        CHECK(has(said.warnings, part));
    };
    warned("blue has ANOTHER KEY, fingerprint ",
           [](json& m) { m["recipients"][0]["age_recipient"] = new_key(); });
    warned("violet has the key that blue had",
           [](json& m) { m["recipients"][0]["id"] = "violet"; });
    warned("FEWER CAN READ: 2 caseworker keys, before 3", [](json& m) { m["revoked"] = {"blue"}; });
    warned("FEWER CAN READ: 0 archive keys, before 1", [](json& m) { m["recipients"].erase(3); });
    warned("LOWER MINIMUM: at least 1 caseworkers, before 2",
           [](json& m) { m["minimum_recipients"] = 1; });
    warned("RECEIPT KEY added: eeee", [](json& m) { m["receipt_keys"] = {std::string(64, 'e')}; });
    warned("RECEIPT KEY removed: ", [](json& m) { m["receipt_keys"] = json::array(); });
    warned("blue is now archive, before caseworker",
           [](json& m) { m["recipients"][0]["role"] = "archive"; });
    warned("notice changed under the SAME VERSION: fi: n1, version 3",
           [](json& m) { m["notices"][0]["pages"][0]["text"] = "Muuta"; });
    warned("ANOTHER NOTICE IS SHOWN in fi: n0, before n1", [](json& m) {
        json other = m["notices"][0];
        other["id"] = "n0";
        m["notices"].insert(m["notices"].begin(), other);
    });
    warned("NO NOTICE ANY MORE in fi", [](json& m) { m["notices"][0]["language"] = "sv"; });
    warned("does not name the first as the version before",
           [](json& m) { m["previous"] = nullptr; });
    warned("versions between the two are missing", [](json& m) { m["version"] = 3; });
    warned("both have the same version", [](json& m) {
        m["version"] = 1;
        m["expires"] = "2027-07-01";
    });
    warned("green IS SEALED TO NO LONGER: its dates end on 2025-12-31, before the list is issued",
           [](json& m) {
               m["recipients"][1]["not_before"] = "2025-01-01";
               m["recipients"][1]["not_after"] = "2025-12-31";
           });
    json before = crypto::manifest_json(2);
    before["revoked"] = {"red"};
    json after = before;
    after["version"] = 3;
    after["revoked"] = json::array();
    CHECK(has(manifest_changes(with(before), with(after)).warnings, "red is NO LONGER REVOKED"));
    CHECK(has(manifest_changes(with(after), with(before)).warnings, "the version went back"));
    before["recipients"][0]["not_before"] = "2025-01-01";
    before["recipients"][0]["not_after"] = "2025-12-31";
    const ManifestChanges longer = manifest_changes(with(before), with(after));
    CHECK(has(longer.warnings, "blue IS SEALED TO AGAIN: its dates had ended on 2025-12-31"));
    CHECK(has(longer.lines, "before 2025-01-01 to 2025-12-31: begins later, ends later"));
    // Days that ran out by themselves are no change.
    after = before;
    after["version"] = 3;
    after["issued"] = "2026-02-01";
    CHECK_FALSE(has(manifest_changes(with(before), with(after)).warnings, "IS SEALED TO"));
}
