// Reads line by line; every line ends in a single LF, and every character has its permitted set.
#include "crypto/age_header.h"

#include "crypto/age.h"

#include <algorithm>

namespace crypto {

namespace {

constexpr std::string_view kMacMark = "--- "; // the MAC covers it without the space
constexpr std::size_t kColumns = 64;
constexpr auto kBroken = std::unexpected(Error::BadHeader);

// The lines of the header, one after the other.
struct Lines {
    std::string_view text;
    std::size_t at = 0;

    Result<std::string_view> next() {
        const std::size_t end = text.find('\n', at);
        if (end == std::string_view::npos) {
            return kBroken;
        }
        const std::string_view line = text.substr(at, end - at);
        at = end + 1;
        return line;
    }
};

Result<std::vector<std::string_view>> parse_arguments(std::string_view line) {
    std::vector<std::string_view> arguments;
    for (std::size_t at = 0; at <= line.size();) {
        const std::size_t end = std::min(line.find(' ', at), line.size());
        const std::string_view argument = line.substr(at, end - at);
        const bool visible =
            std::ranges::all_of(argument, [](char c) { return c >= 0x21 && c <= 0x7e; });
        if (argument.empty() || !visible) {
            return kBroken;
        }
        arguments.push_back(argument);
        at = end + 1;
    }
    return arguments;
}

Result<Bytes> parse_body(Lines& lines) {
    std::string text;
    while (true) {
        const auto line = lines.next();
        if (!line || line->size() > kColumns) {
            return kBroken;
        }
        text += *line;
        if (line->size() < kColumns) {
            break;
        }
    }
    auto body = from_base64(text);
    if (!body) {
        return kBroken;
    }
    return std::move(*body);
}

Result<Stanza> parse_stanza(std::string_view arguments, Lines& lines) {
    auto parsed = parse_arguments(arguments);
    if (!parsed) {
        return kBroken;
    }
    auto body = parse_body(lines);
    if (!body) {
        return kBroken;
    }
    return Stanza{std::move(*parsed), std::move(*body)};
}

Result<ByteArray<32>> parse_mac(std::string_view text) {
    const auto bytes = from_base64(text);
    ByteArray<32> mac{};
    if (!bytes || bytes->size() != mac.size()) {
        return kBroken;
    }
    std::ranges::copy(*bytes, mac.begin());
    return mac;
}

} // namespace

Result<AgeHeader> parse_age_header(ByteView file) {
    Lines lines{text_of(file), kAgeVersionLine.size()};
    if (!lines.text.starts_with(kAgeVersionLine)) {
        return kBroken;
    }
    AgeHeader header;
    auto line = lines.next();
    for (; line && line->starts_with("-> "); line = lines.next()) {
        auto stanza = parse_stanza(line->substr(3), lines);
        if (!stanza) {
            return kBroken;
        }
        header.stanzas.push_back(std::move(*stanza));
    }
    if (!line || !line->starts_with(kMacMark) || header.stanzas.empty()) {
        return kBroken;
    }
    const auto mac = parse_mac(line->substr(kMacMark.size()));
    if (!mac) {
        return kBroken;
    }
    header.mac = *mac;
    header.length = lines.at;
    header.authenticated = file.first(lines.at - 1 - line->size() + kMacMark.size() - 1);
    return header;
}

Result<ByteArray<kEncapsulationBytes>> hybrid_encapsulation(const Stanza& stanza) {
    if (stanza.type() != kRecipientType || stanza.arguments.size() != 2 ||
        stanza.body.size() != kWrappedKeyBytes) {
        return kBroken;
    }
    const auto bytes = from_base64(stanza.arguments[1]);
    ByteArray<kEncapsulationBytes> encapsulation{};
    if (!bytes || bytes->size() != encapsulation.size()) {
        return kBroken;
    }
    std::ranges::copy(*bytes, encapsulation.begin());
    return encapsulation;
}

void append_stanza(std::string& header, std::span<const std::string> arguments, ByteView body) {
    header += "->";
    for (const std::string& argument : arguments) {
        header += ' ';
        header += argument;
    }
    header += '\n';
    const std::string text = base64(body);
    for (std::size_t at = 0; at <= text.size(); at += kColumns) {
        header += text.substr(at, kColumns);
        header += '\n';
    }
}

} // namespace crypto
