// The whole centre over real TLS: what a listed terminal signed is kept, receipted and given to
// desks; whatever is refused leaves not a byte behind.
#include "central/desk/commands.h"
#include "crypto/receipt.h"
#include "tests/central/door.h"
#include "tests/crypto/sealed.h"

#include <iostream>
#include <sstream>

namespace {

using fixture::Answer;
using fixture::Centre;
using fixture::get;
using fixture::Kiosk;
using fixture::upload;
using fixture::upload_with;
using nlohmann::json;

std::string id_of(const crypto::Envelope& envelope) {
    return crypto::base64url(envelope.id);
}

/// The id that these bytes have as an envelope, so that only what a test changed is wrong.
std::string own_id(const crypto::Bytes& bytes) {
    return id_of(crypto::parse_envelope(bytes).value());
}

std::string digest(crypto::ByteView bytes) {
    return "sha-256=:" + crypto::base64_padded(crypto::sha256(bytes)) + ':';
}

/// Sends `request`, which must be refused with `status` and `reason`, said, logged, and nothing
/// stored.
void refused(const Centre& centre, const std::string& request, unsigned status,
             const std::string& reason) {
    CAPTURE(reason);
    const std::string before = centre.stored();
    const fixture::LogCapture log;
    const Answer answer = centre.ask(request);
    CHECK(answer.status == status);
    CHECK(answer.body == reason + "\n");
    CHECK(log.text().starts_with("<4>warning CentralEnvelopeRefused status=" +
                                 std::to_string(status) + " reason=" + reason + " - "));
    CHECK(centre.stored() == before);
}

/// A desk's inbox after `cursor`.
json inbox(const Centre& centre, int cursor = 0) {
    const Answer page = centre.ask(get("/v1/envelopes?after=" + std::to_string(cursor)), "desk");
    REQUIRE(page.status == 200);
    CHECK(page.says("Content-Type: application/json\r\n"));
    return json::parse(page.body);
}

json flags_at(const Centre& centre, std::size_t line) {
    return inbox(centre)["envelopes"].at(line)["flags"];
}

central::desk::DeskConfig desk_of(const Centre& centre, const std::string& certificate = "desk") {
    const fixture::Papers papers = centre.papers(certificate);
    central::desk::DeskConfig config;
    config.url = "https://127.0.0.1:" + std::to_string(centre.port());
    config.ca = papers.ca;
    config.certificate = papers.certificate;
    config.key = papers.key;
    return config;
}

/// What a command of `referral-desk` prints; it must succeed.
std::string printed_by(const std::function<int()>& command) {
    const std::ostringstream printed;
    std::streambuf* const before = std::cout.rdbuf(printed.rdbuf());
    const int code = command();
    std::cout.rdbuf(before);
    REQUIRE(code == 0);
    return printed.str();
}

/// What `referral-desk inbox` prints.
std::string printed_inbox(const Centre& centre) {
    return printed_by([&] { return central::desk::inbox(desk_of(centre)); });
}

} // namespace

TEST_CASE("an upload is answered 201 once, then 200, with one receipt that holds") {
    Centre centre;
    const crypto::Envelope envelope = centre.kiosk().next();
    fixture::Client terminal = centre.client();
    const auto first = terminal.ask(upload(envelope));
    REQUIRE(first.has_value());
    CHECK(first->status == 201);
    const auto receipt = crypto::verify_receipt(first->body, {&centre.receipt_key(), 1});
    REQUIRE(receipt.has_value());
    CHECK(crypto::matches(*receipt, envelope).has_value());

    const std::string stored = centre.stored();
    const auto again = terminal.ask(upload(envelope)); // on the same connection
    REQUIRE(again.has_value());
    CHECK(again->status == 200);
    CHECK(again->body == first->body);
    CHECK(centre.ask(upload(envelope)).body == first->body); // and on another
    CHECK(centre.stored() == stored);

    const json page = inbox(centre);
    REQUIRE(page["envelopes"].size() == 1);
    CHECK(page["envelopes"][0]["id"] == crypto::hex(envelope.id));
    CHECK(page["envelopes"][0]["day"] == receipt->day);
    CHECK(page["envelopes"][0]["flags"] == json::array());
    const Answer got = centre.ask(get("/v1/envelopes/" + id_of(envelope)), "desk");
    CHECK(got.status == 200);
    CHECK(got.says("Content-Type: application/octet-stream\r\n"));
    CHECK(crypto::equal(crypto::bytes_of(got.body), envelope.encode()));
}

