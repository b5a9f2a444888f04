// Configurations as an administrator gets them wrong: each fault names file, line and reason.
#include "kiosk/host/config.h"
#include "kiosk/host/whole_file.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <fstream>

#include <stdlib.h>

namespace {

struct WrittenConfig {
    std::filesystem::path folder;
    std::filesystem::path file;

    explicit WrittenConfig(std::string_view text) {
        std::string pattern = std::filesystem::temp_directory_path() / "config-XXXXXX";
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        folder = pattern;
        file = folder / "program.toml";
        std::ofstream(file) << text;
    }
    ~WrittenConfig() { std::filesystem::remove_all(folder); }
};

std::string fault_of(host::Config& config) {
    const auto fault = config.finish();
    return fault ? fault->file.filename().string() + ":" + std::to_string(fault->line) + ": " +
                       fault->reason
                 : "";
}

} // namespace

TEST_CASE("a good configuration is read whole") {
    const WrittenConfig written("socket = \"run/outbox.sock\"\n[sync]\nslot_seconds = 5\n"
                                "[trust]\nroots = [\"a\", \"b\"]\n[[entry]]\nname = \"one\"\n");
    auto config = host::Config::read(written.file);
    CHECK(config.path("socket") == written.folder / "run/outbox.sock");
    CHECK(config.integer("sync.slot_seconds", 1, 60) == 5);
    CHECK(config.texts("trust.roots") == std::vector<std::string>{"a", "b"});
    CHECK(config.text_or("absent", "x") == "x");
    CHECK(config.boolean_or("absent", true));
    CHECK_FALSE(config.optional_path("absent").has_value());
    auto entries = config.tables("entry");
    REQUIRE(entries.size() == 1);
    CHECK(entries[0].text("name") == "one");
    CHECK(fault_of(config).empty());
}

TEST_CASE("each fault names the line and what was expected") {
    struct Row {
        std::string_view text, expected;
    };
    const Row row = GENERATE_COPY(
        Row{"socket = 5\n", "program.toml:1: `socket` must be a text in quotes"},
        Row{"\nother = \"x\"\nsocket = \"s\"\nnumber = 3\n",
            "program.toml:2: `other` is not a key this program knows"},
        Row{"socket = \"s\"\nnumber = 300\n",
            "program.toml:2: `number` must be a whole number from 1 to 60"},
        Row{"socket = \"\"\nnumber = 3\n", "program.toml:1: `socket` names no file"},
        Row{"socket = \"s\"\n",
            "program.toml:1: `number` is missing: expected a whole number from 1 to 60"},
        Row{"socket = \"s\"\nnumber = 3\n[extra]\nkey = 1\n",
            "program.toml:4: `key` is not a key this program knows"});
    const WrittenConfig written(row.text);
    auto config = host::Config::read(written.file);
    config.path("socket");
    config.integer("number", 1, 60);
    CHECK(fault_of(config) == row.expected);
}

TEST_CASE("a truncated or missing file is named") {
    const WrittenConfig written("socket = \"s\n");
    auto config = host::Config::read(written.file);
    config.text("socket");
    CHECK(fault_of(config).starts_with("program.toml:1: is not valid TOML: "));

    auto missing = host::Config::read(written.folder / "absent.toml");
    missing.text("socket");
    CHECK(fault_of(missing) == "absent.toml:0: cannot be read: No such file or directory");
}

TEST_CASE("a folder, and what has no end, is no configuration") {
    const WrittenConfig written("");
    auto folder = host::Config::read(written.folder);
    CHECK(folder.finish().value().reason == "cannot be read: Is a directory");
    auto endless = host::Config::read("/dev/zero");
    CHECK(endless.finish().value().reason == "is a device, no file");
}

TEST_CASE("a file is read whole up to its limit and not past it") {
    const WrittenConfig written(std::string(40'000, 'x'));
    CHECK(host::read_whole(written.file, 40'000).value() == std::string(40'000, 'x'));
    CHECK(host::read_whole(written.file, 39'999).error().sentence() ==
          written.file.string() + ": is larger than 39999 bytes");
}

TEST_CASE("a table may stand there with all its keys left out, an unknown one may not") {
    const WrittenConfig known("[idle]\n# ask = 5\n");
    auto config = host::Config::read(known.file);
    CHECK(config.integer_or("idle.ask", 1, 9, 3) == 3);
    CHECK(fault_of(config).empty());
    const WrittenConfig unknown("[idel]\n");
    auto other = host::Config::read(unknown.file);
    CHECK(other.integer_or("idle.ask", 1, 9, 3) == 3);
    CHECK(fault_of(other).contains("`idel` is not a key"));
}
