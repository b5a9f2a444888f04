// referral-central.toml as an administrator gets it wrong, starting from the file that is packaged:
// each fault names the file, the line and what was expected.
#include "central/intake/central_config.h"
#include "central/intake/routes.h"
#include "tests/central/fixture.h"

#include <cstdlib>

namespace {

using fixture::Folder;

/// The packaged configuration with real keys in it, and whatever a test changes.
struct Written {
    Folder folder;
    crypto::MinisignKeys keys{4};
    std::filesystem::path file = folder / "central.toml";
    std::string text;

    Written() {
        text = fixture::read_file(REFERRAL_SOURCE_DIR "/packaging/config/referral-central.toml");
        for (std::size_t i = 0; i < 4; ++i) {
            change("RW...", keys.key_line(i));
        }
    }
    /// Replaces the first `from`, which must be there.
    void change(std::string_view from, std::string_view to) {
        const std::size_t at = text.find(from);
        REQUIRE(at != std::string::npos);
        text.replace(at, from.size(), to);
    }
    auto read() const {
        fixture::write_file(file, text);
        return central::read_central_config(file);
    }
    /// The line on which `part` stands, from 1.
    unsigned line_of(std::string_view part) const {
        const std::size_t at = text.find(part);
        REQUIRE(at != std::string::npos);
        return 1 + static_cast<unsigned>(std::ranges::count(text.substr(0, at), '\n'));
    }
    /// The configuration is refused at the line of `part` with exactly this reason.
    void check_refused(std::string_view part, std::string_view reason) const {
        const auto config = read();
        const std::string wanted =
            file.string() + ":" + std::to_string(line_of(part)) + ": " + std::string(reason);
        const std::string got = config ? "taken" : config.error().sentence();
        CHECK(got == wanted);
    }
};

/// Refused after changing `from` to `to`, at the line of `to`.
void check(std::string_view from, std::string_view to, std::string_view reason) {
    Written written;
    written.change(from, to);
    CAPTURE(to);
    written.check_refused(to, reason);
}

} // namespace

TEST_CASE("the packaged configuration is read whole") {
    const Written written;
    const auto config = written.read();
    REQUIRE(config.has_value());
    const std::filesystem::path here = written.folder.path();
    CHECK(config->server.address == "127.0.0.1");
    CHECK(config->server.port == 8443);
    CHECK(config->server.certificate == here / "central.pem");
    CHECK(config->server.key == here / "central-key.pem");
    CHECK(config->server.desk_ca == here / "ca.pem");
    CHECK(config->server.connections == 256);
    CHECK(config->server.patience == std::chrono::seconds(30));
    CHECK(config->server.body_limit > crypto::kMaxEnvelopeBytes);
    CHECK(config->store == here / "central.db");
    CHECK(config->receipt_key == here / "receipt-key");
    CHECK(config->receipt_name == "referral.example");
    CHECK(config->lists == here / "lists");
    CHECK(config->trust.roots.keys.size() == 3);
    CHECK(config->trust.roots.keys[2].key == written.keys.key(2).key);
    CHECK(config->trust.roots.threshold == 2);
    CHECK(config->trust.enrolment.keys.at(0).key == written.keys.key(3).key);
    CHECK(config->trust.enrolment.threshold == 1);
    CHECK(config->trust.manifest_floor == 1);
}

TEST_CASE("what may be left out has its default") {
    Written written;
    const std::size_t limits = written.text.find("[limits]");
    REQUIRE(limits != std::string::npos);
    written.text.erase(limits);
    const auto config = written.read();
    REQUIRE(config.has_value());
    CHECK(config->server.connections == 256);
    CHECK(config->server.patience == std::chrono::seconds(30));
}

TEST_CASE("a file that is not there or no TOML is named, with the line") {
    const Folder folder;
    const auto config = central::read_central_config(folder / "no.toml");
    REQUIRE_FALSE(config.has_value());
    CHECK(config.error().sentence() ==
          (folder / "no.toml").string() + ": cannot be read: No such file or directory");

    Written written;
    written.change("[store]", "[store");
    const auto broken = written.read();
    REQUIRE_FALSE(broken.has_value());
    CHECK(broken.error().line == written.line_of("[store"));
    CHECK(broken.error().sentence().starts_with(written.file.string() + ":"));
    CHECK(broken.error().reason.starts_with("is not valid TOML: "));
}