TEST_CASE("an envelope that has changed on the centre's disk is not handed out") {
    Centre centre;
    const crypto::Envelope envelope = centre.kiosk().next();
    REQUIRE(centre.ask(upload(envelope)).status == 201);
    const std::string address = get("/v1/envelopes/" + id_of(envelope));
    REQUIRE(centre.ask(address, "desk").status == 200);

    std::string file = fixture::read_file(centre.store());
    const crypto::Bytes bytes = envelope.encode();
    const std::string middle(crypto::text_of(bytes).substr(bytes.size() / 2, 64));
    const std::size_t at = file.find(middle);
    REQUIRE(at != std::string::npos);
    file[at] = static_cast<char>(file[at] ^ 1);
    constexpr std::size_t kChangeCounter =
        27; // of SQLite's header: what it has read counts no more
    file[kChangeCounter] = static_cast<char>(file[kChangeCounter] + 1);
    fixture::write_file(centre.store(), file);

    const fixture::LogCapture log;
    CHECK(centre.ask(address, "desk").status == 503);
    CHECK(log.has("CentralStoreFailed reason=damaged"));
}

TEST_CASE("an upload whose signature does not hold, or whose terminal is not listed, is refused") {
    Centre centre;
    const crypto::Envelope envelope = centre.kiosk().next();
    const std::string bad = "the signature does not verify";
    crypto::Bytes bytes = envelope.encode();
    bytes.back() ^= std::byte{1};
    refused(centre, upload(own_id(bytes), bytes), 400, bad);
    bytes = envelope.encode(); // what was signed says another place in the chain
    bytes[63] ^= std::byte{4};
    refused(centre, upload(own_id(bytes), bytes), 400, bad);
    bytes = envelope.encode(); // or another sealed file
    bytes[bytes.size() - 100] ^= std::byte{1};
    refused(centre, upload(own_id(bytes), bytes), 400, bad);

    Kiosk stranger;
    refused(centre, upload(stranger.next()), 403, "the terminal is not listed");
    bytes = stranger.next().encode(); // in the name of the listed terminal
    std::ranges::copy(centre.kiosk().id(), bytes.begin() + 24);
    refused(centre, upload(own_id(bytes), bytes), 400, bad);
    CHECK(inbox(centre)["envelopes"].empty());
    CHECK(centre.ask(upload(envelope)).status == 201);
}

TEST_CASE("an upload that is no envelope of a referral is refused") {
    Centre centre;
    const crypto::Envelope envelope = centre.kiosk().next();
    const std::string id = id_of(envelope);
    const std::string shape = "this is not a version 1 envelope, or its lengths disagree";
    crypto::Bytes bytes = envelope.encode();
    bytes.pop_back();
    refused(centre, upload(id, bytes), 400, shape);
    bytes = envelope.encode();
    bytes.push_back(std::byte{0});
    refused(centre, upload(id, bytes), 400, shape);
    bytes = envelope.encode();
    bytes[7] = std::byte{2};
    refused(centre, upload(id, bytes), 400, shape);
    bytes = envelope.encode(); // the age header's first letter
    bytes[136] = std::byte{'A'};
    refused(centre, upload(id, bytes), 400, shape);
    refused(centre, upload(id, {}), 400, shape);

    // Well signed, but no referral inside: FORMAT.md 2 has those who pass it on check the shape.
    const crypto::Recipient recipient = crypto::HybridIdentity::generate().recipient();
    const crypto::EnvelopeHead head = centre.kiosk().next_head();
    const auto one = crypto::seal(crypto::Bytes(65536), {&recipient, 1}).value();
    refused(centre, upload(centre.kiosk().make(head, one)), 400,
            "this is not a valid age v1 header");
    const auto brief = crypto::seal_referral(crypto::Bytes(1000), {&recipient, 1}).value();
    refused(centre, upload(centre.kiosk().make(head, brief)), 400,
            "the age payload is damaged or has the wrong length");
    CHECK(inbox(centre)["envelopes"].empty());
}

