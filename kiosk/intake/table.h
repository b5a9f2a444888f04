// A table of codes as a person keeps it: UTF-8, one line per row, cells parted by tabs. Knows no
// column by name and no code.
#pragma once

#include <cstddef>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace intake {

struct Table {
    struct Row {
        std::size_t line = 0; ///< in the file, from 1
        std::vector<std::string> cells;
    };
    std::vector<std::string> columns;
    std::vector<Row> rows; ///< each with as many cells as there are columns

    std::optional<std::size_t> column(std::string_view name) const;
};

struct TableFault {
    std::size_t line = 0;
    std::string reason; ///< a plain English sentence without a full stop
};

/// Lines that begin with "# " come first and are passed over; then the names of the columns, then
/// the rows. An empty line, another number of cells, a space at a cell's edge, a column named twice
/// and anything but UTF-8 are faults: a slip of the hand must not become a code.
[[nodiscard]] std::expected<Table, TableFault> parse_table(std::string_view text);

} // namespace intake
