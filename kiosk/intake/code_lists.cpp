#include "kiosk/intake/code_lists.h"

#include "kiosk/intake/table.h"

#include <algorithm>
#include <charconv>
#include <set>

namespace intake {

namespace {

constexpr std::string_view kUrl = "urn:referral-kiosk:codes:";

/// How the rows of a list become codings.
struct Shape {
    std::string_view code_column;
    std::string_view system;
    bool (*is_code)(std::string_view);
};

bool all_of(std::string_view text, std::string_view allowed) {
    return !text.empty() && text.find_first_not_of(allowed) == std::string_view::npos;
}

constexpr std::string_view kLower = "abcdefghijklmnopqrstuvwxyz";

bool is_alpha2(std::string_view code) {
    return code.size() == 2 && all_of(code, "ABCDEFGHIJKLMNOPQRSTUVWXYZ");
}

bool is_language_tag(std::string_view code) {
    return (code.size() == 2 || code.size() == 3) && all_of(code, kLower);
}

Shape shape_of(std::string_view list) {
    if (list == "language")
        return {"tag", kLanguageSystem, &is_language_tag};
    return {"code", kCountrySystem, &is_alpha2};
}

/// One table on its way to a list. The first fault ends it.
class ListReader {
public:
    using Lists = std::map<std::string, Options, std::less<>>;

    ListReader(const CodeFile& file, const Lists& before)
        : file_(file), shape_(shape_of(file.name)), before_(before) {}

    std::expected<Options, std::string> read() {
        auto table = parse_table(file_.bytes);
        if (!table)
            return fault(table.error().line, table.error().reason);
        table_ = std::move(*table);
        for (const std::string_view name : {shape_.code_column, {"name"}, {"common"}, {"also"}}) {
            if (!table_.column(name))
                return fault(table_.rows.front().line - 1,
                             "the column '" + std::string(name) + "' is missing");
        }
        for (const Table::Row& row : table_.rows) {
            if (const std::string reason = take(row); !reason.empty())
                return fault(row.line, reason);
        }
        return Options(std::move(options_));
    }

private:
    std::unexpected<std::string> fault(std::size_t line, const std::string& reason) const {
        return std::unexpected(file_.file + ":" + std::to_string(line) + ": " + reason);
    }

    const std::string& cell(const Table::Row& row, std::string_view column) const {
        static constexpr auto kNone = SIZE_MAX;
        const std::size_t at = table_.column(column).value_or(kNone);
        return at == kNone ? nothing_ : row.cells[at];
    }

    /// Empty, or why the row cannot be one of the list.
    std::string take(const Table::Row& row) {
        const std::string& kind = cell(row, "kind");
        if (kind == "list")
            return take_list(cell(row, shape_.code_column));
        const bool own = kind == "own";
        if (!own && !kind.empty() && kind != "iso" && kind != "assigned")
            return "the kind '" + kind + "' is none of iso, assigned, own and list";
        Option option;
        option.code = cell(row, shape_.code_column);
        const bool well_formed =
            own ? all_of(option.code, "abcdefghijklmnopqrstuvwxyz_") : shape_.is_code(option.code);
        if (!well_formed)
            return "'" + option.code + "' is no code of this list";
        option.value = Coding{std::string(own ? kOwnCountrySystem : shape_.system), option.code};
        option.display.text = cell(row, "name");
        if (option.display.text.empty())
            return "the name is missing";
        option.also = cell(row, "also");
        option.exclusive = own;
        if (const std::string& rank = cell(row, "common"); !rank.empty()) {
            if (!read_rank(rank, option.rank))
                return "'" + rank + "' is no rank: a number from 1, each once";
        }
        return add(std::move(option));
    }

    std::string take_list(const std::string& name) {
        const auto list = before_.find(std::string(kUrl) + name);
        if (list == before_.end())
            return "there is no list '" + name + "' before this one";
        for (const Option& option : list->second) {
            if (std::string reason = add(option); !reason.empty())
                return reason;
        }
        return "";
    }

    bool read_rank(const std::string& text, std::uint16_t& rank) {
        const char* end = text.data() + text.size();
        const auto read = std::from_chars(text.data(), end, rank);
        return read.ec == std::errc{} && read.ptr == end && rank > 0 && ranks_.insert(rank).second;
    }

    std::string add(Option option) {
        if (!codes_.insert(option.code).second)
            return "the code '" + option.code + "' stands there twice";
        options_.push_back(std::move(option));
        return "";
    }

    const CodeFile& file_;
    const Shape shape_;
    const Lists& before_;
    const std::string nothing_;
    Table table_;
    std::vector<Option> options_;
    std::set<std::string, std::less<>> codes_;
    std::set<std::uint16_t> ranks_;
};

} // namespace

std::expected<CodeLists, std::string> CodeLists::read(std::span<const CodeFile> files) {
    CodeLists lists;
    for (const CodeFile& file : files) {
        auto list = ListReader(file, lists.lists_).read();
        if (!list)
            return std::unexpected(std::move(list.error()));
        lists.lists_.emplace(std::string(kUrl) + file.name, std::move(*list));
    }
    return lists;
}

const Options* CodeLists::find(std::string_view url) const {
    const auto found = lists_.find(url);
    return found == lists_.end() ? nullptr : &found->second;
}

} // namespace intake
