// Recovery shares: what makes the key again, and what does not. Shares that format_share() would
// never write are written here, byte by byte, with a hash that holds.
#include "crypto/recovery.h"
#include "crypto/bech32.h"
#include "material.h"

#include <algorithm>
#include <array>

namespace vectors {

namespace {

using namespace crypto;

// Where the fields of a share stand (FORMAT.md 6).
constexpr std::size_t kThreshold = 1;
constexpr std::size_t kCount = 2;
constexpr std::size_t kNumber = 3;
constexpr std::size_t kSetId = 4;
constexpr std::size_t kCommitment = 12;
constexpr std::size_t kValues = 36;
constexpr std::size_t kHashed = 68;
constexpr std::size_t kCheckBytes = 7;
constexpr std::size_t kLineBytes = 15;

constexpr std::array<const char*, 5> kNames = {"one", "two", "three", "four", "five"};

std::string text_of(const RecoveryShare& share) {
    return std::string(format_share(share).view()); // of a key that protects nothing
}

/// The 68 bytes before the hash.
Bytes bytes_of_share(const RecoveryShare& share) {
    Bytes bytes = {std::byte{1}, static_cast<std::byte>(share.set.threshold),
                   static_cast<std::byte>(share.set.shares), static_cast<std::byte>(share.point.x)};
    append(bytes, share.set.id);
    append(bytes, share.set.commitment);
    append(bytes, share.point.y.span());
    return bytes;
}

/// Such bytes as text, with their hash; one line after the other, in groups.
std::string written(Bytes bytes) {
    Bytes hashed = bytes_from(std::string("referral-recovery-share-v1") + '\0');
    append(hashed, bytes);
    append(bytes, ByteView(sha256(hashed)).first(kCheckBytes));
    std::string text;
    for (std::size_t i = 0; i < kNames.size(); ++i) {
        const std::string label(1, static_cast<char>('a' + i));
        std::string line(bech32_length(label, kLineBytes), ' ');
        bech32_encode(label, ByteView(bytes).subspan(i * kLineBytes, kLineBytes), line);
        for (std::size_t at = 2; at < line.size(); at += 6) {
            line.insert(at, 1, ' ');
        }
        text += line + "\n";
    }
    return text;
}

/// The share with one byte set to another value, under a hash that holds.
std::string with(const RecoveryShare& share, std::size_t at, unsigned value) {
    Bytes bytes = bytes_of_share(share);
    bytes[at] = static_cast<std::byte>(value);
    return written(std::move(bytes));
}
std::string with_flipped(const RecoveryShare& share, std::size_t at) {
    const Bytes bytes = bytes_of_share(share);
    return with(share, at, static_cast<unsigned>(bytes[at]) ^ 1U);
}

std::vector<std::string> lines_of(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at) + 1;
        lines.push_back(text.substr(at, end - at));
        at = end;
    }
    return lines;
}

std::string joined(const std::vector<std::string>& lines) {
    std::string text;
    for (const std::string& line : lines) {
        text += line;
    }
    return text;
}

std::string replaced(std::string text, std::string_view from, std::string_view to) {
    for (std::size_t at = text.find(from); at != std::string::npos;
         at = text.find(from, at + to.size())) {
        text.replace(at, from.size(), to);
    }
    return text;
}

std::string in_capitals(std::string text) {
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? char(c - 'a' + 'A') : c; });
    return text;
}

/// Collects the shares by name, and the cases.
class Cases {
public:
    Cases() : file_(document("Recovery shares (FORMAT.md 6)")) {}
    void share(std::string_view name, const std::string& text) {
        file_["shares"][std::string(name)] = text;
    }
    void add(std::string_view name, const std::vector<std::string>& shares,
             std::string_view outcome) {
        file_["cases"].push_back({{"name", name}, {"shares", shares}, {"outcome", outcome}});
    }
    /// `text` in the place of the first of three.
    void first(const std::string& name, const std::string& text, std::string_view outcome) {
        share(name, text);
        add(name, {name, "two", "three"}, outcome);
    }
    /// The same, where a line is named.
    void line(const std::string& name, const std::string& text, int line) {
        first(name, text, "bad-line");
        file_["cases"].back()["line"] = line;
    }
    Json& file() { return file_; }

private:
    Json file_;
};

