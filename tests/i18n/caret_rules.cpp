#include "tests/i18n/caret_rules.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <sstream>
#include <vector>

using namespace i18n;

namespace i18n_tests {
namespace {

using Offsets = std::set<std::size_t>;
using Step = Caret (Layout::*)(Caret) const;

/// Where a caret is drawn, in hundredths of a pixel: sums of advances differ in their last digit.
struct Place {
    std::size_t line;
    long x;
    friend auto operator<=>(const Place&, const Place&) = default;
};
using Places = std::set<Place>;

Place place_of(const Layout& layout, Caret caret) {
    const CaretStop stop = layout.locate(caret);
    return {stop.line, std::lround(stop.x * 100)};
}

std::string say(const auto&... parts) {
    std::ostringstream text;
    (text << ... << parts);
    return text.str();
}

/// More steps than any walk may take: a stop is a glyph or the end of a line.
std::size_t enough(const Layout& layout) {
    return 8 * (layout.glyphs().size() + layout.lines().size()) + 64;
}

/// Every caret on the way from `from`, until a step stays where it is.
std::vector<Caret> walk(const Layout& layout, Caret from, auto&& step) {
    std::vector<Caret> way{from};
    for (std::size_t count = enough(layout); count > 0; --count) {
        const Caret after = step(way.back());
        if (after == way.back()) {
            break;
        }
        way.push_back(after);
    }
    return way;
}

bool is_forward_right(const Layout& layout, Caret caret) {
    return layout.lines()[layout.locate(caret).line].direction == Direction::LeftToRight;
}

/// Next and previous go through every stop once, in order.
std::string steps_read_through(const Shown& shown, const Layout& layout) {
    Offsets stops;
    for (const CaretStop& stop : layout.caret_stops()) {
        stops.insert(stop.caret.offset);
    }
    const auto offsets = [&](Caret from, Step step) {
        std::vector<std::size_t> way;
        for (const Caret at : walk(layout, from, [&](Caret c) { return (layout.*step)(c); })) {
            way.push_back(at.offset);
        }
        return way;
    };
    const std::vector<std::size_t> forth(stops.begin(), stops.end());
    const std::vector<std::size_t> back(stops.rbegin(), stops.rend());
    if (offsets({0, Affinity::Downstream}, &Layout::next) != forth) {
        return "next does not go through every stop in order";
    }
    return offsets({shown.text.size(), Affinity::Downstream}, &Layout::previous) == back
               ? ""
               : "previous does not go through every stop in order";
}

/// Where arrows must lead: everywhere but the far side of a wrapped line's end, which is the same
/// offset as the next line's beginning.
Places places_to_reach(const Layout& layout) {
    Places places;
    for (const CaretStop& stop : layout.caret_stops()) {
        places.insert(place_of(layout, stop.caret));
    }
    for (const Line& line : layout.lines()) {
        if (!line.hard_end) {
            places.erase(place_of(layout, {line.next, Affinity::Upstream}));
        }
    }
    return places;
}

std::string misses(const Layout& layout, const std::vector<Caret>& way, const char* key) {
    Places reached;
    for (const Caret caret : way) {
        reached.insert(place_of(layout, caret));
    }
    for (const Place& place : places_to_reach(layout)) {
        if (!reached.contains(place)) {
            return say(key, " never reach ", place.x, "/100 on line ", place.line);
        }
    }
    return "";
}

/// The arrow that goes on in each line's own direction leads from the beginning through everything,
/// and the other one back from the end.
std::string arrows_reach_everything(const Shown& shown, const Layout& layout) {
    const auto arrow = [&](bool forward) {
        return [&layout, forward](Caret at) {
            return is_forward_right(layout, at) == forward ? layout.right(at) : layout.left(at);
        };
    };
    const auto forth = walk(layout, {0, Affinity::Upstream}, arrow(true));
    auto broken = misses(layout, forth, "forward arrows");
    if (broken.empty()) {
        const Caret last{shown.text.size(), Affinity::Downstream};
        broken = misses(layout, walk(layout, last, arrow(false)), "backward arrows");
    }
    return broken;
}

bool is_stop(const Layout& layout, Caret caret) {
    return layout.locate(caret).caret.offset == caret.offset;
}

/// A step ends at a stop; one arrow goes its way on the screen or over to another line, and the
/// other one undoes it.
std::string arrows_undo_each_other(const Layout& layout) {
    for (const CaretStop& stop : layout.caret_stops()) {
        for (const bool right : {true, false}) {
            const Caret after = right ? layout.right(stop.caret) : layout.left(stop.caret);
            const CaretStop there = layout.locate(after);
            const char* name = right ? "right" : "left";
            if (!is_stop(layout, after)) {
                return say(name, " from ", stop.caret.offset, " ends inside a character");
            }
            if (there.line == stop.line && !(after == stop.caret) &&
                (right ? there.x <= stop.x : there.x >= stop.x)) {
                return say(name, " from ", stop.caret.offset, " goes the other way");
            }
        }
    }
    const Places reachable = places_to_reach(layout);
    for (const CaretStop& stop : layout.caret_stops()) {
        const Caret after = layout.right(stop.caret);
        // From a line to one that runs the other way there is no way back by the same key.
        if (is_forward_right(layout, after) == is_forward_right(layout, stop.caret) &&
            !(after == stop.caret) && reachable.contains(place_of(layout, stop.caret)) &&
            reachable.contains(place_of(layout, after)) &&
            place_of(layout, layout.left(after)) != place_of(layout, stop.caret)) {
            return say("left does not undo right from ", stop.caret.offset, " at ", stop.x);
        }
    }
    return "";
}

/// Up, down and the ends of the line lead to stops of the line meant.
std::string keys_end_at_stops(const Layout& layout) {
    const std::size_t last = layout.lines().size() - 1;
    for (const CaretStop& stop : layout.caret_stops()) {
        const Caret up = layout.line_up(stop.caret, stop.x);
        const Caret down = layout.line_down(stop.caret, stop.x);
        const Caret start = layout.line_start(stop.caret);
        const Caret end = layout.line_end(stop.caret);
        for (const Caret caret : {up, down, start, end}) {
            if (!is_stop(layout, caret)) {
                return say("a key from ", stop.caret.offset, " ends inside a character");
            }
        }
        const std::size_t above = stop.line > 0 ? stop.line - 1 : 0;
        const std::size_t below = std::min(stop.line + 1, last);
        if (layout.locate(up).line != above || layout.locate(down).line != below) {
            return say("up or down from ", stop.caret.offset, " misses the next line");
        }
        if (layout.locate(start).line != stop.line || layout.locate(end).line != stop.line ||
            start.offset != layout.lines()[stop.line].begin ||
            end.offset != layout.lines()[stop.line].end) {
            return say("home or end from ", stop.caret.offset, " leaves the line");
        }
    }
    return "";
}

} // namespace

std::string broken_step(const Shown& shown, const Layout& layout) {
    for (const auto rule : {steps_read_through, arrows_reach_everything}) {
        if (auto broken = rule(shown, layout); !broken.empty()) {
            return broken;
        }
    }
    for (const auto rule : {arrows_undo_each_other, keys_end_at_stops}) {
        if (auto broken = rule(layout); !broken.empty()) {
            return broken;
        }
    }
    return "";
}

} // namespace i18n_tests
