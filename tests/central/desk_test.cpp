// The caseworker's program without its window to the network: identity files, what is opened and
// what is refused, and the printed sheet.
#include "central/desk/clean.h"
#include "central/desk/identity.h"
#include "central/desk/merging.h"
#include "central/desk/sheet.h"
#include "crypto/rewrap.h"
#include "tests/central/fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <sys/stat.h>

using namespace central;
using namespace central::desk;

namespace {

constexpr int kQuick = 14; // scrypt's least factor: these tests are not about its cost

DeskConfig config() {
    DeskConfig config;
    config.assets = std::filesystem::path(REFERRAL_BINARY_DIR) / "share" / "referral";
    config.form = config.assets / "form" / "referral.json";
    return config;
}

Reader reader(const std::string& language = "en") {
    auto loaded = Reader::load(config(), language);
    if (!loaded) {
        FAIL(loaded.error());
    }
    return std::move(*loaded);
}

/// Where no manifest but the one held now is to be had.
std::optional<crypto::Bytes> no_older(const crypto::Hash&) {
    return std::nullopt;
}

/// A terminal, a manifest's hash and one caseworker: what an envelope is opened with.
struct Case {
    fixture::Kiosk kiosk;
    std::vector<crypto::Identity> identities;
    crypto::Recipient recipient;
    VerifiedLists lists;
    intake::RecordFacts facts;

    Case() {
        auto identity = crypto::HybridIdentity::generate();
        recipient = identity.recipient();
        identities.emplace_back(std::move(identity));
        lists.manifest.hash.fill(std::byte{7});
        lists.kiosks.kiosks.push_back({.id = kiosk.id(),
                                       .key = kiosk.key().public_key(),
                                       .centre = "north",
                                       .state = crypto::KioskState::Active});
        facts.submission.fill(std::byte{1});
        facts.kiosk = kiosk.id();
        facts.manifest = lists.manifest.hash;
        facts.day = "2026-11-24";
        facts.languages = {"en"};
        facts.code.fill('1');
    }

