// The [trust] table: what is refused, with which words. That all programs read it so is shown by
// tests/e2e/bad_trust.py.
#include "kiosk/host/trust.h"
#include "tests/temporary_folder.h"

#include <catch2/catch_test_macros.hpp>

namespace {

// Well-formed minisign keys: 2 bytes of algorithm, 8 of key id, 32 of key.
constexpr std::string_view kOne = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
// The same key under another key id: it is one key all the same.
constexpr std::string_view kOneRenamed = "RWQAAAAAAAAAAHmlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO3";
constexpr std::string_view kTwo = "RWQf6LRCGA9i53mlYecO4IzT51TGPpvWucNSCh1CBM0QTaLn73Y7GFO4";

struct Table {
    std::string roots = "roots = [\"" + std::string(kOne) + "\", \"" + std::string(kTwo) + "\"]";
    std::string threshold = "threshold = 2";
    std::string floor = "manifest_floor = 3";
    std::string enrolment = "enrolment = [\"" + std::string(kOne) + "\"]";
    std::string enrolment_threshold = "enrolment_threshold = 1";

    host::Config config(const TemporaryFolder& folder) const {
        return host::Config::read(
            folder.write("program.toml", "[trust]\n" + roots + "\n" + threshold + "\n" + floor +
                                             "\n" + enrolment + "\n" + enrolment_threshold + "\n"));
    }
    std::string fault() const {
        const TemporaryFolder folder;
        host::Config config = this->config(folder);
        host::read_trust(config);
        const auto found = config.finish();
        return found ? std::to_string(found->line) + ": " + found->reason : "";
    }
};

std::string array(std::string_view name, std::string_view first, std::string_view second) {
    return std::string(name) + " = [\"" + std::string(first) + "\", \"" + std::string(second) +
           "\"]";
}

} // namespace

TEST_CASE("a whole [trust] table is read") {
    const TemporaryFolder folder;
    host::Config config = Table().config(folder);
    const host::Trust trust = host::read_trust(config);
    CHECK_FALSE(config.finish());
    CHECK(trust.roots.keys.size() == 2);
    CHECK(trust.roots.threshold == 2);
    CHECK(trust.manifest_floor == 3);
    CHECK(trust.enrolment.keys.size() == 1);
    CHECK(trust.enrolment.threshold == 1);
}

TEST_CASE("a program that sees no list of kiosks knows no keys for it") {
    const TemporaryFolder folder;
    host::Config config = Table().config(folder);
    host::read_manifest_trust(config);
    CHECK(config.finish().value().reason == "`enrolment` is not a key this program knows");
}

TEST_CASE("each key of [trust] is required") {
    for (std::string Table::* line : {&Table::roots, &Table::threshold, &Table::floor,
                                      &Table::enrolment, &Table::enrolment_threshold}) {
        Table table;
        const std::string name = (table.*line).substr(0, (table.*line).find(' '));
        (table.*line).clear();
        CAPTURE(name);
        CHECK(table.fault().contains("`trust." + name + "` is missing"));
    }
}

TEST_CASE("keys that are none, or the same again, are refused with their line") {
    Table table;
    table.roots = array("roots", kOne, "nonsense");
    CHECK(table.fault() ==
          "2: `trust.roots` expected minisign public keys (the second line of a .pub file)");
    for (const std::string_view again : {kOne, kOneRenamed}) {
        table.roots = array("roots", kOne, again);
        CHECK(table.fault() == "2: `trust.roots` names the same key twice");
    }
    table.roots = "roots = []";
    CHECK(table.fault() == "2: `trust.roots` names no key");
    table = {};
    table.enrolment = array("enrolment", kTwo, kTwo);
    CHECK(table.fault() == "5: `trust.enrolment` names the same key twice");
    table.enrolment = "enrolment = []";
    CHECK(table.fault() == "5: `trust.enrolment` names no key");
}

TEST_CASE("a threshold is at least one and can be met") {
    for (const char* bad : {"0", "3", "-1", "\"2\"", "1.5"}) {
        CAPTURE(bad);
        Table table;
        table.threshold = "threshold = " + std::string(bad);
        CHECK(table.fault() == "3: `trust.threshold` must be a whole number from 1 to 2");
    }
    Table table;
    table.enrolment_threshold = "enrolment_threshold = 2";
    CHECK(table.fault() == "6: `trust.enrolment_threshold` must be a whole number from 1 to 1");
    table = {};
    table.floor = "manifest_floor = 0";
    CHECK(table.fault() ==
          "4: `trust.manifest_floor` must be a whole number from 1 to 9223372036854775807");
}
