// enableWhen: read, checked against the questions it names, and put in the order of evaluation.
#include "kiosk/intake/form_parts.h"

#include <algorithm>
#include <array>

namespace intake {

namespace {

struct OperatorName {
    std::string_view name;
    Operator op;
};
constexpr std::array<OperatorName, 7> kOperators{{{"exists", Operator::Exists},
                                                  {"=", Operator::Equal},
                                                  {"!=", Operator::NotEqual},
                                                  {">", Operator::Greater},
                                                  {"<", Operator::Less},
                                                  {">=", Operator::GreaterOrEqual},
                                                  {"<=", Operator::LessOrEqual}}};

using ConditionValue = decltype(Condition::value);

std::optional<ConditionValue> read_answer(const Source& source) {
    auto as_value = [](auto value) -> std::optional<ConditionValue> {
        if (!value)
            return std::nullopt;
        return ConditionValue(std::move(*value));
    };
    auto member = source.member_starting("answer");
    if (member == "answerBoolean")
        return as_value(source.boolean("answerBoolean"));
    if (member == "answerInteger")
        return as_value(source.integer("answerInteger"));
    if (member == "answerDate")
        return as_value(source.date("answerDate"));
    if (member == "answerString")
        return as_value(source.string("answerString"));
    if (member == "answerCoding") {
        auto coding = source.object("answerCoding");
        if (coding && !coding->has("code"))
            coding->fault("the coding has no code");
        auto code = coding ? coding->string("code") : std::nullopt;
        if (!code)
            return std::nullopt;
        return ConditionValue(Coding{coding->string("system").value_or(""), *code});
    }
    source.fault(member ? "a comparison with " + *member + " is not supported"
                        : "the condition has no answer to compare with");
    return std::nullopt;
}

bool is_same_option(const Option& option, const ConditionValue& value) {
    return std::visit(
        [&](const auto& own) {
            using T = std::remove_cvref_t<decltype(own)>;
            const T* wanted = std::get_if<T>(&value);
            if (!wanted)
                return false;
            if constexpr (std::is_same_v<T, Coding>) {
                return own.code == wanted->code &&
                       (wanted->system.empty() || own.system == wanted->system);
            } else {
                return own == *wanted;
            }
        },
        option.value);
}

bool is_option_of_type(const Option& option, const ConditionValue& value) {
    return std::visit(
        [&](const auto& own) {
            return std::holds_alternative<std::remove_cvref_t<decltype(own)>>(value);
        },
        option.value);
}

/// Empty when an answer to `question` can ever be compared with the value.
std::string_view misfit(const Item& question, const Condition& condition) {
    const auto& value = condition.value;
    constexpr std::string_view kOtherType =
        "compares with a value of another type than the question";
    if (!is_question(question.kind))
        return "names an item that has no answer";
    if (condition.op == Operator::Exists) {
        return std::holds_alternative<bool>(value) ? "" : "'exists' needs answerBoolean";
    }
    switch (question.kind) {
    case ItemKind::Boolean:
        return std::holds_alternative<bool>(value) ? "" : kOtherType;
    case ItemKind::Integer:
        return std::holds_alternative<std::int64_t>(value) ? "" : kOtherType;
    case ItemKind::Date:
        return std::holds_alternative<PartialDate>(value) ? "" : kOtherType;
    case ItemKind::String:
    case ItemKind::Text:
        return std::holds_alternative<std::string>(value) ? "" : kOtherType;
    default:
        break;
    }
    bool equality = condition.op == Operator::Equal || condition.op == Operator::NotEqual;
    if (std::holds_alternative<Coding>(value) && !equality)
        return "codes have no order";
    bool words =
        question.kind == ItemKind::OpenChoice && std::holds_alternative<std::string>(value);
    if (words)
        return "";
    auto of_type = [&](const Option& option) { return is_option_of_type(option, value); };
    if (std::ranges::none_of(question.options, of_type))
        return kOtherType;
    auto same = [&](const Option& option) { return is_same_option(option, value); };
    if (equality && std::ranges::none_of(question.options, same)) {
        return "compares with an option that the question does not have";
    }
    return "";
}

std::optional<Operator> read_operator(const Source& source) {
    if (!source.has("operator"))
        source.fault("the condition has no operator");
    auto name = source.string("operator");
    if (!name)
        return std::nullopt;
    auto known = std::ranges::find(kOperators, *name, &OperatorName::name);
    if (known != kOperators.end())
        return known->op;
    source.fault_at("operator", "unknown operator '" + *name + "'");
    return std::nullopt;
}

std::optional<Condition> read_condition(const FormDraft& draft, const Source& source) {
    source.allow_only({"id", "extension", "question", "operator", "answerBoolean", "answerDecimal",
                       "answerInteger", "answerDate", "answerDateTime", "answerTime",
                       "answerString", "answerCoding", "answerQuantity", "answerReference"});
    if (!source.has("question"))
        source.fault("the condition names no question");
    auto question = source.string("question");
    auto op = read_operator(source);
    auto value = read_answer(source);
    if (!question || !op || !value)
        return std::nullopt;
    auto named = draft.by_link_id.find(*question);
    if (named == draft.by_link_id.end()) {
        source.fault("names the item '" + *question + "', which the form does not have");
        return std::nullopt;
    }
    Condition condition{named->second, *op, std::move(*value)};
    std::string_view fault = misfit(draft.form.items[named->second], condition);
    if (!fault.empty() && draft.kind_known[named->second])
        source.fault(std::string(fault));
    return condition;
}

void read_conditions_of(FormDraft& draft, ItemIndex index) {
    const Source& source = draft.sources[index];
    Item& item = draft.form.items[index];
    for (const Source& each : source.objects("enableWhen")) {
        if (auto condition = read_condition(draft, each))
            item.conditions.push_back(std::move(*condition));
    }
    auto behavior = source.string("enableBehavior");
    if (behavior && *behavior != "all" && *behavior != "any") {
        source.fault_at("enableBehavior", "expected all or any");
    }
    // FHIR R4 invariant que-12; a guess between all and any could hide a question.
    if (!behavior && item.conditions.size() > 1) {
        source.fault("several enableWhen need enableBehavior: all or any");
    }
    item.any_condition = behavior == "any";
}

} // namespace

void read_conditions(FormDraft& draft) {
    for (ItemIndex index = 0; index < draft.form.items.size(); ++index) {
        read_conditions_of(draft, index);
    }
}

} // namespace intake