TEST_CASE("both sizes of a record are taken") {
    Centre centre;
    const crypto::Recipient recipient = crypto::HybridIdentity::generate().recipient();
    const auto large = crypto::seal_referral(crypto::Bytes(262144), {&recipient, 1}).value();
    CHECK(centre.ask(upload(centre.kiosk().make(centre.kiosk().next_head(), large))).status == 201);
    CHECK(centre.ask(upload(centre.kiosk().next())).status == 201);
}

TEST_CASE("the address of an upload must be the envelope's own") {
    Centre centre;
    const crypto::Envelope envelope = centre.kiosk().next();
    const std::string id = id_of(envelope);
    const std::string reason = "the address names another envelope";
    const crypto::Bytes bytes = envelope.encode();
    refused(centre, upload(id_of(centre.kiosk().next()), bytes), 400, reason);
    refused(centre, upload("", bytes), 400, reason);
    refused(centre, upload(id + "=", bytes), 400, reason);
    refused(centre, upload(id + "/x", bytes), 400, reason);
    refused(centre, upload(id.substr(1), bytes), 400, reason);
    refused(centre, upload(crypto::hex(envelope.id), bytes), 400, reason);
}

TEST_CASE("an upload without its true digest is refused") {
    Centre centre;
    const crypto::Envelope envelope = centre.kiosk().next();
    const crypto::Bytes bytes = envelope.encode();
    const std::string right = digest(bytes);
    const std::string wrong = digest(crypto::bytes_of("another body"));
    const auto with = [&](const std::string& fields) {
        return upload_with(id_of(envelope), bytes, fields);
    };
    const std::string name = "Content-Digest: ";
    for (const std::string& fields :
         {std::string(), name + "\r\n", name + wrong + "\r\n",
          name + right.substr(0, right.size() - 1) + "\r\n", name + "sha-512=:AAAA:\r\n",
          name + right + ", " + wrong + "\r\n", name + wrong + ", " + right + "\r\n",
          "Digest: " + right + "\r\n"}) {
        CAPTURE(fields);
        refused(centre, with(fields), 400, "Content-Digest is missing or differs");
    }
    // Other algorithms beside it decide nothing.
    CHECK(centre.ask(with(name + "sha-512=:AAAA:, " + right + "\r\n")).status == 201);
}

TEST_CASE("an upload that is too large is refused, by a byte or by far") {
    Centre centre;
    const std::string id = id_of(centre.kiosk().next());
    const crypto::Bytes over(crypto::kMaxEnvelopeBytes + 1);
    refused(centre, upload(id, over), 413, "the envelope is too large");

    const std::string before = centre.stored();
    const crypto::Bytes far(central::kBodyLimit + 1);
    CHECK(centre.ask(upload(id, far)).status == 413);
    CHECK(centre.stored() == before);
}

TEST_CASE("an upload that breaks off leaves nothing behind and can be sent again") {
    Centre centre;
    const crypto::Envelope envelope = centre.kiosk().next();
    const std::string request = upload(envelope);
    const std::string before = centre.stored();
    for (const std::size_t size : {request.size() / 2, request.size() - 1}) {
        fixture::Client polite = centre.client();
        REQUIRE(polite.send(request.substr(0, size)));
        polite.end_sending();
        CHECK_FALSE(polite.receive().has_value());
        fixture::Client gone = centre.client();
        REQUIRE(gone.send(request.substr(0, size)));
        gone.reset();
    }
    CHECK(inbox(centre)["envelopes"].empty());
    CHECK(centre.stored() == before);
    CHECK(centre.ask(upload(envelope)).status == 201);
}

