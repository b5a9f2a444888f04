// The recovery key and its shares are nowhere in this process once `recovery split`, `combine` and
// `drill` have returned: not on the heap, not on the stack, not in a library. While they work both
// are in locked memory alone, which is not looked at here.
#include "central/desk/commands.h"
#include "central/desk/identity.h"
#include "crypto/recovery.h"
#include "kiosk/host/descriptor.h"
#include "kiosk/host/private_file.h"
#include "tests/central/fixture.h"
#include "tests/crypto/byte_search.h"

#include <fcntl.h>
#include <sodium.h>
#include <sys/stat.h>
#include <unistd.h>

#include <iostream>
#include <sstream>

using namespace central::desk;
using byte_search::Needles;

namespace {

constexpr int kQuick = 14;
constexpr unsigned kShares = 3;
const std::vector<std::string> kNowhere;

/// A file of secrets, past the buffers of any library.
crypto::SecretBytes secret_in(const std::filesystem::path& file) {
    crypto::SecretBytes bytes(std::filesystem::file_size(file));
    const host::Descriptor opened(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    const ssize_t got = ::read(opened.get(), bytes.span().data(), bytes.size());
    REQUIRE(got == static_cast<ssize_t>(bytes.size()));
    return bytes;
}

/// What two commands of a recovery leave in a folder, and what must not be left in memory.
struct Ceremony {
    fixture::Folder folder;
    std::filesystem::path passphrase = folder / "passphrase";
    Needles needles;

    Ceremony() {
        fixture::write_file(passphrase, "a long passphrase\n");
        ::chmod(passphrase.c_str(), S_IRUSR);
        REQUIRE(make_identity(folder / "key.age", crypto::SecretText("a long passphrase"), kQuick));
    }
    std::vector<std::filesystem::path> shares() const {
        std::vector<std::filesystem::path> files;
        for (unsigned number = 1; number <= kShares; ++number) {
            files.push_back(folder / ("shares/share-" + std::to_string(number) + "-of-" +
                                      std::to_string(kShares) + ".txt"));
        }
        return files;
    }
    void know_key() {
        const auto read =
            read_identity(folder / "key.age", crypto::SecretText("a long passphrase"));
        REQUIRE(read);
        const auto& key = std::get<crypto::HybridIdentity>(read->front());
        needles.add("the key", key.seed());
        const crypto::SecretText text = key.format();
        constexpr std::size_t kPrefix = sizeof "AGE-SECRET-KEY-PQ-1" - 1; // of every key
        needles.add("the key's text", crypto::bytes_of(text.view().substr(kPrefix)),
                    Needles::kPartOfText);
    }
    /// The values of each share and its lines, as typed and without the spaces.
    void know_shares() {
        for (const std::filesystem::path& file : shares()) {
            const crypto::SecretBytes whole = secret_in(file);
            const auto share = crypto::parse_share(crypto::text_of(whole.span()));
            REQUIRE(share);
            needles.add("a share", share->point.y.span());
            // The first lines are public: the set, and what the key is called.
            std::string_view lines = crypto::text_of(whole.span());
            lines = lines.substr(lines.rfind("\nd1") + 1);
            needles.add("a share's lines", crypto::bytes_of(lines), Needles::kPartOfText);
            crypto::SecretText together;
            for (const char c : lines) {
                together.append(c == ' ' ? std::string_view() : std::string_view(&c, 1));
            }
            needles.add("a share's line", crypto::bytes_of(together.view()), Needles::kPartOfText);
        }
    }
};

void run(const std::function<int()>& command) {
    const std::ostringstream printed;
    std::streambuf* const before = std::cout.rdbuf(printed.rdbuf());
    const int code = command();
    std::cout.rdbuf(before);
    REQUIRE(code == 0);
}

void split(const Ceremony& with) {
    run([&] {
        return split_recovery({.threshold = 2,
                               .shares = kShares,
                               .identity = with.folder / "key.age",
                               .passphrase_file = with.passphrase,
                               .out = with.folder / "shares"});
    });
}

void combine(const Ceremony& with) {
    run([&] {
        return combine_recovery({.shares = with.shares(),
                                 .identity = {.out = with.folder / "again.age",
                                              .passphrase_file = with.passphrase,
                                              .work_factor = kQuick}});
    });
}

/// A file with the last line of another share: each line holds, together they do not.
void mix(const std::filesystem::path& first, const std::filesystem::path& second,
         const std::filesystem::path& to) {
    const crypto::SecretBytes one = secret_in(first);
    const crypto::SecretBytes two = secret_in(second);
    const auto last = [](const crypto::SecretBytes& share) {
        return crypto::text_of(share.span()).rfind("\ne1");
    };
    const host::Descriptor file(
        ::open(to.c_str(), O_CREAT | O_WRONLY | O_CLOEXEC, S_IRUSR | S_IWUSR));
    REQUIRE(host::write_all(file.get(), one.span().first(last(one))));
    REQUIRE(host::write_all(file.get(), two.span().subspan(last(two))));
}

/// Whether the search sees the needle while it lies in `at`, in that region alone, and no longer.
bool found_in(const Needles& needles, std::size_t which, std::span<std::byte> at,
              std::string_view region) {
    needles.plant(which, {at.data(), at.size()});
    const std::vector<std::string> places = needles.places();
    sodium_memzero(at.data(), at.size());
    return !places.empty() && needles.places().empty() &&
           std::ranges::all_of(places,
                               [&](const std::string& place) { return place.ends_with(region); });
}

} // namespace

TEST_CASE(
    "the search finds each secret of a recovery that is planted, in a block and on the stack") {
    Ceremony with;
    split(with);
    with.know_key();
    with.know_shares();
    REQUIRE(with.needles.size() == 2 + 3 * kShares);
    REQUIRE(with.needles.places().empty());
    std::vector<std::byte> block(Needles::kPartOfText);
    std::array<std::byte, Needles::kPartOfText> on_stack{};
    for (std::size_t which = 0; which < with.needles.size(); ++which) {
        CAPTURE(which);
        CHECK(found_in(with.needles, which, block, "[heap]"));
        CHECK(found_in(with.needles, which, on_stack, "[stack]"));
    }
}

TEST_CASE("nothing of the recovery key or a share is left once they are split and combined") {
    Ceremony with;
    with.know_key();
    split(with);
    CHECK(with.needles.places() == kNowhere);
    with.know_shares();
    CHECK(with.needles.places() == kNowhere);
    combine(with);
    CHECK(with.needles.places() == kNowhere);
    run([&] { return drill_recovery(with.shares()); });
    CHECK(with.needles.places() == kNowhere);
}

TEST_CASE("nothing of a share is left when they do not make the key") {
    Ceremony with;
    split(with);
    with.know_key();
    with.know_shares();
    const std::vector<std::filesystem::path> shares = with.shares();
    const fixture::LogCapture log;
    CHECK(drill_recovery({shares[0]}) != 0);
    CHECK(with.needles.places() == kNowhere);
    CHECK(drill_recovery({shares[0], shares[0]}) != 0);
    CHECK(with.needles.places() == kNowhere);
    const std::filesystem::path mixed = with.folder / "mixed";
    mix(shares[0], shares[1], mixed);
    CHECK(drill_recovery({shares[2], mixed}) != 0);
    CHECK(log.has("they are not all of one share"));
    CHECK(with.needles.places() == kNowhere);
}
