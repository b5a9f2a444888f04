// Which machines may write memory to a disk in clear, told from what their kernels say: texts as
// /proc and /sys have them.
#include "kiosk/host/swap.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <map>

namespace {

using host::OpenSwap;
using host::SwapDoubt;
using Texts = std::map<std::string, std::string>;

constexpr const char* kHeads = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n";

/// A machine as it was written down.
class Machine {
public:
    explicit Machine(std::string swaps) { texts_["/proc/swaps"] = kHeads + swaps; }

    Machine& text(const std::string& name, std::string text) {
        texts_[name] = std::move(text);
        return *this;
    }
    Machine& no_text(const std::string& name) {
        texts_.erase(name);
        return *this;
    }
    Machine& device(const std::string& number, const std::string& name, const Texts& files = {}) {
        const std::string at = "/sys/dev/block/" + number + "/";
        texts_["/sys/class/block/" + name + "/dev"] = number + "\n";
        texts_["device of /dev/" + name] = number;
        texts_[at + "uevent"] = "MAJOR=" + number.substr(0, number.find(':')) +
                                "\nDEVNAME=" + name + "\nDEVTYPE=disk\n";
        for (const auto& [file, text] : files) {
            texts_[at + file] = text;
        }
        return *this;
    }
    Machine& disk() { return device("8:0", "sda", {{"slaves/", ""}}); }
    Machine& partition(const std::string& number, const std::string& name) {
        return disk().device(number, name, {{"partition", "3\n"}, {"../dev", "8:0\n"}});
    }
    Machine& luks(const std::string& number, const std::string& name, const std::string& on) {
        return device(number, name,
                      {{"dm/uuid", "CRYPT-LUKS2-5e1f7c9d3a1b4c0f8d2e6b7a9c0d1e2f-luks-root\n"},
                       {"slaves/", on + "\n"}});
    }
    Machine& volume(const std::string& number, const std::string& name, const std::string& on) {
        return device(number, name, {{"dm/uuid", "LVM-iMCqgT4nGkVQw0pR7sZ\n"}, {"slaves/", on}});
    }

    std::vector<OpenSwap> open() const {
        return host::open_swap([this](const std::string& name) {
            const auto found = texts_.find(name);
            return found == texts_.end() ? std::nullopt : std::optional(found->second);
        });
    }

private:
    Texts texts_;
};

std::string of_partition(const std::string& path) {
    return path + "                               partition\t8388604\t\t0\t\t-2\n";
}

std::string of_file(const std::string& path) {
    return path + "                               file\t\t2097148\t\t524\t\t-2\n";
}

void check_safe(const Machine& machine) {
    for (const OpenSwap& place : machine.open()) {
        FAIL_CHECK(place.sentence());
    }
}

void check_open(const Machine& machine, const std::string& place, SwapDoubt doubt) {
    const auto open = machine.open();
    REQUIRE(open.size() == 1);
    CHECK(open[0].place == place);
    CHECK(open[0].doubt == doubt);
}

constexpr auto kPlain = SwapDoubt::Plain;
constexpr auto kUnknown = SwapDoubt::Unknown;

} // namespace

