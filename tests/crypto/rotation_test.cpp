// Keys that change while referrals are on their way: what was sealed under one version stays
// readable, what is sealed after the next one came is sealed to its keys, and dates switch keys on
// their day.
#include "tests/crypto/manifest_text.h"
#include "tests/crypto/minisign.h"

#include "crypto/envelope.h"

using namespace crypto;
using namespace std::chrono_literals;
using nlohmann::json;

namespace {

constexpr Day kToday = 2026y / 11 / 24;

/// A caseworker's key and her line in the list.
struct Reader {
    HybridIdentity identity = HybridIdentity::generate();
    json entry(const std::string& id, const char* role, const std::string& from = "2026-01-01",
               const std::string& until = "2027-12-31") const {
        return {{"id", id},
                {"age_recipient", format_recipient(identity.recipient())},
                {"role", role},
                {"not_before", from},
                {"not_after", until}};
    }
    bool opens(ByteView age_file) const {
        std::vector<Identity> own;
        own.emplace_back(HybridIdentity::parse(identity.format().view()).value());
        const auto opened = open_age(age_file, own);
        CHECK((opened || opened.error() == Error::NoMatch));
        return opened.has_value();
    }
};

/// A terminal: the list it holds, and what it seals under that list.
class Terminal {
public:
    Terminal() : key_(SigningKey::generate()), roots_(keys_.roots(2)) {}

    Result<AcceptedManifest> offer(const json& document) {
        auto accepted =
            accept_manifest(keys_.list(document.dump(), {0, 1}), roots_, stored_, /*floor=*/1);
        if (accepted) {
            held_ = accepted->manifest;
            stored_ = AcceptedList{held_.version, held_.hash};
        }
        return accepted;
    }
    Envelope seal(Day today) {
        const Bytes record(kRecordSizes[0], std::byte{' '});
        const auto active = active_recipients(held_, today);
        EnvelopeHead head;
        head.submission = random_array<16>();
        head.kiosk = kiosk_id_of(key_.public_key());
        head.sequence = ++sequence_;
        head.previous = last_;
        head.manifest = held_.hash;
        auto envelope =
            make_envelope(head, seal_referral(record, active->recipients).value(), key_).value();
        last_ = envelope.id;
        return envelope;
    }
    PublicKey public_key() const { return key_.public_key(); }
    const Manifest& held() const { return held_; }

private:
    MinisignKeys keys_{3};
    SigningKey key_;
    Roots roots_;
    Manifest held_;
    std::optional<AcceptedList> stored_;
    std::uint64_t sequence_ = 0;
    EnvelopeId last_{};
};

json next_of(const json& document) {
    json next = document;
    next["version"] = document["version"].get<std::uint64_t>() + 1;
    next["previous"] = hex(sha256(bytes_of(document.dump())));
    return next;
}

/// The people of a centre: Blue leaves, Violet comes.
struct Centre {
    Reader blue, green, violet, recovery;
    json first;
    json second;

    Centre() {
        first = manifest_json();
        first["recipients"] = {blue.entry("blue", "caseworker"), green.entry("green", "caseworker"),
                               recovery.entry("recovery", "recovery")};
        second = next_of(first);
        second["recipients"].push_back(violet.entry("violet", "caseworker"));
        second["revoked"] = {"blue"};
    }
};

} // namespace

TEST_CASE("rotation: what is on its way under the old list stays readable by its keys") {
    const Centre centre;
    Terminal terminal;
    REQUIRE(terminal.offer(centre.first));
    const Envelope old = terminal.seal(kToday); // in the queue when the next list comes
    REQUIRE(terminal.offer(centre.second));
    const Envelope fresh = terminal.seal(kToday);

    const auto arrived = parse_envelope(old.encode());
    REQUIRE(arrived);
    CHECK(verify_envelope(*arrived, terminal.public_key()));
    CHECK(arrived->head.manifest == sha256(bytes_of(centre.first.dump())));
    CHECK(centre.blue.opens(arrived->age_file()));
    CHECK(centre.green.opens(arrived->age_file()));
    CHECK(centre.recovery.opens(arrived->age_file()));
    CHECK_FALSE(centre.violet.opens(arrived->age_file()));

    // The chain goes on over the change; each envelope names the list it was sealed under.
    CHECK(fresh.head.previous == old.id);
    CHECK(fresh.head.manifest == sha256(bytes_of(centre.second.dump())));
}

TEST_CASE("rotation: from the moment the next list is accepted its keys are sealed to") {
    const Centre centre;
    Terminal terminal;
    REQUIRE(terminal.offer(centre.first));
    REQUIRE(terminal.offer(centre.second));
    const Bytes fresh = terminal.seal(kToday).age_file();
    CHECK_FALSE(centre.blue.opens(fresh));
    CHECK(centre.green.opens(fresh));
    CHECK(centre.violet.opens(fresh));
    CHECK(centre.recovery.opens(fresh));
}

TEST_CASE("rotation: the old list cannot come back, and a refused one changes nothing") {
    const Centre centre;
    Terminal terminal;
    REQUIRE(terminal.offer(centre.first));
    REQUIRE(terminal.offer(centre.second));
    CHECK(error_of(terminal.offer(centre.first)) == Error::OldVersion);
    json without_recovery = next_of(centre.second);
    without_recovery["recipients"].erase(2);
    CHECK(error_of(terminal.offer(without_recovery)) == Error::TooFewRecipients);
    CHECK(terminal.held().version == 2);
    CHECK_FALSE(centre.blue.opens(terminal.seal(kToday).age_file()));
}

TEST_CASE("rotation: keys of an epoch begin and end on their days") {
    const Reader autumn, winter, stranger, recovery;
    json document = manifest_json();
    document["minimum_recipients"] = 1;
    document["recipients"] = {
        autumn.entry("autumn", "caseworker", "2026-09-01", "2026-11-30"),
        winter.entry("winter", "caseworker", "2026-11-30", "2027-02-28"), // one day of both
        recovery.entry("recovery", "recovery")};
    Terminal terminal;
    REQUIRE(terminal.offer(document));
    const auto readers = [&](Day day) {
        CHECK(active_recipients(terminal.held(), day)->state == ManifestState::Current);
        const Bytes file = terminal.seal(day).age_file();
        CHECK(recovery.opens(file));
        CHECK_FALSE(stranger.opens(file));
        return std::pair(autumn.opens(file), winter.opens(file));
    };
    CHECK(readers(2026y / 9 / 1) == std::pair(true, false));
    CHECK(readers(2026y / 11 / 29) == std::pair(true, false));
    CHECK(readers(2026y / 11 / 30) == std::pair(true, true));
    CHECK(readers(2026y / 12 / 1) == std::pair(false, true));
    CHECK(readers(2027y / 2 / 28) == std::pair(false, true));
    // A day without any epoch is an outdated list: sealed to both, never to nobody.
    CHECK(active_recipients(terminal.held(), 2027y / 3 / 1)->state == ManifestState::Expired);
    const Bytes after = terminal.seal(2027y / 3 / 1).age_file();
    CHECK(autumn.opens(after));
    CHECK(winter.opens(after));
}
