// Referrals that are on their way while the list of who can read changes, more than once: the desk
// knows the manifest they were sealed under, from the centre and along the chain of hashes, and
// flags every other one.
#include "central/desk/commands.h"
#include "central/desk/identity.h"
#include "central/desk/reader.h"
#include "central/lists/list_chain.h"
#include "tests/central/door.h"
#include "tests/crypto/sealed.h"

#include <fcntl.h>
#include <unistd.h>

#include <cstdio>
#include <map>

namespace {

using central::in_chain;
using fixture::Authority;
using nlohmann::json;

crypto::Bytes bytes_in(std::string_view text) {
    crypto::Bytes bytes;
    crypto::append(bytes, crypto::bytes_of(text));
    return bytes;
}

/// The version after `before`, with one thing in it that no other has.
std::string following(const std::string& before) {
    json next = json::parse(before);
    next["version"] = next["version"].get<int>() + 1;
    next["previous"] = crypto::hex(crypto::sha256(crypto::bytes_of(before)));
    next["hotlines"][0]["number"] = "0800 " + next["version"].dump();
    return next.dump();
}

crypto::Hash hash_of(std::string_view text) {
    return crypto::sha256(crypto::bytes_of(text));
}

crypto::Manifest read(const std::string& text) {
    return crypto::parse_manifest(crypto::bytes_of(text)).value();
}

/// Versions 1 to 4, each after the one before, and where they can be had by hash.
struct Chain {
    std::vector<std::string> texts;
    std::map<crypto::Hash, crypto::Bytes> held;
    std::size_t asked = 0;

    Chain() : texts{Authority().manifest().dump()} {
        while (texts.size() < 4) {
            texts.push_back(following(texts.back()));
        }
        for (const std::string& text : texts) {
            held[hash_of(text)] = bytes_in(text);
        }
    }
    bool knows(const crypto::Hash& wanted) {
        return in_chain(read(texts.back()), wanted, [this](const crypto::Hash& hash) {
            ++asked;
            const auto found = held.find(hash);
            return found == held.end() ? std::nullopt : std::optional(found->second);
        });
    }
};

/// What `command` writes to standard output; it must succeed.
std::string printed_by(const std::function<int()>& command) {
    const fixture::Folder folder;
    const int kept = ::dup(STDOUT_FILENO);
    const int file = ::open((folder / "out").c_str(), O_CREAT | O_WRONLY, 0600);
    std::fflush(stdout);
    ::dup2(file, STDOUT_FILENO);
    const int code = command();
    std::fflush(stdout);
    ::dup2(kept, STDOUT_FILENO);
    ::close(file);
    ::close(kept);
    REQUIRE(code == 0);
    return fixture::read_file(folder / "out");
}

/// A centre whose manifest is exchanged, a caseworker, and a terminal that seals to her.
struct Rotated {
    fixture::Centre centre;
    fixture::Folder folder;
    crypto::Recipient recipient;
    std::string manifest = fixture::read_file(centre.lists() / "manifest.json");

    Rotated() {
        constexpr int kQuick = 14;
        fixture::write_file(folder / "passphrase", "a long passphrase\n");
        std::filesystem::permissions(folder / "passphrase", std::filesystem::perms::owner_read);
        const auto made = central::desk::make_identity(
            folder / "me.age", crypto::SecretText("a long passphrase"), kQuick);
        REQUIRE(made.has_value());
        recipient = crypto::parse_recipient(made->recipient).value();
    }
    std::filesystem::path seen(const crypto::Hash& hash) const {
        return centre.lists() / "seen" / (crypto::hex(hash) + ".json");
    }
    /// Puts the next manifest in its place and waits until the centre gives it out.
    void rotate() {
        manifest = following(manifest);
        fixture::write_list(centre.lists() / "manifest.json",
                            centre.authority().roots().list(manifest, {0, 1}));
        CHECK(fixture::eventually([this] { return is_given_out(); }));
    }
    bool is_given_out() const {
        const auto lists = central::parse_lists(centre.ask(fixture::get("/v1/lists")).body);
        return lists && crypto::text_of(lists->manifest.bytes) == manifest;
    }
    /// What a terminal queues while it holds the manifest with this hash.
    crypto::Envelope sealed_under(const crypto::Hash& hash) {
        crypto::EnvelopeHead head = centre.kiosk().next_head();
        head.manifest = hash;
        const auto reader = central::desk::Reader::load(config(), "en");
        REQUIRE(reader.has_value());
        intake::RecordFacts facts;
        facts.submission = head.submission;
        facts.kiosk = head.kiosk;
        facts.manifest = hash;
        facts.day = "2026-11-24";
        facts.languages = {"en"};
        facts.code.fill('1');
        const auto record = intake::encode_record(intake::Answers(reader->form()), facts);
        return centre.kiosk().make(head,
                                   crypto::seal_referral(record.span(), {&recipient, 1}).value());
    }
    central::desk::DeskConfig config() const {
        const fixture::Papers papers = centre.papers("desk");
        central::desk::DeskConfig config;
        config.url = "https://127.0.0.1:" + std::to_string(centre.port());
        config.ca = papers.ca;
        config.certificate = papers.certificate;
        config.key = papers.key;
        config.assets = std::filesystem::path(REFERRAL_BINARY_DIR) / "share" / "referral";
        config.form = config.assets / "form" / "referral.json";
        config.lists = folder / "lists";
        config.trust = centre.authority().trust();
        return config;
    }
    /// Whether `referral-desk open` says of what arrives now that its manifest is not known.
    bool flagged(const crypto::Envelope& envelope) const {
        const auto status = centre.ask(fixture::upload(envelope)).status;
        CHECK((status == 201 || status == 200));
        std::filesystem::remove_all(folder /
                                    "lists"); // what the desk kept is not the question here
        const std::string sheet = printed_by([&] {
            return central::desk::open(config(), {.id = crypto::hex(envelope.id),
                                                  .identity = folder / "me.age",
                                                  .passphrase_file = folder / "passphrase",
                                                  .language = "en",
                                                  .json = {},
                                                  .kept = {}});
        });
        CHECK(sheet.find("111 111 111 111") != std::string::npos); // her code: it did open
        return sheet.find("cannot be verified") != std::string::npos;
    }
};

} // namespace

