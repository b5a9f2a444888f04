// How large a record of the form can become, and the caps that keep every one of them at one size.
// The size of a record is then a fact about the form and says nothing about the person.
#include "kiosk/intake/form_parts.h"
#include "kiosk/intake/json_writer.h"
#include "kiosk/intake/record.h"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>

namespace intake {

namespace {

// Bytes that encode_record() writes, from above. A test fills every field to the brim.
constexpr std::size_t kFacts = 6 * 1024; ///< identifiers, notice, up to kMaxLanguages languages
constexpr std::size_t kItemFrame = 26;   ///< {"linkId":"","item":[]},
constexpr std::size_t kNoAnswer = 112;   ///< data-absent-reason; it stands in place of an answer
constexpr std::size_t kEntered = 100;    ///< whose hand entered it, in which language
constexpr std::size_t kAnswerFrame = 24; ///< "answer":[] and "item":[] around answers and below
constexpr std::size_t kPlainAnswer = 48; ///< {"valueInteger":-2147483648},
constexpr std::size_t kDateAnswer = 256; ///< one without a year, said in another calendar
constexpr std::size_t kCodingFrame = 56; ///< {"valueCoding":{"system":"","code":"","display":""}},

constexpr std::uint32_t kMaxAnswers = 8;     ///< of a repeating question without options
constexpr std::uint32_t kAllOptions = 40;    ///< up to so many options all may be chosen at once
constexpr std::uint32_t kMaxChosen = 16;     ///< of a longer list
constexpr std::uint32_t kStringLength = 255; ///< grapheme clusters, where the form names none
constexpr std::uint32_t kTextLength = 4000;
constexpr std::uint32_t kLongestText = 16000; ///< more clusters than that no record holds
// A cluster is one byte in English, three in Amharic, some nine in Khmer or Burmese.
constexpr std::size_t kFewestBytesPerCluster = 3;
constexpr std::size_t kMostBytesPerCluster = 12;

bool has_words(const Item& item) {
    return item.kind == ItemKind::String || item.kind == ItemKind::Text ||
           item.kind == ItemKind::OpenChoice;
}

std::size_t clusters(const Item& item) {
    auto usual = item.kind == ItemKind::Text ? kTextLength : kStringLength;
    return std::min(item.max_length.value_or(usual), kLongestText);
}

std::uint32_t most_values(const Item& item, std::uint32_t most_instances) {
    if (!item.repeats)
        return 1;
    if (item.kind == ItemKind::Group)
        return most_instances;
    if (item.kind != ItemKind::Choice && item.kind != ItemKind::OpenChoice)
        return kMaxAnswers;
    auto options = static_cast<std::uint32_t>(item.options.size());
    std::uint32_t words = item.kind == ItemKind::OpenChoice ? 1 : 0;
    return (options <= kAllOptions ? options : kMaxChosen) + words;
}

std::size_t quoted_size(std::string_view text) {
    return json_size(text).value_or(text.size());
}

std::size_t option_size(const Option& option) {
    const auto* coding = std::get_if<Coding>(&option.value);
    const std::size_t system = coding ? quoted_size(coding->system) : 0;
    return kCodingFrame + system + quoted_size(option.code) + quoted_size(option.display.text);
}

/// So many answers without own words: of options, the largest.
std::size_t answers_size(const Item& item, std::size_t values) {
    if (item.kind == ItemKind::Date)
        return values * kDateAnswer;
    if (item.options.empty())
        return values * kPlainAnswer;
    std::vector<std::size_t> sizes(item.options.size());
    std::ranges::transform(item.options, sizes.begin(), option_size);
    const auto most = std::min(values, sizes.size());
    std::ranges::nth_element(sizes, sizes.begin() + static_cast<std::ptrdiff_t>(most) - 1,
                             std::greater{});
    const std::size_t words = (values - most) * kPlainAnswer; // of an open choice
    return std::reduce(sizes.begin(), sizes.begin() + static_cast<std::ptrdiff_t>(most), words);
}

struct Need {
    std::size_t frame = 0; ///< everything but own words
    std::size_t least = 0; ///< own words, at the fewest bytes a cluster may get
    std::size_t most = 0;  ///< own words, at the most
};

Need need_of(const Questionnaire& form, std::uint32_t most_instances) {
    Need need{.frame = kFacts + quoted_size(form.url) + quoted_size(form.version)};
    std::vector<std::size_t> instances(form.items.size(), 1);
    for (ItemIndex index = 0; index < form.items.size(); ++index) {
        const Item& item = form.items[index];
        std::size_t times = item.parent == kNoItem ? 1 : instances[item.parent];
        std::size_t values = std::min(item.max_values, most_values(item, most_instances));
        instances[index] = item.kind == ItemKind::Group ? times * values : times;
        need.frame += instances[index] * (kItemFrame + quoted_size(item.link_id));
        if (!is_question(item.kind))
            continue;
        const std::size_t answer = std::max(kNoAnswer, answers_size(item, values));
        need.frame += times * (kEntered + kAnswerFrame + answer);
        if (!has_words(item))
            continue;
        std::size_t texts = times * (item.kind == ItemKind::OpenChoice ? 1 : values);
        need.least += texts * clusters(item) * kFewestBytesPerCluster;
        need.most += texts * clusters(item) * kMostBytesPerCluster;
    }
    return need;
}

/// What own words may take above the least, shared out in proportion to their length.
double share_of(const Need& need, std::size_t record_bytes) {
    if (need.most == need.least)
        return 1.0;
    auto room = static_cast<double>(record_bytes - need.frame - need.least);
    return std::min(1.0, room / static_cast<double>(need.most - need.least));
}

void apply(Questionnaire& form, std::uint32_t most_instances, double share) {
    for (Item& item : form.items) {
        item.max_values = std::min(item.max_values, most_values(item, most_instances));
        if (!has_words(item))
            continue;
        auto least = clusters(item) * kFewestBytesPerCluster;
        auto above = clusters(item) * (kMostBytesPerCluster - kFewestBytesPerCluster);
        item.max_bytes = least + static_cast<std::size_t>(static_cast<double>(above) * share);
    }
}

} // namespace

void plan_record(Questionnaire& form) {
    struct Plan {
        std::size_t record_bytes;
        std::uint32_t instances;
    };
    constexpr std::array<Plan, 5> kPlans{{{kSmallRecord, 10},
                                          {kLargeRecord, 10},
                                          {kLargeRecord, 6},
                                          {kLargeRecord, 3},
                                          {kLargeRecord, 1}}};
    for (const Plan& plan : kPlans) {
        Need need = need_of(form, plan.instances);
        if (need.frame + need.least > plan.record_bytes)
            continue;
        form.record_bytes = plan.record_bytes;
        apply(form, plan.instances, share_of(need, plan.record_bytes));
        return;
    }
    apply(form, 1, 0.0);
}

} // namespace intake
