// Signatures in minisign's format (jedisct1.github.io/minisign, "Signature format"), prehashed kind
// only. The trusted comment is used for nothing, but its signature must hold. minisign itself also
// wants the key ids to agree, which decide nothing here, and short comments.
#include "crypto/minisign.h"

#include "crypto/sodium_bytes.h"

#include <algorithm>
#include <optional>
#include <set>

namespace crypto {

namespace {

constexpr std::size_t kMostSignatures = 32;
constexpr std::size_t kTypeAndId = 2 + 8;
constexpr std::string_view kKeyType = "Ed";
constexpr std::string_view kPrehashedType = "ED";
constexpr std::string_view kUntrusted = "untrusted comment: ";
constexpr std::string_view kTrusted = "trusted comment: ";

struct MinisignFile {
    Signature signature{};
    std::string_view trusted_comment;
    Signature comment_signature{};
};

std::optional<Signature> signature_in(std::string_view base64_text, std::string_view prefix) {
    const auto bytes = from_base64_padded(base64_text);
    Signature signature{};
    const std::size_t skipped = prefix.empty() ? 0 : kTypeAndId;
    if (!bytes || bytes->size() != skipped + signature.size() ||
        !text_of(*bytes).starts_with(prefix)) {
        return std::nullopt;
    }
    std::copy_n(bytes->begin() + static_cast<std::ptrdiff_t>(skipped), signature.size(),
                signature.begin());
    return signature;
}

// Exactly four lines, each with its newline.
std::optional<MinisignFile> parse_signature_file(std::string_view text) {
    std::string_view lines[4];
    for (std::string_view& line : lines) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) {
            return std::nullopt;
        }
        line = text.substr(0, end);
        text.remove_prefix(end + 1);
    }
    const auto signature = signature_in(lines[1], kPrehashedType);
    const auto comment_signature = signature_in(lines[3], "");
    if (!text.empty() || !lines[0].starts_with(kUntrusted) || !lines[2].starts_with(kTrusted) ||
        !signature || !comment_signature) {
        return std::nullopt;
    }
    return MinisignFile{*signature, lines[2].substr(kTrusted.size()), *comment_signature};
}

using Prehash = ByteArray<crypto_generichash_blake2b_BYTES_MAX>;

Prehash prehash(ByteView message) {
    Prehash hash;
    crypto_generichash_blake2b(out(hash), hash.size(), in(message), message.size(), nullptr, 0);
    return hash;
}

bool holds(const MinisignKey& key, const Prehash& message, const MinisignFile& file) {
    Bytes comment;
    append(comment, file.signature);
    append(comment, bytes_of(file.trusted_comment));
    return verifies(key.key, message, file.signature) &&
           verifies(key.key, comment, file.comment_signature);
}

} // namespace

Result<MinisignKey> parse_minisign_key(std::string_view base64_line) {
    const auto bytes = from_base64_padded(base64_line);
    MinisignKey key;
    if (!bytes || bytes->size() != kTypeAndId + key.key.bytes.size() ||
        !text_of(*bytes).starts_with(kKeyType)) {
        return std::unexpected(Error::BadKey);
    }
    const auto id = bytes->begin() + kKeyType.size();
    std::copy_n(id, key.key_id.size(), key.key_id.begin());
    std::copy_n(id + key.key_id.size(), key.key.bytes.size(), key.key.bytes.begin());
    return key;
}

Result<void> verify_minisign(const MinisignKey& key, ByteView message,
                             std::string_view signature_file) {
    const auto file = parse_signature_file(signature_file);
    if (!file || !holds(key, prehash(message), *file)) {
        return std::unexpected(Error::BadSignature);
    }
    return {};
}

Result<void> verify_threshold(const Roots& roots, ByteView message,
                              std::span<const std::string> signature_files) {
    if (signature_files.size() > kMostSignatures) {
        return std::unexpected(Error::TooLarge);
    }
    const Prehash hash = prehash(message);
    std::set<ByteArray<32>> signers; // by key, so that one key listed or used twice counts once
    for (const std::string& text : signature_files) {
        const auto file = parse_signature_file(text);
        const auto signed_by = [&](const MinisignKey& key) { return holds(key, hash, *file); };
        const auto key = file ? std::ranges::find_if(roots.keys, signed_by) : roots.keys.end();
        if (key != roots.keys.end()) {
            signers.insert(key->key.bytes);
        }
    }
    if (roots.threshold == 0 || signers.size() < roots.threshold) {
        return std::unexpected(Error::TooFewSignatures);
    }
    return {};
}

} // namespace crypto
