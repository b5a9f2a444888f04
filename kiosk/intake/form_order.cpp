// The order in which items are evaluated: each after its parent, after the questions its conditions
// name and, in a form with an anonymous branch, identifying items after the decision. No recursion:
// a chain may be thousands of items long.
#include "kiosk/intake/form_parts.h"

#include <algorithm>

namespace intake {

namespace {

/// What an item's being enabled depends on, each once.
std::vector<ItemIndex> prerequisites(const Questionnaire& form, ItemIndex index) {
    const Item& item = form.items[index];
    std::vector<ItemIndex> found;
    for (const Condition& condition : item.conditions)
        found.push_back(condition.question);
    if (item.parent != kNoItem)
        found.push_back(item.parent);
    if (form.decision && item.identifying)
        found.push_back(*form.decision);
    std::ranges::sort(found);
    found.erase(std::ranges::unique(found).begin(), found.end());
    return found;
}

std::string describe_cycle(const Questionnaire& form, const std::vector<ItemIndex>& walk,
                           ItemIndex first) {
    auto start = std::ranges::find(walk, first);
    std::string text = form.items[first].link_id;
    for (auto step = walk.end(); step != start;)
        text += " -> " + form.items[*--step].link_id;
    return text;
}

/// Every item still unordered has an unordered prerequisite, so walking back must come round.
class CycleSearch {
public:
    CycleSearch(FormDraft& draft, const std::vector<bool>& ordered)
        : draft_(draft), ordered_(ordered), walk_of_(draft.form.items.size(), 0) {}

    void from(ItemIndex start) {
        ++walk_;
        std::vector<ItemIndex> steps;
        ItemIndex at = start;
        while (walk_of_[at] == 0) {
            walk_of_[at] = walk_;
            steps.push_back(at);
            at = unordered_prerequisite(at);
        }
        if (walk_of_[at] != walk_)
            return; // ends in a cycle that is already told
        draft_.sources[at].fault("its conditions lead back to itself: " +
                                 describe_cycle(draft_.form, steps, at));
    }

private:
    ItemIndex unordered_prerequisite(ItemIndex item) const {
        auto all = prerequisites(draft_.form, item);
        return *std::ranges::find_if(all, [&](ItemIndex i) { return !ordered_[i]; });
    }

    FormDraft& draft_;
    const std::vector<bool>& ordered_;
    std::vector<std::uint32_t> walk_of_;
    std::uint32_t walk_ = 0;
};

/// For each item those that have it for a prerequisite.
using Followers = std::vector<std::vector<ItemIndex>>;

Followers followers_in(const Questionnaire& form) {
    Followers followers(form.items.size());
    for (ItemIndex item = 0; item < form.items.size(); ++item) {
        for (ItemIndex before : prerequisites(form, item))
            followers[before].push_back(item);
    }
    return followers;
}

/// Each item once all its prerequisites are there; those of a cycle, and what follows it, never.
std::vector<ItemIndex> ordered_items(const Followers& followers) {
    std::vector<std::size_t> waiting_for(followers.size());
    for (const auto& those_of_one : followers) {
        for (ItemIndex follower : those_of_one)
            ++waiting_for[follower];
    }
    std::vector<ItemIndex> order;
    for (ItemIndex item = 0; item < followers.size(); ++item) {
        if (waiting_for[item] == 0)
            order.push_back(item);
    }
    for (std::size_t next = 0; next < order.size(); ++next) {
        for (ItemIndex follower : followers[order[next]]) {
            if (--waiting_for[follower] == 0)
                order.push_back(follower);
        }
    }
    return order;
}

} // namespace

void order_items(FormDraft& draft) {
    Questionnaire& form = draft.form;
    const auto count = static_cast<ItemIndex>(form.items.size());
    form.dependants = followers_in(form);
    form.order = ordered_items(form.dependants);
    form.rank.resize(count);
    std::vector<bool> ordered(count);
    for (std::size_t place = 0; place < form.order.size(); ++place) {
        form.rank[form.order[place]] = static_cast<std::uint32_t>(place);
        ordered[form.order[place]] = true;
    }
    CycleSearch search(draft, ordered);
    for (ItemIndex item = 0; item < count; ++item) {
        if (!ordered[item])
            search.from(item);
    }
}

} // namespace intake
