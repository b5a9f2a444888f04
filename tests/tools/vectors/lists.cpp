// Signed lists: what is accepted after what, and by whose signatures.
#include "crypto/lists.h"
#include "crypto/sodium_bytes.h"
#include "material.h"

namespace vectors {

namespace {

using namespace crypto;

std::string minisign_line(std::string_view kind, std::string_view id, ByteView rest) {
    Bytes bytes = bytes_from(std::string(kind) + std::string(id));
    append(bytes, rest);
    return base64_padded(bytes);
}

std::string key_id_of(char seed) {
    return std::string(8, seed);
}

std::string root_of(char seed) {
    return minisign_line("Ed", key_id_of(seed), key_of(seed).public_key().bytes);
}

/// A whole .minisig of the prehashed kind, as minisign writes it.
std::string minisig(const std::string& list, char seed) {
    const std::string comment = "timestamp:0";
    ByteArray<64> hash{};
    crypto_generichash_blake2b(out(hash), hash.size(), in(bytes_of(list)), list.size(), nullptr, 0);
    const Signature signature = key_of(seed).sign(hash);
    Bytes with_comment;
    append(with_comment, signature);
    append(with_comment, bytes_of(comment));
    return "untrusted comment: signed\n" + minisign_line("ED", key_id_of(seed), signature) +
           "\ntrusted comment: " + comment + "\n" + base64_padded(key_of(seed).sign(with_comment)) +
           "\n";
}

Json signatures_of(const std::string& list, std::string_view seeds) {
    Json signatures = Json::array();
    for (const char seed : seeds) {
        signatures.push_back(minisig(list, seed));
    }
    return signatures;
}

Json recipient(std::string_view id, std::string_view role) {
    return {{"id", id},
            {"age_recipient", format_recipient(HybridIdentity::generate().recipient())},
            {"role", role},
            {"not_before", "2026-01-01"},
            {"not_after", "2027-12-31"}};
}

Json manifest() {
    return {{"version", 5},
            {"previous", nullptr},
            {"issued", "2026-01-01"},
            {"expires", "2027-06-30"},
            {"minimum_recipients", 1},
            {"recipients", {recipient("blue", "caseworker"), recipient("deep", "recovery")}},
            {"revoked", Json::array()},
            {"receipt_keys", {hex(key_of('r').public_key().bytes)}},
            {"desk_keys", Json::array()},
            {"hotlines", {{{"id", "help"}, {"number", "0800 1"}}}},
            {"notices",
             {{{"id", "n1"},
               {"language", "fi"},
               {"version", 3},
               {"date", "2026-01-01"},
               {"pages", {{{"title", "Otsikko"}, {"text", "Teksti"}, {"told", {"who_reads"}}}}}}}}};
}

std::string hash_of(const std::string& text) {
    return hex(sha256(bytes_of(text)));
}

/// What a reader had accepted before, and how old a list may be.
struct Before {
    Json stored = nullptr;
    int floor = 0;
};

/// Collects the lists by name, and the cases.
class Cases {
public:
    explicit Cases(std::string_view about) : file_(document(about)) {
        file_["roots"] = {root_of('a'), root_of('b'), root_of('c')};
        file_["threshold"] = 2;
    }
    void list(const char* name, const std::string& text) { file_["lists"][name] = text; }
    std::string text(const char* name) const { return file_["lists"][name]; }
    void add(std::string_view name, const char* list, std::string_view signers,
             std::string_view outcome, const Before& before = {}) {
        file_["cases"].push_back({{"name", name},
                                  {"list", list},
                                  {"signatures", signatures_of(text(list), signers)},
                                  {"stored", before.stored},
                                  {"floor", before.floor},
                                  {"outcome", outcome}});
    }
    Json& file() { return file_; }

private:
    Json file_;
};

void add_shapes(Cases& cases, const Json& good) {
    const auto shaped = [&](const char* name, std::string_view outcome, auto change) {
        Json other = good;
        change(other);
        cases.list(name, other.dump());
        cases.add(name, name, "ab", outcome);
    };
    shaped("a member missing", "bad-list", [](Json& m) { m.erase("revoked"); });
    shaped("it ends before it begins", "bad-list", [](Json& m) { m["expires"] = "2025-01-01"; });
    shaped("no such day", "bad-list", [](Json& m) { m["issued"] = "2026-02-29"; });
    shaped("version 0", "bad-list", [](Json& m) { m["version"] = 0; });
    shaped("a notice without a page", "bad-list",
           [](Json& m) { m["notices"][0]["pages"] = Json::array(); });
    shaped("a recipient's key damaged", "bad-key", [](Json& m) {
        std::string key = m["recipients"][0]["age_recipient"];
        key[100] = key[100] == 'q' ? 'p' : 'q';
        m["recipients"][0]["age_recipient"] = key;
    });
    shaped("the caseworker revoked", "too-few-recipients",
           [](Json& m) { m["revoked"] = {"blue"}; });
    shaped("no recovery key", "too-few-recipients", [](Json& m) { m["recipients"].erase(1); });
    std::string twice = good.dump();
    twice.insert(1, R"("version":4,)");
    cases.list("a key twice", twice);
    cases.add("a key twice", "a key twice", "ab", "bad-list");
    cases.list("no JSON", "version 5");
    cases.add("no JSON", "no JSON", "ab", "bad-list");
}

} // namespace

Json manifest_vectors() {
    Cases cases("Manifests: shape, signatures and what is accepted after what (FORMAT.md 4.1)");
    const Json good = manifest();
    cases.list("five", good.dump());
    const Json five = {{"version", 5}, {"hash", hash_of(good.dump())}};
    const auto later = [&](const char* name, int version, const Json& previous) {
        Json next = good;
        next["version"] = version;
        next["previous"] = previous;
        cases.list(name, next.dump());
    };
    later("four", 4, nullptr);
    later("five, other bytes", 5, std::string(64, '0'));
    later("six", 6, hash_of(good.dump()));
    later("six after another", 6, std::string(64, '0'));
    later("nine", 9, std::string(64, '0'));
    cases.add("the first ever", "five", "ab", "accepted");
    cases.add("any two of three", "five", "cb", "accepted");
    cases.add("all three", "five", "abc", "accepted");
    cases.add("one signature", "five", "a", "too-few-signatures");
    cases.add("one key twice", "five", "aa", "too-few-signatures");
    cases.add("a key that is not configured", "five", "ax", "too-few-signatures");
    cases.add("no signature", "five", "", "too-few-signatures");
    cases.add("at the floor", "five", "ab", "accepted", {nullptr, 5});
    cases.add("below the floor", "five", "ab", "old-version", {nullptr, 6});
    cases.add("the stored one again", "five", "ab", "unchanged", {five, 0});
    cases.add("older than the stored one", "four", "ab", "old-version", {five, 0});
    cases.add("the stored version with other bytes", "five, other bytes", "ab", "conflict",
              {five, 0});
    cases.add("the next one", "six", "ab", "accepted", {five, 0});
    cases.add("the next one, not after the stored one", "six after another", "ab", "broken-chain",
              {five, 0});
    cases.add("versions left out", "nine", "ab", "accepted-with-gap", {five, 0});
    add_shapes(cases, good);
    return std::move(cases.file());
}

Json kiosk_list_vectors() {
    Cases cases("Lists of terminals: shape and signatures (FORMAT.md 4.2)");
    const auto terminal = [](char seed, const char* state) {
        const PublicKey key = key_of(seed).public_key();
        return Json{{"id", hex(kiosk_id_of(key))},
                    {"ed25519", hex(key.bytes)},
                    {"centre", "north"},
                    {"state", state}};
    };
    const auto add = [&](const char* name, std::string_view outcome, const Json& kiosks,
                         std::string_view signers = "ab") {
        cases.list(name, Json{{"version", 3}, {"kiosks", kiosks}}.dump());
        cases.add(name, name, signers, outcome);
    };
    add("three terminals", "accepted",
        {terminal('k', "active"), terminal('l', "retired"), terminal('m', "revoked")});
    add("no terminal", "accepted", Json::array());
    add("one signature", "too-few-signatures", Json::array(), "c");
    add("a terminal twice", "bad-list", {terminal('k', "active"), terminal('k', "revoked")});
    add("another state", "bad-list", Json::array({terminal('k', "lost")}));
    cases.list("an empty object", "{}");
    cases.add("an empty object", "an empty object", "ab", "bad-list");
    Json stolen = terminal('k', "active");
    stolen["id"] = terminal('l', "active")["id"];
    add("another terminal's id", "bad-key", Json::array({stolen}));
    Json capital = terminal('k', "active");
    capital["ed25519"] = std::string(64, 'A');
    add("hex in capitals", "bad-list", Json::array({capital}));
    return std::move(cases.file());
}

} // namespace vectors
