// The options of a choice, and the answers a form begins with.
#include "kiosk/intake/form_parts.h"

#include <algorithm>

namespace intake {

namespace {

constexpr std::string_view kExclusive =
    "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive";
constexpr std::string_view kIcon = "urn:referral-kiosk:icon";

/// False after a fault.
bool read_coding(const Source& coding, Option& option) {
    auto code = coding.code("code");
    if (!coding.has("code"))
        coding.fault("the coding has no code");
    if (!code)
        return false;
    option.code = *code;
    option.value = Coding{coding.token("system").value_or(""), *code};
    option.display = coding.text("display");
    return true;
}

/// An option's value with the text that names it; nothing after a fault.
std::optional<Option> read_value(const Source& source) {
    Option option;
    auto member = source.member_starting("value");
    if (member == "valueCoding") {
        auto coding = source.object("valueCoding");
        if (!coding || !read_coding(*coding, option))
            return std::nullopt;
    } else if (member == "valueString") {
        option.display = source.text("valueString");
        option.code = option.display.text;
        option.value = option.code;
    } else if (member == "valueInteger") {
        auto number = source.integer("valueInteger");
        if (!number)
            return std::nullopt;
        option.code = std::to_string(*number);
        option.value = *number;
    } else if (member == "valueDate") {
        auto date = source.date("valueDate");
        if (!date)
            return std::nullopt;
        option.code = format_date(*date);
        option.value = *date;
    } else {
        source.fault("expected valueCoding, valueString, valueInteger or valueDate");
        return std::nullopt;
    }
    if (option.display.text.empty())
        option.display.text = option.code;
    return option;
}

std::string system_of(const Option& option) {
    const auto* coding = std::get_if<Coding>(&option.value);
    return coding ? coding->system : "";
}

bool same_value(const Option& a, const Option& b) {
    return a.value.index() == b.value.index() && a.code == b.code && system_of(a) == system_of(b);
}

/// Marks the option an initial value names; false if there is none.
bool select_initial(Item& item, const Source& source) {
    auto named = read_value(source);
    if (!named)
        return true; // the fault is noted
    const bool any_system = system_of(*named).empty();
    const auto is_named = [&](const Option& option) {
        return same_value(option, *named) || (any_system && option.code == named->code);
    };
    const auto* found = std::ranges::find_if(item.options, is_named);
    if (found == item.options.end())
        return false;
    item.options.mark_initial(static_cast<std::size_t>(found - item.options.begin()));
    return true;
}

const char* member_for(ItemKind kind) {
    switch (kind) {
    case ItemKind::Boolean:
        return "valueBoolean";
    case ItemKind::Integer:
        return "valueInteger";
    case ItemKind::Date:
        return "valueDate";
    default:
        return "valueString";
    }
}

std::optional<InitialValue> read_plain(ItemKind kind, const Source& source) {
    auto as_initial = [](auto value) -> std::optional<InitialValue> {
        if (!value)
            return std::nullopt;
        return InitialValue(std::move(*value));
    };
    const char* member = member_for(kind);
    if (kind == ItemKind::Boolean)
        return as_initial(source.boolean(member));
    if (kind == ItemKind::Integer)
        return as_initial(source.integer(member));
    if (kind == ItemKind::Date)
        return as_initial(source.date(member));
    return as_initial(source.string(member));
}

void read_one_initial(Item& item, const Source& source) {
    bool words = item.kind == ItemKind::OpenChoice && source.has("valueString");
    bool choice = item.kind == ItemKind::Choice || item.kind == ItemKind::OpenChoice;
    if (choice && select_initial(item, source))
        return;
    if (choice && !words) {
        source.fault("names none of the options");
    } else if (!source.has(member_for(item.kind))) {
        source.fault("a value of another type than the question");
    } else if (auto value = read_plain(item.kind, source)) {
        item.initial.push_back(std::move(*value));
    }
}

} // namespace

void read_options(FormDraft& draft, Item& item, const Source& source) {
    if (source.has("answerValueSet"))
        item.options = read_value_set(draft, source);
    for (const Source& each : source.objects("answerOption")) {
        each.allow_only({"id", "extension", "valueCoding", "valueString", "valueInteger",
                         "valueDate", "valueTime", "valueReference", "initialSelected"});
        auto option = read_value(each);
        if (!option)
            continue;
        option->initial = each.boolean("initialSelected").value_or(false);
        if (auto icon = each.extension(kIcon))
            option->icon = icon->string("valueCode").value_or("");
        if (auto mark = each.extension(kExclusive)) {
            option->exclusive = mark->boolean("valueBoolean").value_or(false);
        }
        auto same = [&](const Option& other) { return same_value(*option, other); };
        if (std::ranges::any_of(item.options, same))
            each.fault("this option is listed twice");
        item.options.push_back(std::move(*option));
    }
}

void read_initial(Item& item, const Source& source) {
    for (const Source& each : source.objects("initial"))
        read_one_initial(item, each);
    auto chosen = std::ranges::count_if(item.options, &Option::initial);
    const std::size_t count = static_cast<std::size_t>(chosen) + item.initial.size();
    if (count > 1 && !item.repeats) {
        source.fault("more than one initial value, but only one answer");
    } else if (count > item.max_values) {
        source.fault("more initial values than answers are taken");
    }
}

} // namespace intake
