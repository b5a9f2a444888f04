// What a page of questions costs in every language: processor time of one frame, from cold and from
// warm. Measures layout, glyph bitmaps and the draw list as the real Stage makes them; no OpenGL.
//
//   page_bench            measures and prints
//   page_bench --check    measures less and fails when something has become far too slow
//
// Cold: the first frame of a new Stage, with nothing laid out and no glyph drawn, or the first one
// in another size of text with the reason folded out; whichever is slower. The font files are open,
// and the names of a long list are ready, as they are for whoever comes from the pages before it.
// Warm: the same frame once more. Names: the slowest of the frames in which they are made ready.
#include "kiosk/ui/answer_search.h"
#include "tests/ui/stage_fixture.h"

#include <imgui.h>

#include <algorithm>
#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

#include <time.h>

namespace {

using intake::TextSize;

constexpr ui::Size kWindow{1920, 1080};
constexpr double kMostCold = 16.7; // milliseconds: one frame of a screen that shows 60 a second
constexpr double kMostWarm = 0.3;
constexpr double kMostNames = 5;   // of a frame that has more to do than that
constexpr double kSlowMachine = 3; // --check: another machine, busy with other tests

/// Most tiles, tiles with pictures, a list that is searched, the one of every language, telephone
/// numbers, a large field.
const std::vector<std::string> kPages{"control",       "work_place",  "citizenship",
                                      "mother_tongue", "danger_help", "story"};

double cpu_milliseconds() {
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double frame_cost(Theatre& theatre) {
    const double start = cpu_milliseconds();
    theatre.frame();
    return cpu_milliseconds() - start;
}

/// One page in one language and size.
struct Case {
    i18n::LocaleId language;
    std::size_t page;
    TextSize size;
    bool searched = false;
};

void show(Theatre& theatre, const Case& page, TextSize size) {
    theatre.session.screen = intake::Screen::Question;
    theatre.session.page = page.page;
    theatre.session.text_size = size;
}

/// ImGui reads a font of its own before its first frame, which the product never shows.
void start_imgui() {
    ImGui::NewFrame();
    ImGui::Render();
}

bool names_are_ready(const Theatre& theatre) {
    return std::ranges::all_of(theatre.session.answers.form().items, [&](const intake::Item& item) {
        return item.options.size() <= ui::kSearchAbove || item.hidden ||
               theatre.stage.names().ready(theatre.session.language, item);
    });
}

/// The frames of an earlier page, in a size of text that is not measured, until the names of every
/// list are there; what the slowest cost, the page's own first one left out.
double make_names(Theatre& theatre) {
    theatre.session.text_size = TextSize::Larger;
    theatre.apply(intake::Begin{});
    theatre.frame();
    double slowest = 0;
    while (!names_are_ready(theatre)) {
        slowest = std::max(slowest, frame_cost(theatre));
    }
    return slowest;
}

double first_frame(SharedAssets& assets, const Case& page) {
    assets.setup.language = page.language;
    Theatre theatre(assets, kWindow);
    start_imgui();
    if (page.searched) {
        make_names(theatre);
    }
    show(theatre, page, page.size);
    return frame_cost(theatre);
}

bool has(const Theatre& theatre, std::string_view id) {
    return theatre.stage.tree().find(id) != nullptr;
}

/// Folds the reason out, on whichever part of the page it stands, and goes back to the first part.
void unfold_reason(Theatre& theatre) {
    theatre.settle();
    while (!has(theatre, "why") && has(theatre, "nav.more")) {
        theatre.press("nav.more");
    }
    if (has(theatre, "why")) {
        theatre.press("why");
    }
    while (has(theatre, "nav.less")) {
        theatre.press("nav.less");
    }
}

struct Times {
    std::vector<double> cold;
    std::vector<double> warm;
};

/// The page with its reason folded out, in a size of text that nothing was laid out in before.
void add_unfolded(SharedAssets& assets, const Case& page, int frames, Times& times) {
    assets.setup.language = page.language;
    Theatre theatre(assets, kWindow);
    make_names(theatre);
    show(theatre, page, TextSize::Large);
    unfold_reason(theatre);
    theatre.session.text_size = page.size;
    times.cold.push_back(frame_cost(theatre));
    theatre.frame(); // the last one that moves
    for (int i = 0; i < frames; ++i) {
        times.warm.push_back(frame_cost(theatre));
    }
}

double at(std::vector<double> sorted, double part) {
    std::ranges::sort(sorted);
    return sorted[static_cast<std::size_t>(static_cast<double>(sorted.size() - 1) * part)];
}

struct Cost {
    double best = 0, median = 0, worst = 0;
};

Cost cost_of(const std::vector<double>& times) {
    return {at(times, 0), at(times, 0.5), at(times, 1)};
}

/// Of one language: the page that costs most.
struct Row {
    std::string language;
    Cost cold, warm;
    double names = 0;
    std::string cold_page, warm_page;
};

std::size_t page_of(const intake::Questionnaire& form, std::string_view link_id) {
    const auto found = std::ranges::find_if(
        form.pages, [&](intake::ItemIndex item) { return form.items[item].link_id == link_id; });
    if (found == form.pages.end()) {
        throw std::runtime_error("the form has no page " + std::string(link_id));
    }
    return static_cast<std::size_t>(found - form.pages.begin());
}

class Bench {
public:
    Bench(bool check, SharedAssets& assets) : check_(check), assets_(assets) {}

    int run() {
        std::printf("%-9s %25s  %-13s %25s  %-13s %7s\n", "", "cold: best, median, worst", "",
                    "warm: best, median, worst", "", "names");
        auto languages = assets_.house.languages;
        languages.push_back({"ur-Aran"}); // Urdu's sentences in the face that costs most
        for (const i18n::LocaleId& language : languages) {
            rows_.push_back(measure(language));
            print(rows_.back());
        }
        return judge();
    }

private:
    Row measure(const i18n::LocaleId& language) {
        Row row{.language = language.tag,
                .cold = {},
                .warm = {},
                .names = names_of(language),
                .cold_page = {},
                .warm_page = {}};
        for (const std::string& page : kPages) {
            for (const TextSize size : {TextSize::Normal, TextSize::Largest}) {
                const std::size_t place = page_of(assets_.form, page);
                const bool searched =
                    assets_.form.items[assets_.form.pages[place]].options.size() > ui::kSearchAbove;
                add({language, place, size, searched}, page, row);
            }
        }
        return row;
    }

    /// The best of several: noise only ever adds.
    double names_of(const i18n::LocaleId& language) {
        std::vector<double> slowest;
        for (int i = 0; i < (check_ ? 3 : 7); ++i) {
            assets_.setup.language = language;
            Theatre theatre(assets_, kWindow);
            start_imgui();
            slowest.push_back(make_names(theatre));
        }
        return at(slowest, 0);
    }

    void add(const Case& page, const std::string& name, Row& row) {
        const int runs = check_ ? 3 : 7;
        Times times;
        std::vector<double> first;
        for (int i = 0; i < runs; ++i) {
            first.push_back(first_frame(assets_, page));
            add_unfolded(assets_, page, runs, times);
        }
        const Cost a = cost_of(first);
        const Cost b = cost_of(times.cold);
        const Cost& cold = a.median > b.median ? a : b;
        const Cost warm = cost_of(times.warm);
        if (cold.median > row.cold.median) {
            row.cold = cold;
            row.cold_page = name;
        }
        if (warm.median > row.warm.median) {
            row.warm = warm;
            row.warm_page = name;
        }
    }

    static void print(const Row& row) {
        std::printf("%-9s %9.2f %7.2f %7.2f  %-13s %9.3f %7.3f %7.3f  %-13s %7.2f\n",
                    row.language.c_str(), row.cold.best, row.cold.median, row.cold.worst,
                    row.cold_page.c_str(), row.warm.best, row.warm.median, row.warm.worst,
                    row.warm_page.c_str(), row.names);
        std::fflush(stdout);
    }

    int judge() const {
        const Row& cold =
            *std::ranges::max_element(rows_, {}, [](const Row& row) { return row.cold.median; });
        const Row& warm =
            *std::ranges::max_element(rows_, {}, [](const Row& row) { return row.warm.median; });
        const bool cold_kept = keeps("cold", cold.language, cold.cold, kMostCold);
        const bool warm_kept = keeps("warm", warm.language, warm.warm, kMostWarm);
        const Row& names = *std::ranges::max_element(rows_, {}, &Row::names);
        const bool names_kept =
            keeps("names", names.language, {names.names, names.names, names.names}, kMostNames);
        return check_ && !(cold_kept && warm_kept && names_kept) ? 1 : 0;
    }

    static bool keeps(const char* what, const std::string& language, const Cost& cost,
                      double most) {
        std::printf("worst from %s: %s, %.2f ms of %.1f ms%s\n", what, language.c_str(),
                    cost.median, most, cost.median > most ? ": ABOVE THE LIMIT" : "");
        return cost.best <= most * kSlowMachine; // the best: noise only ever adds
    }

    bool check_;
    SharedAssets& assets_;
    std::vector<Row> rows_;
};

} // namespace

int main(int argc, char** argv) {
    const bool check = argc > 1 && std::string(argv[1]) == "--check";
    const auto assets = load_shared_assets();
    return Bench(check, *assets).run();
}
