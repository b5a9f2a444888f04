// answerValueSet: a value set inside the form that lists its codes, or one of our code lists. What
// would have to be looked up somewhere is refused: the terminal has no network.
#include "kiosk/intake/form_parts.h"

#include <algorithm>
#include <set>

namespace intake {

namespace {

constexpr int kMaxContainsDepth = 8;

/// The codes of one value set, in its order.
class ValueSetReader {
public:
    void read(const Source& set) {
        // An expansion is what a composition comes to.
        if (auto expansion = set.object("expansion")) {
            read_contains(*expansion, 1);
            if (!expansion->has("contains"))
                expansion->fault("lists no codes");
        } else if (auto compose = set.object("compose")) {
            read_compose(*compose);
        } else {
            set.fault("has neither an expansion nor a composition");
        }
    }

    std::vector<Option> options;

private:
    void read_compose(const Source& compose) {
        if (compose.has("exclude"))
            compose.fault_at("exclude", "not supported: list the codes that remain");
        if (!compose.has("include"))
            compose.fault("includes nothing");
        for (const Source& include : compose.objects("include")) {
            for (const char* rule : {"filter", "valueSet"}) {
                if (include.has(rule))
                    include.fault_at(rule, "not supported: list the codes as concept");
            }
            if (!include.has("concept"))
                include.fault("lists no codes: a whole code system is not known here");
            const std::string system = include.string("system").value_or("");
            for (const Source& concept_ : include.objects("concept"))
                add(concept_, system);
        }
    }

    void read_contains(const Source& above, int depth) {
        if (depth > kMaxContainsDepth) {
            above.fault("its codes are nested too deep");
            return;
        }
        if (!above.has("contains"))
            return;
        for (const Source& each : above.objects("contains")) {
            // An abstract entry is a heading of those below it.
            const bool heading = each.boolean("abstract").value_or(false) || !each.has("code");
            if (!heading && !each.boolean("inactive").value_or(false))
                add(each, each.string("system").value_or(""));
            read_contains(each, depth + 1);
        }
    }

    void add(const Source& entry, const std::string& system) {
        if (!entry.has("code"))
            entry.fault("has no code");
        const auto code = entry.string("code");
        if (!code)
            return;
        if (!seen_.emplace(system, *code).second)
            entry.fault("the code '" + *code + "' is listed twice");
        Option option;
        option.code = *code;
        option.value = Coding{system, *code};
        option.display = entry.text("display");
        if (option.display.text.empty())
            option.display.text = *code;
        read_designations(entry, option.display);
        options.push_back(std::move(option));
    }

    static void read_designations(const Source& entry, FormText& display) {
        if (!entry.has("designation"))
            return;
        for (const Source& each : entry.objects("designation")) {
            auto language = each.string("language");
            auto value = each.string("value");
            if (language && value)
                display.translations.push_back({std::move(*language), std::move(*value)});
        }
    }

    std::set<std::pair<std::string, std::string>> seen_;
};

std::string known_lists() {
    std::string names;
    for (const std::string_view name : kCodeListNames)
        names += (names.empty() ? "" : ", ") + ("urn:referral-kiosk:codes:" + std::string(name));
    return names;
}

/// The contained resource called `id`.
const Source* find_contained(const FormDraft& draft, std::string_view id) {
    const auto found = std::ranges::find_if(
        draft.contained, [&](const Source& each) { return each.string("id") == id; });
    return found == draft.contained.end() ? nullptr : &*found;
}

Options read_contained(FormDraft& draft, const Source& source, const std::string& reference) {
    if (const auto known = draft.value_sets.find(reference); known != draft.value_sets.end())
        return known->second;
    const Source* set = find_contained(draft, std::string_view(reference).substr(1));
    if (set == nullptr || set->string("resourceType") != "ValueSet") {
        source.fault_at("answerValueSet", "the form contains no ValueSet '" + reference + "'");
        return {};
    }
    ValueSetReader reader;
    reader.read(*set);
    return draft.value_sets.emplace(reference, Options(std::move(reader.options))).first->second;
}

} // namespace

Options read_value_set(FormDraft& draft, const Source& source) {
    // FHIR R4 invariant que-4.
    if (source.has("answerOption")) {
        source.fault_at("answerValueSet", "a question has either this or answerOption");
        return {};
    }
    const auto reference = source.string("answerValueSet");
    if (!reference)
        return {};
    if (reference->starts_with('#'))
        return read_contained(draft, source, *reference);
    if (const Options* list = draft.lists->find(*reference))
        return *list;
    source.fault_at("answerValueSet",
                    "'" + *reference + "' is not there: only value sets that the form contains " +
                        "('#id') and these lists are (" + known_lists() + ")");
    return {};
}

} // namespace intake