void add_combinations(Cases& cases) {
    cases.add("the first three", {"one", "two", "three"}, "recovered");
    cases.add("the last three", {"three", "four", "five"}, "recovered");
    cases.add("three in another order", {"four", "one", "three"}, "recovered");
    cases.add("four", {"one", "two", "four", "five"}, "recovered");
    cases.add("all five", {"one", "two", "three", "four", "five"}, "recovered");
    cases.add("two", {"two", "four"}, "too-few");
    cases.add("one alone", {"three"}, "too-few");
    cases.add("none", {}, "too-few");
    cases.add("one of three twice", {"one", "two", "two"}, "duplicate");
    cases.add("one of four twice", {"one", "two", "three", "one"}, "duplicate");
}

/// What a person may do to a text that stays the share it is.
void add_ways_to_write(Cases& cases, const std::string& text) {
    const std::vector<std::string> lines = lines_of(text);
    cases.first("in capitals", in_capitals(text), "recovered");
    cases.first("without spaces", replaced(text, " ", ""), "recovered");
    cases.first("with dashes and tabs", replaced(text, " ", " -\t"), "recovered");
    cases.first("with carriage returns", replaced(text, "\n", "\r\n"), "recovered");
    cases.first("without the end of its last line", text.substr(0, text.size() - 1), "recovered");
    cases.first("with empty lines and remarks",
                "# Share 1 of 5\n\n" + lines[0] + "# a1 qqqqq\n \n" + lines[1] + lines[2] +
                    lines[3] + "-\n" + lines[4] + "\n# the end",
                "recovered");
}

void add_wrong_letters(Cases& cases, const std::string& text) {
    const std::vector<std::string> lines = lines_of(text);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::vector<std::string> typed = lines;
        char& letter = typed[i][3 + 6 * i]; // another place in each line; no space stands there
        letter = letter == 'q' ? 'p' : 'q';
        cases.line("a letter changed in line " + std::to_string(i + 1), joined(typed),
                   static_cast<int>(i + 1));
    }
    const auto in_line = [&](const char* name, std::size_t i, auto change) {
        std::vector<std::string> typed = lines;
        change(typed[i]);
        cases.line(name, joined(typed), static_cast<int>(i + 1));
    };
    in_line("a letter missing in line 3", 2, [](std::string& line) { line.erase(10, 1); });
    in_line("a letter more in line 4", 3, [](std::string& line) { line.insert(10, 1, 'q'); });
    in_line("a letter that Bech32 has not in line 2", 1, [](std::string& line) { line[3] = 'b'; });
    in_line("another prefix in line 5", 4, [](std::string& line) { line[0] = 'a'; });
    in_line("two neighbours exchanged in line 1", 0, [](std::string& line) {
        const auto pair = std::ranges::adjacent_find(
            line, [](char a, char b) { return a != b && a != ' ' && b != ' ' && a != 'a'; });
        std::iter_swap(pair, pair + 1);
    });
}

void add_wrong_lines(Cases& cases, const std::string& text, const std::string& other) {
    const std::vector<std::string> lines = lines_of(text);
    const std::vector<std::string> others = lines_of(other);
    const auto of = [&](std::initializer_list<std::size_t> chosen) {
        std::string whole;
        for (const std::size_t line : chosen) {
            whole += lines[line - 1];
        }
        return whole;
    };
    cases.line("without its first line", of({2, 3, 4, 5}), 1);
    cases.line("without its third line", of({1, 2, 4, 5}), 3);
    cases.first("without its last line", of({1, 2, 3, 4}), "no-share");
    cases.line("lines 2 and 3 exchanged", of({1, 3, 2, 4, 5}), 2);
    cases.line("line 1 twice", of({1, 1, 2, 3, 4, 5}), 2);
    cases.first("line 5 twice", of({1, 2, 3, 4, 5, 5}), "no-share");
    cases.first("a word behind it", text + "end\n", "no-share");
    cases.first("two shares in one text", text + other, "no-share");
    cases.first("line 1 of another share", others[0] + of({2, 3, 4, 5}), "bad-lines");
    cases.first("line 4 of another share", of({1, 2, 3}) + others[3] + lines[4], "bad-lines");
    cases.first("line 5 of another share", of({1, 2, 3, 4}) + others[4], "bad-lines");
    cases.first("remarks alone", "# Share 1 of 5\n", "no-share");
    cases.first("empty", "", "no-share");
}

