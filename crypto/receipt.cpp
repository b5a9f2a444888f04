// A C2SP signed note (c2sp.org/signed-note) with Ed25519 (type 0x01) and exactly one signature
// line.
#include "crypto/receipt.h"

#include "crypto/check.h"
#include "crypto/day.h"

#include <algorithm>
#include <charconv>

namespace crypto {

namespace {

constexpr std::string_view kVersionLine = "referral-receipt/v1";
constexpr std::string_view kSignaturePrefix = "\u2014 ";
constexpr auto kBroken = std::unexpected(Error::BadReceipt);

using NoteKeyId = ByteArray<4>;

NoteKeyId note_key_id(std::string_view name, const PublicKey& key) {
    Bytes bytes;
    append(bytes, bytes_of(name));
    append(bytes, bytes_of("\n\x01"));
    append(bytes, key.bytes);
    const Hash hash = sha256(bytes);
    NoteKeyId id;
    std::copy_n(hash.begin(), id.size(), id.begin());
    return id;
}

bool is_key_name(std::string_view name) {
    return !name.empty() &&
           std::ranges::all_of(name, [](char c) { return c > 0x20 && c < 0x7f && c != '+'; });
}

std::string note_text(const Receipt& receipt) {
    std::string text(kVersionLine);
    for (const std::string& line : {hex(receipt.envelope), hex(receipt.kiosk), hex(receipt.chain),
                                    std::to_string(receipt.sequence), receipt.day}) {
        text += '\n';
        text += line;
    }
    return text + '\n';
}

Result<Receipt> parse_note_text(std::string_view text) {
    std::vector<std::string_view> lines;
    for (std::size_t end = text.find('\n'); end != std::string_view::npos; end = text.find('\n')) {
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end + 1);
    }
    if (lines.size() != 6) {
        return kBroken;
    }
    const auto envelope = from_hex<32>(lines[1]);
    const auto kiosk = from_hex<16>(lines[2]);
    const auto chain = from_hex<16>(lines[3]);
    if (!envelope || !kiosk || !chain || !parse_day(lines[5])) {
        return kBroken;
    }
    Receipt receipt{*envelope, *kiosk, *chain, 0, std::string(lines[5])};
    std::from_chars(lines[4].begin(), lines[4].end(), receipt.sequence);
    return receipt;
}

struct SignatureLine {
    std::string_view name;
    NoteKeyId key_id{};
    Signature signature{};
};

Result<SignatureLine> parse_signature_line(std::string_view line) {
    if (!line.starts_with(kSignaturePrefix) || !line.ends_with('\n')) {
        return kBroken;
    }
    line.remove_prefix(kSignaturePrefix.size());
    line.remove_suffix(1);
    const std::size_t space = line.find(' ');
    SignatureLine parsed;
    parsed.name = line.substr(0, space);
    if (space == std::string_view::npos || !is_key_name(parsed.name)) {
        return kBroken;
    }
    const auto bytes = from_base64_padded(line.substr(space + 1));
    if (!bytes || bytes->size() != parsed.key_id.size() + parsed.signature.size()) {
        return kBroken;
    }
    const auto signature = std::ranges::copy_n(bytes->begin(), 4, parsed.key_id.begin()).in;
    std::copy(signature, bytes->end(), parsed.signature.begin());
    return parsed;
}

} // namespace

std::string make_receipt(const Receipt& receipt, std::string_view name, const SigningKey& key) {
    CHECK(is_key_name(name));
    CHECK(receipt.sequence >= 1 && parse_day(receipt.day).has_value());
    const std::string text = note_text(receipt);
    Bytes signature;
    append(signature, note_key_id(name, key.public_key()));
    append(signature, key.sign(bytes_of(text)));
    return text + '\n' + std::string(kSignaturePrefix) + std::string(name) + ' ' +
           base64_padded(signature) + '\n';
}

Result<Receipt> verify_receipt(std::string_view note, std::span<const PublicKey> keys) {
    const std::size_t blank = note.find("\n\n");
    if (blank == std::string_view::npos) {
        return kBroken;
    }
    const std::string_view text = note.substr(0, blank + 1);
    const auto receipt = parse_note_text(text);
    const auto line = parse_signature_line(note.substr(blank + 2));
    // Written anew it must be the same text: one way only to write a receipt.
    if (!receipt || !line || receipt->sequence == 0 || note_text(*receipt) != text) {
        return kBroken;
    }
    const bool signed_by_one = std::ranges::any_of(keys, [&](const PublicKey& key) {
        return note_key_id(line->name, key) == line->key_id &&
               verifies(key, bytes_of(text), line->signature);
    });
    if (!signed_by_one) {
        return kBroken;
    }
    return receipt;
}

Result<void> matches(const Receipt& receipt, const Envelope& envelope) {
    const EnvelopeHead& head = envelope.head;
    if (receipt.envelope != envelope.id || receipt.kiosk != head.kiosk ||
        receipt.chain != head.chain || receipt.sequence != head.sequence) {
        return kBroken;
    }
    return {};
}

} // namespace crypto
