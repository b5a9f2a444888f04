// A person who taps at random, by a seed: what she does depends on nothing else. Judges nothing:
// whoever lets her walk looks at the session after each step and whenever she keeps.
#pragma once

#include "kiosk/intake/session.h"

#include <functional>
#include <random>

namespace intake {

class Walker {
public:
    using Look = std::function<void(const Session&, const Setup&)>;

    /// `form` must outlive it. `after_step` sees every session, `at_keep` those about to be sealed.
    Walker(const Questionnaire& form, unsigned seed, Look after_step, Look at_keep);

    /// One walk from the start to kept or away; false if it did not end.
    bool walk();

private:
    std::size_t below(std::size_t n);
    NodeId any_node();
    PartialDate any_date();
    Action random_answer();
    Action random_step();
    Action random_action();

    std::mt19937 random_;
    Setup setup_;
    Session session_;
    Look after_step_;
    Look at_keep_;
};

} // namespace intake
