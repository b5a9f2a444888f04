// Strict reading of TOML configurations. See config.h.
#include "kiosk/host/config.h"

#include "crypto/check.h"
#include "kiosk/host/whole_file.h"

#include <toml++/toml.h>

#include <set>
#include <sstream>

namespace host {

namespace {

constexpr std::size_t kLargestConfig = 1024 * 1024;

} // namespace

std::string ConfigFault::sentence() const {
    std::string where = file.string();
    if (line != 0) {
        where += ":" + std::to_string(line);
    }
    return where + ": " + reason;
}

struct Config::State {
    std::filesystem::path file;
    toml::table root;
    std::optional<ConfigFault> fault;
    std::set<const toml::node*> asked;
    std::set<const toml::node*> tables; ///< that have keys this program knows

    void refuse(unsigned line, std::string reason) {
        if (!fault) {
            fault = ConfigFault{file, line, std::move(reason)};
        }
    }
};

namespace {

unsigned line_of(const toml::node* node) {
    return node ? static_cast<unsigned>(node->source().begin.line) : 0U;
}

std::string quoted(std::string_view key) {
    return "`" + std::string(key) + "`";
}

/// The first key that no getter asked for, depth first. A table of which all keys are left out is
/// known by those that it could have.
template <class State>
const toml::key* first_unknown(const toml::table& table, const State& state) {
    for (auto&& [key, node] : table) {
        if (state.asked.contains(&node)) {
            continue;
        }
        const toml::table* inner = node.as_table();
        if (inner == nullptr || (inner->empty() && !state.tables.contains(inner))) {
            return &key;
        }
        if (const toml::key* found = first_unknown(*inner, state)) {
            return found;
        }
    }
    return nullptr;
}

} // namespace

Config Config::read(const std::filesystem::path& file) {
    Config config;
    config.state_ = std::make_shared<State>();
    State& state = *config.state_;
    state.file = file;
    const auto text = read_whole(file, kLargestConfig);
    if (!text) {
        state.refuse(0, text.error().reason);
    } else {
        try {
            state.root = toml::parse(*text, file.string());
        } catch (const toml::parse_error& error) {
            state.refuse(static_cast<unsigned>(error.source().begin.line),
                         "is not valid TOML: " + std::string(error.description()));
        }
    }
    config.node_ = std::shared_ptr<void>(config.state_, &state.root);
    return config;
}

const std::filesystem::path& Config::file() const {
    return state_->file;
}

namespace {

/// Finds `key` and notes that it was asked for, so that finish() does not call it unknown.
template <class State>
toml::node* find(State& state, void* table, std::string_view key) {
    if (const auto dot = key.rfind('.'); dot != std::string_view::npos) {
        state.tables.insert(static_cast<toml::table*>(table)->at_path(key.substr(0, dot)).node());
    }
    toml::node* node = static_cast<toml::table*>(table)->at_path(key).node();
    if (node != nullptr) {
        state.asked.insert(node);
    }
    return node;
}

template <class State>
void refuse_missing(State& state, void* table, std::string_view key, std::string_view what) {
    state.refuse(line_of(static_cast<toml::table*>(table)),
                 quoted(key) + " is missing: expected " + std::string(what));
}

} // namespace

std::string Config::text(std::string_view key) {
    toml::node* node = find(*state_, node_.get(), key);
    if (node == nullptr) {
        refuse_missing(*state_, node_.get(), key, "a text");
        return {};
    }
    if (!node->is_string()) {
        state_->refuse(line_of(node), quoted(key) + " must be a text in quotes");
        return {};
    }
    return node->as_string()->get();
}

std::string Config::text_or(std::string_view key, std::string_view otherwise) {
    return find(*state_, node_.get(), key) ? text(key) : std::string(otherwise);
}

std::filesystem::path Config::path(std::string_view key) {
    const std::string written = text(key);
    if (written.empty()) {
        if (find(*state_, node_.get(), key) != nullptr) {
            refuse(key, "names no file");
        }
        return {};
    }
    return (state_->file.parent_path() / written).lexically_normal();
}

std::optional<std::filesystem::path> Config::optional_path(std::string_view key) {
    if (find(*state_, node_.get(), key) == nullptr) {
        return std::nullopt;
    }
    return path(key);
}

std::int64_t Config::integer(std::string_view key, std::int64_t least, std::int64_t most) {
    toml::node* node = find(*state_, node_.get(), key);
    const std::string range = std::to_string(least) + " to " + std::to_string(most);
    if (node == nullptr) {
        refuse_missing(*state_, node_.get(), key, "a whole number from " + range);
        return least;
    }
    const auto* value = node->as_integer();
    if (value == nullptr || value->get() < least || value->get() > most) {
        state_->refuse(line_of(node), quoted(key) + " must be a whole number from " + range);
        return least;
    }
    return value->get();
}

std::int64_t Config::integer_or(std::string_view key, std::int64_t least, std::int64_t most,
                                std::int64_t otherwise) {
    return find(*state_, node_.get(), key) ? integer(key, least, most) : otherwise;
}

bool Config::boolean_or(std::string_view key, bool otherwise) {
    toml::node* node = find(*state_, node_.get(), key);
    if (node == nullptr) {
        return otherwise;
    }
    if (!node->is_boolean()) {
        state_->refuse(line_of(node), quoted(key) + " must be true or false");
        return otherwise;
    }
    return node->as_boolean()->get();
}

std::vector<std::string> Config::texts(std::string_view key) {
    std::vector<std::string> values;
    toml::node* node = find(*state_, node_.get(), key);
    if (node == nullptr) {
        refuse_missing(*state_, node_.get(), key, "a list of texts");
        return values;
    }
    const toml::array* array = node->as_array();
    if (array == nullptr) {
        state_->refuse(line_of(node), quoted(key) + " must be a list of texts");
        return values;
    }
    for (const toml::node& element : *array) {
        if (!element.is_string()) {
            state_->refuse(line_of(&element), quoted(key) + " must hold only texts in quotes");
            return {};
        }
        values.push_back(element.as_string()->get());
    }
    return values;
}

std::vector<Config> Config::tables(std::string_view key) {
    std::vector<Config> tables;
    toml::node* node = find(*state_, node_.get(), key);
    if (node == nullptr) {
        return tables;
    }
    toml::array* array = node->as_array();
    if (array == nullptr) {
        state_->refuse(line_of(node), quoted(key) + " must be a list of tables");
        return tables;
    }
    for (toml::node& element : *array) {
        if (!element.is_table()) {
            state_->refuse(line_of(&element), quoted(key) + " must hold only tables");
            return {};
        }
        Config inner;
        inner.state_ = state_;
        inner.node_ = std::shared_ptr<void>(state_, element.as_table());
        inner.prefix_ = key;
        tables.push_back(inner);
    }
    return tables;
}

void Config::refuse_if(std::string_view key, std::string fault) {
    if (!fault.empty()) {
        refuse(key, std::move(fault));
    }
}

void Config::refuse(std::string_view key, std::string reason) {
    state_->refuse(line_of(find(*state_, node_.get(), key)), quoted(key) + " " + reason);
}

std::optional<ConfigFault> Config::finish() {
    if (!state_->fault) {
        if (const toml::key* key = first_unknown(state_->root, *state_)) {
            state_->refuse(static_cast<unsigned>(key->source().begin.line),
                           quoted(key->str()) + " is not a key this program knows");
        }
    }
    return state_->fault;
}

} // namespace host
