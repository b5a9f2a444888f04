// UAX 9 as the screen has it: the levels of a paragraph's runs and their order on the line, against
// the Unicode Consortium's own cases.
#include "tests/i18n/conformance.h"
#include "tests/i18n/text_fixture.h"

#include <algorithm>
#include <map>
#include <optional>

using namespace i18n;
using namespace i18n_tests;

namespace {

/// A paragraph of which each code point's byte is known.
struct Text {
    explicit Text(const std::u32string& code_points) {
        for (const char32_t c : code_points) {
            begins.push_back(utf8.size());
            utf8 += utf8_of(c);
        }
    }
    std::string utf8;
    std::vector<std::size_t> begins;
};

struct Resolved {
    std::vector<std::optional<int>> levels; ///< of each code point; none for a newline
    std::vector<std::size_t> order;         ///< code points, visually
    int base = 0;
};

/// What our paragraph makes of it on a line of its own.
Resolved resolve(const Text& text, std::optional<Direction> base) {
    const TextStyle style{.locale = {"en"}, .px = 16, .base = base};
    const auto paragraph = Paragraph::shape(text.utf8, style, typesetter());
    const Layout layout = paragraph.lay_out(kNoWidthLimit);
    Resolved resolved;
    resolved.levels.resize(text.begins.size());
    resolved.base = paragraph.direction() == Direction::RightToLeft ? 1 : 0;
    const Line& line = layout.lines().front();
    for (const Run& run : layout.runs().subspan(line.first_run, line.run_count)) {
        std::vector<std::size_t> inside;
        for (std::size_t i = 0; i < text.begins.size(); ++i) {
            if (text.begins[i] >= run.begin && text.begins[i] < run.end) {
                resolved.levels[i] = run.level;
                inside.push_back(i);
            }
        }
        if (run.level & 1) {
            std::ranges::reverse(inside);
        }
        resolved.order.insert(resolved.order.end(), inside.begin(), inside.end());
    }
    return resolved;
}

/// "x 1 2": nothing for what rule X9 removes.
std::vector<std::optional<int>> levels_of(const std::string& words) {
    std::istringstream stream(words);
    std::vector<std::optional<int>> levels;
    for (std::string word; stream >> word;) {
        levels.push_back(word == "x" ? std::nullopt : std::optional(std::stoi(word)));
    }
    return levels;
}

std::vector<std::size_t> order_of(const std::string& words) {
    std::istringstream stream(words);
    std::vector<std::size_t> order;
    for (std::size_t index = 0; stream >> index;) {
        order.push_back(index);
    }
    return order;
}

/// A newline stands at the end of its line, on the paragraph's level.
bool is_newline_at(const Text& text, std::size_t i) {
    return text.utf8.compare(text.begins[i], 3, "\u2029") == 0;
}

bool agrees(const Text& text, const Resolved& ours, const std::vector<std::optional<int>>& levels,
            const std::vector<std::size_t>& order) {
    for (std::size_t i = 0; i < levels.size(); ++i) {
        const std::optional<int> level = is_newline_at(text, i) ? ours.base : ours.levels[i];
        if (levels[i] && level != levels[i]) {
            return false;
        }
    }
    std::vector<std::size_t> drawn;
    for (const std::size_t i : ours.order) {
        if (levels[i]) {
            drawn.push_back(i);
        }
    }
    std::vector<std::size_t> wanted;
    for (const std::size_t i : order) {
        if (!is_newline_at(text, i)) {
            wanted.push_back(i);
        }
    }
    return drawn == wanted;
}

char32_t example_of(const std::string& bidi_class) {
    static const std::map<std::string, char32_t> kExamples{
        {"L", U'a'},     {"R", 0x5D0},    {"AL", 0x627},   {"EN", U'0'},    {"ES", U'+'},
        {"ET", U'#'},    {"AN", 0x660},   {"CS", U','},    {"NSM", 0x300},  {"BN", 0xAD},
        {"B", 0x2029},   {"S", U'\t'},    {"WS", U' '},    {"ON", U'!'},    {"LRE", 0x202A},
        {"RLE", 0x202B}, {"LRO", 0x202D}, {"RLO", 0x202E}, {"PDF", 0x202C}, {"LRI", 0x2066},
        {"RLI", 0x2067}, {"FSI", 0x2068}, {"PDI", 0x2069}};
    return kExamples.at(bidi_class);
}

constexpr std::optional<Direction> kBases[] = {std::nullopt, Direction::LeftToRight,
                                               Direction::RightToLeft};

} // namespace

TEST_CASE("BidiTest.txt: levels and order of every sequence of bidi classes") {
    KnownMisses misses("BidiTest");
    std::vector<std::optional<int>> levels;
    std::vector<std::size_t> order;
    std::size_t cases = 0;
    for (const std::string& line : data_lines(kUnicodeData / "BidiTest.txt")) {
        if (line.starts_with("@Levels:")) {
            levels = levels_of(line.substr(8));
            continue;
        }
        if (line.starts_with("@Reorder:")) {
            order = order_of(line.substr(9));
            continue;
        }
        const std::size_t semicolon = line.find(';');
        std::istringstream classes(line.substr(0, semicolon));
        std::u32string code_points;
        for (std::string word; classes >> word;) {
            code_points += example_of(word);
        }
        const Text text(code_points);
        const int directions = std::stoi(line.substr(semicolon + 1), nullptr, 16);
        for (int bit = 0; bit < 3; ++bit) {
            if ((directions >> bit & 1) == 0) {
                continue;
            }
            ++cases;
            if (!agrees(text, resolve(text, kBases[bit]), levels, order)) {
                misses.missed(line.substr(0, semicolon) + "; " + std::to_string(bit));
            }
        }
    }
    misses.check();
    CHECK(cases == 770'241);
    CHECK(misses.size() == 0);
}

TEST_CASE("BidiCharacterTest.txt: levels and order of whole texts, brackets and isolates") {
    KnownMisses misses("BidiCharacterTest");
    std::size_t cases = 0;
    for (const std::string& line : data_lines(kUnicodeData / "BidiCharacterTest.txt")) {
        std::istringstream cells(line);
        std::string hex;
        std::string direction;
        std::string base;
        std::string levels;
        std::string order;
        std::getline(cells, hex, ';');
        std::getline(cells, direction, ';');
        std::getline(cells, base, ';');
        std::getline(cells, levels, ';');
        std::getline(cells, order, ';');
        constexpr std::optional<Direction> kAsked[] = {Direction::LeftToRight,
                                                       Direction::RightToLeft, std::nullopt};
        const Text text(code_points(hex));
        const Resolved ours = resolve(text, kAsked[std::stoi(direction)]);
        ++cases;
        if (ours.base != std::stoi(base) ||
            !agrees(text, ours, levels_of(levels), order_of(order))) {
            misses.missed(hex + ";" + direction);
        }
    }
    misses.check();
    CHECK(cases == 91'707);
    CHECK(misses.size() <= 30); // as many as ICU 72 alone
}
