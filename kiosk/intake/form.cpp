#include "kiosk/intake/form.h"

#include "kiosk/intake/form_parts.h"
#include "kiosk/intake/rules.h"

#include <algorithm>
#include <array>

namespace intake {

namespace {

constexpr std::string_view kFhir = "http://hl7.org/fhir/StructureDefinition/";
constexpr std::string_view kSdc =
    "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-";
constexpr std::string_view kIdentifying = "urn:referral-kiosk:identifying";
constexpr std::string_view kForgotten = "urn:referral-kiosk:forgotten";
constexpr std::string_view kPrivate = "urn:referral-kiosk:private";
constexpr std::string_view kIcon = "urn:referral-kiosk:icon";

std::string fhir(std::string_view name) {
    return std::string(kFhir) + std::string(name);
}
std::string sdc(std::string_view name) {
    return std::string(kSdc) + std::string(name);
}

struct KindName {
    std::string_view name;
    ItemKind kind;
};
constexpr std::array<KindName, 9> kKinds{{{"group", ItemKind::Group},
                                          {"display", ItemKind::Display},
                                          {"choice", ItemKind::Choice},
                                          {"open-choice", ItemKind::OpenChoice},
                                          {"boolean", ItemKind::Boolean},
                                          {"integer", ItemKind::Integer},
                                          {"date", ItemKind::Date},
                                          {"string", ItemKind::String},
                                          {"text", ItemKind::Text}}};
/// Types of FHIR R4 that this engine does not ask.
constexpr std::array<std::string_view, 8> kOtherKinds{
    "question", "decimal", "dateTime", "time", "url", "attachment", "reference", "quantity"};

/// Extensions that decide which questions are asked, or what they hold, in ways this engine does
/// not do. Others (how a question looks, which input is narrowed) may be passed over.
const std::array<std::string, 10> kRefusedExtensions{
    sdc("enableWhenExpression"),      sdc("calculatedExpression"),
    sdc("initialExpression"),         sdc("answerExpression"),
    sdc("candidateExpression"),       sdc("subQuestionnaire"),
    fhir("cqf-expression"),           fhir("cqf-calculatedValue"),
    fhir("questionnaire-constraint"), fhir("questionnaire-signatureRequired")};

std::optional<ItemKind> read_kind(const Source& source) {
    if (!source.has("type"))
        source.fault("the item has no type");
    auto type = source.string("type");
    if (!type)
        return std::nullopt;
    auto known = std::ranges::find(kKinds, *type, &KindName::name);
    if (known != kKinds.end())
        return known->kind;
    bool other = std::ranges::find(kOtherKinds, *type) != kOtherKinds.end();
    source.fault_at("type", (other ? "questions of type '" : "unknown item type '") + *type +
                                (other ? "' are not supported" : "'"));
    return std::nullopt;
}

void refuse_members(const Source& source, std::initializer_list<const char*> names,
                    std::string_view what) {
    for (const char* name : names) {
        if (source.has(name))
            source.fault_at(name, "not allowed on " + std::string(what));
    }
}

/// FHIR R4 invariants que-1, -3, -5, -6, -8, -9 and -10, and what this engine adds.
void check_members(const Item& item, const Source& source) {
    source.allow_only({"id", "extension", "linkId", "definition", "code", "prefix", "text", "type",
                       "enableWhen", "enableBehavior", "required", "repeats", "readOnly",
                       "maxLength", "answerOption", "answerValueSet", "initial", "item"});
    if (item.kind == ItemKind::Display) {
        refuse_members(source,
                       {"required", "repeats", "readOnly", "maxLength", "initial", "item", "code"},
                       "a display item");
    }
    if (item.kind == ItemKind::Group) {
        refuse_members(source, {"maxLength", "initial"}, "a group");
        if (!source.has("item"))
            source.fault("a group needs items");
    }
    bool has_options = item.kind == ItemKind::Choice || item.kind == ItemKind::OpenChoice;
    if (!has_options)
        refuse_members(source, {"answerOption", "answerValueSet"}, "anything but a choice");
    if (item.kind == ItemKind::Choice && !source.has("answerOption") &&
        !source.has("answerValueSet")) {
        source.fault("a choice needs at least one answerOption, or an answerValueSet");
    }
    if (item.kind == ItemKind::Boolean && item.repeats) {
        source.fault_at("repeats", "a yes-or-no question has one answer");
    }
    for (const std::string& url : kRefusedExtensions) {
        if (source.extension(url))
            source.fault("the extension " + url + " is not supported");
    }
}

void read_limits(Item& item, const Source& source) {
    if (auto length = source.integer("maxLength")) {
        if (*length < 1)
            source.fault_at("maxLength", "must be at least 1");
        item.max_length = static_cast<std::uint32_t>(std::max<std::int64_t>(*length, 1));
    }
    if (auto most = source.extension(fhir("questionnaire-maxOccurs"))) {
        auto count = most->integer("valueInteger");
        if (count && *count < 1)
            most->fault("must be at least 1");
        if (count && *count >= 1)
            item.max_values = static_cast<std::uint32_t>(*count);
    } else {
        item.max_values = item.repeats ? UINT32_MAX : 1; // narrowed by plan_record()
    }
    auto least = source.extension(fhir("minValue"));
    auto largest = source.extension(fhir("maxValue"));
    if (item.kind == ItemKind::Integer) {
        if (least)
            item.min_value = least->integer("valueInteger");
        if (largest)
            item.max_value = largest->integer("valueInteger");
    } else if (item.kind == ItemKind::Date) {
        if (least)
            item.min_date = least->date("valueDate");
        if (largest)
            item.max_date = largest->date("valueDate");
    }
}

bool is_marked(const Source& source, std::string_view url) {
    auto mark = source.extension(url);
    return mark && mark->boolean("valueBoolean").value_or(true);
}

void read_flags(Item& item, const Source& source) {
    item.required = source.boolean("required").value_or(false);
    item.repeats = source.boolean("repeats").value_or(false);
    item.read_only = source.boolean("readOnly").value_or(false);
    if (auto icon = source.extension(kIcon))
        item.icon = icon->string("valueCode").value_or("");
    item.identifying |= is_marked(source, kIdentifying);
    item.forgotten |= is_marked(source, kForgotten);
    item.is_private |= is_marked(source, kPrivate);
    if (auto hidden = source.extension(fhir("questionnaire-hidden"))) {
        item.hidden |= hidden->boolean("valueBoolean").value_or(false);
    }
}

void read_items(FormDraft& draft, const Source& above, ItemIndex parent, std::size_t depth);

void read_link_id(FormDraft& draft, ItemIndex index, Source& source) {
    auto link_id = source.string("linkId");
    if (!link_id) {
        if (!source.has("linkId"))
            source.fault("the item has no linkId");
        return;
    }
    source.label(*link_id);
    draft.form.items[index].link_id = *link_id;
    if (!draft.by_link_id.emplace(*link_id, index).second) {
        source.fault("the linkId '" + *link_id + "' stands on another item too");
    }
}

void read_item(FormDraft& draft, Source source, ItemIndex parent, std::size_t depth) {
    const auto index = static_cast<ItemIndex>(draft.form.items.size());
    Item item;
    item.parent = parent;
    if (parent != kNoItem) {
        item.hidden = draft.form.items[parent].hidden;
        item.identifying = draft.form.items[parent].identifying;
        item.forgotten = draft.form.items[parent].forgotten;
        item.is_private = draft.form.items[parent].is_private;
    }
    draft.form.items.push_back(item);
    read_link_id(draft, index, source);
    draft.sources.push_back(source);
    if (auto kind = read_kind(source)) {
        item.kind = *kind;
        item.link_id = draft.form.items[index].link_id;
        item.text = source.text("text");
        read_flags(item, source);
        read_limits(item, source);
        check_members(item, source);
        read_options(draft, item, source);
        read_initial(item, source);
        draft.form.items[index] = std::move(item);
    }
    read_items(draft, source, index, depth + 1);
    draft.form.items[index].end = static_cast<ItemIndex>(draft.form.items.size());
}

void read_items(FormDraft& draft, const Source& above, ItemIndex parent, std::size_t depth) {
    if (!above.has("item"))
        return;
    if (depth > kMaxFormDepth) {
        above.fault("items are nested deeper than " + std::to_string(kMaxFormDepth) + " levels");
        return;
    }
    for (Source& source : above.objects("item")) {
        if (parent == kNoItem) {
            draft.form.pages.push_back(static_cast<ItemIndex>(draft.form.items.size()));
        }
        read_item(draft, std::move(source), parent, depth);
    }
}

void read_root(FormDraft& draft, const Source& root) {
    root.allow_only({"resourceType",
                     "id",
                     "meta",
                     "language",
                     "text",
                     "contained",
                     "extension",
                     "url",
                     "identifier",
                     "version",
                     "name",
                     "title",
                     "derivedFrom",
                     "status",
                     "experimental",
                     "subjectType",
                     "date",
                     "publisher",
                     "contact",
                     "description",
                     "useContext",
                     "jurisdiction",
                     "purpose",
                     "copyright",
                     "approvalDate",
                     "lastReviewDate",
                     "effectivePeriod",
                     "code",
                     "item"});
    auto status = root.string("status");
    constexpr std::array<std::string_view, 4> kStatus{"draft", "active", "retired", "unknown"};
    if (!root.has("status"))
        root.fault("the form has no status");
    if (status && std::ranges::find(kStatus, *status) == kStatus.end()) {
        root.fault_at("status", "expected draft, active, retired or unknown");
    }
    draft.form.url = root.string("url").value_or("");
    draft.form.version = root.string("version").value_or("");
    draft.form.language = root.string("language").value_or("");
    draft.form.title = root.text("title");
    for (const std::string& url : kRefusedExtensions) {
        if (root.extension(url))
            root.fault("the extension " + url + " is not supported");
    }
    if (!root.has("item"))
        root.fault("the form has no items");
    if (root.has("contained"))
        draft.contained = root.objects("contained");
    read_items(draft, root, kNoItem, 1);
}

/// The item `decision` is the decision when its options are decisions; any other form may use the
/// name for something else.
bool is_decision(const Questionnaire& form, ItemIndex index) {
    const Item& item = form.items[index];
    if (item.kind != ItemKind::Choice || item.repeats || item.options.empty())
        return false;
    for (ItemIndex above = item.parent; above != kNoItem; above = form.items[above].parent) {
        if (form.items[above].repeats)
            return false;
    }
    return std::ranges::all_of(item.options, [](const Option& option) {
        constexpr std::array kAll{Decision::ReferMe, Decision::ContactMeFirst,
                                  Decision::AnonymousOnly, Decision::NotNow};
        return std::ranges::find(kAll, option.code, [](Decision d) { return code_of(d); }) !=
               kAll.end();
    });
}

/// With a decision there is an anonymous branch; it has neither own words nor exact dates, marked
/// or not.
void find_decision(FormDraft& draft) {
    Questionnaire& form = draft.form;
    auto named = draft.by_link_id.find("decision");
    if (named == draft.by_link_id.end() || !is_decision(form, named->second))
        return;
    form.decision = named->second;
    if (form.items[named->second].identifying) {
        draft.sources[named->second].fault("the decision itself may not be identifying");
    }
    for (Item& item : form.items) {
        item.identifying |= item.kind == ItemKind::String || item.kind == ItemKind::Text ||
                            item.kind == ItemKind::Date;
    }
}

void drop_repeated(Faults& faults) {
    Faults once;
    for (FormFault& fault : faults) {
        auto same = [&](const FormFault& f) {
            return f.path == fault.path && f.reason == fault.reason;
        };
        if (std::ranges::none_of(once, same))
            once.push_back(std::move(fault));
    }
    faults = std::move(once);
}

} // namespace

bool is_question(ItemKind kind) {
    return kind != ItemKind::Group && kind != ItemKind::Display;
}

std::optional<ItemIndex> Questionnaire::find(std::string_view link_id) const {
    auto found = std::ranges::find(items, link_id, &Item::link_id);
    if (found == items.end())
        return std::nullopt;
    return static_cast<ItemIndex>(found - items.begin());
}

std::expected<Questionnaire, std::vector<FormFault>>
parse_questionnaire(std::span<const std::byte> bytes, const CodeLists& lists) {
    auto json = parse_form_json(bytes);
    if (!json)
        return std::unexpected(Faults{json.error()});
    FormDraft draft;
    draft.lists = &lists;
    Source root(*json, "", draft.faults);
    if (root.string("resourceType") != "Questionnaire") {
        return std::unexpected(Faults{{"resourceType", "not a FHIR R4 Questionnaire"}});
    }
    read_root(draft, root);
    read_conditions(draft);
    find_decision(draft);
    order_items(draft);
    if (!draft.faults.empty()) {
        drop_repeated(draft.faults);
        return std::unexpected(std::move(draft.faults));
    }
    plan_record(draft.form);
    return std::move(draft.form);
}

std::vector<FormFault> check_runnable(const Questionnaire& form) {
    Faults faults;
    if (form.pages.empty())
        faults.push_back({"item", "the form asks nothing"});
    if (form.record_bytes == 0) {
        faults.push_back({"", "the longest possible answers to this form do not fit a record"});
    }
    return faults;
}

} // namespace intake