TEST_CASE("swap that is encrypted, or is memory, is safe") {
    check_safe(Machine("")); // no swap
    check_safe(Machine(of_partition("/dev/dm-1")).luks("254:1", "dm-1", "sda3").disk());
    // A new key at every start.
    check_safe(Machine(of_partition("/dev/dm-0"))
                   .device("253:0", "dm-0",
                           {{"dm/uuid", "CRYPT-PLAIN-cryptswap1\n"}, {"slaves/", "sda2\n"}}));
    // A volume in an encrypted partition, as Debian's installer makes it.
    check_safe(Machine(of_partition("/dev/dm-2"))
                   .volume("254:2", "dm-2", "dm-0\n")
                   .luks("254:0", "dm-0", "nvme0n1p3"));
    // The other way round: an encrypted device in a volume.
    check_safe(Machine(of_partition("/dev/dm-5"))
                   .luks("254:5", "dm-5", "dm-2")
                   .volume("254:2", "dm-2", "sda3\n")
                   .partition("8:3", "sda3"));
    // A mirror of two encrypted partitions.
    check_safe(Machine(of_partition("/dev/md0"))
                   .device("9:0", "md0", {{"slaves/", "dm-0\ndm-1\n"}})
                   .luks("254:0", "dm-0", "sda2")
                   .luks("254:1", "dm-1", "sdb2"));
    // A file on an encrypted file system; a blank in its path.
    check_safe(Machine(of_file("/swap\\040file"))
                   .text("device of /swap file", "254:0")
                   .luks("254:0", "dm-0", "sda2"));
    // A file in a file: a loop device on an encrypted file system.
    check_safe(Machine(of_partition("/dev/loop3"))
                   .device("7:3", "loop3", {{"loop/backing_file", "/var/swap.img\n"}})
                   .text("device of /var/swap.img", "254:0")
                   .luks("254:0", "dm-0", "sda2"));
    // A partition of an encrypted device.
    check_safe(Machine(of_partition("/dev/dm-3"))
                   .device("254:3", "dm-3", {{"dm/uuid", "part1-CRYPT\n"}, {"slaves/", "dm-0\n"}})
                   .luks("254:0", "dm-0", "sda2"));
    check_safe(Machine(of_partition("/dev/zram0"))
                   .device("252:0", "zram0", {{"backing_dev", "none\n"}, {"slaves/", ""}}));
    check_safe(Machine(of_partition("/dev/zram0")).device("252:0", "zram0")); // cannot write back
    check_safe(Machine(of_partition("/dev/zram0"))
                   .device("252:0", "zram0", {{"backing_dev", "/dev/dm-1\n"}})
                   .luks("254:1", "dm-1", "sda3"));
    // A service that sees none of /dev.
    check_safe(Machine(of_partition("/dev/dm-1"))
                   .luks("254:1", "dm-1", "sda3")
                   .no_text("device of /dev/dm-1"));
}

TEST_CASE("swap on a disk that is not encrypted is open") {
    check_open(Machine(of_partition("/dev/sda3")).partition("8:3", "sda3"), "/dev/sda3", kPlain);
    check_open(Machine(of_partition("/dev/sda")).disk(), "/dev/sda", kPlain);
    check_open(
        Machine(of_file("/swapfile")).text("device of /swapfile", "8:3").partition("8:3", "sda3"),
        "/swapfile", kPlain);
    check_open(Machine(of_partition("/dev/dm-1"))
                   .volume("254:1", "dm-1", "sda3\n")
                   .partition("8:3", "sda3"),
               "/dev/dm-1", kPlain);
    // One half of a mirror.
    check_open(Machine(of_partition("/dev/md0"))
                   .device("9:0", "md0", {{"slaves/", "dm-0\nsda3\n"}})
                   .luks("254:0", "dm-0", "sdb2")
                   .partition("8:3", "sda3"),
               "/dev/md0", kPlain);
    check_open(Machine(of_partition("/dev/zram0"))
                   .device("252:0", "zram0", {{"backing_dev", "/dev/sda3\n"}})
                   .partition("8:3", "sda3"),
               "/dev/zram0", kPlain);
    check_open(Machine(of_partition("/dev/loop3"))
                   .device("7:3", "loop3", {{"loop/backing_file", "/var/swap.img\n"}})
                   .text("device of /var/swap.img", "8:3")
                   .partition("8:3", "sda3"),
               "/dev/loop3", kPlain);
    // Beside one that is encrypted.
    check_open(Machine(of_partition("/dev/dm-1") + of_partition("/dev/sda3"))
                   .luks("254:1", "dm-1", "sda2")
                   .partition("8:3", "sda3"),
               "/dev/sda3", kPlain);
    // What only checks its blocks is not encrypted, though its name begins alike.
    for (const char* const uuid : {"CRYPT-VERITY-1-root\n", "CRYPT-INTEGRITY-swap\n"}) {
        check_open(Machine(of_partition("/dev/dm-1"))
                       .device("254:1", "dm-1", {{"dm/uuid", uuid}, {"slaves/", "sda3\n"}})
                       .partition("8:3", "sda3"),
                   "/dev/dm-1", kPlain);
    }
}

