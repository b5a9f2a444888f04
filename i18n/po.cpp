#include "i18n/po.h"

#include <fstream>
#include <optional>
#include <set>
#include <sstream>

namespace i18n {

namespace {

constexpr std::string_view kSpace = " \t\r";

std::string_view trimmed(std::string_view text) {
    const auto first = text.find_first_not_of(kSpace);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(kSpace) - first + 1);
}

/// The text between the quotes, its escapes resolved; nothing if it is no PO string.
std::optional<std::string> unquoted(std::string_view quoted) {
    if (quoted.size() < 2 || quoted.front() != '"' || quoted.back() != '"') {
        return std::nullopt;
    }
    quoted = quoted.substr(1, quoted.size() - 2);
    std::string text;
    for (std::size_t at = 0; at < quoted.size(); ++at) {
        if (quoted[at] == '"') {
            return std::nullopt;
        }
        if (quoted[at] != '\\') {
            text += quoted[at];
            continue;
        }
        if (++at == quoted.size()) {
            return std::nullopt;
        }
        switch (quoted[at]) {
        case 'n':
            text += '\n';
            break;
        case 't':
            text += '\t';
            break;
        case '"':
            text += '"';
            break;
        case '\\':
            text += '\\';
            break;
        default:
            return std::nullopt;
        }
    }
    return text;
}

/// The value of `name` in the header entry ("Language: fi").
std::string header_field(std::string_view header, std::string_view name) {
    std::istringstream lines{std::string(header)};
    for (std::string line; std::getline(lines, line);) {
        if (line.starts_with(name) && line.size() > name.size() && line[name.size()] == ':') {
            return std::string(trimmed(std::string_view(line).substr(name.size() + 1)));
        }
    }
    return {};
}

/// One PO file being read, line by line.
class Reader {
public:
    explicit Reader(const std::filesystem::path& file) { result_.file = file; }

    /// False when the line is refused; fault() then says why.
    bool take(std::string_view line) {
        ++line_;
        line = trimmed(line);
        if (line.empty()) {
            return close();
        }
        if (line.front() == '#') {
            return take_comment(line);
        }
        if (line.front() == '"') {
            return append(line);
        }
        const auto space = line.find_first_of(" \t");
        const auto keyword = line.substr(0, space);
        const auto rest = space == line.npos ? std::string_view{} : trimmed(line.substr(space));
        return open(keyword) && append(rest);
    }

    bool finish() {
        if (!close()) {
            return false;
        }
        ++line_;
        return header_seen_ || refuse("the header (an entry with an empty msgid) is missing");
    }

    PoFault fault() const { return fault_; }
    PoFile result() && { return std::move(result_); }

private:
    bool refuse(std::string reason) { return refuse_at(line_, std::move(reason)); }

    bool refuse_at(unsigned line, std::string reason) {
        fault_ = {result_.file, line, std::move(reason)};
        return false;
    }

    bool take_comment(std::string_view line) {
        // A comment after msgstr opens the next entry, with or without an empty line between.
        if (translation_ && !close()) {
            return false;
        }
        if (line.starts_with("#,") && line.find("fuzzy") != line.npos) {
            return refuse("marked fuzzy: have the translation checked, then remove the mark");
        }
        return true;
    }

    bool open(std::string_view keyword) {
        if (translation_ && !close()) {
            return false;
        }
        if (keyword == "msgctxt") {
            context_line_ = line_;
            return start(context_, !english_);
        }
        if (keyword == "msgid") {
            return start(english_, true);
        }
        if (keyword == "msgstr") {
            return start(translation_, english_.has_value());
        }
        if (keyword == "msgid_plural" || keyword.starts_with("msgstr[")) {
            return refuse(
                "gettext plural forms: write {count, plural, ...} in the message instead");
        }
        return refuse("expected msgctxt, msgid, msgstr, a comment or a quoted string");
    }

    bool start(std::optional<std::string>& part, bool allowed) {
        if (part || !allowed) {
            return refuse("expected the order msgctxt, msgid, msgstr");
        }
        open_ = &part.emplace();
        return true;
    }

    bool append(std::string_view quoted) {
        const auto text = unquoted(quoted);
        if (!text) {
            return refuse("expected a string in double quotes with the escapes \\n \\t \\\" \\\\");
        }
        if (open_ == nullptr) {
            return refuse("a string that belongs to no entry");
        }
        *open_ += *text;
        return true;
    }

    /// Ends the entry being read, if there is one.
    bool close() {
        if (!context_ && !english_) {
            return true;
        }
        if (!english_ || !translation_) {
            return refuse("the entry ends before its msgstr");
        }
        const bool kept = context_ ? keep_message({std::move(*context_), std::move(*english_),
                                                   std::move(*translation_), context_line_})
                                   : keep_header(*english_, *translation_);
        context_.reset();
        english_.reset();
        translation_.reset();
        open_ = nullptr;
        return kept;
    }

    bool keep_header(const std::string& english, const std::string& fields) {
        if (!english.empty()) {
            return refuse("an entry without msgctxt: every message has an id");
        }
        if (header_seen_ || !result_.messages.empty()) {
            return refuse("a second header");
        }
        header_seen_ = true;
        result_.language = header_field(fields, "Language");
        if (result_.language.empty()) {
            return refuse("the header names no Language");
        }
        const auto type = header_field(fields, "Content-Type");
        return type.find("charset=UTF-8") != type.npos || refuse("the header does not say UTF-8");
    }

    bool keep_message(PoMessage message) {
        if (message.id.empty() || message.english.empty()) {
            return refuse_at(message.line, "msgctxt and msgid may not be empty");
        }
        if (!ids_.insert(message.id).second) {
            return refuse_at(message.line, "\"" + message.id + "\" is in this file twice");
        }
        result_.messages.push_back(std::move(message));
        return true;
    }

    PoFile result_;
    PoFault fault_;
    std::optional<std::string> context_, english_, translation_;
    std::string* open_ = nullptr; ///< where the next quoted line goes
    std::set<std::string> ids_;
    unsigned line_ = 0;
    unsigned context_line_ = 0;
    bool header_seen_ = false;
};

} // namespace

std::string PoFault::sentence() const {
    return file.string() + (line == 0 ? "" : ":" + std::to_string(line)) + ": " + reason;
}

std::expected<PoFile, PoFault> parse_po(std::string_view text, const std::filesystem::path& file) {
    Reader reader(file);
    while (!text.empty()) {
        const auto end = text.find('\n');
        if (!reader.take(text.substr(0, end))) {
            return std::unexpected(reader.fault());
        }
        text = end == text.npos ? std::string_view{} : text.substr(end + 1);
    }
    if (!reader.finish()) {
        return std::unexpected(reader.fault());
    }
    return std::move(reader).result();
}

std::expected<PoFile, PoFault> read_po(const std::filesystem::path& file) {
    std::ifstream stream(file, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    if (!stream || !text) {
        return std::unexpected(PoFault{file, 0, "cannot be read"});
    }
    return parse_po(text.view(), file);
}

} // namespace i18n
