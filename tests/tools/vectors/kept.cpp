// Kept records: envelopes whose file key was wrapped anew for other readers.
#include "crypto/rewrap.h"
#include "referral.h"

namespace vectors {

namespace {

using namespace crypto;

// Where the parts of a kept record stand (FORMAT.md 3.1); the envelope's first bytes stand behind
// the magic, as they came.
constexpr std::size_t kPrefix = 8;
constexpr std::size_t kKeptHash = 144;
constexpr std::size_t kHeaderLength = 176;
constexpr std::size_t kHeader = 180;

std::vector<Identity> one(const HybridIdentity& identity) {
    std::vector<Identity> identities;
    identities.emplace_back(HybridIdentity::parse(identity.format().view()).value());
    return identities;
}

Envelope wrapped(const Envelope& envelope, const Reader& from, const Reader& to) {
    return rewrap(envelope, one(from.identity), {&to.recipient, 1}).value();
}

std::string difference(std::size_t a, std::size_t b) {
    return hex(ByteArray<1>{static_cast<std::byte>(a ^ b)});
}

/// Collects the cases; each states what a desk says that opens it, and what a centre says that is
/// sent it.
class Cases {
public:
    Cases() : file_(document("Records kept with another header (FORMAT.md 3.1)")) {}
    void add(std::string_view name, const char* file, std::string_view identity,
             std::string_view outcome, std::string_view centre) {
        file_["cases"].push_back({{"name", name},
                                  {"file", file},
                                  {"changes", Json::array()},
                                  {"identity", identity},
                                  {"outcome", outcome},
                                  {"centre", centre}});
    }
    /// The record for the new reader, changed; nothing to a centre, whatever is changed.
    void changed(std::string_view name, const Json& changes, std::string_view outcome) {
        add(name, "kept", "new", outcome, "bad-envelope");
        file_["cases"].back()["changes"] = changes;
    }
    void flip(std::string_view name, std::size_t at, std::string_view outcome,
              std::string_view with = "01") {
        changed(name, Json::array({flipped(at, with)}), outcome);
    }
    void cut(std::string_view name, std::size_t keep) {
        changed(name, Json::array({cut_to(keep)}), "bad-envelope");
    }
    Json& file() { return file_; }

private:
    Json file_;
};

void add_readers(Cases& cases) {
    cases.add("an envelope as it came, for its reader", "envelope", "old", "opened", "accepted");
    cases.add("an envelope as it came, for the new reader", "envelope", "new", "no-match",
              "accepted");
    cases.add("wrapped anew, for the new reader", "kept", "new", "opened", "bad-envelope");
    cases.add("wrapped anew, for the old reader", "kept", "old", "no-match", "bad-envelope");
    cases.add("wrapped twice, for the third reader", "kept twice", "third", "opened",
              "bad-envelope");
    cases.add("wrapped twice, for the second reader", "kept twice", "new", "no-match",
              "bad-envelope");
    cases.add("wrapped twice, for the first reader", "kept twice", "old", "no-match",
              "bad-envelope");
    cases.add("under a header that the new reader opens, of another record", "another header",
              "new", "bad-payload", "bad-envelope");
}

void add_prefix(Cases& cases) {
    cases.flip("another magic", 7, "bad-envelope");
    cases.flip("another magic of the envelope", kPrefix + 7, "bad-envelope");
    cases.flip("another submission", kPrefix + 8, "bad-signature");
    cases.flip("another terminal", kPrefix + 24, "bad-signature");
    cases.flip("another chain", kPrefix + 40, "bad-signature");
    cases.flip("another sequence number", kPrefix + 63, "bad-signature");
    cases.flip("sequence number 0", kPrefix + 63, "bad-envelope", "07");
    cases.flip("another envelope before it", kPrefix + 64, "bad-signature");
    cases.flip("another manifest", kPrefix + 127, "bad-signature");
    cases.flip("another length of the header that came", kPrefix + 131, "bad-signature");
    cases.flip("a payload length that does not fit", kPrefix + 135, "bad-envelope");
    cases.flip("the kept hash changed", kKeptHash, "bad-signature");
    cases.flip("the last byte of the kept hash changed", kHeaderLength - 1, "bad-signature");
    cases.flip("a header length that does not fit", kHeader - 1, "bad-envelope");
}

void add_parts(Cases& cases, const Envelope& kept) {
    const std::size_t header = kept.age_header.size();
    const std::size_t payload = kept.age_payload.size();
    const std::size_t end = kHeader + header + payload + sizeof(Signature);
    cases.changed("one byte from the header to the payload",
                  {flipped(kHeader - 1, difference(header, header - 1)),
                   flipped(kPrefix + 135, difference(payload, payload + 1))},
                  "bad-envelope");
    cases.flip("the version line changed", kHeader, "bad-envelope");
    cases.flip("a line of the header ended with CR", kHeader + 21, "bad-envelope", "07");
    cases.flip("the MAC changed, which the signature does not cover", kHeader + header - 10,
               "bad-hmac", to_another_letter(kept.age_header[header - 10]));
    cases.flip("the payload's nonce changed", kHeader + header, "bad-signature");
    cases.flip("the payload's last byte changed", end - 65, "bad-signature");
    cases.flip("the signature changed", end - 64, "bad-signature");
    cases.flip("the signature's last byte changed", end - 1, "bad-signature");
    cases.cut("the last byte missing", end - 1);
    cases.cut("without its signature", end - 64);
    cases.cut("cut in the payload", end - 65);
    cases.cut("cut behind the header", kHeader + header);
    cases.cut("cut in the header", kHeader + header - 1);
    cases.cut("no header and no payload", kHeader);
    cases.cut("the magic alone", kPrefix);
    cases.cut("nothing", 0);
    cases.changed("a byte more", Json::array({appended("00")}), "bad-envelope");
}

void add_forms(Cases& cases) {
    const Json to_the_other = {flipped(2, difference('E', 'W')), flipped(3, difference('N', 'R')),
                               flipped(4, difference('V', 'P'))};
    cases.changed("a kept record under an envelope's magic", to_the_other, "bad-envelope");
    cases.changed("an envelope under a kept record's magic", to_the_other, "bad-envelope");
    cases.file()["cases"].back()["file"] = "envelope";
    cases.file()["cases"].back()["identity"] = "old";
    for (const std::size_t more : {0U, 1U}) {
        cases.changed(more == 0 ? "as long as a kept record may be, all behind it zeros"
                                : "too long",
                      Json::array({grown_to(kMaxKeptBytes + more)}),
                      more == 0 ? "bad-envelope" : "too-large");
        cases.file()["cases"].back()["centre"] = "too-large";
    }
}

} // namespace

Json kept_vectors() {
    const Reader old;
    const Reader reader;
    const Reader third;
    const SigningKey terminal = key_of('k');
    const std::string record = record_of(bound_to(head_of(terminal)));
    const auto envelope_of = [&](std::string_view text) {
        const Bytes sealed = seal(bytes_of(text), {&old.recipient, 1}).value();
        return make_envelope(head_of(terminal), sealed, terminal).value();
    };
    const Envelope envelope = envelope_of(record);
    const Envelope kept = wrapped(envelope, old, reader);
    const Envelope twice = wrapped(kept, reader, third);
    Envelope other_header = kept;
    other_header.age_header = wrapped(envelope_of("another record"), old, reader).age_header;

    Cases cases;
    cases.file()["identities"] = {{"old", secret_of(old.identity)},
                                  {"new", secret_of(reader.identity)},
                                  {"third", secret_of(third.identity)}};
    cases.file()["terminal"] = hex(terminal.public_key().bytes);
    cases.file()["manifest"] = hex(envelope.head.manifest);
    cases.file()["files"] = {{"envelope", base64_of(encode_kept(envelope))},
                             {"kept", base64_of(encode_kept(kept))},
                             {"kept twice", base64_of(encode_kept(twice))},
                             {"another header", base64_of(encode_kept(other_header))}};
    cases.file()["id"] = hex(envelope.id);
    cases.file()["plaintext_sha256"] = hex(sha256(bytes_of(record)));
    add_readers(cases);
    add_prefix(cases);
    add_parts(cases, kept);
    add_forms(cases);
    return std::move(cases.file());
}

} // namespace vectors
