// What is there, what is not, and what cannot be known; files of every kind in the place of a
// regular one.
#include "kiosk/host/whole_file.h"
#include "tests/temporary_folder.h"

#include <catch2/catch_test_macros.hpp>

#include <sys/stat.h>

namespace fs = std::filesystem;

namespace {

std::string reason(const fs::path& file) {
    const auto read = host::read_whole(file, 1024);
    return read ? "" : read.error().reason;
}

} // namespace

TEST_CASE("what is not there is told from what cannot be looked at") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "file";
    CHECK_FALSE(host::is_there(file).value());
    fs::create_symlink("nowhere", file);
    CHECK(host::is_there(file).value()); // a name that somebody gave
    fs::remove(file);
    folder.write("file", "");
    CHECK(host::is_there(file).value());
    CHECK(host::is_there(folder.path()).value());

    CHECK(host::is_there(file / "below").error().sentence() ==
          (file / "below").string() + ": cannot be read: Not a directory");
    CHECK(host::is_there(folder.path() / "no" / "file").error().sentence() ==
          (folder.path() / "no").string() + ": cannot be read: No such file or directory");
    fs::create_symlink("loop", folder.path() / "loop");
    CHECK(host::is_there(folder.path() / "loop" / "file").error().reason ==
          "cannot be read: Too many levels of symbolic links");
    CHECK_FALSE(host::is_there(folder.path() / std::string(300, 'x')));
}

TEST_CASE("only a regular file is read, and nothing is waited for") {
    const TemporaryFolder folder;
    const fs::path file = folder.path() / "file";
    CHECK(reason(file) == "cannot be read: No such file or directory");
    CHECK(reason(folder.path()) == "cannot be read: Is a directory");
    fs::create_symlink(file, file);
    CHECK(reason(file) == "cannot be read: Too many levels of symbolic links");
    REQUIRE(::mkfifo((folder.path() / "pipe").c_str(), 0600) == 0);
    CHECK(reason(folder.path() / "pipe") == "is a pipe, no file");
    fs::create_symlink("/dev/zero", folder.path() / "endless");
    CHECK(reason(folder.path() / "endless") == "is a device, no file");
    CHECK(reason("/dev/null") == "is a device, no file");
    folder.write("large", "");
    fs::resize_file(folder.path() / "large", std::uintmax_t{1} << 30);
    CHECK(reason(folder.path() / "large") == "is larger than 1 KiB");
    folder.write("good", "bytes");
    fs::create_symlink("good", folder.path() / "link");
    CHECK(host::read_whole(folder.path() / "link", 5).value() == "bytes");
    // Its size is not known before it is read.
    CHECK_FALSE(host::read_whole("/proc/self/status", 1'000'000)->empty());
    CHECK(reason("/proc/self/smaps") == "is larger than 1 KiB");
}

TEST_CASE("the files of a folder are read in the order of their names, or one is named") {
    const TemporaryFolder folder;
    folder.write("b.svg", "2");
    folder.write("a.svg", "1");
    folder.write("c.txt", "3");
    const auto files = host::read_folder(folder.path(), ".svg", 10);
    REQUIRE(files);
    CHECK(*files == std::vector<host::NamedBytes>{{folder.path() / "a.svg", "1"},
                                                  {folder.path() / "b.svg", "2"}});
    CHECK(host::read_folder(folder.path(), ".none", 10)->empty());
    fs::create_directory(folder.path() / "zz.svg");
    CHECK(host::read_folder(folder.path(), ".svg", 10).error().sentence() ==
          (folder.path() / "zz.svg").string() + ": cannot be read: Is a directory");
    CHECK(host::read_folder(folder.path() / "no", ".svg", 10).error().sentence() ==
          (folder.path() / "no").string() + ": cannot be read: No such file or directory");
    CHECK(host::read_folder(folder.path() / "a.svg", ".svg", 10).error().reason ==
          "cannot be read: Not a directory");
}