TEST_CASE("a manifest is known along the whole chain, and no further is asked than needed") {
    Chain chain;
    CHECK(chain.knows(hash_of(chain.texts[3])));
    CHECK(chain.knows(hash_of(chain.texts[2])));
    CHECK(chain.asked == 0);
    CHECK(chain.knows(hash_of(chain.texts[1])));
    CHECK(chain.asked == 1);
    CHECK(chain.knows(hash_of(chain.texts[0])));
    CHECK(chain.asked == 3);
    CHECK_FALSE(chain.knows(hash_of("another")));
}

TEST_CASE("a manifest that is held but in no chain does not count") {
    Chain chain;
    json other = json::parse(chain.texts[1]);
    other["revoked"] = {"blue"};
    const std::string forged = other.dump();
    chain.held[hash_of(forged)] = bytes_in(forged);
    CHECK_FALSE(chain.knows(hash_of(forged)));
}

TEST_CASE("what is brought in the place of an older manifest vouches for nothing") {
    Chain chain;
    json other = json::parse(chain.texts[2]);
    const std::string forged = following(other.dump());
    other["previous"] = crypto::hex(hash_of("wanted"));
    chain.held[hash_of(chain.texts[2])] = bytes_in(other.dump());
    CHECK_FALSE(chain.knows(hash_of("wanted")));
    CHECK_FALSE(chain.knows(hash_of(chain.texts[1])));
    CHECK(chain.knows(hash_of(chain.texts[2]))); // named by the newest itself
    chain.held.erase(hash_of(chain.texts[2]));
    CHECK_FALSE(chain.knows(hash_of(chain.texts[1]))); // a link is missing
}

TEST_CASE("what was queued before the list changed twice opens without a flag") {
    Rotated with;
    const crypto::Hash first = hash_of(with.manifest);
    const crypto::Envelope oldest = with.sealed_under(first);
    with.rotate();
    const crypto::Envelope later = with.sealed_under(hash_of(with.manifest));
    with.rotate();
    with.rotate();
    CHECK_FALSE(with.flagged(oldest));
    CHECK_FALSE(with.flagged(later));
    CHECK_FALSE(with.flagged(with.sealed_under(hash_of(with.manifest))));

    // What nobody has signed is flagged, also when it lies among the manifests that were seen.
    json other = json::parse(with.manifest);
    other["revoked"] = {"blue"};
    const crypto::Hash forged = hash_of(other.dump());
    CHECK(with.flagged(with.sealed_under(forged)));
    fixture::write_file(with.seen(forged), other.dump());
    CHECK(with.flagged(with.sealed_under(forged)));

    // A manifest that was changed where it is kept, or is gone, ends the chain.
    const std::string kept = fixture::read_file(with.seen(hash_of(with.manifest)));
    CHECK(kept == with.manifest);
    const auto before = read(with.manifest).previous.value();
    const std::string link = fixture::read_file(with.seen(before));
    fixture::write_file(with.seen(before), link + " ");
    CHECK(with.flagged(oldest));
    std::filesystem::remove(with.seen(before));
    CHECK(with.flagged(oldest));
    fixture::write_file(with.seen(before), link);
    CHECK_FALSE(with.flagged(oldest));
}

TEST_CASE("manifests that were seen are kept across a restart, and mended") {
    const fixture::Folder folder;
    const Authority authority;
    const fixture::Kiosk kiosk;
    authority.write_kiosks(folder.path(), 1, json::array({kiosk.entry()}));
    Chain chain;
    chain.texts = {authority.manifest().dump()};
    for (int version = 1; version <= 3; ++version) {
        fixture::write_list(folder / "manifest.json",
                            authority.roots().list(chain.texts.back(), {0, 1}));
        REQUIRE(central::ListFolder::open(folder.path(), authority.trust()).has_value());
        chain.texts.push_back(following(chain.texts.back()));
    }
    const auto first = folder / "seen" / (crypto::hex(hash_of(chain.texts[0])) + ".json");
    auto lists = central::ListFolder::open(folder.path(), authority.trust());
    REQUIRE(lists.has_value());
    for (std::size_t version = 0; version < 3; ++version) {
        CHECK(lists->seen(hash_of(chain.texts[version])) == bytes_in(chain.texts[version]));
    }
    CHECK_FALSE(lists->seen(hash_of(chain.texts[3])).has_value());

    fixture::write_file(first, "half of it");
    CHECK_FALSE(lists->seen(hash_of(chain.texts[0])).has_value());
    CHECK(central::keep_manifest(folder / "seen", crypto::bytes_of(chain.texts[0])));
    CHECK(fixture::read_file(first) == chain.texts[0]);
}

TEST_CASE("a centre that cannot keep a manifest says so and goes on") {
    const fixture::Folder folder;
    const Authority authority;
    authority.write_manifest(folder.path(), authority.manifest());
    authority.write_kiosks(folder.path(), 1, json::array());
    fixture::write_file(folder / "seen", "a file where the folder should be");
    const fixture::LogCapture log;
    const auto lists = central::ListFolder::open(folder.path(), authority.trust());
    REQUIRE(lists.has_value());
    CHECK(lists->current().manifest.version == 1);
    CHECK(log.has("<1>alarm CentralListNotKept"));
}
