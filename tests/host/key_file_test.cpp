// Key files: what is refused, that nothing is ever overwritten and no part of a file ever seen.
#include "kiosk/host/key_file.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>
#include <fstream>
#include <vector>

#include <csignal>
#include <stdlib.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

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

/// Writes `bytes` in a process of its own in which no file may grow past half of that; what it says
/// is lost. Returns how it ended (waitpid).
int written_with_half_the_room(const std::filesystem::path& file, std::size_t bytes, bool killed) {
    const pid_t child = fork();
    if (child == 0) {
        const rlimit none{0, 0};
        const rlimit half{bytes / 2, bytes / 2};
        setrlimit(RLIMIT_CORE, &none);
        setrlimit(RLIMIT_FSIZE, &half);
        signal(SIGXFSZ, killed ? SIG_DFL : SIG_IGN); // sent at the limit
        const std::vector<std::byte> content(bytes);
        _exit(host::create_private_file(file, content) ? 0 : 1);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    return status;
}

std::size_t entries(const std::filesystem::path& folder) {
    return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(folder), {}));
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

TEST_CASE("a file whose writing ends half way does not bear its name") {
    const Folder folder;
    const auto file = folder.path / "record";
    constexpr std::size_t kBytes = 64 * 1024;
    const int killed = written_with_half_the_room(file, kBytes, true);
    CHECK((WIFSIGNALED(killed) && WTERMSIG(killed) == SIGXFSZ));
    CHECK_FALSE(std::filesystem::exists(file));
    const auto left = entries(folder.path);
    const int failed = written_with_half_the_room(file, kBytes, false);
    CHECK((WIFEXITED(failed) && WEXITSTATUS(failed) == 1));
    CHECK_FALSE(std::filesystem::exists(file));
    CHECK(entries(folder.path) == left); // a fault that is not the end leaves nothing
    CHECK(host::create_private_file(file, some_key()).has_value());
    CHECK(entries(folder.path) == left + 1);
}

TEST_CASE("neither a link to nowhere nor a folder is written over, and no folder is made") {
    const Folder folder;
    const auto link = folder.path / "link";
    std::filesystem::create_symlink("nowhere", link);
    CHECK(host::create_private_file(link, some_key()).error().reason.starts_with("exists already"));
    CHECK(host::create_private_file(folder.path, some_key())
              .error()
              .reason.starts_with("exists already"));
    CHECK(host::create_private_file(folder.path / "no" / "key", some_key()).error().reason ==
          "cannot be created: No such file or directory");
    CHECK(entries(folder.path) == 1);
}

TEST_CASE("key files that are missing, readable by others or of another length are refused") {
    const Folder folder;
    const auto file = folder.path / "kiosk-key";
    CHECK(host::load_key("kiosk-key", file).error().reason.starts_with("cannot be read: No such"));
    REQUIRE(host::create_private_file(file, some_key()).has_value());
    chmod(file.c_str(), 0640);
    CHECK(host::load_key("kiosk-key", file).error().reason.starts_with("can be read by others"));
    chmod(file.c_str(), 0600);
    std::ofstream(file, std::ios::app) << "x";
    CHECK(host::load_key("kiosk-key", file).error().reason.starts_with("is damaged"));
    CHECK(host::load_key("kiosk-key", folder.path).error().reason ==
          "cannot be read: Is a directory");
}

TEST_CASE("the service manager's credential comes before the file") {
    const Folder folder;
    REQUIRE(host::create_private_file(folder.path / "queue-key", some_key()).has_value());
    setenv("CREDENTIALS_DIRECTORY", folder.path.c_str(), 1);
    const auto key = host::load_key("queue-key", "/nonexistent");
    unsetenv("CREDENTIALS_DIRECTORY");
    CHECK(key.has_value());
}
