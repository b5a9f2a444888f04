// Counts brackets outside of texts.
#include "crypto/json_depth.h"

namespace crypto {

namespace {

/// Of the text that `json` begins with, through its closing quotation mark; all where it has none.
std::size_t length_of_text(std::string_view json) {
    for (std::size_t i = 1; i < json.size(); ++i) {
        if (json[i] == '"') {
            return i + 1;
        }
        i += json[i] == '\\' ? 1U : 0U; // what is escaped ends no text
    }
    return json.size();
}

} // namespace

bool is_nested_deeper(std::string_view json, std::size_t most) {
    std::size_t depth = 0;
    while (!json.empty() && depth <= most) {
        const char c = json.front();
        json.remove_prefix(c == '"' ? length_of_text(json) : 1);
        if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && depth > 0) {
            --depth;
        }
    }
    return depth > most;
}

} // namespace crypto
