// Packing, reuse and what is never reused.
#include "i18n/atlas.h"
#include "tests/i18n/text_fixture.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <set>
#include <vector>

using namespace i18n;
using namespace i18n_tests;

namespace {

struct Placed {
    std::uint32_t glyph;
    AtlasCell cell;
};

std::vector<Placed> fill(Atlas& atlas, std::uint32_t first, std::uint32_t count, float px) {
    std::vector<Placed> placed;
    for (std::uint32_t glyph = first; glyph < first + count; ++glyph) {
        if (const auto cell = atlas.place(0, glyph, px, 0); cell && cell->width > 0) {
            placed.push_back({glyph, *cell});
        }
    }
    return placed;
}

/// With the free pixel right of and below each.
bool overlap(const AtlasCell& a, const AtlasCell& b) {
    return a.page == b.page && a.x < b.x + b.width + 1 && b.x < a.x + a.width + 1 &&
           a.y < b.y + b.height + 1 && b.y < a.y + a.height + 1;
}

void check_packing(const std::vector<Placed>& placed) {
    bool good = true;
    for (std::size_t i = 0; i < placed.size(); ++i) {
        const AtlasCell& cell = placed[i].cell;
        good = good && cell.x + cell.width < Atlas::kPageSide &&
               cell.y + cell.height < Atlas::kPageSide;
        for (std::size_t j = 0; j < i; ++j) {
            good = good && !overlap(cell, placed[j].cell);
        }
    }
    CHECK(good);
}

/// The cell's pixels, row by row.
std::vector<std::byte> pixels_of(const Atlas& atlas, const AtlasCell& cell) {
    std::vector<std::byte> copy;
    for (std::size_t y = cell.y; y < cell.y + std::size_t{cell.height}; ++y) {
        const auto row = atlas.pixels(cell.page).subspan(y * Atlas::kPageSide + cell.x, cell.width);
        copy.insert(copy.end(), row.begin(), row.end());
    }
    return copy;
}

std::uint32_t glyph_of(std::string_view character) {
    return lay_out(character, "en").glyphs()[0].id;
}

} // namespace

TEST_CASE("A glyph is rendered once and drawn where it belongs") {
    Atlas atlas(fonts());
    atlas.begin_frame();
    const auto cell = atlas.place(0, glyph_of("H"), 100, 0);
    REQUIRE(cell.has_value());
    CHECK(cell->top >= 70); // capitals of Noto Sans are 0.714 em high
    CHECK(cell->top <= 73);
    CHECK(cell->height == cell->top);
    CHECK(cell->left > 0);
    const auto pixels = pixels_of(atlas, *cell);
    CHECK(std::ranges::count(pixels, std::byte{255}) > cell->height * 10);
    REQUIRE(atlas.dirty(cell->page).has_value());
    CHECK(atlas.dirty(cell->page)->width == cell->width);
    atlas.mark_clean(cell->page);

    const auto again = atlas.place(0, glyph_of("H"), 100, 0);
    REQUIRE(again.has_value());
    CHECK(again->x == cell->x);
    CHECK_FALSE(atlas.dirty(cell->page).has_value());
}

TEST_CASE("Each quarter of a pixel has a bitmap of its own") {
    CHECK(subpixel(10.0F).pixel == 10);
    CHECK(subpixel(10.2F).phase == 1);
    CHECK(subpixel(10.9F).pixel == 11);
    CHECK(subpixel(10.9F).phase == 0);
    CHECK(subpixel(-0.25F).pixel == -1);
    CHECK(subpixel(-0.25F).phase == 3);
    Atlas atlas(fonts());
    std::set<std::vector<std::byte>> different;
    for (std::uint8_t phase = 0; phase < 4; ++phase) {
        const auto cell = atlas.place(0, glyph_of("l"), 21, phase);
        REQUIRE(cell.has_value());
        different.insert(pixels_of(atlas, *cell));
    }
    CHECK(different.size() == 4);
}

TEST_CASE("A space takes no room") {
    Atlas atlas(fonts());
    const auto cell = atlas.place(0, glyph_of(" "), 32, 0);
    REQUIRE(cell.has_value());
    CHECK(cell->width == 0);
    CHECK(atlas.page_count() == 0);
}

TEST_CASE("Cells never overlap and the atlas grows by pages up to its budget") {
    Atlas atlas(fonts(), 2 * Atlas::kPageBytes);
    atlas.begin_frame();
    auto placed = fill(atlas, 30, 400, 40);
    const auto larger = fill(atlas, 30, 200, 51);
    placed.insert(placed.end(), larger.begin(), larger.end());
    check_packing(placed);
    CHECK(atlas.page_count() == 1);
    fill(atlas, 30, 2000, 60);
    CHECK(atlas.page_count() == 2);
}

TEST_CASE("What this frame uses stays; what is longest unused goes first") {
    Atlas atlas(fonts(), Atlas::kPageBytes);
    atlas.begin_frame();
    const auto first = fill(atlas, 30, 2000, 40);
    check_packing(first);
    CHECK(first.size() > 300);
    CHECK(first.size() < 1900); // the page is full: the rest was refused, nothing was overwritten
    const AtlasCell kept = first[0].cell;
    const auto kept_pixels = pixels_of(atlas, kept);

    for (int frame = 0; frame < 20; ++frame) {
        atlas.begin_frame();
        const auto cell = atlas.place(0, first[0].glyph, 40, 0);
        REQUIRE(cell.has_value());
        CHECK(cell->x == kept.x);
        const auto glyph = 100 + static_cast<std::uint32_t>(frame) * 60;
        const float px = 30 + static_cast<float>(frame);
        auto placed = fill(atlas, glyph, 60, px);
        for (std::uint32_t i = 0; i < 60; ++i) {
            CHECK(atlas.place(0, glyph + i, px, 0).has_value()); // old shelves made room
        }
        placed.push_back({first[0].glyph, *cell});
        std::ranges::sort(placed, {}, &Placed::glyph);
        check_packing(placed);
        CHECK(pixels_of(atlas, kept) == kept_pixels);
    }
    CHECK(atlas.page_count() == 1);
}

TEST_CASE("A page of small glyphs makes room for large ones") {
    Atlas atlas(fonts(), Atlas::kPageBytes);
    atlas.begin_frame();
    fill(atlas, 30, 2500, 20);
    atlas.begin_frame();
    const auto large = fill(atlas, 36, 8, 300);
    CHECK(large.size() == 8);
    check_packing(large);
    const auto again = atlas.place(0, 36, 300, 0);
    REQUIRE(again.has_value());
    CHECK(again->x == large[0].cell.x);
}

TEST_CASE("What cannot be placed is refused") {
    Atlas atlas(fonts(), Atlas::kPageBytes);
    CHECK_FALSE(atlas.place(0, glyph_of("M"), 3000, 0).has_value());
    CHECK_FALSE(atlas.place(0, 0xFFFF, 20, 0).has_value());
}