TEST_CASE("what a chain says against its terminal is flagged, and receipted all the same") {
    Centre centre;
    const auto receipted = [&centre](const crypto::Envelope& envelope, std::string_view flag) {
        const fixture::LogCapture log;
        const Answer answer = centre.ask(upload(envelope));
        CHECK(answer.status == 201);
        const auto receipt = crypto::verify_receipt(answer.body, {&centre.receipt_key(), 1});
        CHECK((receipt && crypto::matches(*receipt, envelope)));
        const std::string line = "<1>alarm CentralEnvelopeFlagged flag=" + std::string(flag) + " ";
        CHECK((flag.empty() ? log.text().empty() : log.has(line)));
        CHECK(centre.ask(upload(envelope)).body == answer.body);
    };
    const crypto::Envelope first = centre.kiosk().next();
    receipted(first, "");
    const crypto::Envelope missing = centre.kiosk().next();
    receipted(centre.kiosk().next(), "gap");
    CHECK(flags_at(centre, 1) == json{"gap"});
    receipted(missing, "");
    CHECK(flags_at(centre, 1) == json::array());

    crypto::EnvelopeHead fork = first.head;
    fork.submission[0] ^= std::byte{1};
    receipted(centre.kiosk().make(fork), "fork");
    CHECK(flags_at(centre, 0) == json{"fork"});
    CHECK(flags_at(centre, 3) == json{"fork"});
    crypto::EnvelopeHead repeat = centre.kiosk().next_head();
    repeat.submission = first.head.submission;
    receipted(centre.kiosk().make(repeat), "repeat");
    CHECK(flags_at(centre, 4) == json{"repeat"});
}

TEST_CASE("a list that changes is used without a restart, also for a terminal that it retires") {
    Centre centre;
    const Answer before = centre.ask(get("/v1/lists"));
    CHECK(before.status == 200);
    CHECK(before.says("Content-Type: application/json\r\n"));
    const auto lists = central::parse_lists(before.body);
    REQUIRE(lists.has_value());
    CHECK(crypto::text_of(lists->kiosks.bytes) ==
          fixture::read_file(centre.lists() / "kiosks.json"));

    Kiosk late;
    CHECK(centre.ask(upload(late.make(late.next_head()))).status == 403);
    centre.authority().write_kiosks(
        centre.lists(), 2, json::array({centre.kiosk().entry("revoked"), late.entry("retired")}));
    CHECK(fixture::eventually([&] { return centre.ask(get("/v1/lists")).body != before.body; }));
    CHECK(centre.ask(upload(late.next())).status == 201);
    CHECK(centre.ask(upload(centre.kiosk().next())).status == 201);
    CHECK(flags_at(centre, 0) == json{"retired"});
    CHECK(flags_at(centre, 1) == json{"revoked"});
}

TEST_CASE("what is at no address is not found, and other methods are named") {
    const Centre centre;
    for (const char* target : {"/", "/v1", "/v1/envelope", "/v1/envelopesx", "/v2/lists",
                               "/v1/lists/", "/v1/../v1/lists", "*", "http://x/v1/lists"}) {
        CAPTURE(target);
        CHECK(centre.ask(get(target), "desk").status == 404);
    }
    const auto allowed = [&centre](const std::string& method, const std::string& target) {
        const Answer answer =
            centre.ask(method + " " + target + " HTTP/1.1\r\nContent-Length: 0\r\n\r\n", "desk");
        CHECK(answer.status == 405);
        const std::size_t at = answer.head.find("Allow: ");
        REQUIRE(at != std::string::npos);
        return answer.head.substr(at, answer.head.find('\r', at) - at);
    };
    CHECK(allowed("PUT", "/v1/lists") == "Allow: GET");
    CHECK(allowed("POST", "/v1/envelopes") == "Allow: GET");
    CHECK(allowed("DELETE", "/v1/envelopes/x") == "Allow: GET, PUT");
    CHECK(allowed("get", "/v1/lists") == "Allow: GET"); // methods have a case
}

