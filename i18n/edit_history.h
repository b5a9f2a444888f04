// What an editor can take back: the last changes of one text, in locked memory like the text
// itself. It changes no text and knows no caret rule.
#pragma once

#include "crypto/secret.h"
#include "i18n/layout.h"

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

namespace i18n {

/// One change: `removed` stood at byte `begin` where `inserted` bytes stand now. `caret` and
/// `anchor`: where they were before it.
struct Edit {
    std::size_t begin = 0;
    crypto::SecretText removed;
    std::size_t inserted = 0;
    Caret caret;
    std::size_t anchor = 0;
};

class EditHistory {
public:
    /// Notes that `inserted` has taken the place of `removed` at `begin`. A word that is typed
    /// letter by letter, or letters that are taken away one after another, are one change.
    void note(std::size_t begin, std::string_view removed, std::string_view inserted, Caret caret,
              std::size_t anchor);
    /// The last change, which is then forgotten here; none if there is none.
    std::optional<Edit> take();
    /// The next change begins anew, wherever it is: the caret was moved.
    void part() { parted_ = true; }
    /// Forgets and wipes.
    void clear();
    bool empty() const { return edits_.empty(); }

    static constexpr std::size_t kMost = 20; ///< changes; the oldest go first

private:
    bool goes_on(std::size_t begin, std::string_view removed, std::string_view inserted) const;

    std::vector<Edit> edits_;
    bool parted_ = true;
};

} // namespace i18n
