#include "crypto/open_stream.h"

#include "crypto/armor.h"
#include "crypto/open_header.h"
#include "crypto/open_payload.h"

#include <algorithm>

namespace crypto {

namespace {

constexpr std::size_t kMostHeader = 1024 * 1024; // of one whose stanzas nobody has counted

/// What has been read and not used yet, and the source behind it.
class Reader {
public:
    explicit Reader(const Source& source) : source_(source) {}

    /// Reads on; false where the file has ended.
    bool more() {
        if (ended_) {
            return false;
        }
        const std::size_t before = held_.size();
        held_.resize(before + kSealedChunkBytes);
        const std::size_t got = source_(std::span(held_).subspan(before));
        held_.resize(before + got);
        ended_ = got < kSealedChunkBytes;
        return got > 0;
    }
    /// Makes sure of `size` bytes, or of all there are.
    ByteView at_least(std::size_t size) {
        while (held_.size() < size && more()) {
        }
        return held_;
    }
    ByteView held() const { return held_; }
    void drop(std::size_t size) {
        held_.erase(held_.begin(), held_.begin() + static_cast<std::ptrdiff_t>(size));
    }

private:
    const Source& source_;
    Bytes held_;
    bool ended_ = false;
};

/// All of the header, or of the file, if its end is not to be found.
ByteView read_header(Reader& reader) {
    const auto whole = [](std::string_view text) {
        const std::size_t mac = text.find("\n--- ");
        return mac != std::string_view::npos && text.find('\n', mac + 1) != std::string_view::npos;
    };
    while (!whole(text_of(reader.held())) && reader.held().size() < kMostHeader && reader.more()) {
    }
    return reader.held();
}

/// Opens the next chunk: a short one is the last, a full one may be.
Result<void> open_chunk(ChunkOpener& opener, ByteView sealed, std::span<std::byte> to, bool& last) {
    last = sealed.size() < kSealedChunkBytes;
    if (!last && opener.open(sealed, false, to)) {
        return {};
    }
    last = true;
    return opener.open(sealed, true, to);
}

// What each chunk held is let go as soon as its tag has been checked, and not what others might
// say: a file that ends without its last chunk, or goes on behind it, is damaged all the same.
Result<void> open_chunks(Reader& reader, ChunkOpener& opener, const Sink& sink) {
    SecretBytes plaintext(kChunkBytes);
    for (bool last = false; !last;) {
        const ByteView held = reader.at_least(kSealedChunkBytes);
        const ByteView sealed = held.first(std::min(held.size(), kSealedChunkBytes));
        if (sealed.size() < kTagBytes) {
            return std::unexpected(Error::BadPayload);
        }
        const auto to = plaintext.span().first(sealed.size() - kTagBytes);
        const auto opened = open_chunk(opener, sealed, to, last);
        if (!opened || !sink(to)) {
            return std::unexpected(Error::BadPayload);
        }
        reader.drop(sealed.size());
    }
    if (!reader.at_least(1).empty()) {
        return std::unexpected(Error::BadPayload);
    }
    return {};
}

Result<void> open_binary(Reader& reader, std::span<const Identity> identities, const Sink& sink) {
    const auto header = parse_age_header(read_header(reader));
    if (!header) {
        return std::unexpected(header.error());
    }
    // The header is copied out: reading on moves what has been read.
    const Bytes copy(reader.held().begin(),
                     reader.held().begin() + static_cast<std::ptrdiff_t>(header->length));
    const auto own = parse_age_header(copy);
    reader.drop(copy.size());
    if (!own || reader.at_least(kPayloadNonceBytes).size() < kPayloadNonceBytes) {
        return std::unexpected(Error::BadHeader); // cut off before the payload's first chunk
    }
    const auto file_key = open_header(*own, identities);
    if (!file_key) {
        return std::unexpected(file_key.error());
    }
    ChunkOpener opener(file_key->span(), reader.held().first(kPayloadNonceBytes));
    reader.drop(kPayloadNonceBytes);
    return open_chunks(reader, opener, sink);
}

Result<void> open_armored(Reader& reader, std::span<const Identity> identities, const Sink& sink) {
    while (reader.more()) {
    }
    const auto binary = remove_armor(reader.held());
    if (!binary) {
        return std::unexpected(binary.error());
    }
    ByteView rest = *binary;
    const Source source = [&rest](std::span<std::byte> to) {
        const std::size_t size = std::min(to.size(), rest.size());
        std::ranges::copy(rest.first(size), to.begin());
        rest = rest.subspan(size);
        return size;
    };
    Reader unarmored(source);
    return open_binary(unarmored, identities, sink);
}

} // namespace

Result<void> open_age_stream(const Source& source, std::span<const Identity> identities,
                             const Sink& sink) {
    Reader reader(source);
    reader.more();
    return is_armored(reader.held()) ? open_armored(reader, identities, sink)
                                     : open_binary(reader, identities, sink);
}

} // namespace crypto
