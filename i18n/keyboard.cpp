#include "i18n/keyboard.h"

#include "i18n/icu.h"

#include <algorithm>
#include <iterator>
#include <set>

namespace i18n {

namespace {

constexpr std::string_view kFirstLine = "referral-keyboard 1";
constexpr std::string_view kLastLine = "end";
constexpr std::array<std::string_view, kPageKinds> kPageNames{"letters", "digits", "latin"};
constexpr std::array<std::string_view, 4> kMethodNames{"direct", "telex", "spelling", "sequences"};
constexpr std::size_t kMostRows = 4;
constexpr std::size_t kMostBesideSpace = 3;
constexpr std::size_t kLongestText = 24; // bytes of one key

std::vector<std::string> split(std::string_view text, char at) {
    std::vector<std::string> parts;
    while (true) {
        const auto end = text.find(at);
        parts.emplace_back(text.substr(0, end));
        if (end == std::string_view::npos) {
            return parts;
        }
        text.remove_prefix(end + 1);
    }
}

/// Well-formed, not too long, and nothing that a field would not take.
bool is_key_text(std::string_view text) {
    if (text.empty() || text.size() > kLongestText) {
        return false;
    }
    for (std::size_t at = 0; at < text.size();) {
        const UChar32 c = next_in_utf8(text, at);
        if (c < 0 || u_charType(c) == U_CONTROL_CHAR || c == ' ' || !u_isdefined(c)) {
            return false;
        }
    }
    return true;
}

/// Reads a file line by line. The first thing that does not hold ends it.
class Reader {
public:
    Reader(std::string_view content, const std::filesystem::path& name)
        : rest_(content), name_(name) {}

    std::expected<Keyboard, KeyboardError> read() {
        if (!next() || line_ != kFirstLine) {
            return fault("is no keyboard of this version");
        }
        while (next()) {
            if (line_ == kLastLine) {
                return finish();
            }
            if (const auto reason = take_line(); !reason.empty()) {
                return fault(reason);
            }
        }
        return fault("ends before its last line");
    }

private:
    bool next() {
        if (rest_.empty()) {
            return false;
        }
        const auto end = rest_.find('\n');
        line_ = rest_.substr(0, end);
        rest_.remove_prefix(end == std::string_view::npos ? rest_.size() : end + 1);
        ++number_;
        return true;
    }

    std::unexpected<KeyboardError> fault(std::string reason) const {
        return std::unexpected(KeyboardError{name_, number_, std::move(reason)});
    }

    /// Why the line does not hold; empty: it does.
    std::string take_line() {
        if (line_.starts_with("language ")) {
            keyboard_.language.tag = line_.substr(9);
            return keyboard_.language.tag.empty() ? "names no language" : "";
        }
        if (line_ == "opens at-once") {
            keyboard_.opens_at_once = true;
            return {};
        }
        if (line_.starts_with("method ")) {
            return take_method(line_.substr(7));
        }
        if (line_.starts_with("spells\t")) {
            const auto cells = split(line_, '\t');
            return cells.size() == 3 && keyboard_.spellings.add({cells[1], cells[2]})
                       ? ""
                       : "spells nothing, or not after the line before";
        }
        if (line_.starts_with("makes\t")) {
            const auto cells = split(line_, '\t');
            return cells.size() == 3 && keyboard_.sequences.add({cells[1], cells[2]})
                       ? ""
                       : "makes no letter, or not after the line before";
        }
        if (line_.starts_with("page ")) {
            return open_page(line_.substr(5));
        }
        if (page_ == nullptr) {
            return "belongs to no page";
        }
        if (line_ == "row") {
            row_ = &page_->rows.emplace_back();
            return page_->rows.size() > kMostRows ? "is a row too many" : "";
        }
        if (line_ == "beside") {
            row_ = &page_->beside;
            return {};
        }
        return take_key();
    }

    std::string take_method(std::string_view name) {
        const auto found = std::ranges::find(kMethodNames, name);
        if (found == kMethodNames.end()) {
            return "names a method that there is not";
        }
        keyboard_.method = static_cast<Method>(found - kMethodNames.begin());
        return {};
    }

    std::string open_page(std::string_view name) {
        const auto found = std::ranges::find(kPageNames, name);
        if (found == kPageNames.end()) {
            return "names a page that there is not";
        }
        auto& page = keyboard_.pages[static_cast<std::size_t>(found - kPageNames.begin())];
        if (page) {
            return "names a page twice";
        }
        page_ = &page.emplace();
        row_ = nullptr;
        seen_.clear();
        return {};
    }

