// One item of a form: a question, a group of them, or words to read. Plain data, filled by form.h.
#pragma once

#include "kiosk/intake/options.h"

#include <optional>

namespace intake {

using ItemIndex = std::uint32_t; ///< into Questionnaire::items
inline constexpr ItemIndex kNoItem = UINT32_MAX;

enum class ItemKind : std::uint8_t {
    Group,
    Display,
    Choice,
    OpenChoice, ///< the options, or own words
    Boolean,
    Integer,
    Date,
    String, ///< one line
    Text,   ///< several lines
};
bool is_question(ItemKind kind); ///< everything but Group and Display

enum class Operator : std::uint8_t {
    Exists,
    Equal,
    NotEqual,
    Greater,
    Less,
    GreaterOrEqual,
    LessOrEqual
};

/// One enableWhen. For a question with options the value is a Coding, text, number or date as they
/// are.
struct Condition {
    ItemIndex question = kNoItem;
    Operator op = Operator::Exists;
    std::variant<bool, std::int64_t, PartialDate, std::string, Coding> value;
};

using InitialValue = std::variant<bool, std::int64_t, PartialDate, std::string>;

struct Item {
    std::string link_id;
    ItemKind kind = ItemKind::Display;
    FormText text;
    std::string icon;           ///< empty: none
    ItemIndex parent = kNoItem; ///< kNoItem: a page
    ItemIndex end = 0;          ///< one past its last descendant; its first child is its index + 1
    bool repeats = false;       ///< several answers, or several instances of a group
    bool required = false;      ///< blocks only the decision (see session.h)
    bool read_only = false;
    bool hidden = false;      ///< this item or one above it is never shown
    bool identifying = false; ///< this item or one above it: the anonymous branch may not carry it
    bool forgotten = false;   ///< or one above: answered anew once she decides to stay anonymous
    bool is_private = false;  ///< or one above: for her alone, see Answers::close_private()
    bool latin = false;       ///< typed in Latin letters, whatever language the screen speaks
    bool any_condition = false; ///< enableBehavior `any`
    std::vector<Condition> conditions;
    Options options;
    std::vector<InitialValue> initial;
    std::optional<std::uint32_t> max_length; ///< in grapheme clusters; the editor's limit
    std::size_t max_bytes = 0;               ///< each text, as it stands in JSON; see text_fits()
    std::uint32_t max_values = 1;            ///< answers, or instances of a group
    std::optional<std::int64_t> min_value;   ///< Integer
    std::optional<std::int64_t> max_value;   ///< Integer
    std::optional<PartialDate> min_date;     ///< Date
    std::optional<PartialDate> max_date;     ///< Date
    FormText unit;                           ///< Integer: what is counted; may be empty
};

} // namespace intake
