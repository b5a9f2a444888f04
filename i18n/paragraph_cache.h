// Keeps the shaped and laid-out sentences of the catalogue from frame to frame. Never for text that
// a person typed: that is shaped afresh (Paragraph) or by its editor, and wiped.
#pragma once

#include "i18n/paragraph.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>

namespace i18n {

class ParagraphCache {
public:
    /// `typesetter` must outlive it.
    explicit ParagraphCache(Typesetter& typesetter) : typesetter_(typesetter) {}
    ~ParagraphCache() { clear(); }
    ParagraphCache(const ParagraphCache&) = delete;
    ParagraphCache& operator=(const ParagraphCache&) = delete;

    /// Forgets what no frame has asked for during the last kKeptFrames. What lay_out returned
    /// before may be gone afterwards.
    void begin_frame();
    /// The layout of a catalogue sentence, on even lines; valid until the next begin_frame or
    /// clear.
    const Layout& lay_out(std::string_view text, const TextStyle& style, float max_width,
                          Align align = Align::Start);
    /// Forgets everything and wipes it: the keys are the sentences themselves.
    void clear();
    std::size_t size() const { return entries_.size(); }
    /// Whether something had to be shaped or laid out since begin_frame().
    bool worked() const { return worked_; }

    static constexpr std::uint64_t kKeptFrames = 120;

private:
    struct Entry {
        Paragraph paragraph;
        std::map<std::pair<float, Align>, Layout> layouts;
        std::uint64_t last_frame;
    };
    using Entries = std::unordered_map<std::string, Entry>;
    Entries::iterator forget(Entries::iterator entry);

    Typesetter& typesetter_;
    Entries entries_;
    std::uint64_t frame_ = 0;
    bool worked_ = false;
};

} // namespace i18n
