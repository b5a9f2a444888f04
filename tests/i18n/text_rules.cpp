#include "tests/i18n/text_rules.h"

#include "tests/i18n/caret_rules.h"

#include "i18n/icu.h"
#include "i18n/paragraph_breaks.h"
#include "i18n/paragraph_text.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>
#include <span>
#include <sstream>
#include <utility>
#include <vector>

using namespace i18n;

namespace i18n_tests {
namespace {

constexpr float kNear = 0.01F;
/// Sums of advances in another order: the longer they are, the more their last bits weigh.
float near(float sum) {
    return kNear + sum * 2e-5F;
}

/// From one stop to the next within a line, and what a selection of just that covers.
struct Character {
    std::size_t begin, end;
    float left, right;
};

/// A layout with what several rules ask of it.
struct Seen {
    const Shown& shown;
    const Layout& layout;
    std::vector<bool>
        begins_character; // for each byte: whether UAX 29 lets a character begin there
    std::vector<std::vector<CaretStop>> stops;      // by line
    std::vector<std::vector<Character>> characters; // by line, in reading order

    std::size_t size() const { return shown.text.size(); }
    float middle(std::size_t line) const {
        return layout.lines()[line].top + layout.lines()[line].height / 2;
    }
};

std::string say(const auto&... parts) {
    std::ostringstream text;
    (text << ... << parts);
    return text.str();
}

std::vector<bool> character_begins(const Shown& shown) {
    const Utf16 text = utf16_of(shown.text);
    static Breaks breaks; // opening ICU's iterators takes longer than all the rules
    const auto flags = breaks.characters(text.units, shown.style.locale);
    std::vector<bool> begins(shown.text.size() + 1, false);
    for (std::size_t unit = 0; unit < flags.size(); ++unit) {
        if (flags[unit] & kCharacterBreak) {
            begins[text.offsets[unit]] = true;
        }
    }
    return begins;
}

std::vector<Character> characters_of(const Layout& layout, const std::vector<CaretStop>& stops) {
    std::vector<Character> characters;
    for (const CaretStop& stop : stops) {
        if (!characters.empty()) {
            characters.back().end = std::max(characters.back().end, stop.caret.offset);
        }
        if (characters.empty() || stop.caret.offset != characters.back().begin) {
            characters.push_back({stop.caret.offset, stop.caret.offset, 0, 0});
        }
    }
    std::erase_if(characters, [](const Character& each) { return each.begin == each.end; });
    for (Character& each : characters) {
        const auto covered = layout.selection(each.begin, each.end);
        if (covered.size() == 1) {
            each.left = covered[0].x;
            each.right = covered[0].x + covered[0].width;
        }
    }
    return characters;
}

Seen see(const Shown& shown, const Layout& layout) {
    Seen seen{shown, layout, character_begins(shown), {}, {}};
    seen.stops.resize(layout.lines().size());
    for (const CaretStop& stop : layout.caret_stops()) {
        seen.stops.at(stop.line).push_back(stop);
    }
    for (const auto& stops : seen.stops) {
        seen.characters.push_back(characters_of(layout, stops));
    }
    return seen;
}

/// Whether the bytes are nothing but characters at which a line must end.
bool is_all_newlines(std::string_view text) {
    const Utf16 units = utf16_of(text);
    return std::ranges::all_of(units.units, is_newline);
}
bool has_newline(std::string_view text) {
    const Utf16 units = utf16_of(text);
    return std::ranges::any_of(units.units, is_newline);
}

std::string lines_cover_the_text(const Seen& seen) {
    const std::string_view text = seen.shown.text;
    std::size_t at = 0;
    bool hard = true;
    for (const Line& line : seen.layout.lines()) {
        if (line.begin != at || line.end < line.begin || line.next < line.end) {
            return say("a line begins at ", line.begin, ", not at ", at);
        }
        if (has_newline(text.substr(line.begin, line.end - line.begin)) ||
            !is_all_newlines(text.substr(line.end, line.next - line.end))) {
            return say("a newline is inside the line at ", line.begin, " or text is left out");
        }
        at = line.next;
        hard = line.next > line.end || line.next == text.size();
        if (line.hard_end != hard) {
            return say("the line at ", line.begin, " is wrong about its end");
        }
    }
    return at == text.size() && hard ? "" : say("the lines end at ", at);
}

std::string runs_cover(const Seen& seen, const Line& line) {
    const auto of_line = seen.layout.runs().subspan(line.first_run, line.run_count);
    std::vector<Run> runs(of_line.begin(), of_line.end());
    for (std::size_t i = 0; i < runs.size(); ++i) {
        if (i > 0 &&
            std::abs(runs[i].x - runs[i - 1].x - runs[i - 1].width) > near(std::abs(runs[i].x))) {
            return say("the run at ", runs[i].begin, " does not stand beside the one before it");
        }
    }
    std::ranges::sort(runs, {}, &Run::begin);
    std::size_t at = line.begin;
    for (const Run& run : runs) {
        if (run.begin != at || run.end <= run.begin) {
            return say("a run begins at ", run.begin, ", not at ", at);
        }
        at = run.end;
    }
    return at == line.end ? "" : say("the runs of a line end at ", at, ", not at ", line.end);
}

std::string glyphs_belong(const Seen& seen, const Run& run) {
    float width = 0;
    for (const Glyph& glyph : seen.layout.glyphs().subspan(run.first_glyph, run.glyph_count)) {
        width += glyph.advance;
        if (glyph.offset < run.begin || glyph.offset >= run.end) {
            return say("a glyph of ", glyph.offset, " is in the run at ", run.begin);
        }
        if (glyph.face != run.face || !std::isfinite(glyph.x) || !std::isfinite(glyph.y)) {
            return say("the glyph of ", glyph.offset, " is of another face or nowhere");
        }
    }
    return std::abs(width - run.width) < near(width)
               ? ""
               : say("the run at ", run.begin, " is too wide");
}

std::string runs_cover_the_lines(const Seen& seen) {
    std::size_t run = 0;
    std::size_t glyph = 0;
    for (const Line& line : seen.layout.lines()) {
        if (line.first_run != run || line.first_glyph != glyph) {
            return say("runs or glyphs before the line at ", line.begin, " belong to none");
        }
        run += line.run_count;
        glyph += line.glyph_count;
        if (auto broken = runs_cover(seen, line); !broken.empty()) {
            return broken;
        }
    }
    for (const Run& each : seen.layout.runs()) {
        if (auto broken = glyphs_belong(seen, each); !broken.empty()) {
            return broken;
        }
    }
    return run == seen.layout.runs().size() && glyph == seen.layout.glyphs().size()
               ? ""
               : "runs or glyphs belong to no line";
}

/// Whether carets stand inside ligatures of the script: its letters are written side by side.
bool divides_ligatures(Script script) {
    constexpr Script kAlphabets[] = {script_of("Latn"), script_of("Grek"), script_of("Cyrl"),
                                     script_of("Armn"), script_of("Geor"), script_of("Hebr"),
                                     script_of("Arab"), script_of("Syrc"), script_of("Thaa"),
                                     script_of("Nkoo"), script_of("Adlm")};
    return std::ranges::find(kAlphabets, script) != std::end(kAlphabets);
}

/// Whether a glyph of the run begins at the offset: else it is inside a cluster of HarfBuzz's.
bool begins_cluster(const Seen& seen, const Run& run, std::size_t offset) {
    const auto glyphs = seen.layout.glyphs().subspan(run.first_glyph, run.glyph_count);
    return offset == run.begin || std::ranges::find(glyphs, offset, &Glyph::offset) != glyphs.end();
}

/// Where the engine says that stops are, compared with where they have to be.
std::string stops_are_where_characters_meet(const Seen& seen) {
    for (std::size_t i = 0; i < seen.layout.lines().size(); ++i) {
        const Line& line = seen.layout.lines()[i];
        std::set<std::size_t> wanted{line.begin, line.end};
        for (const Run& run : seen.layout.runs().subspan(line.first_run, line.run_count)) {
            for (std::size_t at = run.begin; at < run.end; ++at) {
                if (seen.begins_character[at] &&
                    (divides_ligatures(run.script) || begins_cluster(seen, run, at))) {
                    wanted.insert(at);
                }
            }
        }
        std::set<std::size_t> found;
        for (const CaretStop& stop : seen.stops[i]) {
            found.insert(stop.caret.offset);
        }
        if (!seen.begins_character[line.begin]) {
            return say("the line at ", line.begin, " begins inside a character");
        }
        // What is drawn at a line's far end is a stop of the next line too, and listed there.
        if (found != wanted) {
            std::ostringstream text;
            text << "line " << i << " has stops at";
            std::ranges::for_each(found, [&](std::size_t at) { text << " " << at; });
            text << ", not at";
            std::ranges::for_each(wanted, [&](std::size_t at) { text << " " << at; });
            return text.str();
        }
    }
    return "";
}

bool is_drawn_alone(const Seen& seen, const Line& line, std::size_t offset) {
    const auto runs = seen.layout.runs().subspan(line.first_run, line.run_count);
    return std::ranges::any_of(runs, [&](const Run& run) {
        return run.begin <= offset && offset < run.end && begins_cluster(seen, run, offset);
    });
}

/// What is wider than it may be holds one of HarfBuzz's clusters, which may be several letters that
/// no line can divide; spaces at the end and marks without width do not count.
std::string lines_fit(const Seen& seen) {
    for (std::size_t i = 0; i < seen.layout.lines().size(); ++i) {
        const Line& line = seen.layout.lines()[i];
        const auto visible = std::ranges::count_if(seen.characters[i], [&](const Character& each) {
            return is_drawn_alone(seen, line, each.begin) && each.right - each.left > kNear &&
                   each.left > line.x - kNear && each.right < line.x + line.width + kNear;
        });
        if (line.width > seen.shown.width + near(seen.shown.width) && visible > 1) {
            return say("line ", i, " is ", line.width, " wide, not ", seen.shown.width, ", with ",
                       visible, " clusters");
        }
    }
    return "";
}

bool is_drawn_at(const Seen& seen, Caret caret, std::size_t line, float x) {
    const CaretStop stop = seen.layout.locate(caret);
    return stop.caret.offset == caret.offset && stop.line == line && stop.x == x;
}

/// hit(place of i) == i. Where several stops share a place, the hit is one of them; and each half
/// of each visible character hits the offset on its side, so that all of them can be touched.
std::string hits_are_where_carets_are(const Seen& seen) {
    for (const auto& stops : seen.stops) {
        for (const CaretStop& stop : stops) {
            const Caret hit = seen.layout.hit_test(stop.x, seen.middle(stop.line));
            if (!(seen.layout.locate(stop.caret).caret == stop.caret) ||
                !is_drawn_at(seen, stop.caret, stop.line, stop.x)) {
                return say("the stop ", stop.caret.offset, " is not found again");
            }
            const bool shared = std::ranges::any_of(stops, [&](const CaretStop& other) {
                return other.x == stop.x && other.caret.offset != stop.caret.offset;
            });
            if (!is_drawn_at(seen, hit, stop.line, stop.x) ||
                (!shared && hit.offset != stop.caret.offset)) {
                return say("the caret ", stop.caret.offset, " at ", stop.x, " of line ", stop.line,
                           " is hit as ", hit.offset);
            }
        }
    }
    return "";
}

std::string halves_are_hit(const Seen& seen) {
    for (std::size_t line = 0; line < seen.characters.size(); ++line) {
        for (const Character& each : seen.characters[line]) {
            const float quarter = (each.right - each.left) / 4;
            const auto hit = [&](float x) {
                return seen.layout.hit_test(x, seen.middle(line)).offset;
            };
            const std::set<std::size_t> hits{hit(each.left + quarter), hit(each.right - quarter)};
            if (quarter > kNear && hits != std::set<std::size_t>{each.begin, each.end}) {
                return say("the halves of the character at ", each.begin, " hit ", *hits.begin(),
                           " and ", *hits.rbegin());
            }
        }
    }
    return "";
}

std::string whole_selection_covers(const Seen& seen) {
    const auto rects = seen.layout.selection(0, seen.size());
    for (const Line& line : seen.layout.lines()) {
        for (const Run& run : seen.layout.runs().subspan(line.first_run, line.run_count)) {
            const bool covered = std::ranges::any_of(rects, [&](const Rect& rect) {
                return rect.y == line.top && rect.height == line.height &&
                       rect.x <= run.x + kNear && rect.x + rect.width >= run.x + run.width - kNear;
            });
            if (!covered) {
                return say("the whole selection leaves out the run at ", run.begin);
            }
        }
    }
    return seen.layout.selection(seen.size(), seen.size()).empty() ? "" : "nothing is selected";
}

} // namespace

std::string broken_rule(const Shown& shown, const Layout& layout) {
    if (layout.lines().empty()) {
        return "there is no line";
    }
    const Seen seen = see(shown, layout);
    for (const auto rule :
         {lines_cover_the_text, runs_cover_the_lines, stops_are_where_characters_meet, lines_fit,
          hits_are_where_carets_are, halves_are_hit, whole_selection_covers}) {
        if (auto broken = rule(seen); !broken.empty()) {
            return broken;
        }
    }
    return broken_step(shown, layout);
}

std::string broken_rule(const Shown& shown, Typesetter& typesetter) {
    const Paragraph paragraph = Paragraph::shape(shown.text, shown.style, typesetter);
    const Layout layout = paragraph.lay_out(shown.width, shown.align);
    auto broken = broken_rule(shown, layout);
    if (!broken.empty()) {
        return broken;
    }
    const Layout even = paragraph.lay_out_evenly(shown.width, shown.align);
    if (even.lines().size() != layout.lines().size()) {
        return "even lines are more or fewer";
    }
    broken = broken_rule(shown, even);
    if (!broken.empty()) {
        return "on even lines: " + broken;
    }
    const Layout natural = paragraph.lay_out(kNoWidthLimit);
    return paragraph.lay_out(natural.width()).lines().size() == natural.lines().size()
               ? ""
               : "it needs more lines in a box that is as wide as it is";
}

std::string difference(const Layout& a, const Layout& b) {
    const auto same = [](const auto& left, const auto& right, auto... parts) {
        return std::ranges::equal(left, right, [&](const auto& x, const auto& y) {
            return ((x.*parts == y.*parts) && ...);
        });
    };
    if (!same(a.lines(), b.lines(), &Line::begin, &Line::end, &Line::next, &Line::x, &Line::width,
              &Line::top, &Line::height, &Line::baseline, &Line::direction, &Line::hard_end)) {
        return "other lines";
    }
    if (!same(a.runs(), b.runs(), &Run::begin, &Run::end, &Run::face, &Run::script, &Run::level,
              &Run::x, &Run::width)) {
        return "other runs";
    }
    if (!same(a.glyphs(), b.glyphs(), &Glyph::id, &Glyph::face, &Glyph::offset, &Glyph::x,
              &Glyph::y, &Glyph::advance)) {
        return "other glyphs";
    }
    return same(a.caret_stops(), b.caret_stops(), &CaretStop::caret, &CaretStop::x,
                &CaretStop::line, &CaretStop::direction)
               ? ""
               : "other stops";
}

std::string escaped(std::string_view text) {
    std::string result;
    for (const char byte : text) {
        char hex[8] = "";
        std::snprintf(hex, sizeof hex, "\\x%02X", static_cast<unsigned>(byte) & 0xFFU);
        result += hex;
    }
    return result;
}

} // namespace i18n_tests
