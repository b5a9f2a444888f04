// A form: a FHIR R4 Questionnaire read into one flat table of items. Holds no answer, shows
// nothing. What the engine does not do is refused when the form is read, never ignored while a
// person answers.
#pragma once

#include "kiosk/intake/code_lists.h"
#include "kiosk/intake/item.h"

#include <expected>
#include <span>

namespace intake {

struct Questionnaire {
    std::string url;      ///< canonical, without version; may be empty
    std::string version;  ///< may be empty
    std::string language; ///< of its texts, BCP-47; may be empty
    FormText title;
    std::vector<Item> items;         ///< pre-order: a parent stands before its children
    std::vector<ItemIndex> pages;    ///< the top-level items, each one page
    std::vector<ItemIndex> order;    ///< every item after all it depends on
    std::vector<std::uint32_t> rank; ///< of each item in `order`
    std::vector<std::vector<ItemIndex>>
        dependants;                          ///< per item: its children, those that ask about it
    std::optional<ItemIndex> decision;       ///< the item `decision`, where its options are ours
    std::optional<ItemIndex> filler;         ///< the item `filler`, where its options are ours
    std::optional<ItemIndex> private_choice; ///< the item `private_part`, likewise
    std::size_t record_bytes =
        0; ///< 64 or 256 KiB: the size of every record of this form; 0: too large

    std::optional<ItemIndex> find(std::string_view link_id) const;
};

struct FormFault {
    std::string path;   ///< "item[3].item[0].enableWhen[1] (linkId 'x')"
    std::string reason; ///< a plain English sentence without a full stop

    /// "FILE: PATH: REASON", without a path that is empty.
    std::string sentence(std::string_view file) const;
};

inline constexpr std::size_t kMaxFormBytes = 8 * 1024 * 1024;
inline constexpr std::size_t kMaxFormDepth = 32;

/// Reads and checks a form of at most kMaxFormBytes. All faults found, at least one when it fails.
/// A form too large for any record is read, with record_bytes == 0; see check_runnable(). `lists`:
/// what answerValueSet may name beside the form's own contained value sets.
[[nodiscard]] std::expected<Questionnaire, std::vector<FormFault>>
parse_questionnaire(std::span<const std::byte> bytes, const CodeLists& lists = {});

/// What else the terminal asks of a form that it is to run: a record it fits in, and at least one
/// page.
[[nodiscard]] std::vector<FormFault> check_runnable(const Questionnaire& form);

/// True for the forms of this product, whose sentences stand in its catalogues. A centre's own form
/// has another address: what it calls `age` is its own question, in its own words.
bool is_of_this_product(const Questionnaire& form);

} // namespace intake
