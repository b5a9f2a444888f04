// Writes JSON into memory that is already there: nothing of what it writes is copied anywhere else.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace intake {

/// Bytes of `text` between the quotes of a JSON string, or nothing if it is not UTF-8.
std::optional<std::size_t> json_size(std::string_view text);

/// One object after another, members in the order of the calls. Keys must need no escape. Text that
/// is not UTF-8, and running out of room, are errors of ours: CHECK.
class JsonWriter {
public:
    explicit JsonWriter(std::span<std::byte> to) : to_(to) {}

    void open_object();                     ///< an element, or the whole
    void open_object(std::string_view key); ///< a member
    void open_array(std::string_view key);
    void close_object();
    void close_array();
    void string(std::string_view key, std::string_view value);
    void integer(std::string_view key, std::int64_t value);
    void boolean(std::string_view key, bool value);
    std::size_t size() const { return size_; }

private:
    void name(std::string_view key);
    void separate();
    void raw(std::string_view text);
    void quoted(std::string_view text);

    std::span<std::byte> to_;
    std::size_t size_ = 0;
    bool first_ = true; ///< nothing stands before the next element of what is open
};

} // namespace intake