    std::string take_key() {
        const auto cells = split(line_, '\t');
        if (row_ == nullptr || cells.size() != 5 || cells[0] != "key") {
            return "is no key in a row";
        }
        KeyboardKey key{state_of(cells[1], cells[2]), state_of(cells[3], cells[4])};
        for (const KeyState* state : {&key.plain, &key.shifted}) {
            if (!is_key_text(state->text) || !std::ranges::all_of(state->more, is_key_text)) {
                return "holds a key that types nothing or no proper text";
            }
        }
        if (!seen_.insert(key.plain.text).second) {
            return "holds a key that its page has already";
        }
        page_->shifts = page_->shifts || !(key.plain == key.shifted);
        row_->push_back(std::move(key));
        const bool beside = row_ == &page_->beside;
        return row_->size() > (beside ? kMostBesideSpace : kMostKeysInRow) ? "is a key too many"
                                                                           : "";
    }

    static KeyState state_of(const std::string& text, const std::string& more) {
        return {text, more.empty() ? std::vector<std::string>{} : split(more, ' ')};
    }

    std::expected<Keyboard, KeyboardError> finish() {
        if (!rest_.empty()) {
            return fault("is not the last line");
        }
        if (keyboard_.language.tag.empty()) {
            return fault("comes before the language");
        }
        if ((keyboard_.method == Method::Spelling) == keyboard_.spellings.empty() ||
            (keyboard_.method == Method::Sequences) == keyboard_.sequences.empty()) {
            return fault("comes before what its method makes of letters, or without it");
        }
        for (const PageKind kind : {PageKind::Letters, PageKind::Digits}) {
            const KeyboardPage* page = keyboard_.page(kind);
            const bool empty = page == nullptr || page->rows.empty();
            if (empty || std::ranges::any_of(page->rows, &KeyRow::empty)) {
                return fault("comes before all rows of letters and digits");
            }
        }
        return std::move(keyboard_);
    }

    std::string_view rest_;
    const std::filesystem::path& name_;
    std::string_view line_;
    std::size_t number_ = 0;
    Keyboard keyboard_;
    KeyboardPage* page_ = nullptr;
    KeyRow* row_ = nullptr;
    std::set<std::string> seen_; ///< what the keys of this page type
};

void write_state(std::string& out, const KeyState& state) {
    out += '\t' + state.text + '\t';
    for (std::size_t i = 0; i < state.more.size(); ++i) {
        out += (i == 0 ? "" : " ") + state.more[i];
    }
}

void write_row(std::string& out, std::string_view kind, const KeyRow& row) {
    out += std::string(kind) + '\n';
    for (const KeyboardKey& key : row) {
        out += "key";
        write_state(out, key.plain);
        write_state(out, key.shifted);
        out += '\n';
    }
}

void write_page(std::string& out, std::string_view name, const KeyboardPage& page) {
    out += "page " + std::string(name) + '\n';
    for (const KeyRow& row : page.rows) {
        write_row(out, "row", row);
    }
    write_row(out, "beside", page.beside);
}

} // namespace

std::string KeyboardError::sentence() const {
    return file.string() + (line == 0 ? "" : ":" + std::to_string(line)) + ": " + reason;
}

const KeyboardPage* Keyboard::page(PageKind kind) const {
    const auto& page = pages[static_cast<std::size_t>(kind)];
    return page ? &*page : nullptr;
}

std::expected<Keyboard, KeyboardError> parse_keyboard(std::string_view content,
                                                      const std::filesystem::path& name) {
    return Reader(content, name).read();
}

std::string write_keyboard(const Keyboard& keyboard) {
    std::string out = std::string(kFirstLine) + "\nlanguage " + keyboard.language.tag + '\n';
    out += keyboard.opens_at_once ? "opens at-once\n" : "";
    if (keyboard.method != Method::Direct) {
        out += "method ";
        out += kMethodNames[static_cast<std::size_t>(keyboard.method)];
        out += '\n';
    }
    for (const Spelling& spelling : keyboard.spellings.all()) {
        out += "spells\t" + spelling.letters + '\t' + spelling.characters + '\n';
    }
    for (const KeySequence& sequence : keyboard.sequences.all()) {
        out += "makes\t" + sequence.keys + '\t' + sequence.text + '\n';
    }
    for (std::size_t i = 0; i < kPageKinds; ++i) {
        if (const auto& page = keyboard.pages[i]) {
            write_page(out, kPageNames[i], *page);
        }
    }
    return out + std::string(kLastLine) + '\n';
}

std::string key_label(std::string_view text) {
    constexpr std::string_view kCircle = "\u25CC";
    std::size_t at = 0;
    const UChar32 first = next_in_utf8(text, at);
    if (u_charType(first) == U_FORMAT_CHAR) {
        const std::string_view sign = first == 0x200C ? "|" : "+"; // parts or joins letters
        return std::string(kCircle) + std::string(sign) + std::string(kCircle);
    }
    const bool mark = (U_GET_GC_MASK(first) & U_GC_M_MASK) != 0;
    return (mark ? std::string(kCircle) : "") + std::string(text);
}

} // namespace i18n
