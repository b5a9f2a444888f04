#include "kiosk/ui/form_ids.h"

#include <algorithm>
#include <array>
#include <unordered_map>

namespace ui {
namespace {

constexpr std::array<std::string_view, 26> kFurniture{
    "call",    "hand",   "surroundings", "code",      "emergency", "everyday", "exit",
    "heading", "hurry",  "idle",         "keeping",   "kept",      "keyboard", "language",
    "nav",     "notice", "not_kept",     "not_ready", "palette",   "phone",    "progress",
    "review",  "size",   "start",        "still",     "why"};
constexpr std::array<std::string_view, 11> kPartsOfChoice{
    "help",      "hide",     "label", "many",   "marks", "one",
    "own_words", "question", "room",  "sealed", "search"};
constexpr std::array<std::string_view, 5> kPartsOfReview{"dropped", "keep_note", "open", "private",
                                                         "text"};

bool is_plain(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
               c == '_' || c == '-';
    });
}

std::string escaped(std::string_view text) {
    constexpr std::string_view kHex = "0123456789ABCDEF";
    std::string escaped = "~";
    for (const char& c : text) {
        if (is_plain({&c, 1})) {
            escaped += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        escaped += '%';
        escaped += kHex[byte >> 4U];
        escaped += kHex[byte & 15U];
    }
    return escaped;
}

std::string word(std::string_view text, bool taken) {
    return is_plain(text) && !taken ? std::string(text) : escaped(text);
}

// Two code systems may use one code; the form was refused if the whole option stood there twice.
// `before`: how many options with this code stand above.
std::string option_word(std::string_view code, std::size_t before) {
    return word(code, is_part_of_choice(code)) +
           (before == 0 ? "" : "~" + std::to_string(before + 1));
}

} // namespace

bool is_furniture(std::string_view id) {
    const std::string_view first = id.substr(0, id.find('.'));
    return std::ranges::find(kFurniture, first) != kFurniture.end();
}

bool is_part_of_choice(std::string_view word) {
    return std::ranges::find(kPartsOfChoice, word) != kPartsOfChoice.end();
}

bool is_part_of_review(std::string_view word) {
    return std::ranges::find(kPartsOfReview, word) != kPartsOfReview.end();
}

std::string item_id(const intake::Item& item) {
    return word(item.link_id, is_furniture(item.link_id));
}

std::string node_id(const intake::Answers& answers, intake::NodeId node) {
    const auto all = answers.of_item(answers.node(node).item);
    const auto position = std::ranges::find(all, node) - all.begin();
    const std::string name = item_id(answers.item(node));
    return position == 0 ? name : name + "#" + std::to_string(position + 1);
}

std::string option_id(const intake::Answers& answers, intake::NodeId node, std::uint32_t option) {
    const auto& options = answers.item(node).options;
    const std::string& code = options[option].code;
    const auto before =
        std::count_if(options.begin(), options.begin() + option,
                      [&](const intake::Option& other) { return other.code == code; });
    return node_id(answers, node) + "." + option_word(code, static_cast<std::size_t>(before));
}

std::vector<std::string> option_words(const intake::Item& item) {
    std::unordered_map<std::string_view, std::size_t> met;
    std::vector<std::string> words;
    words.reserve(item.options.size());
    for (const intake::Option& option : item.options) {
        words.push_back(option_word(option.code, met[option.code]++));
    }
    return words;
}

std::string card_id(const intake::Item& page) {
    return "review." + word(page.link_id, is_part_of_review(page.link_id));
}

} // namespace ui
