// Whether somebody is at the terminal. Only what a person does counts: a new press, a new key, a
// new character. Pure: it is told the time and what happened, and says what is due.
#pragma once

#include "kiosk/intake/session.h"
#include "kiosk/ui/still_here.h"

#include <cstdint>
#include <optional>

namespace kiosk {

/// When nobody touches or types: first it is asked whether she is still there, then her answers are
/// wiped.
struct IdleTimes {
    std::int64_t ask_after_seconds = 180;  ///< since the last touch or key
    std::int64_t clear_after_seconds = 60; ///< since the question appeared
};

inline constexpr double kAnswerSeconds = 20 * 60; ///< without a new answer: asked, whatever moved
inline constexpr double kKeptSeconds = 3 * 60;    ///< a code is shown: time to write it down
inline constexpr double kEverydaySeconds = 45;

/// How the screen that shows treats somebody who does nothing.
struct Patience {
    enum class Kind : std::uint8_t {
        Endless, ///< nothing to clear, or she waits for us
        Quiet,   ///< goes back to the start page by itself and asks nothing
        Asks,    ///< asks, and then clears
    };
    Kind kind = Kind::Endless;
    double quiet_after_seconds = 0; ///< Quiet
};

/// `untouched`: the screen is as the next person should find it.
Patience patience_of(intake::Screen screen, bool untouched, const IdleTimes& times);

class Presence {
public:
    explicit Presence(const IdleTimes& times, double now) : times_(times) { restart(now); }

    /// True when what shows has to be cleared now. To be asked before anything that has just
    /// arrived is taken: who comes after a long pause is not who was there before it.
    bool expired(const Patience& patience, double now);
    /// A new press, key or character.
    void pressed(double now) { last_press_ = now; }
    /// Something was answered that had not been answered so before.
    void answered(double now) { last_answer_ = now; }
    /// She has said that she is still here.
    void stays(double now);
    /// Another person, or another screen on which nothing has happened yet.
    void restart(double now);

    /// What is to be asked at `now`; nothing: no question.
    std::optional<ui::StillHere> question(const Patience& patience, double now);
    /// Seconds until something is due; none: nothing ever is.
    std::optional<double> due_in(const Patience& patience, double now) const;

private:
    double asks_at() const { return last_press_ + static_cast<double>(times_.ask_after_seconds); }
    double clears_at() const { return asks_at() + static_cast<double>(times_.clear_after_seconds); }
    void ask_to_choose(double now);

    IdleTimes times_;
    double last_press_ = 0;
    double last_answer_ = 0;
    std::optional<double> choice_asked_; ///< since when she is asked to choose
    bool swapped_ = false;               ///< how the two tiles stood last
};

} // namespace kiosk
