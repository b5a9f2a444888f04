#include "kiosk/ui/svg_path.h"

#include "kiosk/host/whole_file.h"
#include "kiosk/ui/icons.h"

#include <catch2/catch_test_macros.hpp>

#include <filesystem>

using ui::parse_path;
using ui::parse_svg;
using ui::Point;

TEST_CASE("lines, also without repeating the command") {
    const auto strokes = parse_path("M1 2L3 4 5,6H7V-8.5Z");
    REQUIRE(strokes);
    REQUIRE(strokes->size() == 1);
    CHECK(strokes->front().closed);
    CHECK(strokes->front().points ==
          std::vector<Point>{{1, 2}, {3, 4}, {5, 6}, {7, 6}, {7, -8.5F}});
}

TEST_CASE("pairs after M are lines, a second M begins anew") {
    const auto strokes = parse_path("M0 0 1 1M5 5L6 6");
    REQUIRE(strokes);
    REQUIRE(strokes->size() == 2);
    CHECK((*strokes)[0].points.size() == 2);
    CHECK((*strokes)[1].points == std::vector<Point>{{5, 5}, {6, 6}});
}

TEST_CASE("a line after Z starts where the path began") {
    const auto strokes = parse_path("M1 1L2 1L2 2ZL3 3");
    REQUIRE(strokes);
    REQUIRE(strokes->size() == 2);
    CHECK((*strokes)[1].points == std::vector<Point>{{1, 1}, {3, 3}});
}

TEST_CASE("a curve ends where it says and stays between its points") {
    const auto strokes = parse_path("M0 0C0 10 10 10 10 0");
    REQUIRE(strokes);
    const auto& points = strokes->front().points;
    CHECK(points.back() == Point{10, 0});
    for (const Point p : points) {
        CHECK((p.x >= 0 && p.x <= 10 && p.y >= 0 && p.y <= 7.51F));
    }
}

TEST_CASE("what is not supported is refused, not left out") {
    for (const char* d : {"m1 1", "M1 1Q2 2 3 3", "M1 1A1 1 0 0 0 2 2", "L1 1", "M1", "M1 1Z 2",
                          "Z", "1 1", "M1 x"}) {
        CAPTURE(d);
        CHECK_FALSE(parse_path(d));
    }
    CHECK_FALSE(parse_svg("<svg viewBox=\"0 0 24 24\"></svg>"));
    CHECK_FALSE(parse_svg("<svg viewBox=\"0 0 24 12\"><path d=\"M0 0L1 1\"/></svg>"));
    CHECK_FALSE(parse_svg("<svg><path d=\"M0 0L1 1\"/></svg>"));
}

TEST_CASE("every drawing of the product can be read and fits its box") {
    const std::filesystem::path folder = REFERRAL_SOURCE_DIR "/assets/icons";
    const auto icons = ui::Icons::parse(host::read_folder(folder, ".svg", 65536).value());
    REQUIRE(icons);
    std::size_t count = 0;
    for (const auto& file : std::filesystem::directory_iterator(folder)) {
        const ui::Drawing* drawing = icons->find(file.path().stem().string());
        CAPTURE(file.path().string());
        REQUIRE(drawing != nullptr);
        for (const ui::Stroke& stroke : drawing->strokes) {
            for (const Point p : stroke.points) {
                CHECK((p.x >= 0 && p.y >= 0 && p.x <= drawing->side && p.y <= drawing->side));
            }
        }
        ++count;
    }
    CHECK(count > 20);
}
