// Key files: what is refused, and that nothing is ever overwritten.
#include "kiosk/host/key_file.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <fstream>

#include <stdlib.h>
#include <sys/stat.h>

namespace {

struct Folder {
    std::filesystem::path path;
    Folder() {
        std::string pattern = std::filesystem::temp_directory_path() / "keys-XXXXXX";
        REQUIRE(mkdtemp(pattern.data()) != nullptr);
        path = pattern;
        crypto::start();
    }
    ~Folder() { std::filesystem::remove_all(path); }
};

std::array<std::byte, 32> some_key() {
    std::array<std::byte, 32> key{};
    key.fill(std::byte{0x5a});
    return key;
}

} // namespace

TEST_CASE("a key is written once, private, and read back") {
    const Folder folder;
    const auto file = folder.path / "queue-key";
    REQUIRE(host::create_private_file(file, some_key()).has_value());
    struct stat info{};
    REQUIRE(stat(file.c_str(), &info) == 0);
    CHECK((info.st_mode & 0777) == 0600);
    const auto key = host::load_key("queue-key", file);
    REQUIRE(key.has_value());
    CHECK(std::ranges::equal(key->span(), some_key()));
    const auto again = host::create_private_file(file, some_key());
    REQUIRE_FALSE(again.has_value());
    CHECK(again.error().sentence() == file.string() + ": exists already and is never overwritten");
}

TEST_CASE("key files that are missing, readable by others or of another length are refused") {
    const Folder folder;
    const auto file = folder.path / "kiosk-key";
    CHECK(host::load_key("kiosk-key", file).error().reason.starts_with("cannot be opened"));
    REQUIRE(host::create_private_file(file, some_key()).has_value());
    chmod(file.c_str(), 0640);
    CHECK(host::load_key("kiosk-key", file).error().reason.starts_with("can be read by others"));
    chmod(file.c_str(), 0600);
    std::ofstream(file, std::ios::app) << "x";
    CHECK(host::load_key("kiosk-key", file).error().reason.starts_with("is damaged"));
    CHECK(host::load_key("kiosk-key", folder.path).error().reason == "is not a regular file");
}

TEST_CASE("the service manager's credential comes before the file") {
    const Folder folder;
    REQUIRE(host::create_private_file(folder.path / "queue-key", some_key()).has_value());
    setenv("CREDENTIALS_DIRECTORY", folder.path.c_str(), 1);
    const auto key = host::load_key("queue-key", "/nonexistent");
    unsetenv("CREDENTIALS_DIRECTORY");
    CHECK(key.has_value());
}