    crypto::Bytes age_file() const {
        const Reader with = reader();
        const intake::Answers answers(with.form());
        const auto record = intake::encode_record(answers, facts);
        return crypto::seal_referral(record.span(), std::span(&recipient, 1)).value();
    }
    crypto::Envelope envelope() const {
        crypto::EnvelopeHead head = kiosk.next_head();
        head.submission.fill(std::byte{1});
        head.manifest = lists.manifest.hash;
        return kiosk.make(head, age_file());
    }
    std::expected<Opened, OpenError> open(const crypto::Envelope& envelope) const {
        return open_envelope(envelope.encode(), envelope.id, lists, identities, no_older);
    }
};

OpenError refusal(const std::expected<Opened, OpenError>& opened) {
    REQUIRE_FALSE(opened.has_value());
    return opened.error();
}

/// A record as the desk holds it, made by hand: the views point at literals.
Opened opened_with(std::vector<intake::RecordItem> items, std::string_view decision = "refer_me") {
    Opened opened{.record = {}, .json = {}, .manifest_known = true};
    opened.record.decision = decision;
    opened.record.form_url = "urn:referral-kiosk:form:referral";
    opened.record.form_sha256 = "0";
    opened.record.day = "2026-11-24";
    opened.record.code = "123456789012";
    opened.record.items = std::move(items);
    return opened;
}

intake::RecordItem answered(std::string_view link_id, intake::RecordValue value) {
    intake::RecordItem item{
        .link_id = link_id, .state = intake::AnswerState::Answered, .values = {}, .items = {}};
    item.values.push_back(value);
    return item;
}

std::string sheet(const Opened& opened, const std::string& language = "en") {
    const crypto::ListedKiosk kiosk{.id = {}, .key = {}, .centre = "north"};
    return std::string(sheet_of(opened, &kiosk, reader(language)).view());
}

bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("an identity file opens with its passphrase and with no other") {
    const fixture::Folder folder;
    const auto file = folder / "me.age";
    const auto made = make_identity(file, crypto::SecretText("a long passphrase"), kQuick);
    REQUIRE(made.has_value());
    struct stat about{};
    REQUIRE(::stat(file.c_str(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);

    const auto read = read_identity(file, crypto::SecretText("a long passphrase"));
    REQUIRE(read.has_value());
    const auto recipient = std::get<crypto::HybridIdentity>(read->front()).recipient();
    CHECK(crypto::format_recipient(recipient) == made->recipient);
    CHECK(fingerprint_of(recipient) == made->fingerprint);

    const auto wrong = read_identity(file, crypto::SecretText("another passphrase"));
    REQUIRE_FALSE(wrong.has_value());
    CHECK(wrong.error() == file.string() + ": the passphrase does not open it");
}

TEST_CASE("an identity file is never written over") {
    const fixture::Folder folder;
    const auto file = folder / "me.age";
    fixture::write_file(file, "something");
    const auto made = make_identity(file, crypto::SecretText("a long passphrase"), kQuick);
    REQUIRE_FALSE(made.has_value());
    CHECK(made.error() == file.string() + ": exists already and is never overwritten");
    CHECK(fixture::read_file(file) == "something");
}

TEST_CASE("what a listed terminal signed and sealed to this key opens") {
    const Case with;
    const auto opened = with.open(with.envelope());
    REQUIRE(opened.has_value());
    CHECK(opened->manifest_known);
    CHECK(opened->record.day == "2026-11-24");
    CHECK(crypto::text_of(opened->json.span()).ends_with("}")); // without the padding
}

TEST_CASE("a record whose file key was wrapped anew opens for its new reader only") {
    Case with;
    auto reader_key = crypto::HybridIdentity::generate();
    const crypto::Recipient recipient = reader_key.recipient();
    const crypto::Envelope envelope = with.envelope();
    const auto kept =
        crypto::encode_kept(crypto::rewrap(envelope, with.identities, {&recipient, 1}).value());
    CHECK(refusal(open_envelope(kept, envelope.id, with.lists, with.identities, no_older)) ==
          OpenError::NotForThisKey);
    with.identities.clear();
    with.identities.emplace_back(std::move(reader_key));
    const auto opened = open_envelope(kept, envelope.id, with.lists, with.identities, no_older);
    REQUIRE(opened.has_value());
    CHECK(opened->record.day == "2026-11-24");
}

TEST_CASE("an envelope from nowhere, of somebody else or changed on its way is not opened") {
    Case with;
    const crypto::Envelope envelope = with.envelope();
    SECTION("another one than was asked for") {
        crypto::EnvelopeId other = envelope.id;
        other[0] ^= std::byte{1};
        CHECK(refusal(open_envelope(envelope.encode(), other, with.lists, with.identities,
                                    no_older)) == OpenError::WrongEnvelope);
    }
    SECTION("a terminal that is not listed") {
        with.lists.kiosks.kiosks.clear();
        CHECK(refusal(with.open(envelope)) == OpenError::UnknownKiosk);
    }
    SECTION("a key listed for the terminal that did not sign") {
        with.lists.kiosks.kiosks[0].key = fixture::Kiosk().key().public_key();
        CHECK(refusal(with.open(envelope)) == OpenError::BadSignature);
    }
    SECTION("sealed to others") {
        with.identities.clear();
        with.identities.emplace_back(crypto::HybridIdentity::generate());
        CHECK(refusal(with.open(envelope)) == OpenError::NotForThisKey);
    }
}

TEST_CASE("a record that names another submission, terminal or manifest than its envelope") {
    Case with;
    std::byte* inner = nullptr;
    SECTION("submission") {
        inner = &with.facts.submission[3];
    }
    SECTION("terminal") {
        inner = &with.facts.kiosk[3];
    }
    SECTION("manifest") {
        inner = &with.facts.manifest[3];
    }
    *inner ^= std::byte{1};
    CHECK(refusal(with.open(with.envelope())) == OpenError::Mismatch);
}

TEST_CASE("what one terminal sealed, another that is listed cannot send as its own") {
    Case with;
    const fixture::Kiosk thief;
    with.lists.kiosks.kiosks.push_back(
        {.id = thief.id(), .key = thief.key().public_key(), .centre = "south"});
    crypto::EnvelopeHead head = thief.next_head();
    head.submission = with.facts.submission;
    head.manifest = with.facts.manifest;
    CHECK(refusal(with.open(thief.make(head, with.age_file()))) == OpenError::Mismatch);
}

TEST_CASE("two records of one terminal cannot be exchanged between their envelopes") {
    Case with;
    const crypto::Envelope first = with.envelope();
    const crypto::Bytes first_file = first.age_file();
    crypto::EnvelopeHead head = with.kiosk.next_head();
    head.submission.fill(std::byte{2});
    head.manifest = with.lists.manifest.hash;
    CHECK(refusal(with.open(with.kiosk.make(head, first_file))) == OpenError::Mismatch);
}

TEST_CASE("a manifest the desk cannot verify is told, and the record still opens") {
    Case with;
    const crypto::Envelope envelope = with.envelope();
    with.lists.manifest.hash.fill(std::byte{9});
    const auto opened = with.open(envelope);
    REQUIRE(opened.has_value());
    CHECK_FALSE(opened->manifest_known);
    CHECK(has(sheet(*opened), "cannot be verified"));
}

TEST_CASE("what was sealed under the list before the one held now is verified still") {
    Case with;
    const crypto::Envelope on_its_way = with.envelope();
    with.lists.manifest.previous = with.lists.manifest.hash;
    with.lists.manifest.hash.fill(std::byte{9});
    with.lists.manifest.version += 1;
    const auto opened = with.open(on_its_way);
    REQUIRE(opened.has_value());
    CHECK(opened->manifest_known);
    CHECK_FALSE(has(sheet(*opened), "cannot be verified"));
}

TEST_CASE("coded answers stand on the sheet in the reader's language, own words as typed") {
    const Opened opened = opened_with({answered("decision", intake::CodedValue{"", "refer_me", ""}),
                                       answered("story", std::string_view("سطر\nline two"))});
    CHECK(has(sheet(opened, "en"), "I want to be referred to help."));
    CHECK(has(sheet(opened, "fi"), "Haluan, että minut ohjataan"));
    CHECK(has(sheet(opened, "ar"), "ما الخطوة المناسبة لك الآن؟"));
    CHECK(has(sheet(opened, "fi"), "    سطر\n    line two\n"));
    CHECK(has(sheet(opened, "en"), "123 456 789 012"));
}

TEST_CASE("countries and languages stand on the sheet in the reader's language, whoever asked") {
    const Opened opened = opened_with(
        {answered("citizen", intake::CodedValue{"urn:iso:std:iso:3166", "CI", "Côte d'Ivoire"}),
         answered("mother_tongue", intake::CodedValue{"urn:ietf:bcp:47", "wo", "Wolof"}),
         answered("sign", intake::CodedValue{"urn:ietf:bcp:47", "fse", "Finnish Sign Language"}),
         answered("none", intake::CodedValue{"urn:referral-kiosk:code:country", "stateless",
                                             "Stateless"})});
    const auto finnish = sheet(opened, "fi");
    CHECK(has(finnish, "    Norsunluurannikko\n"));
    CHECK(has(finnish, "    Wolof\n"));
    CHECK(has(finnish, "    Finnish Sign Language\n")); // no Finnish name: the record's own
    CHECK(has(finnish, "    Ei kansalaisuutta (kansalaisuudeton)\n"));
    CHECK(has(sheet(opened, "ar"), "    ساحل العاج\n"));
    CHECK(has(sheet(opened, "en"), "    Côte d’Ivoire\n"));
}

TEST_CASE(
    "a date said in another calendar stands on the sheet as said, with the days it may mean") {
    using i18n::Calendar;
    const auto born = [](const i18n::CalendarDay& said, const std::string& language) {
        return sheet(opened_with({answered("birth_date", intake::date_said(said))}), language);
    };
    const auto whole = born({Calendar::Persian, {1370, 1, 1}}, "en");
    CHECK(has(whole, "    1 Farvardin 1370 (Persian Calendar)\n"));
    CHECK(has(whole, "    21 March 1991 (Gregorian Calendar)\n"));
    const auto year = born({Calendar::Ethiopic, {1983, 0, 0}}, "fi");
    CHECK(has(year, "    1983 (etiopialainen kalenteri)\n"));
    CHECK(has(year, "11. syyskuuta 1990"));
    CHECK(has(year, "11. syyskuuta 1991 (gregoriaaninen kalenteri)\n"));
    const auto no_year = born({Calendar::Ethiopic, {0, 13, 5}}, "en");
    CHECK(has(no_year, "(Ethiopic Calendar)\n"));
    CHECK_FALSE(has(no_year, "Gregorian"));
    CHECK_FALSE(has(born({Calendar::Gregorian, {1991, 3, 21}}, "en"), "Calendar"));
}

TEST_CASE("the languages she used are one list in the reader's own way") {
    Opened opened = opened_with({});
    opened.record.languages = {"en", "sv", "fi"};
    CHECK(has(sheet(opened, "en"), "English (en), Svenska (sv) and Suomi (fi)\n"));
    CHECK(has(sheet(opened, "fi"), "English (en), Svenska (sv) ja Suomi (fi)\n"));
}

TEST_CASE("an item or an answer this form does not know is shown by its own name") {
    const auto text =
        sheet(opened_with({answered("new_item", intake::CodedValue{"", "x7", "Seven"}),
                           answered("newer", intake::CodedValue{"", "x8", ""})}));
    CHECK(has(text, "new_item\n    Seven\n"));
    CHECK(has(text, "newer\n    x8\n"));
    CHECK(has(text, "another version of the form"));
}

TEST_CASE("another form's items are shown by their own names, whatever ours are called") {
    Opened opened = opened_with({answered("decision", intake::CodedValue{"", "refer_me", "Refer"}),
                                 answered("age", intake::CodedValue{"urn:x", "adult", "Old"})});
    CHECK(has(sheet(opened), "I want to be referred to help."));
    opened.record.form_url = "urn:somebody:form";
    const auto text = sheet(opened);
    CHECK(has(text, "decision\n    Refer\n"));
    CHECK(has(text, "age\n    Old\n"));
    CHECK_FALSE(has(text, "I want to be referred"));
}

TEST_CASE("nothing a person typed commands the caseworker's terminal or turns its text round") {
    const auto text =
        sheet(opened_with({answered("story", std::string_view("a\x1b[2Jb\x7f\r\xc2\x9b"
                                                              "c\u202Ed\u2066e"))}));
    CHECK(has(text, "a\uFFFD[2Jb\uFFFD\uFFFD\uFFFD"
                    "c\uFFFDd\uFFFDe\n"));
    CHECK_FALSE(has(text, "\x1b"));
}

TEST_CASE("a control character written in more bytes than it needs is none the less taken out") {
    CHECK(clean("a\xe0\x82\x9b[2Jb") == "a\uFFFD\uFFFD\uFFFD[2Jb");
    CHECK(clean("a\xf0\x80\x82\x9b"
                "b") == "a\uFFFD\uFFFD\uFFFD\uFFFDb");
    CHECK(clean("\xed\xa0\x80\xf4\x90\x80\x80") == clean(std::string(7, '\xff')));
}

TEST_CASE("nothing else in a record commands the caseworker's terminal either") {
    constexpr std::string_view kEvil = "e\x1b]0;x\x07\u202Ee";
    constexpr std::string_view kTamed = "e\uFFFD]0;x\uFFFD\uFFFDe";
    Opened opened = opened_with({answered(kEvil, intake::CodedValue{kEvil, kEvil, kEvil}),
                                 answered("b", intake::CodedValue{kEvil, kEvil, ""}),
                                 answered("twice\x1b[2J", true),
                                 answered("twice\x1b[2J", std::string_view("\xE2\x1b[2J\x9b"))});
    opened.record.form_url = kEvil;
    opened.record.form_version = kEvil;
    opened.record.notice_id = kEvil;
    opened.record.notice_language = kEvil;
    opened.record.languages = {"en", kEvil};
    opened.record.day = kEvil;
    opened.record.code = "12\x1b[2J3456";
    const auto text = sheet(opened);
    for (const char control : {'\x1b', '\x07', '\x9b'}) {
        CHECK_FALSE(has(text, std::string(1, control)));
    }
    CHECK_FALSE(has(text, "\u202E"));
    std::size_t tamed = 0;
    for (std::size_t at = text.find(kTamed); at != std::string::npos;
         at = text.find(kTamed, at + 1)) {
        ++tamed;
    }
    // The day, the form and its version, a language, the notice and its language, a question and
    // two answers; ICU shows a language it does not know in its own way.
    CHECK(tamed >= 9);
    CHECK(has(text, "\uFFFD\uFFFD[2J\uFFFD\n")); // torn UTF-8 takes nothing after it along
}

TEST_CASE(
    "the desk's own sentences keep the signs that hold a name apart from the text around it") {
    Opened opened = opened_with({});
    opened.record.notice_id = "n1";
    opened.record.notice_language = "ar";
    const auto text = sheet(opened);
    CHECK(has(text, "\u2068n1\u2069"));
    CHECK_FALSE(has(text, "\uFFFD"));
}

TEST_CASE("an answer that a helper entered says so") {
    intake::RecordItem item = answered("gender", intake::CodedValue{"", "woman", "A woman"});
    CHECK_FALSE(has(sheet(opened_with({item})), "entered by the person who was helping"));
    item.entered_by = "helper";
    CHECK(has(sheet(opened_with({item})), "entered by the person who was helping"));
}

TEST_CASE("a way to reach her that she has not called safe is warned of") {
    const auto contact = [](std::optional<bool> safe) {
        intake::RecordItem group{.link_id = "contact", .values = {}, .items = {}};
        group.items.push_back(
            answered("contact_channel", intake::CodedValue{"", "phone", "Phone"}));
        intake::RecordItem said{.link_id = "contact_safe", .values = {}, .items = {}};
        if (safe) {
            said = answered("contact_safe", *safe);
        }
        group.items.push_back(said);
        return group;
    };
    constexpr std::string_view kWarning = "not marked as safe";
    CHECK_FALSE(has(sheet(opened_with({contact(true)})), kWarning));
    CHECK(has(sheet(opened_with({contact(false)})), kWarning));
    CHECK(has(sheet(opened_with({contact(std::nullopt)})), kWarning)); // silence is no yes
    CHECK(has(sheet(opened_with({contact(true), contact(false)})), kWarning));
    Opened theirs = opened_with({contact(false)});
    theirs.record.form_url = "urn:somebody:form"; // another form's `contact` is its own
    CHECK_FALSE(has(sheet(theirs), kWarning));
}

TEST_CASE("an anonymous record does not say where it comes from") {
    CHECK(has(sheet(opened_with({})), "north"));
    const auto text = sheet(opened_with({}, "anonymous_only"));
    CHECK_FALSE(has(text, "north"));
    CHECK(has(text, "chose to stay anonymous"));
}

TEST_CASE("what a queue signed once more in a new chain is one submission") {
    const fixture::Kiosk kiosk;
    const fixture::Kiosk chain; // another head, as after a loss
    const auto submitted = [](const crypto::Envelope& envelope) {
        return submitted_in(envelope.encode(), envelope.id);
    };
    crypto::EnvelopeHead head = kiosk.next_head();
    const crypto::Envelope first = kiosk.make(head);
    head.chain = chain.next_head().chain;
    head.sequence = 9;
    const crypto::Envelope again = kiosk.make(head);
    REQUIRE(first.id != again.id);
    const crypto::Envelope other_words = kiosk.make(head, Case().age_file());
    head.submission[0] ^= std::byte{1};
    const crypto::Envelope other_submission = kiosk.make(head);

    const std::optional<Submitted> all[] = {
        submitted(first),       submitted(other_words),      std::nullopt, submitted(again),
        submitted(other_words), submitted(other_submission), std::nullopt, submitted(again)};
    CHECK(repeated(all) == std::vector<bool>{false, false, false, true, true, false, false, true});
    CHECK(repeated({}).empty());
}

TEST_CASE("an envelope that is not the one asked for says nothing about a submission") {
    const fixture::Kiosk kiosk;
    const crypto::Envelope envelope = kiosk.make(kiosk.next_head());
    crypto::Bytes bytes = envelope.encode();
    CHECK(submitted_in(bytes, envelope.id).has_value());
    CHECK_FALSE(submitted_in(bytes, crypto::EnvelopeId{}).has_value());
    bytes.back() ^= std::byte{1};
    CHECK_FALSE(submitted_in(bytes, envelope.id).has_value());
    CHECK_FALSE(submitted_in({}, envelope.id).has_value());
}

TEST_CASE("a language without a catalogue and a form that is none are refused by name") {
    const auto language = Reader::load(config(), "tlh");
    REQUIRE_FALSE(language.has_value());
    CHECK(has(language.error(), "tlh"));
    CHECK(has(language.error(), "fi"));

    const fixture::Folder folder;
    DeskConfig damaged = config();
    damaged.form = folder / "form.json";
    fixture::write_file(damaged.form, "{");
    const auto form = Reader::load(damaged, "en");
    REQUIRE_FALSE(form.has_value());
    CHECK(has(form.error(), damaged.form.string()));
    damaged = config();
    damaged.assets = folder / "share";
    std::filesystem::copy(config().assets, damaged.assets,
                          std::filesystem::copy_options::recursive);
    fixture::write_file(damaged.assets / "codes" / "country.tsv", "# nothing\n");
    const auto codes = Reader::load(damaged, "en");
    REQUIRE_FALSE(codes.has_value());
    CHECK(has(codes.error(), "country.tsv:1: holds no row"));
}
