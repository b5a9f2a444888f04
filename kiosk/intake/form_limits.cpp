// How many answers a question takes and which: the limits a form sets, the letters it wants, and
// the extensions that set them in ways this engine does not do.
#include "kiosk/intake/form_parts.h"

#include <algorithm>
#include <array>

namespace intake {

namespace {

constexpr std::string_view kFhir = "http://hl7.org/fhir/StructureDefinition/";
constexpr std::string_view kSdc = "http://hl7.org/fhir/uv/sdc/StructureDefinition/";
constexpr std::string_view kScript = "urn:referral-kiosk:script";

std::string fhir(std::string_view name) {
    return std::string(kFhir) + std::string(name);
}
std::string sdc(std::string_view name) {
    return std::string(kSdc) + std::string(name);
}

/// Questions or answers that come from expressions, other forms or a server; and rules about what
/// an answer must be, which would be broken in silence.
const std::array kRefusedExtensions{sdc("sdc-questionnaire-enableWhenExpression"),
                                    sdc("sdc-questionnaire-calculatedExpression"),
                                    sdc("sdc-questionnaire-initialExpression"),
                                    sdc("sdc-questionnaire-answerExpression"),
                                    sdc("sdc-questionnaire-candidateExpression"),
                                    sdc("sdc-questionnaire-answerOptionsToggleExpression"),
                                    sdc("sdc-questionnaire-subQuestionnaire"),
                                    sdc("sdc-questionnaire-questionnaireAdaptive"),
                                    sdc("targetConstraint"),
                                    fhir("cqf-expression"),
                                    fhir("cqf-calculatedValue"),
                                    fhir("questionnaire-enableWhenExpression"),
                                    fhir("questionnaire-calculatedExpression"),
                                    fhir("questionnaire-initialExpression"),
                                    fhir("questionnaire-constraint"),
                                    fhir("questionnaire-signatureRequired"),
                                    fhir("regex")};

/// minOccurs asks for no more than `required` does: both are wishes, nobody is held up by them.
void read_occurrences(Item& item, const Source& source) {
    auto least = source.extension(fhir("questionnaire-minOccurs"));
    auto most = source.extension(fhir("questionnaire-maxOccurs"));
    auto least_count = least ? least->integer("valueInteger") : std::nullopt;
    auto most_count = most ? most->integer("valueInteger") : std::nullopt;
    if (least_count && *least_count < 0)
        least->fault("must be at least 0");
    if (most_count && *most_count < 1)
        most->fault("must be at least 1");
    if (most_count && *most_count > 1 && !item.repeats)
        most->fault("needs repeats: true");
    if (least_count && most_count && *least_count > *most_count)
        least->fault("is more than maxOccurs");
    item.max_values = item.repeats ? UINT32_MAX : 1; // narrowed by plan_record()
    if (most_count && *most_count >= 1 && item.repeats)
        item.max_values = static_cast<std::uint32_t>(*most_count);
}

void read_lengths(Item& item, const Source& source) {
    if (auto length = source.integer("maxLength")) {
        if (*length < 1)
            source.fault_at("maxLength", "must be at least 1");
        item.max_length = static_cast<std::uint32_t>(std::max<std::int64_t>(*length, 1));
    }
    if (auto least = source.extension(fhir("minLength"))) {
        auto length = least->integer("valueInteger");
        if (length && *length > 1)
            least->fault("a least length of more than 1 is not supported");
    }
}

/// The limit in the extension `name`; a fault where it is of another type than the question.
std::optional<std::int64_t> read_number_limit(const Source& source, std::string_view name) {
    auto limit = source.extension(fhir(name));
    if (limit && !limit->has("valueInteger"))
        limit->fault("the limit of a whole number needs valueInteger");
    return limit ? limit->integer("valueInteger") : std::nullopt;
}

std::optional<PartialDate> read_date_limit(const Source& source, std::string_view name) {
    auto limit = source.extension(fhir(name));
    if (limit && !limit->has("valueDate"))
        limit->fault("the limit of a date needs valueDate");
    return limit ? limit->date("valueDate") : std::nullopt;
}

void read_range(Item& item, const Source& source) {
    if (item.kind == ItemKind::Integer) {
        item.min_value = read_number_limit(source, "minValue");
        item.max_value = read_number_limit(source, "maxValue");
    } else if (item.kind == ItemKind::Date) {
        item.min_date = read_date_limit(source, "minValue");
        item.max_date = read_date_limit(source, "maxValue");
    }
    const bool no_number = item.min_value && item.max_value && *item.min_value > *item.max_value;
    const bool no_date =
        item.min_date && item.max_date && compare(*item.min_date, *item.max_date) > 0;
    if (no_number || no_date)
        source.fault("minValue is above maxValue: nothing could be answered");
}

void read_unit(Item& item, const Source& source) {
    auto unit = source.extension(fhir("questionnaire-unit"));
    auto coding = unit ? unit->object("valueCoding") : std::nullopt;
    if (!coding)
        return;
    item.unit = coding->text("display");
    if (item.unit.text.empty())
        item.unit.text = coding->string("code").value_or("");
}

/// The keyboard of every language has Latin letters; of other scripts each has only its own.
void read_script(Item& item, const Source& source) {
    auto script = source.extension(kScript);
    if (!script)
        return;
    const bool typed = item.kind == ItemKind::String || item.kind == ItemKind::Text ||
                       item.kind == ItemKind::OpenChoice;
    if (!typed)
        script->fault("only a question that takes own words has letters to type");
    if (!script->has("valueCode"))
        script->fault("the script needs valueCode");
    auto code = script->string("valueCode");
    if (code && *code != "Latn")
        script->fault_at("valueCode", "expected Latn: no other script has keys in every language");
    item.latin = code == "Latn";
}

} // namespace

void read_limits(Item& item, const Source& source) {
    read_occurrences(item, source);
    read_lengths(item, source);
    read_range(item, source);
    read_script(item, source);
    if (item.kind == ItemKind::Integer)
        read_unit(item, source);
}

void refuse_extensions(const Source& source) {
    for (const std::string& url : kRefusedExtensions) {
        if (source.extension(url))
            source.fault("the extension " + url + " is not supported");
    }
    auto mode = source.extension(fhir("questionnaire-usageMode"));
    auto code = mode ? mode->string("valueCode") : std::nullopt;
    if (code && !code->starts_with("capture"))
        mode->fault("an item that is shown but not asked is not supported");
}

} // namespace intake
