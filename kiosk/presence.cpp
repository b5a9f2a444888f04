#include "kiosk/presence.h"

#include <algorithm>
#include <cmath>

namespace kiosk {

Patience patience_of(intake::Screen screen, bool untouched, const IdleTimes& times) {
    using enum intake::Screen;
    using enum Patience::Kind;
    switch (screen) {
    case NotReady:
    case Start:
        // A language was touched and nothing said: nobody has to be asked about answers.
        return untouched ? Patience{}
                         : Patience{Quiet, static_cast<double>(times.ask_after_seconds)};
    case Everyday:
        return {Quiet, kEverydaySeconds};
    case Kept:
        return {Quiet, kKeptSeconds};
    case Keeping:
        return {};
    case Surroundings:
    case Notice:
    case Question:
    case Review:
    case NotKept:
        return {Asks, 0};
    }
    return {Asks, 0};
}

void Presence::restart(double now) {
    last_press_ = now;
    last_answer_ = now;
    choice_asked_.reset();
}

void Presence::stays(double now) {
    pressed(now);
    answered(now);
    choice_asked_.reset();
}

// Counted from when it is seen: however long the program stood still, nobody is cleared away
// unasked.
void Presence::ask_to_choose(double now) {
    if (now < last_answer_ + kAnswerSeconds) {
        choice_asked_.reset();
    } else if (!choice_asked_) {
        choice_asked_ = now;
        swapped_ = !swapped_;
    }
}

bool Presence::expired(const Patience& patience, double now) {
    switch (patience.kind) {
    case Patience::Kind::Endless:
        restart(now);
        return false;
    case Patience::Kind::Quiet:
        last_answer_ = now;
        return now >= last_press_ + patience.quiet_after_seconds;
    case Patience::Kind::Asks:
        const auto clear_after = static_cast<double>(times_.clear_after_seconds);
        return now >= clears_at() || (choice_asked_ && now >= *choice_asked_ + clear_after);
    }
    return false;
}

std::optional<ui::StillHere> Presence::question(const Patience& patience, double now) {
    if (patience.kind != Patience::Kind::Asks) {
        return std::nullopt;
    }
    ask_to_choose(now);
    const bool asks = now >= asks_at();
    if (!asks && !choice_asked_) {
        return std::nullopt;
    }
    const auto clear_after = static_cast<double>(times_.clear_after_seconds);
    double end = asks ? clears_at() : *choice_asked_ + clear_after;
    if (choice_asked_) {
        end = std::min(end, *choice_asked_ + clear_after);
    }
    const int seconds = std::max(1, static_cast<int>(std::ceil(end - now)));
    return ui::StillHere{seconds, choice_asked_.has_value(), choice_asked_ && swapped_};
}

std::optional<double> Presence::due_in(const Patience& patience, double now) const {
    switch (patience.kind) {
    case Patience::Kind::Endless:
        return std::nullopt;
    case Patience::Kind::Quiet:
        return std::max(0.0, last_press_ + patience.quiet_after_seconds - now);
    case Patience::Kind::Asks:
        break;
    }
    constexpr double kCountedStep = 1;
    const double asked = std::min(asks_at(), last_answer_ + kAnswerSeconds);
    return now >= asked ? kCountedStep : asked - now;
}

} // namespace kiosk
