#include "kiosk/intake/table.h"

#include "kiosk/intake/utf8.h"

#include <algorithm>

namespace intake {

namespace {

/// The text before the next `separator`, which is taken off `rest` with it.
std::string_view take_until(char separator, std::string_view& rest) {
    const std::size_t end = std::min(rest.find(separator), rest.size());
    const std::string_view taken = rest.substr(0, end);
    rest.remove_prefix(std::min(end + 1, rest.size()));
    return taken;
}

std::vector<std::string> cells_of(std::string_view line) {
    std::vector<std::string> cells;
    for (bool more = true; more;) {
        more = line.find('\t') != std::string_view::npos;
        cells.emplace_back(take_until('\t', line));
    }
    return cells;
}

bool is_utf8(std::string_view text) {
    while (!text.empty()) {
        const std::size_t length = utf8_length(text);
        if (length == 0)
            return false;
        text.remove_prefix(length);
    }
    return true;
}

/// Empty when the line may stand in a table.
std::string_view misshapen(std::string_view line) {
    if (line.empty())
        return "an empty line";
    if (!is_utf8(line))
        return "not UTF-8";
    if (line.contains('\r'))
        return "ends in a carriage return: lines end in a line feed alone";
    for (const std::string& cell : cells_of(line)) {
        if (cell.starts_with(' ') || cell.ends_with(' '))
            return "a cell begins or ends with a space";
    }
    return "";
}

std::optional<std::string> twice_in(const std::vector<std::string>& names) {
    for (auto name = names.begin(); name != names.end(); ++name) {
        if (std::find(names.begin(), name, *name) != name)
            return *name;
    }
    return std::nullopt;
}

} // namespace

std::optional<std::size_t> Table::column(std::string_view name) const {
    const auto found = std::ranges::find(columns, name);
    if (found == columns.end())
        return std::nullopt;
    return static_cast<std::size_t>(found - columns.begin());
}

std::expected<Table, TableFault> parse_table(std::string_view text) {
    Table table;
    std::size_t line = 0;
    while (!text.empty()) {
        const std::string_view read = take_until('\n', text);
        ++line;
        if (const auto fault = misshapen(read); !fault.empty())
            return std::unexpected(TableFault{line, std::string(fault)});
        const bool comment = read.starts_with("#");
        if (comment && table.columns.empty())
            continue;
        if (comment)
            return std::unexpected(TableFault{line, "a comment stands above the columns only"});
        auto cells = cells_of(read);
        if (table.columns.empty()) {
            if (const auto name = twice_in(cells))
                return std::unexpected(
                    TableFault{line, "the column '" + *name + "' stands there twice"});
            table.columns = std::move(cells);
            continue;
        }
        if (cells.size() != table.columns.size()) {
            return std::unexpected(
                TableFault{line, "has " + std::to_string(cells.size()) + " cells, but there are " +
                                     std::to_string(table.columns.size()) + " columns"});
        }
        table.rows.push_back({line, std::move(cells)});
    }
    if (table.rows.empty())
        return std::unexpected(TableFault{std::max<std::size_t>(line, 1), "holds no row"});
    return table;
}

} // namespace intake