TEST_CASE("only a desk's certificate opens the desk's addresses") {
    Centre centre;
    const crypto::Envelope envelope = centre.kiosk().next();
    REQUIRE(centre.ask(upload(envelope)).status == 201);
    const std::string one = get("/v1/envelopes/" + id_of(envelope));
    const std::string manifest = fixture::read_file(centre.lists() / "manifest.json");
    const std::string seen =
        get("/v1/lists/" + crypto::base64url(crypto::sha256(crypto::bytes_of(manifest))));
    for (const char* certificate : {"", "clerk", "named"}) {
        CAPTURE(certificate);
        for (const std::string& request : {get("/v1/envelopes"), get("/v1/envelopes?after=0"), one,
                                           get("/v1/envelopes/nonsense"), seen}) {
            const Answer answer = centre.ask(request, certificate);
            CHECK(answer.status == 403);
            CHECK(answer.body == "needs a desk's client certificate\n");
        }
        CHECK(centre.ask(get("/v1/lists"), certificate).status == 200);
    }
    for (const char* certificate : {"desk", "both"}) {
        CHECK(centre.ask(one, certificate).status == 200);
        CHECK(centre.ask(get("/v1/envelopes"), certificate).status == 200);
        CHECK(centre.ask(seen, certificate).body == manifest);
    }
    // A false certificate is worse than none: not even the lists.
    fixture::Client stranger = centre.client("stranger");
    CHECK_FALSE(stranger.ask(get("/v1/lists")).has_value());
    CHECK(stranger.reason() == SSL_R_TLSV1_ALERT_UNKNOWN_CA);
}

TEST_CASE("a desk reads on from a cursor, and a question that is none is refused") {
    Centre centre;
    for (int i = 0; i < 3; ++i) {
        REQUIRE(centre.ask(upload(centre.kiosk().next())).status == 201);
    }
    const json all = inbox(centre);
    REQUIRE(all["envelopes"].size() == 3);
    CHECK(all["next"] == 3);
    CHECK(all["envelopes"][2]["cursor"] == 3);
    const json rest = inbox(centre, 2);
    REQUIRE(rest["envelopes"].size() == 1);
    CHECK(rest["envelopes"][0] == all["envelopes"][2]);
    const json none = inbox(centre, 3);
    CHECK(none["envelopes"].empty());
    CHECK(none["next"] == 3);
    for (const char* query : {"after=", "after=x", "after=-1", "after=1x", "after=1&x=2", "x=1",
                              "after=99999999999999999999"}) {
        CAPTURE(query);
        CHECK(centre.ask(get("/v1/envelopes?" + std::string(query)), "desk").status == 400);
    }
    CHECK(centre.ask(get("/v1/envelopes/nonsense"), "desk").status == 400);
    const std::string unknown = crypto::base64url(crypto::EnvelopeId{});
    CHECK(centre.ask(get("/v1/envelopes/" + unknown), "desk").status == 404);
}

TEST_CASE("a store that takes nothing is said to be so, and the sender may come again") {
    Centre centre;
    const crypto::Envelope envelope = centre.kiosk().next();
    const fixture::LogCapture log;
    {
        const fixture::FullDisk full(std::filesystem::file_size(centre.store()) + 8192);
        const Answer answer = centre.ask(upload(envelope));
        CHECK(answer.status == 503);
        CHECK(answer.says("Retry-After: 30\r\n"));
        CHECK(answer.body.find("receipt") == std::string::npos);
    }
    CHECK(log.has("<1>alarm CentralStoreFailed reason=unavailable "));
    CHECK(inbox(centre)["envelopes"].empty());
    CHECK(centre.ask(upload(envelope)).status == 201);
}

TEST_CASE("a referral that was signed again in a new chain is listed once at the desk") {
    Centre centre;
    const crypto::EnvelopeHead head = centre.kiosk().next_head();
    const crypto::Envelope first = centre.kiosk().make(head);
    crypto::EnvelopeHead anew = head;
    anew.chain = Kiosk().next_head().chain;
    const crypto::Envelope again = centre.kiosk().make(anew);
    // The same submission id over another payload is another matter, and must not vanish.
    const crypto::Recipient other = crypto::HybridIdentity::generate().recipient();
    const crypto::Bytes record(crypto::kRecordSizes[0], std::byte{' '});
    anew.sequence = 2;
    anew.previous = again.id;
    const crypto::Envelope differs =
        centre.kiosk().make(anew, crypto::seal_referral(record, {&other, 1}).value());
    for (const crypto::Envelope* envelope : {&first, &again, &differs}) {
        REQUIRE(centre.ask(upload(*envelope)).status == 201);
    }
    REQUIRE(inbox(centre)["envelopes"].size() == 3);

    const std::string printed = printed_inbox(centre);
    CHECK(std::ranges::count(printed, '\n') == 2);
    CHECK(printed.find(crypto::hex(first.id) + "  repeat\n") != std::string::npos);
    CHECK(printed.find(crypto::hex(again.id)) == std::string::npos);
    CHECK(printed.find(crypto::hex(differs.id) + "  repeat\n") != std::string::npos);
}