TEST_CASE("swap of which nothing is known counts as open") {
    check_open(Machine(of_partition("/dev/dm-1")), "/dev/dm-1", kUnknown);
    check_open(Machine(of_file("/swapfile")), "/swapfile", kUnknown);
    check_open(Machine("/swapfile\t\t\tsomething\t1\t0\t-2\n").text("device of /swapfile", "8:3"),
               "/swapfile", kUnknown);
    // A file system over devices of its own (btrfs).
    check_open(Machine(of_file("/swap/swapfile")).text("device of /swap/swapfile", "0:29"),
               "/swap/swapfile", kUnknown);
    check_open(Machine(of_partition("/dev/dm-1")).volume("254:1", "dm-1", "gone\n"), "/dev/dm-1",
               kUnknown);
    check_open(Machine(of_partition("/dev/sda3")).device("8:3", "sda3", {{"partition", "3\n"}}),
               "/dev/sda3", kUnknown);
    // Devices that stand on one another without end.
    check_open(Machine(of_partition("/dev/loop0"))
                   .device("7:0", "loop0", {{"loop/backing_file", "/a\n"}})
                   .text("device of /a", "7:0"),
               "/dev/loop0", kUnknown);
}

TEST_CASE("a service that may not read /proc/swaps goes by how much swap there is") {
    Machine machine("");
    machine.no_text("/proc/swaps");
    check_open(machine, "swap", kUnknown);
    check_open(machine.text("swap size", "8589930496"), "swap", kUnknown);
    check_safe(machine.text("swap size", "0"));
}

TEST_CASE("a hibernation image is judged like swap") {
    Machine machine("");
    machine.partition("8:3", "sda3").text("/sys/power/disk", "[platform] shutdown reboot\n");
    check_safe(machine.text("/sys/power/resume", "0:0\n"));
    check_open(machine.text("/sys/power/resume", "8:3\n"), "hibernation", kPlain);
    check_open(machine.text("/sys/power/resume", "8:4\n"), "hibernation", kUnknown);
    check_safe(machine.luks("254:1", "dm-1", "sda3").text("/sys/power/resume", "254:1\n"));
    check_safe(machine.text("/sys/power/resume", "8:3\n").text("/sys/power/disk", "[disabled]\n"));
}

TEST_CASE("what is said of an open place names it and what it means") {
    using Catch::Matchers::ContainsSubstring;
    const OpenSwap plain{.place = "/dev/sda3", .doubt = kPlain};
    const OpenSwap unknown{.place = "/swapfile", .doubt = kUnknown};
    CHECK(plain.sentence() ==
          "/dev/sda3: is not encrypted: what is in memory may be written to it");
    CHECK_THAT(unknown.sentence(), ContainsSubstring("may not be encrypted"));
}

TEST_CASE("this system answers for itself") {
    REQUIRE(host::text_of_this_system("swap size"));
    CHECK(host::text_of_this_system("device of /").value_or("").find(':') != std::string::npos);
    CHECK(host::text_of_this_system("/proc/self/stat"));
    CHECK_FALSE(host::text_of_this_system("/proc/self/task/").value_or("").empty());
    CHECK_FALSE(host::text_of_this_system("/nothing/of/the/kind"));
    CHECK_FALSE(host::text_of_this_system("/nothing/of/the/kind/"));
    CHECK_FALSE(host::text_of_this_system("device of /nothing/of/the/kind"));
}
