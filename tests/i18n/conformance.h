// Reading what others wrote to judge text engines by, and holding the list of what ours is known to
// miss. Judges nothing itself.
#pragma once

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

namespace i18n_tests {

const std::filesystem::path kUnicodeData = "/usr/share/unicode";

/// The lines of a file of the Unicode Character Database, without comments and empty ones.
inline std::vector<std::string> data_lines(const std::filesystem::path& file) {
    std::ifstream stream(file);
    INFO(file);
    REQUIRE(stream);
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) {
        line.resize(std::min(line.size(), line.find('#')));
        const std::size_t end = line.find_last_not_of(" \t\r");
        line.resize(end == std::string::npos ? 0 : end + 1);
        if (!line.empty()) {
            lines.push_back(std::move(line));
        }
    }
    return lines;
}

/// The known misses of one suite: in tests/i18n/known_misses, a case a line, "# " before the reason
/// that holds for those below it. The list may only become shorter: a case that is listed and does
/// not fail is a fault, too.
class KnownMisses {
public:
    explicit KnownMisses(const std::string& suite) {
        std::ifstream stream(std::filesystem::path(REFERRAL_SOURCE_DIR) /
                             "tests/i18n/known_misses" / (suite + ".txt"));
        bool reason = false;
        for (std::string line; std::getline(stream, line);) {
            if (line.starts_with("# ")) {
                reason = true;
            } else if (!line.empty()) {
                CHECK(reason);
                listed_.insert(line);
            }
        }
    }

    void missed(const std::string& name) { missed_.insert(name); }

    /// Fails for every case that is missed and not listed, or listed and not missed.
    void check() const {
        for (const std::string& name : missed_) {
            if (!listed_.contains(name)) {
                FAIL_CHECK("missed and not known: " << name);
            }
        }
        for (const std::string& name : listed_) {
            if (!missed_.contains(name)) {
                FAIL_CHECK("known as missed, but holds: " << name);
            }
        }
    }
    std::size_t size() const { return listed_.size(); }

private:
    std::set<std::string> listed_;
    std::set<std::string> missed_;
};

inline std::string utf8_of(char32_t c) {
    const auto byte = [](char32_t value) { return static_cast<char>(value); };
    if (c < 0x80) {
        return {byte(c)};
    }
    if (c < 0x800) {
        return {byte(0xC0U | (c >> 6U)), byte(0x80U | (c & 0x3FU))};
    }
    if (c < 0x10000) {
        return {byte(0xE0U | (c >> 12U)), byte(0x80U | (c >> 6U & 0x3FU)),
                byte(0x80U | (c & 0x3FU))};
    }
    return {byte(0xF0U | (c >> 18U)), byte(0x80U | (c >> 12U & 0x3FU)),
            byte(0x80U | (c >> 6U & 0x3FU)), byte(0x80U | (c & 0x3FU))};
}

/// "05D0 0028" as code points.
inline std::u32string code_points(const std::string& hex) {
    std::istringstream words(hex);
    std::u32string text;
    for (std::string word; words >> word;) {
        text += static_cast<char32_t>(std::stoul(word, nullptr, 16));
    }
    return text;
}

} // namespace i18n_tests
