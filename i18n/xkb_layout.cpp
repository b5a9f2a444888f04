#include "i18n/xkb_layout.h"

#include <memory>
#include <vector>
#include <xkbcommon/xkbcommon.h>

namespace i18n {

namespace {

constexpr const char* kXkbData = "/usr/share/X11/xkb";

struct Release {
    void operator()(xkb_context* context) const { xkb_context_unref(context); }
    void operator()(xkb_keymap* keymap) const { xkb_keymap_unref(keymap); }
};

std::vector<std::string> key_names() {
    std::vector<std::string> names{"TLDE", "BKSL", "LSGT"};
    for (const auto& [row, count] : {std::pair{"AE", 12}, {"AD", 12}, {"AC", 11}, {"AB", 10}}) {
        for (int i = 1; i <= count; ++i) {
            names.push_back(row + std::string(i < 10 ? "0" : "") + std::to_string(i));
        }
    }
    return names;
}

std::string text_at(xkb_keymap* keymap, xkb_keycode_t key, xkb_level_index_t level) {
    const xkb_keysym_t* symbols = nullptr;
    const int count = xkb_keymap_key_get_syms_by_level(keymap, key, 0, level, &symbols);
    std::string text;
    for (int i = 0; i < count; ++i) {
        std::array<char, 8> utf8{};
        if (xkb_keysym_to_utf8(symbols[i], utf8.data(), utf8.size()) > 0) {
            text += utf8.data();
        }
    }
    return text;
}

} // namespace

std::expected<XkbLayout, std::string> read_xkb_layout(const std::string& name) {
    const std::unique_ptr<xkb_context, Release> context(
        xkb_context_new(XKB_CONTEXT_NO_DEFAULT_INCLUDES));
    if (!context || xkb_context_include_path_append(context.get(), kXkbData) == 0) {
        return std::unexpected(std::string(kXkbData) + " cannot be read");
    }
    const auto colon = name.find(':');
    const std::string layout = name.substr(0, colon);
    const std::string variant = colon == std::string::npos ? "" : name.substr(colon + 1);
    const xkb_rule_names names{"evdev", "pc105", layout.c_str(), variant.c_str(), ""};
    const std::unique_ptr<xkb_keymap, Release> keymap(
        xkb_keymap_new_from_names(context.get(), &names, XKB_KEYMAP_COMPILE_NO_FLAGS));
    if (!keymap) {
        return std::unexpected("xkb-data has no layout " + name);
    }
    XkbLayout read;
    for (const std::string& key : key_names()) {
        const xkb_keycode_t code = xkb_keymap_key_by_name(keymap.get(), key.c_str());
        XkbLevels& levels = read[key];
        for (xkb_level_index_t level = 0; level < levels.size(); ++level) {
            levels[level] = text_at(keymap.get(), code, level);
        }
    }
    return read;
}

} // namespace i18n