/// Each holds its hash and says what no share of version 1 says.
void add_impossible(Cases& cases, const RecoveryShare& share) {
    cases.first("version 0", with(share, 0, 0), "no-share");
    cases.first("version 2", with(share, 0, 2), "no-share");
    cases.first("a threshold of 1", with(share, kThreshold, 1), "no-share");
    cases.first("a threshold above the number of shares", with(share, kThreshold, 6), "no-share");
    cases.first("one of 17 shares", with(share, kCount, 17), "no-share");
    cases.first("number 0", with(share, kNumber, 0), "no-share");
    cases.first("number 6 of 5", with(share, kNumber, 6), "no-share");
}

void add_other_sets(Cases& cases, const HybridIdentity& identity,
                    std::span<const RecoveryShare> shares) {
    const RecoveryShare& share = shares[0];
    cases.first("of another set of the same key", text_of(split_identity(identity, 3, 5)[0]),
                "foreign");
    cases.first("of another set with another threshold", text_of(split_identity(identity, 2, 5)[0]),
                "foreign");
    cases.first("of another key's set",
                text_of(split_identity(HybridIdentity::generate(), 3, 5)[0]), "foreign");
    cases.first("another threshold", with(share, kThreshold, 2), "foreign");
    cases.first("another number of shares", with(share, kCount, 6), "foreign");
    cases.first("another set id", with_flipped(share, kSetId + 7), "foreign");
    cases.first("another commitment", with_flipped(share, kCommitment), "foreign");
    cases.first("the number of another share", with(share, kNumber, 2), "duplicate");
    for (std::size_t i = 0; i < 3; ++i) {
        const std::string name = kNames[i];
        cases.share(name + ", a lower threshold", with(shares[i], kThreshold, 2));
        cases.share(name + ", another commitment", with_flipped(shares[i], kCommitment + 23));
    }
    const auto three = [](const std::string& change) {
        return std::vector<std::string>{"one" + change, "two" + change, "three" + change};
    };
    cases.add("all of a lower threshold than they were made with", three(", a lower threshold"),
              "not-the-key");
    cases.add("all with the commitment of another key", three(", another commitment"),
              "not-the-key");
}

void add_other_values(Cases& cases, const RecoveryShare& share) {
    const std::string name = "one, with another value";
    cases.share(name, with_flipped(share, kValues));
    cases.add("a value changed, among as many as are needed", {name, "two", "three"},
              "not-the-key");
    cases.add("a value changed, with one share more", {name, "two", "three", "four"}, "changed");
    cases.add("a value changed in the share beyond the threshold", {"two", "three", "four", name},
              "changed");
    cases.add("a value changed, among all five", {"five", "two", name, "four", "three"}, "changed");
    cases.first("the last value changed", with_flipped(share, kHashed - 1), "not-the-key");
    cases.first("the number of a share that is not given", with(share, kNumber, 4), "not-the-key");
}

} // namespace

Json recovery_vectors() {
    const HybridIdentity identity = HybridIdentity::generate();
    const Recipient recipient = identity.recipient();
    const std::vector<RecoveryShare> shares = split_identity(identity, 3, 5);

    Cases cases;
    cases.file()["identity"] = std::string(identity.format().view());
    cases.file()["seed"] = hex(identity.seed());
    cases.file()["recipient"] = format_recipient(recipient);
    cases.file()["commitment"] = hex(commitment_to(recipient));
    cases.file()["threshold"] = 3;
    for (std::size_t i = 0; i < shares.size(); ++i) {
        cases.share(kNames[i], text_of(shares[i]));
    }
    const std::string text = text_of(shares[0]);
    add_combinations(cases);
    add_ways_to_write(cases, text);
    add_wrong_letters(cases, text);
    add_wrong_lines(cases, text, text_of(shares[1]));
    add_impossible(cases, shares[0]);
    add_other_sets(cases, identity, shares);
    add_other_values(cases, shares[0]);
    return std::move(cases.file());
}

} // namespace vectors