TEST_CASE("a key that nobody knows is named with its line") {
    Written key;
    key.change("[limits]", "[limits]\npatience_second = 3");
    key.check_refused("patience_second = 3", "`patience_second` is not a key this program knows");
    Written table;
    table.change("[store]", "[stores]\nfolder = \"x\"\n[store]");
    table.check_refused("folder = \"x\"", "`folder` is not a key this program knows");
}

TEST_CASE("each key that must be there is named when it is not") {
    for (const char* key :
         {"listen", "certificate", "desk_ca", "file", "name", "folder", "roots", "enrolment"}) {
        Written written;
        CAPTURE(key);
        const std::string at = "\n" + std::string(key) + " = ";
        written.change(at, "\n# " + std::string(key) + " = ");
        const auto config = written.read();
        REQUIRE_FALSE(config.has_value());
        CHECK(config.error().reason.find(std::string(key) + "` is missing: expected ") !=
              std::string::npos);
        CHECK(config.error().sentence().starts_with(written.file.string() + ":"));
    }
}

TEST_CASE("an address that cannot be listened on is refused") {
    const std::string_view packaged = "\"127.0.0.1:8443\"";
    check(packaged, "\"127.0.0.1\"", "`listen` expected ADDRESS:PORT; port 0 takes a free one");
    for (const char* listen : {"\"127.0.0.1:\"", "\"127.0.0.1:x\"", "\"127.0.0.1:80x\"",
                               "\"127.0.0.1:65536\"", "\"127.0.0.1:-1\""}) {
        check(packaged, listen, "`listen` expected a port from 0 to 65535 after the colon");
    }
    Written written;
    written.change(packaged, "\"[::1]:0\"");
    const auto config = written.read();
    REQUIRE(config.has_value());
    CHECK(config->server.address == "::1");
    CHECK(config->server.port == 0);
}

TEST_CASE("a receipt name that a receipt cannot carry is refused") {
    for (const char* name :
         {"\"\"", "\"two words\"", "\"a+b\"", "\"a\\tb\"", "\"caf\\u00e9\"", "\"a\\u0007\""}) {
        check("\"referral.example\"", name,
              "`receipts.name` expected visible ASCII characters without '+'");
    }
}

TEST_CASE("limits outside their range are refused") {
    check("connections = 256", "connections = 0",
          "`limits.connections` must be a whole number from 1 to 10000");
    check("patience_seconds = 30", "patience_seconds = 601",
          "`limits.patience_seconds` must be a whole number from 1 to 600");
    check("manifest_floor = 1", "manifest_floor = 0",
          "`trust.manifest_floor` must be a whole number from 1 to 9223372036854775807");
    check("threshold = 2\n", "threshold = 4\n",
          "`trust.threshold` must be a whole number from 1 to 3");
    check("enrolment_threshold = 1", "enrolment_threshold = 2",
          "`trust.enrolment_threshold` must be a whole number from 1 to 1");
}

TEST_CASE("keys that are none, or listed twice, are refused") {
    Written written;
    const std::string line = written.keys.key_line(1);
    written.change(line, "RWnonsense");
    written.check_refused("roots = ", "`trust.roots` expected minisign public keys (the second"
                                      " line of a .pub file)");
    Written twice;
    twice.change(twice.keys.key_line(1), twice.keys.key_line(0));
    twice.check_refused("roots = ", "`trust.roots` names the same key twice");
}

TEST_CASE("the service manager's TLS key comes before the configured one") {
    const Written written;
    const Folder credentials;
    REQUIRE(::setenv("CREDENTIALS_DIRECTORY", credentials.path().c_str(), 1) == 0);
    const auto without = written.read();
    fixture::write_file(credentials / "tls-key", "a key");
    const auto with = written.read();
    ::unsetenv("CREDENTIALS_DIRECTORY");
    REQUIRE(without.has_value());
    CHECK(without->server.key == written.folder / "central-key.pem");
    REQUIRE(with.has_value());
    CHECK(with->server.key == credentials / "tls-key");
}
