// A program's TOML configuration, read strictly: the first fault names file, line and what was
// expected, and a key nobody asked for is a fault too. Knows no program's keys.
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace host {

/// What is wrong with a file that a person wrote. `line` is 0 when the fault has no line.
struct ConfigFault {
    std::filesystem::path file;
    unsigned line = 0;
    std::string reason;
    /// "FILE:LINE: REASON"
    std::string sentence() const;
};

/// One table of a configuration. Getters never fail: they record the first fault and return a
/// harmless value; finish() tells. Keys are dotted ("outbox.socket").
class Config {
public:
    /// Reads and parses `file`; an unreadable or malformed file is a fault that finish() tells.
    static Config read(const std::filesystem::path& file);

    std::string text(std::string_view key);
    std::string text_or(std::string_view key, std::string_view otherwise);
    /// Relative paths count from the configuration's own folder.
    std::filesystem::path path(std::string_view key);
    std::optional<std::filesystem::path> optional_path(std::string_view key);
    std::int64_t integer(std::string_view key, std::int64_t least, std::int64_t most);
    std::int64_t integer_or(std::string_view key, std::int64_t least, std::int64_t most,
                            std::int64_t otherwise);
    bool boolean_or(std::string_view key, bool otherwise);
    std::vector<std::string> texts(std::string_view key); ///< an array of strings; required
    std::vector<Config> tables(std::string_view key);     ///< an array of tables; may be absent

    /// Records a fault about `key` that only the program can see ("is no minisign key").
    void refuse(std::string_view key, std::string reason);
    /// The same unless `fault` is empty.
    void refuse_if(std::string_view key, std::string fault);
    /// The first fault, unknown keys included; nothing when all is well. Call once, last.
    std::optional<ConfigFault> finish();
    const std::filesystem::path& file() const;

private:
    struct State;
    std::shared_ptr<State> state_;
    std::shared_ptr<void> node_;
    std::string prefix_;
};

} // namespace host
