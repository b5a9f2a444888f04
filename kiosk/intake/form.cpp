#include "kiosk/intake/form.h"

#include "kiosk/intake/form_parts.h"
#include "kiosk/intake/rules.h"

#include <algorithm>
#include <array>
#include <set>

namespace intake {

namespace {

constexpr std::string_view kHidden = "http://hl7.org/fhir/StructureDefinition/questionnaire-hidden";
constexpr std::string_view kIdentifying = "urn:referral-kiosk:identifying";
constexpr std::string_view kForgotten = "urn:referral-kiosk:forgotten";
constexpr std::string_view kPrivate = "urn:referral-kiosk:private";
constexpr std::string_view kIcon = "urn:referral-kiosk:icon";
constexpr std::string_view kDecisions = "urn:referral-kiosk:code:decision";
constexpr std::string_view kFillers = "urn:referral-kiosk:code:filler";
constexpr std::string_view kPrivateChoices = "urn:referral-kiosk:code:private-part";
constexpr std::string_view kOurForms = "urn:referral-kiosk:form:";

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
    refuse_extensions(source);
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
    if (auto hidden = source.extension(kHidden)) {
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

/// FHIR repeats the items below a question with each of its answers; this engine asks them once.
/// Words to read do not mind.
void refuse_items_of_several_answers(FormDraft& draft, ItemIndex index) {
    const auto& items = draft.form.items;
    if (!is_question(items[index].kind) || !items[index].repeats)
        return;
    for (ItemIndex below = index + 1; below < items.size(); ++below) {
        if (items[below].kind != ItemKind::Display)
            draft.sources[below].fault(
                "a question below one that takes several answers is not supported");
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
    draft.kind_known.push_back(false);
    if (auto kind = read_kind(source)) {
        item.kind = *kind;
        draft.kind_known[index] = true;
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
    refuse_items_of_several_answers(draft, index);
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
    draft.form.url = root.token("url").value_or("");
    draft.form.version = root.token("version").value_or(""); // the record names both as one address
    draft.form.language = root.string("language").value_or("");
    draft.form.title = root.text("title");
    refuse_extensions(root);
    if (!root.has("item"))
        root.fault("the form has no items");
    if (root.has("contained"))
        draft.contained = root.objects("contained");
    read_items(draft, root, kNoItem, 1);
}

/// A name alone says nothing: any other form may use it for something else. What this product knows
/// is a question with one answer, asked once, whose options are all codes of its own.
template <class IsOurs>
std::optional<ItemIndex> find_ours(const FormDraft& draft, std::string_view link_id,
                                   const IsOurs& is_ours) {
    auto named = draft.by_link_id.find(link_id);
    if (named == draft.by_link_id.end())
        return std::nullopt;
    const auto& items = draft.form.items;
    const Item& item = items[named->second];
    if (item.kind != ItemKind::Choice || item.options.empty())
        return std::nullopt;
    for (ItemIndex at = named->second; at != kNoItem; at = items[at].parent) {
        if (items[at].repeats)
            return std::nullopt;
    }
    auto ours = [&](const Option& option) {
        const auto* coding = std::get_if<Coding>(&option.value);
        return coding && is_ours(*coding);
    };
    return std::ranges::all_of(item.options, ours) ? std::optional(named->second) : std::nullopt;
}

bool is_decision(const Coding& coding) {
    constexpr std::array kAll{Decision::ReferMe, Decision::ContactMeFirst, Decision::AnonymousOnly,
                              Decision::NotNow};
    return (coding.system.empty() || coding.system == kDecisions) &&
           std::ranges::find(kAll, coding.code, [](Decision d) { return code_of(d); }) !=
               kAll.end();
}

/// With a decision there is an anonymous branch; it has neither own words nor exact dates, marked
/// or not.
void find_decision(FormDraft& draft) {
    Questionnaire& form = draft.form;
    form.decision = find_ours(draft, "decision", is_decision);
    if (!form.decision)
        return;
    if (form.items[*form.decision].identifying) {
        draft.sources[*form.decision].fault("the decision itself may not be identifying");
    }
    for (Item& item : form.items) {
        item.identifying |= item.kind == ItemKind::String || item.kind == ItemKind::Text ||
                            item.kind == ItemKind::Date;
    }
}

/// A fault met twice is told once, where it was met first.
void drop_repeated(Faults& faults) {
    std::set<std::pair<std::string, std::string>> told;
    std::erase_if(faults, [&](const FormFault& fault) {
        return !told.emplace(fault.path, fault.reason).second;
    });
}

/// "item[3].item[0] (linkId 'x')", as the loader calls it.
std::string path_of(const Questionnaire& form, ItemIndex index) {
    std::string path;
    for (ItemIndex at = index; at != kNoItem; at = form.items[at].parent) {
        const ItemIndex parent = form.items[at].parent;
        std::size_t position = 0;
        for (ItemIndex i = parent == kNoItem ? 0 : parent + 1; i != at; i = form.items[i].end)
            ++position;
        path = "item[" + std::to_string(position) + "]" + (path.empty() ? "" : "." + path);
    }
    return path + " (linkId '" + form.items[index].link_id + "')";
}

/// What the form itself puts in must fit the record as what a person types does.
void check_initial_texts(FormDraft& draft) {
    for (ItemIndex index = 0; index < draft.form.items.size(); ++index) {
        const Item& item = draft.form.items[index];
        for (const InitialValue& initial : item.initial) {
            const auto* text = std::get_if<std::string>(&initial);
            if (text && !text_fits(item, *text))
                draft.sources[index].fault_at("initial", "longer than an answer may be");
        }
    }
}

} // namespace

bool is_question(ItemKind kind) {
    return kind != ItemKind::Group && kind != ItemKind::Display;
}

std::string FormFault::sentence(std::string_view file) const {
    return std::string(file) + ": " + (path.empty() ? "" : path + ": ") + reason;
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
    draft.form.filler =
        find_ours(draft, "filler", [](const Coding& coding) { return coding.system == kFillers; });
    draft.form.private_choice = find_ours(draft, "private_part", [](const Coding& coding) {
        return coding.system == kPrivateChoices;
    });
    order_items(draft);
    if (draft.faults.empty()) {
        plan_record(draft.form);
        check_initial_texts(draft);
    }
    if (!draft.faults.empty()) {
        drop_repeated(draft.faults);
        return std::unexpected(std::move(draft.faults));
    }
    return std::move(draft.form);
}

std::vector<FormFault> check_runnable(const Questionnaire& form) {
    Faults faults;
    for (ItemIndex index = 0; index < form.items.size(); ++index) {
        const Item& item = form.items[index];
        const bool one_field = item.kind == ItemKind::Integer || item.kind == ItemKind::Date;
        if (one_field && item.repeats && !item.hidden)
            faults.push_back(
                {path_of(form, index), "the screen takes one number or date, not several"});
    }
    if (form.pages.empty())
        faults.push_back({"item", "the form asks nothing"});
    if (form.record_bytes == 0) {
        faults.push_back({"", "the longest possible answers to this form do not fit a record"});
    }
    return faults;
}

bool is_of_this_product(const Questionnaire& form) {
    return form.url.starts_with(kOurForms);
}

} // namespace intake
