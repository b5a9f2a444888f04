// Receipts: signed notes, some of them signed well and written badly.
#include "crypto/receipt.h"
#include "material.h"

#include <algorithm>

namespace vectors {

namespace {

using namespace crypto;

constexpr std::string_view kDash = "\u2014 ";

/// A note around any text, as a key that has lost its mind would sign it.
std::string note(const std::string& text, const std::string& name, const SigningKey& key) {
    Bytes named = bytes_from(name + "\n\x01");
    append(named, key.public_key().bytes);
    Bytes signature;
    append(signature, ByteView(sha256(named)).first(4));
    append(signature, key.sign(bytes_of(text)));
    return text + "\n" + std::string(kDash) + name + " " + base64_padded(signature) + "\n";
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    return text.replace(text.find(from), from.size(), to);
}

struct Written {
    std::string_view name;
    std::string text;
};

/// Texts of a note that say what the good one says, or nearly, in a way that is not permitted.
std::vector<Written> badly_written(const std::string& text, std::string_view kiosk) {
    return {
        {"a leading zero", replaced(text, "\n20\n", "\n020\n")},
        {"sequence number 0", replaced(text, "\n20\n", "\n0\n")},
        {"a signed number", replaced(text, "\n20\n", "\n+20\n")},
        {"a number beyond 64 bits", replaced(text, "\n20\n", "\n18446744073709551636\n")},
        {"a time", replaced(text, "2026-11-24", "2026-11-24T10:00")},
        {"a day that does not exist", replaced(text, "2026-11-24", "2026-02-29")},
        {"hex in capitals", replaced(text, kiosk, std::string(32, 'A'))},
        {"a line more", text + "more\n"},
        {"another version", replaced(text, "/v1", "/v2")},
        {"carriage returns", replaced(text, "\n20\n", "\n20\r\n")},
    };
}

} // namespace

Json receipt_vectors() {
    const SigningKey key = key_of('r');
    const std::string name = "centre";
    Receipt asked{{}, {}, {}, 20, "2026-11-24"};
    asked.envelope.fill(std::byte{0x55});
    asked.kiosk.fill(std::byte{0x66});
    asked.chain.fill(std::byte{0x77});
    const std::string good = make_receipt(asked, name, key);
    const std::string text = good.substr(0, good.find("\n\n") + 1);

    Json file = document("Receipts (FORMAT.md 5)");
    file["keys"] = Json::array({hex(key.public_key().bytes)});
    file["asked"] = {{"envelope", hex(asked.envelope)},
                     {"kiosk", hex(asked.kiosk)},
                     {"chain", hex(asked.chain)},
                     {"sequence", asked.sequence}};
    const auto add = [&](std::string_view case_name, const std::string& whole,
                         std::string_view outcome) {
        file["cases"].push_back({{"name", case_name}, {"note", whole}, {"outcome", outcome}});
    };
    add("as written", good, "accepted");
    add("another name of the key", note(text, "north", key), "accepted");
    add("another key", note(text, name, key_of('o')), "bad-receipt");
    add("a name with a plus sign", note(text, "a+b", key), "bad-receipt");
    add("no name", note(text, "", key), "bad-receipt");
    const auto of_another = [&](std::string_view case_name, auto change) {
        Receipt other = asked;
        change(other);
        add(case_name, make_receipt(other, name, key), "bad-receipt");
    };
    of_another("another envelope", [](Receipt& r) { r.envelope[31] ^= std::byte{1}; });
    of_another("another terminal", [](Receipt& r) { r.kiosk[0] ^= std::byte{1}; });
    of_another("another chain", [](Receipt& r) { r.chain[0] ^= std::byte{1}; });
    of_another("another sequence number", [](Receipt& r) { r.sequence = 21; });
    for (const Written& each : badly_written(text, hex(asked.kiosk))) {
        add(each.name, note(each.text, name, key), "bad-receipt");
    }
    add("changed after signing", replaced(good, "2026-11-24", "2026-11-25"), "bad-receipt");
    add("a second signature line", good + good.substr(good.find(kDash)), "bad-receipt");
    add("without its last newline", good.substr(0, good.size() - 1), "bad-receipt");
    add("without a signature", text + "\n", "bad-receipt");
    add("nothing", "", "bad-receipt");
    return file;
}

} // namespace vectors
