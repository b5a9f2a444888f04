// referral-desk form check: the loader of the terminal, for whoever writes a form. Needs neither a
// configuration nor a key, and changes nothing.
#include "central/desk/asset_files.h"
#include "central/desk/clean.h"
#include "central/desk/commands.h"
#include "kiosk/host/process.h"
#include "kiosk/host/whole_file.h"
#include "kiosk/intake/record.h"

#include <algorithm>
#include <iostream>
#include <map>

namespace central::desk {

namespace {

using intake::Questionnaire;

constexpr int kColumn = 14;
constexpr std::size_t kMostNamed = 12; ///< linkIds in one line of the summary

/// A form's own texts go to a terminal: whoever wrote them must not command it.
void print_fault(const std::string& file, const intake::FormFault& fault) {
    std::cerr << clean(fault.sentence(file)) << '\n';
}

void print(std::string_view name, std::string_view value) {
    std::string line(name);
    line += ':';
    line.resize(std::max<std::size_t>(line.size() + 1, kColumn), ' ');
    std::cout << line << clean(value) << '\n';
}

/// In how many of the form's texts each language is found; the form's own stands first.
class Languages {
public:
    explicit Languages(const Questionnaire& form) : own_(form.language) {
        count(form.title);
        for (const intake::Item& item : form.items) {
            count(item.text);
            for (const intake::Option& option : item.options) {
                count(option.display);
            }
        }
    }
    std::string listed() const {
        std::string list = own_.empty() ? "not named by the form" : own_;
        for (const auto& [language, texts] : found_) {
            list += ", " + language;
            if (texts < texts_) {
                list += " (" + std::to_string(texts) + " of " + std::to_string(texts_) + " texts)";
            }
        }
        return list;
    }

private:
    void count(const intake::FormText& text) {
        texts_ += text.text.empty() ? 0U : 1U;
        for (const auto& translation : text.translations) {
            found_[translation.language] += 1;
        }
    }

    std::string own_;
    std::size_t texts_ = 0;
    std::map<std::string, std::size_t> found_;
};

/// The items that the anonymous branch may not carry, the highest of each branch.
std::string identifying_items(const Questionnaire& form) {
    std::vector<std::string_view> names;
    for (const intake::Item& item : form.items) {
        const bool above = item.parent != intake::kNoItem && form.items[item.parent].identifying;
        if (item.identifying && !above) {
            names.push_back(item.link_id);
        }
    }
    std::string list;
    for (std::size_t i = 0; i < std::min(names.size(), kMostNamed); ++i) {
        list += (i == 0 ? "" : ", ") + std::string(names[i]);
    }
    if (names.size() > kMostNamed) {
        list += " and " + std::to_string(names.size() - kMostNamed) + " more";
    }
    return names.empty() ? "none" : list;
}

void print_summary(const Questionnaire& form) {
    const auto questions = std::ranges::count_if(
        form.items, [](const intake::Item& item) { return intake::is_question(item.kind); });
    const auto conditional = std::ranges::count_if(
        form.items, [](const intake::Item& item) { return !item.conditions.empty(); });
    if (!form.title.text.empty()) {
        print("title", form.title.text);
    }
    print("address", (form.url.empty() ? "none" : form.url) +
                         (form.version.empty() ? "" : ", version " + form.version));
    print("pages", std::to_string(form.pages.size()));
    print("questions",
          std::to_string(questions) + ", items with conditions: " + std::to_string(conditional));
    print("record", std::to_string(form.record_bytes / 1024) + " KiB, whatever is answered");
    print("decision", form.decision ? "`decision`: the form has an anonymous branch"
                                    : "none: the form has no anonymous branch");
    print("identifying", identifying_items(form));
    print("languages", Languages(form).listed());
    if (intake::is_of_this_product(form)) {
        print("catalogues",
              "a form of this product: the terminal's catalogues hold more languages");
    }
}

} // namespace

int check_form(const FormCheckRequest& request) {
    const std::filesystem::path& file = request.file;
    const std::filesystem::path folder = request.lists.empty() ? own_code_lists() : request.lists;
    const std::expected<intake::CodeLists, std::string> lists =
        folder.empty() ? intake::CodeLists() : read_code_lists(folder);
    if (!lists) {
        return host::fail(kProgram, clean(lists.error()));
    }
    const auto bytes = host::read_whole(file, intake::kMaxFormBytes);
    if (!bytes || bytes->empty()) {
        return host::fail(kProgram, clean(file.string()) + ": " +
                                        (bytes ? "is empty" : bytes.error().reason));
    }
    const auto form = intake::parse_questionnaire(crypto::bytes_of(*bytes), *lists);
    const auto faults = form ? intake::check_runnable(*form) : form.error();
    for (const intake::FormFault& fault : faults) {
        print_fault(file.string(), fault);
    }
    if (!faults.empty()) {
        return host::kExitInput;
    }
    std::cout << clean(file.string()) << ": a terminal can run this form\n";
    print_summary(*form);
    return host::finish(kProgram);
}

} // namespace central::desk
