// What a question offers to choose from. Copies share one list until one of them changes it: many
// questions may ask about the same 7,000 languages.
#pragma once

#include "kiosk/intake/date.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace intake {

/// A sentence of the form itself: shown when the catalogues have none for its id.
struct FormText {
    struct Translation {
        std::string language; ///< BCP-47
        std::string text;
    };
    std::string text;
    std::vector<Translation> translations;

    /// The translation into `language`, else into its primary language alone, else `text`.
    std::string_view in(std::string_view language) const;
};

struct Coding {
    std::string system; ///< may be empty
    std::string code;
};

struct Option {
    std::variant<Coding, std::string, std::int64_t, PartialDate> value;
    std::string code; ///< the value as text: names the option in ids and catalogues
    FormText display;
    std::string icon;       ///< empty: none
    std::string also;       ///< of a code list: other names to find it by, parted by ';'
    std::uint16_t rank = 0; ///< of a code list: among those met most often, from 1; 0: not one
    bool exclusive = false; ///< choosing it clears the others, and they clear it
    bool initial = false;
};

class Options {
public:
    Options() = default;
    explicit Options(std::vector<Option> list)
        : list_(std::make_shared<std::vector<Option>>(std::move(list))) {}

    std::size_t size() const { return list_ ? list_->size() : 0; }
    bool empty() const { return size() == 0; }
    const Option& operator[](std::size_t index) const { return (*list_)[index]; }
    const Option* begin() const { return list_ ? list_->data() : nullptr; }
    const Option* end() const { return begin() + size(); }
    /// Whether both are one list in memory.
    bool shares(const Options& other) const { return list_ == other.list_; }

    void push_back(Option option) { own().push_back(std::move(option)); }
    /// The form begins with this one chosen.
    void mark_initial(std::size_t index) { own()[index].initial = true; }

private:
    std::vector<Option>& own();

    std::shared_ptr<std::vector<Option>> list_; ///< changed only while nobody else holds it
};

} // namespace intake
