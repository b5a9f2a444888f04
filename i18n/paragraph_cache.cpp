#include "i18n/paragraph_cache.h"

#include <cstring>
#include <iterator>
#include <utility>

namespace i18n {
namespace {

void append_bytes(std::string& key, const auto& value) {
    char bytes[sizeof value];
    std::memcpy(bytes, &value, sizeof value);
    key.append(bytes, sizeof value);
}

/// The style first: its parts have a fixed size, or end where a tag cannot go on.
std::string key_of(std::string_view text, const TextStyle& style) {
    std::string key = style.locale.tag;
    key += '\0';
    append_bytes(key, style.px);
    append_bytes(key, style.weight);
    key += !style.base ? 'a' : *style.base == Direction::RightToLeft ? 'r' : 'l';
    key += text;
    return key;
}

} // namespace

ParagraphCache::Entries::iterator ParagraphCache::forget(Entries::iterator entry) {
    const auto next = std::next(entry);
    auto node = entries_.extract(entry); // only outside the map can its key be changed
    ::explicit_bzero(node.key().data(), node.key().size());
    return next;
}

void ParagraphCache::clear() {
    for (auto entry = entries_.begin(); entry != entries_.end();) {
        entry = forget(entry);
    }
}

void ParagraphCache::begin_frame() {
    ++frame_;
    worked_ = false;
    for (auto entry = entries_.begin(); entry != entries_.end();) {
        const bool old = entry->second.last_frame + kKeptFrames < frame_;
        entry = old ? forget(entry) : std::next(entry);
    }
}

const Layout& ParagraphCache::lay_out(std::string_view text, const TextStyle& style,
                                      float max_width, Align align) {
    std::string key = key_of(text, style);
    auto entry = entries_.find(key);
    if (entry == entries_.end()) {
        Entry made{Paragraph::shape(text, style, typesetter_), {}, frame_};
        entry = entries_.emplace(std::move(key), std::move(made)).first;
    } else {
        ::explicit_bzero(key.data(), key.size());
    }
    entry->second.last_frame = frame_;
    auto& layouts = entry->second.layouts;
    const std::pair width_and_align{max_width, align};
    auto layout = layouts.find(width_and_align);
    if (layout == layouts.end()) {
        Layout made = entry->second.paragraph.lay_out_evenly(max_width, align);
        layout = layouts.emplace(width_and_align, std::move(made)).first;
        worked_ = true;
    }
    return layout->second;
}

} // namespace i18n
