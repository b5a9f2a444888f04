#include "i18n/spellings.h"

#include "i18n/icu.h"

#include <algorithm>

namespace i18n {
namespace {

bool is_spelling(std::string_view letters) {
    return !letters.empty() && letters.size() <= kLongestSpelling &&
           std::ranges::all_of(letters, [](char c) { return c >= 'a' && c <= 'z'; });
}

/// Well-formed, and nothing that does not show.
bool is_shown(std::string_view characters) {
    for (std::size_t at = 0; at < characters.size();) {
        const UChar32 c = next_in_utf8(characters, at);
        if (c < 0 || u_isgraph(c) == 0) {
            return false;
        }
    }
    return !characters.empty();
}

std::string_view first_of(std::string_view characters) {
    std::size_t end = 0;
    next_in_utf8(characters, end);
    return characters.substr(0, end);
}

void append_all(const Spelling& spelling, std::vector<Candidate>& candidates) {
    std::string_view rest = spelling.characters;
    while (!rest.empty()) {
        const std::string_view one = first_of(rest);
        candidates.push_back({one, spelling.letters.size()});
        rest.remove_prefix(one.size());
    }
}

/// The first of each that begins with `letters`.
void append_begun(const std::vector<Spelling>& all, std::string_view letters,
                  std::vector<Candidate>& candidates) {
    auto at = std::ranges::lower_bound(all, letters, {}, &Spelling::letters);
    for (; at != all.end() && at->letters.starts_with(letters); ++at) {
        candidates.push_back({first_of(at->characters), letters.size()});
    }
}

} // namespace

bool Spellings::add(Spelling spelling) {
    const bool follows = all_.empty() || all_.back().letters < spelling.letters;
    if (!is_spelling(spelling.letters) || !is_shown(spelling.characters) || !follows) {
        return false;
    }
    all_.push_back(std::move(spelling));
    return true;
}

std::vector<Candidate> Spellings::candidates(std::string_view letters) const {
    std::vector<Candidate> found;
    for (std::size_t size = std::min(letters.size(), kLongestSpelling); size > 0; --size) {
        const auto at =
            std::ranges::lower_bound(all_, letters.substr(0, size), {}, &Spelling::letters);
        if (at != all_.end() && at->letters == letters.substr(0, size)) {
            append_all(*at, found);
        }
    }
    for (std::size_t size = letters.size(); found.empty() && size > 0; --size) {
        append_begun(all_, letters.substr(0, size), found);
    }
    return found;
}

} // namespace i18n
