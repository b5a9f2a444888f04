// Which answers are new: somebody who answers is there, a coin on the screen that ticks and unticks
// one tile for ever is not.
#pragma once

#include "kiosk/intake/answers.h"
#include "kiosk/intake/wiped.h"

#include <cstdint>
#include <variant>

namespace intake {

/// Remembers, for one session, what was answered before; wiped when it goes.
class NewAnswers {
public:
    struct Words { ///< own words of so many bytes: new while they grow longer than they have been
        std::size_t bytes = 0;
    };
    /// What tells the answers of one question apart; nothing: taken away, which is no answer.
    using Given = std::variant<std::monostate, std::uint64_t, PartialDate, Words>;

    /// Counts it unless it was given there before.
    void gave(NodeId node, const Given& given);
    std::uint64_t count() const { return count_; } ///< only ever rises

private:
    struct One {
        NodeId node = kRoot;
        std::uint64_t value = 0;
        friend bool operator==(const One&, const One&) = default;
    };
    bool is_new(const One& one);
    bool is_longer(const One& written);

    WipedVector<One> given_;
    WipedVector<One> written_;
    std::uint64_t count_ = 0;
};

} // namespace intake
