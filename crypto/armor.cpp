// One encoding for one file: full lines of 64 columns, canonical base64 with padding.
#include "crypto/armor.h"

namespace crypto {

namespace {

constexpr std::string_view kBegin = "-----BEGIN AGE ENCRYPTED FILE-----";
constexpr std::string_view kEnd = "-----END AGE ENCRYPTED FILE-----";
constexpr std::string_view kWhiteSpace = " \t\r\n";
constexpr std::size_t kColumns = 64;
constexpr auto kBroken = std::unexpected(Error::BadArmor);

std::string_view trimmed(std::string_view text) {
    const std::size_t first = text.find_first_not_of(kWhiteSpace);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kWhiteSpace) - first + 1);
}

// Takes the next line without its LF or CRLF.
std::string_view take_line(std::string_view& text) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.ends_with('\r')) {
        line.remove_suffix(1);
    }
    return line;
}

} // namespace

bool is_armored(ByteView file) {
    const std::string_view text = trimmed(text_of(file));
    // Of the right label or not; or behind what should not be there, in a file that is no binary
    // one.
    return text.starts_with("-----") || (!text.starts_with("age-encryption.org/") &&
                                         text.find(kBegin) != std::string_view::npos);
}

Result<Bytes> remove_armor(ByteView file) {
    std::string_view text = trimmed(text_of(file));
    if (take_line(text) != kBegin) {
        return kBroken;
    }
    std::string body;
    std::size_t last = kColumns;
    while (!text.empty()) {
        const std::string_view line = take_line(text);
        if (line == kEnd) {
            auto bytes = text.empty() ? from_base64_padded(body) : kBroken;
            return bytes ? std::move(bytes) : kBroken;
        }
        if (line.empty() || line.size() > kColumns || last < kColumns) {
            return kBroken; // only the last line may be short
        }
        last = line.size();
        body += line;
    }
    return kBroken;
}

Bytes add_armor(ByteView file) {
    const std::string body = base64_padded(file);
    std::string text(kBegin);
    text += '\n';
    for (std::size_t at = 0; at < body.size(); at += kColumns) {
        text += body.substr(at, kColumns);
        text += '\n';
    }
    text += kEnd;
    text += '\n';
    Bytes bytes;
    append(bytes, bytes_of(text));
    return bytes;
}

} // namespace crypto
