#include "kiosk/ui/theme.h"

#include <catch2/catch_test_macros.hpp>

#include <vector>

using intake::Palette;
using ui::Color;
using ui::contrast_ratio;

namespace {

struct Pair {
    Color on;
    Color ground;
};

std::vector<Pair> texts(const ui::Colors& c) {
    std::vector<Pair> pairs;
    for (const Color ground : {c.ground, c.card, c.pressed, c.chosen}) {
        pairs.push_back({c.text, ground});
        pairs.push_back({c.quiet, ground});
    }
    pairs.push_back({c.text, c.selection});
    pairs.push_back({c.on_primary, c.primary});
    pairs.push_back({c.on_primary, c.primary_press});
    pairs.push_back({c.on_warning, c.warning});
    pairs.push_back({c.danger, c.warning});
    pairs.push_back({c.primary, c.card}); // "Change" on a card of the review
    pairs.push_back({c.primary, c.pressed});
    return pairs;
}

std::vector<Pair> controls(const ui::Colors& c) {
    std::vector<Pair> pairs;
    for (const Color ground : {c.ground, c.card}) {
        pairs.push_back({c.border, ground});
        pairs.push_back({c.primary, ground});
        pairs.push_back({c.danger, ground});
    }
    pairs.push_back({c.focus, c.ground});
    pairs.push_back({c.primary, c.chosen});
    pairs.push_back({c.primary, c.line}); // the part of the progress line that is done
    pairs.push_back({c.on_primary, c.primary});
    return pairs;
}

} // namespace

TEST_CASE("contrast is that of WCAG 2.2") {
    const Color black{0, 0, 0, 255};
    const Color white{255, 255, 255, 255};
    CHECK(contrast_ratio(black, white) > 20.99);
    CHECK(contrast_ratio(white, black) < 21.01);
    CHECK(contrast_ratio(white, white) == 1.0);
    // The grey that is the lightest to reach 4.5:1 on white, a value known from WCAG's own tools.
    CHECK(contrast_ratio(Color{0x76, 0x76, 0x76, 255}, white) >= 4.5);
    CHECK(contrast_ratio(Color{0x77, 0x77, 0x77, 255}, white) < 4.5);
}

TEST_CASE("text is readable in every palette") {
    for (const Palette palette :
         {Palette::CalmLight, Palette::Dark, Palette::BlackOnWhite, Palette::WhiteOnBlack}) {
        for (const Pair& pair : texts(ui::colors_of(palette))) {
            CAPTURE(static_cast<int>(palette), pair.on.r, pair.on.g, pair.on.b, pair.ground.r,
                    pair.ground.g, pair.ground.b);
            CHECK(contrast_ratio(pair.on, pair.ground) >= 7.0);
        }
    }
}

TEST_CASE("what carries meaning stands out in every palette") {
    for (const Palette palette :
         {Palette::CalmLight, Palette::Dark, Palette::BlackOnWhite, Palette::WhiteOnBlack}) {
        const ui::Colors& c = ui::colors_of(palette);
        for (const Pair& pair : controls(c)) {
            // In the two-colour palettes the progress line is told by its thickness alone.
            const bool two_colours = c.line == c.primary && pair.ground == c.line;
            CAPTURE(static_cast<int>(palette), pair.on.r, pair.on.g, pair.on.b, pair.ground.r,
                    pair.ground.g, pair.ground.b);
            CHECK((two_colours || contrast_ratio(pair.on, pair.ground) >= 3.0));
        }
    }
}

TEST_CASE("everything grows from one unit") {
    const auto design = ui::metrics_of(1920, 1080, intake::TextSize::Normal);
    CHECK(design.u == 12.0F);
    CHECK(ui::metrics_of(1080, 1920, intake::TextSize::Normal).u == 12.0F);
    CHECK(design.body() > 32.0F);
    CHECK(design.small() == 24.0F);
    float last = 0;
    using enum intake::TextSize;
    for (const auto size : {Normal, Large, Larger, Largest}) {
        const auto metrics = ui::metrics_of(1280, 800, size);
        CHECK(metrics.u > last);
        CHECK(metrics.column() <= metrics.width - 2 * metrics.margin());
        last = metrics.u;
    }
}
