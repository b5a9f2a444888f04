// Opens the old header, checks the payload with the file key and wraps that for others. The
// plaintext is wiped unseen.
#include "crypto/rewrap.h"

#include "crypto/age_wrap.h"
#include "crypto/open_header.h"
#include "crypto/open_payload.h"

namespace crypto {

Result<Bytes> rewrap_header(ByteView file, std::span<const Identity> identities,
                            std::span<const Recipient> recipients) {
    KeyRoom room;
    const auto all = with_decoys(room, recipients);
    if (!all) {
        return std::unexpected(all.error());
    }
    const auto old = parse_age_header(file);
    if (!old) {
        return std::unexpected(old.error());
    }
    const auto file_key = open_header(*old, identities);
    if (!file_key) {
        return std::unexpected(file_key.error());
    }
    if (const auto checked = open_payload(file.subspan(old->length), file_key->span()); !checked) {
        return std::unexpected(checked.error());
    }
    auto header = wrap_file_key(room, file_key->span(), *all);
    if (!header) {
        return std::unexpected(header.error());
    }
    const std::string whole = complete_header(room, std::move(*header), file_key->span());
    const ByteView bytes = bytes_of(whole);
    return Bytes(bytes.begin(), bytes.end());
}

Result<Envelope> rewrap(const Envelope& envelope, std::span<const Identity> identities,
                        std::span<const Recipient> recipients) {
    auto header = rewrap_header(envelope.age_file(), identities, recipients);
    if (!header) {
        return std::unexpected(header.error());
    }
    Envelope with_it = envelope;
    if (!with_it.original) {
        with_it.original =
            OriginalHeader{.length = static_cast<std::uint32_t>(envelope.age_header.size()),
                           .hash = sha256(envelope.age_header)};
    }
    with_it.age_header = std::move(*header);
    return with_it;
}

} // namespace crypto