TEST_CASE("a desk copies what the centre holds, and takes up where it stopped") {
    Centre centre;
    const fixture::Folder folder;
    const auto out = folder / "kept";
    const auto fetched = [&] {
        return printed_by([&] { return central::desk::fetch(desk_of(centre), out); });
    };
    const crypto::Envelope first = centre.kiosk().next();
    const crypto::Envelope second = centre.kiosk().next();
    REQUIRE(centre.ask(upload(first)).status == 201);
    CHECK(fetched().starts_with("1 fetched, 0 "));
    REQUIRE(centre.ask(upload(second)).status == 201);
    CHECK(fetched().starts_with("1 fetched, 1 "));
    CHECK(fetched().starts_with("0 fetched, 2 "));
    for (const crypto::Envelope* one : {&first, &second}) {
        CHECK(fixture::read_file(out / (crypto::hex(one->id) + ".envelope")) ==
              crypto::text_of(one->encode()));
    }
    const fixture::LogCapture log;
    CHECK(central::desk::fetch(desk_of(centre, "clerk"), folder / "other") == 1);
    CHECK(log.has("does not accept this client certificate"));
    CHECK(central::desk::fetch(desk_of(centre, "stranger"), folder / "other") == 1);
    CHECK(log.has("the connection broke off"));
}

TEST_CASE("what lies in the folder half written, empty or under another's name is not fetched") {
    Centre centre;
    std::vector<crypto::Envelope> sent;
    for (int i = 0; i < 4; ++i) {
        sent.push_back(centre.kiosk().next());
        REQUIRE(centre.ask(upload(sent.back())).status == 201);
    }
    const fixture::Folder folder;
    const auto file = [&](std::size_t i) {
        return folder / (crypto::hex(sent[i].id) + ".envelope");
    };
    const auto text = [&](std::size_t i) { return std::string(crypto::text_of(sent[i].encode())); };
    fixture::write_file(file(0), text(0).substr(0, text(0).size() / 2));
    fixture::write_file(file(1), "");
    fixture::write_file(file(2), text(3));
    std::filesystem::create_directory(file(3));
    const fixture::LogCapture log;
    CHECK(central::desk::fetch(desk_of(centre), folder.path()) == 1);
    for (std::size_t i = 0; i < sent.size(); ++i) {
        CHECK(log.has(file(i).string() + ": "));
    }
    CHECK(log.has("is damaged, or not the envelope that its name says: delete it and run again"));
    CHECK(fixture::read_file(file(2)) == text(3)); // nothing is lost
    for (std::size_t i = 0; i < sent.size(); ++i) {
        std::filesystem::remove(file(i));
    }
    CHECK(central::desk::fetch(desk_of(centre), folder.path()) == 0);
    CHECK(fixture::read_file(file(0)) == text(0));
    fixture::write_file(folder / "file", "");
    CHECK(central::desk::fetch(desk_of(centre), folder / "file") == 2);
    CHECK(log.has((folder / "file").string() + ": Not a directory"));
}

TEST_CASE("an inbox or a copy of which nothing can be said does not end well") {
    Centre centre;
    REQUIRE(centre.ask(upload(centre.kiosk().next())).status == 201);
    const fixture::Folder folder;
    const fixture::LogCapture log;
    std::streambuf* const before = std::cout.rdbuf(nullptr);
    const int listed = central::desk::inbox(desk_of(centre));
    std::cout.clear(std::ios::badbit);
    const int fetched = central::desk::fetch(desk_of(centre), folder.path());
    std::cout.rdbuf(before);
    std::cout.clear();
    CHECK(listed == 1);
    CHECK(fetched == 1);
    CHECK(log.has("referral-desk: standard output could not be written\n"));
}
