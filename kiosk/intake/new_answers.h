// Which answers are new: somebody who answers is there, a coin on the screen that ticks and unticks
// one tile for ever is not.
#pragma once

#include "kiosk/intake/answers.h"
#include "kiosk/intake/wiped.h"

#include <algorithm>
#include <cstdint>

namespace intake {

/// Remembers, for one session, what was answered before; wiped when it goes.
class NewAnswers {
public:
    /// `value` tells the answers of one node apart. Counts it unless it was given there before.
    void gave(NodeId node, std::uint64_t value) {
        const Given given{node, value};
        if (std::ranges::find(given_, given) == given_.end()) {
            given_.push_back(given);
            ++count_;
        }
    }
    /// Own words of `length` bytes: new while they grow longer than they have been.
    void wrote(NodeId node, std::size_t length) {
        const auto longest = std::ranges::find(written_, node, &Given::node);
        if (longest == written_.end()) {
            written_.push_back({node, length});
        } else if (length > longest->value) {
            longest->value = length;
        } else {
            return;
        }
        ++count_;
    }
    std::uint64_t count() const { return count_; } ///< only ever rises

private:
    struct Given {
        NodeId node = kRoot;
        std::uint64_t value = 0;
        friend bool operator==(const Given&, const Given&) = default;
    };
    WipedVector<Given> given_;
    WipedVector<Given> written_;
    std::uint64_t count_ = 0;
};

} // namespace intake
